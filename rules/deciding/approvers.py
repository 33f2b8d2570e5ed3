"""Who may let what a rule proposes pass."""

from datetime import datetime

from rules.life.leave import stand_in
from rules.read import Reader, site_of
from rules.rule import ROLES, Rule

_MANAGERS = ("superintendent", "project_manager")


def approvers_of(read: Reader, rule: Rule, now: datetime) -> tuple[str, ...]:
    """In the order in which they are asked: the people of the rule's owner, where that is a role, then the site's managers."""
    roles = (rule.owner, *_MANAGERS) if rule.owner in ROLES else _MANAGERS
    site = site_of(read)
    found = [person for role in roles for person in site.roles.get(role, ())]
    there = (stand_in(read, person, now) for person in found)
    return tuple(dict.fromkeys(person for person in there if person)) or tuple(dict.fromkeys(found))
