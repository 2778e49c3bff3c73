"""Parts that several handlers need: the caller, and the parameters of lists."""

from typing import Annotated

from fastapi import Depends, Header, Query, Request

from app.models import SajuResultId
from app.state import Caller, State
from contract.problems import Problem
from contract.route import entity_tag, matches
from contract.values import IntegerText


async def caller_of(request: Request) -> Caller:
    """The caller, whom the route has authenticated."""
    return request.state.caller


async def state_of(request: Request) -> State:
    """The application's state."""
    return request.app.state.gateway.platform


CallerOf = Annotated[Caller, Depends(caller_of)]
StateOf = Annotated[State, Depends(state_of)]
PageNumber = Annotated[IntegerText, Query(ge=1, le=2147483647)]
Limit = Annotated[IntegerText, Query(ge=1, le=100)]
After = Annotated[SajuResultId | None, Query()]
IfMatch = Annotated[str | None, Header(alias="If-Match", min_length=1, max_length=128)]


def check_if_match(header: str | None, current: object) -> None:
    """Refuses a change of something that was changed after it was read. `current` is the answer of a GET."""
    tag = entity_tag(current.model_dump(mode="json")) if current else None  # type: ignore[attr-defined]
    if not matches(header, tag):
        raise Problem("PRECONDITION_FAILED", "`If-Match` names a version that has been replaced: read it again")
