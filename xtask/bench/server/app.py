"""A FastAPI server that answers with the same bytes from memory. `cargo xtask bench server` compares ours with it.

BODY names the file with the bytes. Every path answers with them, like our four paths; the request body is read.
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
