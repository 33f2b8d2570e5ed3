"""The page's own files: read anew each time, so that an edit shows at once, and sent only where the browser has another."""

import hashlib
import mimetypes
from pathlib import Path

from starlette.responses import Response

PAGE = Path(__file__).resolve().parent.parent / "page"
_SECURITY = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob: https: http:; style-src 'self' 'unsafe-inline'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def page_file(name: str, known: str | None) -> Response:
    """The file of that name below the page's folder, index.html for none; 304 where `known`, an ETag, names it as it is."""
    wanted = (PAGE / name).resolve()
    inside = wanted == PAGE or PAGE in wanted.parents
    path = PAGE / "index.html" if wanted == PAGE else wanted
    if not inside or not path.is_file():
        return Response("Not found", status_code=404, media_type="text/plain")
    content = path.read_bytes()
    headers = {**_SECURITY, "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if known == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    kind, _ = mimetypes.guess_type(path.name)
    return Response(content, headers=headers, media_type=kind)
