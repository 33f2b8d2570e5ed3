"""People fill in and close modals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..blocks import check_view
from ..blocks.fill import controls
from ..errors import BotFailed, NoSuchControl, NotAllowed, NotFound
from ..fields import Values, refusals, state_of
from ..modals import close_modal, push_modal, update_view
from ..records import Json, User, View
from ..wire import view_json
from .stage import Stage


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """What came of a submitted form: `errors` by block (the form stays), or the view shown now, if any."""

    errors: Mapping[str, str] = field(default_factory=dict)
    view: View | None = None


class FormActs(Stage):
    """Acts on modals."""

    def top_modal(self, user: str) -> View:
        """Return the modal that a person has in front of them; NotFound if there is none."""
        who = self.workspace.user(user)
        stack = self.workspace.modals.get(who.id)
        if not stack:
            raise NotFound(f"@{who.name} has no form open.")
        return stack[-1]

    def submit(self, user: str, view_id: str | None, values: Mapping[str, Any]) -> Submitted:
        """Submit a modal (None: the one in front) and return what came of it.

        `values` maps block ids to {action_id: value}, or a block id or action id straight to the value; values by
        element as /ui/submit takes them. Fields left out keep what they showed at first.
        """
        who, view = self._own_view(user, view_id or self.top_modal(user).id)
        if view.kind != "modal" or "submit" not in view.content:
            raise NotAllowed("This view has no submit button.")
        given = by_field(view.blocks, values)
        state = state_of(self.workspace, who, view.blocks, given)
        refused = refusals(view.blocks, state)
        if refused:
            return self._refused(who, view, refused)
        payload: Json = {"type": "view_submission"} | self._sender(who)
        payload["trigger_id"] = self.interactions.trigger(who.id, view.id)
        payload |= {"view": view_json(self.workspace, view, state), "response_urls": []}
        answer = self._ask("interactive", payload, who, "The form")
        done = self._after(who, view, answer.body)
        self._told()
        return done

    def close_view(self, user: str, view_id: str | None = None, *, all: bool = False) -> None:
        """Close a modal (None: the one in front), or with `all` the whole stack."""
        who, view = self._own_view(user, view_id or self.top_modal(user).id)
        cleared = all or bool(view.content.get("clear_on_close"))
        close_modal(self.workspace, who.id, None if cleared else view)
        if view.content.get("notify_on_close"):
            payload: Json = {"type": "view_closed"} | self._sender(who)
            payload |= {"view": view_json(self.workspace, view), "is_cleared": cleared}
            self._ask("interactive", payload, who, "Closing the form")
        self._told()

    def _own_view(self, user: str, view_id: str) -> tuple[User, View]:
        who, view = self.workspace.user(user), self.workspace.view(view_id)
        if view.user != who.id:
            raise NotAllowed(f"@{who.name} does not see the view {view_id}.")
        return who, view

    def _refused(self, user: User, view: View, errors: Mapping[str, str]) -> Submitted:
        self.workspace.feed.publish("view_errors", user=user.id, view=view, errors=errors)
        return Submitted(errors=errors, view=view)

    def _after(self, user: User, view: View, body: Json | str) -> Submitted:
        action = body.get("response_action") if isinstance(body, dict) else None
        if action is None:
            if body not in ("", {}):
                raise BotFailed(f"The app answered the form with what Slack refuses: {body!r}")
            close_modal(self.workspace, user.id, view)
        elif action == "clear":
            close_modal(self.workspace, user.id)
        elif action == "errors" and isinstance(body, dict):
            return self._refused(user, view, _known_errors(view, body.get("errors")))
        elif action in ("update", "push") and isinstance(body, dict):
            self._show(user, view, str(action), body.get("view"))
        else:
            raise BotFailed(f"The app answered the form with what Slack refuses: {body!r}")
        stack = self.workspace.modals.get(user.id)
        return Submitted(view=stack[-1] if stack else None)

    def _show(self, user: User, view: View, action: str, content: Any) -> None:  # noqa: ANN401 the app's JSON
        problems = check_view(content)
        if problems:
            raise BotFailed(f"The app answered with a view that Slack refuses: {'; '.join(problems)}")
        if action == "update":
            update_view(self.workspace, view, content)
        elif push_modal(self.workspace, user.id, content) == "push_limit_reached":
            raise BotFailed("The app pushed a fourth view; Slack shows three at most.")


def by_field(blocks: Sequence[Json], values: Mapping[str, Any]) -> Values:
    """Map field names to block and action ids; NoSuchControl for a name that no field has."""
    mapped: dict[str, dict[str, Any]] = {}
    fields = [(block["block_id"], element["action_id"]) for block, element in controls(blocks)]
    for name, value in values.items():
        in_block = [action for block, action in fields if block == name]
        if in_block and isinstance(value, Mapping) and set(value) <= set(in_block):
            mapped.setdefault(name, {}).update(value)
            continue
        named = [(b, a) for b, a in fields if name in (b, a)]
        if len(named) != 1:
            names = sorted({action for _, action in fields})
            raise NoSuchControl(f"There is no one field {name} here; the fields are {names}.")
        block, action = named[0]
        mapped.setdefault(block, {})[action] = value
    return mapped


def _known_errors(view: View, errors: Any) -> dict[str, str]:  # noqa: ANN401 the app's JSON
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise BotFailed(f"The app's errors must name input blocks of the form ({sorted(inputs)}): {errors!r}")
    return {str(block): str(text) for block, text in errors.items()}
