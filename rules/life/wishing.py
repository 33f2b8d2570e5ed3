"""More time that was asked for: who is asked whether it may be, one after the other."""

from rules.life.state import Life
from rules.replaced import replace
from rules.subject import Step


def wished(found: Life, step: Step) -> Life:
    """More time is asked for."""
    return replace(found, wish=step, wish_at=step.at, wish_checked=None, wish_silent=())


def referred(found: Life, step: Step) -> Life:
    """The next of those who may allow it is asked; whoever stands in for one of them counts as that one."""
    wish = found.wish
    if wish is None or not step.to:
        return found
    place = step.stead or step.to
    line = tuple(one for one in wish.line if one not in (place, step.to))
    silent = found.wish_silent if place == wish.to else (*found.wish_silent, wish.to or "")
    return replace(
        found,
        wish=replace(wish, to=step.to, line=line),
        wish_at=step.at,
        wish_checked=None,
        wish_silent=silent,
    )
