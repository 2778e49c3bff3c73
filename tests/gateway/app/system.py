"""The module `system`: the application's health, over REST and as a feed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from app import models as m
from app.answers import StateOf
from app.contract import CONTRACT
from app.state import State, now
from contract.route import ContractRouter, Gateway

router = ContractRouter(CONTRACT)
feeds = APIRouter()

MODULES = ["auth", "realtime", "saju", "system", "users"]
COMPONENTS = [m.ComponentStatus(name="memory", status="operational")]
# The interval of signs of life on an idle feed in seconds, and the delay before a client reconnects in milliseconds.
HEARTBEAT = 15
RECONNECT_AFTER = 3000
FEED = CONTRACT.channels["systemFeed"]


@router.operation("getHealth")
async def health() -> m.ApiResponseOfHealth:
    """Answers with the application's health."""
    info = CONTRACT.data["info"]
    return m.ApiResponseOfHealth(
        success=True,
        data=m.Health(
            status="operational",
            version=info["version"],
            contractVersion=info["version"],
            modules=MODULES,
            components=COMPONENTS,
            time=now(),
        ),
    )


def event_id(state: State) -> str:
    """The id of the only event: the state has not changed since the start."""
    return f"{state.started}-1"


async def events(state: State, last_event_id: str | None) -> AsyncIterator[bytes]:
    """The state immediately, unless the client already has it, and signs of life."""
    yield format_sse_event(retry=RECONNECT_AFTER)
    if last_event_id != event_id(state):
        update = m.SystemStatusUpdate(status="operational", components=COMPONENTS, updatedAt=state.started)
        yield format_sse_event(data_str=update.model_dump_json(), event=FEED["server"], id=event_id(state))
    while True:
        await asyncio.sleep(HEARTBEAT)
        yield format_sse_event(comment="")


@feeds.api_route(FEED["path"], methods=["GET", "HEAD"], response_class=Response)
async def feed(request: Request, state: StateOf, last_event_id: Annotated[str | None, Header()] = None) -> Response:
    """Opens the feed."""
    gateway: Gateway = request.app.state.gateway
    gateway.version(request)
    gateway.accept(request, "text/event-stream")
    unread = gateway.unread(request, FEED)
    if unread:
        raise gateway.problems.unreadable("a parameter is not as the contract says", unread)
    # Starlette would add a `charset`, which the media type of feeds does not need.
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if request.method == "HEAD":
        return Response(headers=headers)
    stream = events(state, last_event_id)
    return StreamingResponse(stream, headers=headers)
