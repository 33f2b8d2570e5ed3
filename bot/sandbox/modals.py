"""Modals and home tabs: opened, pushed, updated and closed, with Slack's stack of at most three."""

import copy
import secrets
from typing import Literal

from .blocks.fill import filled
from .records import Json, View
from .workspace import Workspace, new_id

MOST_VIEWS = 3


def open_modal(ws: Workspace, user: str, content: Json) -> View:
    """Open a modal for a person; one that was open gives way to it."""
    with ws.lock:
        view = _made(ws, user, "modal", content)
        ws.modals[user] = [view]
        ws.feed.publish("views", user=user, view=view)
        return view


def push_modal(ws: Workspace, user: str, content: Json) -> View | Literal["push_limit_reached"]:
    """Put a modal on top of the open ones."""
    with ws.lock:
        stack = ws.modals.setdefault(user, [])
        if len(stack) >= MOST_VIEWS:
            return "push_limit_reached"
        view = _made(ws, user, "modal", content, below=stack[-1] if stack else None)
        stack.append(view)
        ws.feed.publish("views", user=user, view=view)
        return view


def update_view(ws: Workspace, old: View, content: Json) -> View:
    """Replace what an open modal shows; its id stays, its hash changes."""
    with ws.lock:
        view = _made(ws, old.user, old.kind, content, again=old)
        stack = ws.modals.get(old.user, [])
        ws.modals[old.user] = [view if shown.id == old.id else shown for shown in stack]
        ws.feed.publish("views", user=old.user, view=view)
        return view


def close_modal(ws: Workspace, user: str, view: View | None = None) -> None:
    """Close one modal and what lies on top of it, or all of a person's."""
    with ws.lock:
        stack = ws.modals.get(user, [])
        ids = [shown.id for shown in stack]
        ws.modals[user] = stack[: ids.index(view.id)] if view and view.id in ids else []
        ws.feed.publish("views", user=user)


def publish_home(ws: Workspace, user: str, content: Json) -> View:
    """Publish a person's home tab."""
    with ws.lock:
        view = _made(ws, user, "home", content, again=ws.homes.get(user))
        ws.homes[user] = view
        ws.feed.publish("home", user=user, view=view)
        return view


def _made(
    ws: Workspace,
    user: str,
    kind: Literal["modal", "home"],
    content: Json,
    *,
    below: View | None = None,
    again: View | None = None,
) -> View:
    id = again.id if again else new_id("V")
    previous = again.previous_view_id if again else (below.id if below else None)
    root = again.root_view_id if again else (below.root_view_id if below else id)
    shown = copy.deepcopy(content) | {"blocks": list(filled(content["blocks"]))}
    return View(
        id=id,
        user=user,
        kind=kind,
        content=shown,
        hash=f"{int(ws.clock.now().timestamp())}.{secrets.token_hex(4)}",
        root_view_id=root,
        previous_view_id=previous,
    )
