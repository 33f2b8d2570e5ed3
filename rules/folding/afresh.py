"""Having subjects looked at anew, of which nobody spoke: they count as changed."""

from collections.abc import Iterable

from rules.folding.state import Overlay
from rules.read import goals, open_actions, people, resources, site_of, tasks
from rules.replaced import replace
from rules.subject import SiteState, Subject


def look_at_all(part: Overlay) -> None:
    """All that is open here."""
    part.put(site_of(part))
    look_again(part, (*tasks(part), *open_actions(part), *people(part), *goals(part), *resources(part)))


def look_again(part: Overlay, subjects: Iterable[Subject]) -> None:
    """These, as they stand."""
    for subject in list(subjects):
        part.put(subject)


def renamed(site: SiteState) -> SiteState:
    """The site, whose words for people and tasks are read anew."""
    return replace(site, vocabulary=site.vocabulary + 1)
