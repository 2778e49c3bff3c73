"""Edits of requests and answers in transit, with which `wrong.py` makes mistakes around a correct application."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def parsed(body: bytes) -> Any:
    """The JSON of a body; `None` if it is not JSON."""
    try:
        return json.loads(body)
    except ValueError:
        return None


@dataclass
class Asked:
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The JSON of the body."""
        return parsed(self.body)

    @json.setter
    def json(self, value: Any) -> None:
        self.body = json.dumps(value).encode()
        self.headers["content-length"] = str(len(self.body))


@dataclass
class Answer:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The JSON of the body."""
        return parsed(self.body)

    @json.setter
    def json(self, value: Any) -> None:
        self.body = json.dumps(value, ensure_ascii=False).encode()

    def is_success(self) -> bool:
        """Whether the status is a success."""
        return 200 <= self.status < 300


def by_name(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}


def as_pairs(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers in the form of ASGI."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


@dataclass
class Edited:
    """An application with edits around it. Feeds and sockets are passed on unchanged."""

    app: ASGIApp
    answers: Sequence[Callable[[Asked, Answer], None]]
    requests: Sequence[Callable[[Asked], None]]
    # Whether a message of a socket is sent.
    frames: Sequence[Callable[[dict[str, Any]], bool]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request."""
        match scope["type"]:
            case "http":
                await self.http(scope, receive, send)
            case "websocket":
                await self.app(scope, receive, self.sifting(send))
            case _:
                await self.app(scope, receive, send)

    def sifting(self, send: Send) -> Send:
        """Sends the messages of a socket that pass the filters."""

        async def sift(message: Message) -> None:
            if message["type"] != "websocket.send" or all(passes(dict(message)) for passes in self.frames):
                await send(message)

        return sift

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request over HTTP."""
        asked = Asked(scope["method"], scope["path"], by_name(scope["headers"]))
        if asked.method in ("POST", "PUT", "PATCH"):
            asked.body = await whole(receive)
        for edit in self.requests:
            edit(asked)
        scope = {**scope, "headers": as_pairs(asked.headers)}
        is_read = asked.method not in ("POST", "PUT", "PATCH")

        async def edited() -> Message:
            nonlocal is_read
            if is_read:
                return await receive()
            is_read = True
            return {"type": "http.request", "body": asked.body, "more_body": False}

        await self.app(scope, edited, self.answering(asked, send))

    def answering(self, asked: Asked, send: Send) -> Send:
        """Sends an answer after it is complete and edited."""
        answer = Answer(0, {})
        is_feed = False

        async def gather(message: Message) -> None:
            nonlocal is_feed
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], by_name(message["headers"])
                is_feed = answer.headers.get("content-type", "").startswith("text/event-stream")
            if is_feed:
                return await send(message)
            answer.body += message.get("body", b"")
            if message["type"] != "http.response.body" or message.get("more_body"):
                return None
            for edit in self.answers:
                edit(asked, answer)
            if "content-length" in answer.headers and asked.method != "HEAD":
                answer.headers["content-length"] = str(len(answer.body))
            start = {"type": "http.response.start", "status": answer.status, "headers": as_pairs(answer.headers)}
            await send(start)
            return await send({"type": "http.response.body", "body": answer.body})

        return gather


async def whole(receive: Receive) -> bytes:
    """The whole body of a request."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body
