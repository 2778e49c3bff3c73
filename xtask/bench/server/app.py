"""The same bytes from memory, by FastAPI: what `cargo xtask bench server` runs beside ours.

BODY names the file with the bytes. Every path answers them, as our four do; a body that is sent is read.
"""

import os
from pathlib import Path

from fastapi import FastAPI, Request, Response

BODY = Path(os.environ["BODY"]).read_bytes()

app = FastAPI()


@app.get("/{path:path}")
async def get(path: str) -> Response:
    return Response(BODY, media_type="application/json")


@app.post("/{path:path}")
async def post(path: str, request: Request) -> Response:
    await request.body()
    return Response(BODY, media_type="application/json")
