"""Only this machine's own page may use the sandbox: no other site's scripts, no rebound DNS names."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def refusal(request: Request) -> JSONResponse | None:
    """Return why a request is refused, or None if it may go on."""
    host = request.headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _LOCAL:
        return _refused(403, "forbidden_host", f"The sandbox answers on this machine only, not as {host}.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return _refused(403, "forbidden_origin", "Only the sandbox's own page may do that.")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _refused(403, "forbidden_origin", "Only the sandbox's own page may do that.")
    if request.method == "POST" and not _content_type_fits(request):
        return _refused(415, "unsupported_media_type", "Send application/json, or multipart for an upload.")
    return None


def _content_type_fits(request: Request) -> bool:
    wanted = "multipart/form-data" if request.url.path == "/ui/upload" else "application/json"
    return request.headers.get("content-type", "").partition(";")[0].strip() == wanted


def _refused(status: int, error: str, detail: str) -> JSONResponse:
    return JSONResponse({"ok": False, "error": error, "detail": detail}, status_code=status)
