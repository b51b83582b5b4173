"""The built client on the same origin: immutable assets, prebuilt compression, and one page for all its paths."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from api.middleware import CLIENT_POLICY

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def install(app: FastAPI, dist: Path) -> None:
    """Serve `dist` for every path that nothing else answers. Without a build, say how to make one."""
    root = dist.resolve()
    router = APIRouter(include_in_schema=False)

    @router.api_route("/{path:path}", methods=["GET", "HEAD"])
    async def client(request: Request, path: str) -> Response:
        if path.startswith(("api/", "scim/")):
            raise HTTPException(404)
        file = (root / path).resolve() if path else root / "index.html"
        if root not in file.parents or file.suffix == "":
            file = root / "index.html"
        if not file.is_file():
            if file.name == "index.html":
                raise HTTPException(404, "The client is not built. Run `make client`.")
            raise HTTPException(404)
        return _file(request, file, immutable=path.startswith("assets/"))

    app.include_router(router)


def _file(request: Request, file: Path, *, immutable: bool) -> Response:
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if immutable else "no-cache",
        "Content-Security-Policy": CLIENT_POLICY,
        "Vary": "Accept-Encoding",
    }
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    accepted = request.headers.get("accept-encoding", "")
    for encoding, suffix in _ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            headers["Content-Encoding"] = encoding
            return FileResponse(packed, headers=headers, media_type=media_type)
    return FileResponse(file, headers=headers, media_type=media_type)
