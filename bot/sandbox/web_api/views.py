"""views.*: modals and home tabs. https://docs.slack.dev/reference/methods/views.open."""

from ..blocks import check_view
from ..blocks.view import too_large
from ..images import check_images
from ..interactions import Trigger
from ..modals import open_modal, publish_home, push_modal, update_view
from ..records import Json, View
from ..wire import view_json
from .call import ApiError, Call, method


def _open(call: Call) -> Json:
    content = _content(call, "modal")
    return _shown(call, open_modal(call.workspace, _trigger(call).user, content))


def _push(call: Call) -> Json:
    content = _content(call, "modal")
    trigger = _trigger(call)
    if trigger.view is None:
        raise ApiError("invalid_trigger_id")
    view = push_modal(call.workspace, trigger.user, content)
    if view == "push_limit_reached":
        raise ApiError("push_limit_reached")
    return _shown(call, view)


def _update(call: Call) -> Json:
    content = _content(call, "modal")
    with call.workspace.lock:
        old = _found(call)
        given = call.text("hash")
        if given and given != old.hash:
            raise ApiError("hash_conflict")
        return _shown(call, update_view(call.workspace, old, content))


def _publish(call: Call) -> Json:
    user = call.user_id(call.required("user_id"))
    content = _content(call, "home")
    with call.workspace.lock:
        old = call.workspace.homes.get(user)
        given = call.text("hash")
        if given and (old is None or given != old.hash):
            raise ApiError("hash_conflict")
        return _shown(call, publish_home(call.workspace, user, content))


def _content(call: Call, kind: str) -> Json:
    view = call.structure("view", "invalid_arguments")
    if view is None:
        raise ApiError("invalid_arguments", ["missing required field: view"])
    if too_large(view):
        raise ApiError("view_too_large")
    problems = check_view(view)
    if not problems and view["type"] != kind:
        problems = [f"invalid view type: {view['type']} [json-pointer:/view/type]"]
    problems += check_images(call.workspace, view["blocks"], "/view/blocks") if not problems else []
    if problems:
        raise ApiError("invalid_arguments", problems)
    _check_external_id(call, view)
    return dict(view)


def _check_external_id(call: Call, view: Json) -> None:
    external = view.get("external_id")
    if not external or call.method in ("views.update", "views.publish"):
        return
    stacks = call.workspace.modals.values()
    if any(shown.content.get("external_id") == external for stack in stacks for shown in stack):
        raise ApiError("duplicate_external_id")


def _trigger(call: Call) -> Trigger:
    trigger = call.interactions.use_trigger(call.required("trigger_id"))
    if isinstance(trigger, str):
        raise ApiError(trigger)
    return trigger


def _found(call: Call) -> View:
    id, external = call.text("view_id"), call.text("external_id")
    if not id and not external:
        raise ApiError("invalid_arguments", ["give one of `view_id` or `external_id`"])
    for stack in call.workspace.modals.values():
        for view in stack:
            if view.id == id or (external and view.content.get("external_id") == external):
                return view
    raise ApiError("not_found")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(call.workspace, view)}


METHODS = (
    method("views.open", _open, "view trigger_id", tier=4),
    method("views.push", _push, "view trigger_id", tier=4),
    method("views.update", _update, "view view_id external_id hash", tier=4),
    method("views.publish", _publish, "view user_id hash", tier=4),
)
