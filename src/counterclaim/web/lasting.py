"""Static files: kept for good by browsers, under addresses that change with them, and packed once a process."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from fastapi import Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Scope

from counterclaim.web.render import stamp

_SMALL = 800


class Lasting(StaticFiles):
    """Static files; their addresses begin with the version, and so do those of the files that they load."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; one under another version, or under none, is not kept."""
        version, _, rest = path.partition("/")
        if version != stamp() or not rest:
            return await super().get_response(path, scope)
        answer = await super().get_response(rest, scope)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        if not isinstance(answer, FileResponse) or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return answer
        packed = await run_in_threadpool(_packed, str(answer.path))
        if packed is None:
            return answer
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        told = {"content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(packed, headers=headers | told)


@lru_cache(maxsize=64)
def _packed(path: str) -> bytes | None:
    """A file packed as small as it gets; None for one that is small."""
    plain = Path(path).read_bytes()
    return gzip.compress(plain, 9, mtime=0) if len(plain) > _SMALL else None
