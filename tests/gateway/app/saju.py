"""The module `saju`: results and shares."""

from typing import Annotated

from fastapi import Path, Response

from app import chart
from app import models as m
from app.answers import After, CallerOf, Limit, PageNumber, StateOf
from app.contract import CONTRACT
from contract.route import ContractRouter

router = ContractRouter(CONTRACT)
ResultId = Annotated[m.SajuResultId, Path()]

# The number of results on a dashboard.
RECENT = 10


@router.operation("calculateSaju")
async def calculate(body: m.SajuCalculationInput, caller: CallerOf, response: Response) -> m.ApiResponseOfSajuResult:
    """Creates a result."""
    result = chart.calculated(caller.account, body)
    response.headers["Location"] = f"/saju/results/{result.id}"
    return m.ApiResponseOfSajuResult(success=True, data=result)


@router.operation("listSajuHistory")
async def history(
    caller: CallerOf, state: StateOf, page: PageNumber = 1, limit: Limit = 20, after: After = None
) -> m.ApiResponseOfListOfSajuResult:
    """Answers the person's results, newest first."""
    results, pagination = state.page(caller.account.results, page, limit, after)
    return m.ApiResponseOfListOfSajuResult(success=True, data=results, pagination=pagination)


@router.operation("listRecentSaju")
async def recent(caller: CallerOf) -> m.ApiResponseOfListOfSajuResult:
    """Answers the newest results."""
    return m.ApiResponseOfListOfSajuResult(success=True, data=caller.account.results[:RECENT])


@router.operation("getSajuResult")
async def result(id: ResultId, caller: CallerOf, state: StateOf) -> m.ApiResponseOfSajuResult:
    """Answers one result."""
    return m.ApiResponseOfSajuResult(success=True, data=state.result(caller, id))


@router.operation("deleteSajuResult")
async def delete(id: ResultId, caller: CallerOf, state: StateOf) -> None:
    """Deletes one result."""
    state.delete(caller, id)


@router.operation("shareSajuResult")
async def share(body: m.ShareInput, caller: CallerOf, state: StateOf, response: Response) -> m.ApiResponseOfShareResult:
    """Shares one result."""
    shared = state.share(caller, body)
    response.headers["Location"] = f"/saju/shared/{shared.token}"
    return m.ApiResponseOfShareResult(success=True, data=shared)


@router.operation("getSharedSaju")
async def shared(token: Annotated[m.ShareToken, Path()], state: StateOf) -> m.ApiResponseOfSharedSajuResult:
    """Answers with the share of a token."""
    return m.ApiResponseOfSharedSajuResult(success=True, data=state.shared(token))
