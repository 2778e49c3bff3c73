"""The GraphQL fields that the application serves, with the contract's unchanged SDL."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Any

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema
from pydantic import MISSING, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app import chart
from app import models as m
from app.contract import CONTRACT, SDL
from app.state import Caller
from contract.problems import MODULE_UNAVAILABLE, Problem
from contract.route import Gateway, unauthenticated
from contract.values import StrictInt
from contract.violations import Violation, of_body

Resolver = Callable[["Call", dict[str, Any]], Any]


class Call:
    """The request that contained a document."""

    def __init__(self, gateway: Gateway, caller: Caller | None) -> None:
        self.gateway, self.caller = gateway, caller

    def signed_in(self) -> Caller:
        """The caller of a field that needs one."""
        if self.caller is None:
            raise unauthenticated()
        return self.caller


class ResultsArguments(BaseModel):
    """The arguments of `Query.mySajuResults`."""

    model_config = ConfigDict(extra="forbid")
    first: Annotated[StrictInt, Field(ge=1, le=50)] = 10
    after: Annotated[str, Field(min_length=1, max_length=512)] | MISSING = MISSING
    filter: m.SajuResultFilter | MISSING = MISSING


class ResultArguments(BaseModel):
    """The arguments of `Query.sajuResult`."""

    id: m.SajuResultId


class CalculateArguments(BaseModel):
    """The arguments of `Mutation.calculateSaju`."""

    input: m.SajuCalculationInput


def read(kind: Any, arguments: dict[str, Any]) -> Any:
    """The arguments of a field, validated against the contract. GraphQL uses null for absent values."""
    try:
        return TypeAdapter(kind).validate_python(without_nulls(arguments))
    except ValidationError as error:
        found = of_body(CONTRACT, error.errors())
        raise Problem("VALIDATION_FAILED", "a value does not fit the contract", found) from error


def without_nulls(value: Any) -> Any:
    """A value without the members that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def my_results(call: Call, arguments: dict[str, Any]) -> dict[str, Any]:
    """Answers `Query.mySajuResults`."""
    caller = call.signed_in()
    asked = read(ResultsArguments, arguments)
    results = [result for result in caller.account.results if fits(result, asked.filter)]
    total, is_later = len(results), asked.after is not MISSING
    if is_later:
        after = read_cursor(asked.after)
        places = [place for place, result in enumerate(results) if result.id == after]
        results = results[places[0] + 1 :] if places else []
    edges = [{"node": chart.written(result), "cursor": cursor(result.id)} for result in results[: asked.first]]
    page = {"hasNextPage": len(results) > asked.first, "hasPreviousPage": is_later}
    if edges:
        page |= {"startCursor": edges[0]["cursor"], "endCursor": edges[-1]["cursor"]}
    nodes = [edge["node"] for edge in edges]
    return {"edges": edges, "nodes": nodes, "pageInfo": page, "totalCount": total}


def fits(result: m.SajuResult, wanted: Any) -> bool:
    """Whether a result passes a filter."""
    asked = chart.written(wanted) if wanted is not MISSING else {}
    found = {
        "name": asked.get("name", "").casefold() in result.input.name.casefold(),
        "gender": result.input.gender == asked.get("gender"),
        "isLunar": result.input.isLunar == asked.get("isLunar"),
        "dayMaster": result.sajuPan.day.cheon == asked.get("dayMaster"),
        "createdFrom": result.createdAt >= asked.get("createdFrom", ""),
        "createdBefore": result.createdAt < asked.get("createdBefore", ""),
        "interpreted": bool(result.aiInterpretations) == asked.get("interpreted"),
    }
    return all(found[name] for name in asked)


def one_result(call: Call, arguments: dict[str, Any]) -> dict[str, Any] | None:
    """Answers `Query.sajuResult`: null if no result has this id."""
    caller = call.signed_in()
    asked = read(ResultArguments, arguments)
    try:
        return chart.written(call.gateway.platform.result(caller, asked.id))
    except Problem:
        return None


def calculate(call: Call, arguments: dict[str, Any]) -> dict[str, Any]:
    """Answers `Mutation.calculateSaju`."""
    caller = call.signed_in()
    asked = read(CalculateArguments, arguments)
    result = chart.calculated(caller.account, asked.input)
    return chart.written(m.SajuCalculationResult(success=True, result=result, estimatedProcessingTime=0))


def share(call: Call, arguments: dict[str, Any]) -> dict[str, Any]:
    """Answers `Mutation.shareSajuResult`."""
    caller = call.signed_in()
    return chart.written(call.gateway.platform.share(caller, read(m.ShareInput, arguments)))


def cursor(id: str) -> str:
    """The cursor of a result in the list. Clients do not interpret it."""
    return base64.urlsafe_b64encode(id.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The id of the result at a cursor."""
    try:
        id = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        return TypeAdapter(m.SajuResultId).validate_python(id)
    except (binascii.Error, ValueError) as error:
        detail = "This must be a cursor of this list: send `pageInfo.endCursor` of the page before."
        violation = Violation("/after", "cursor", detail)
        raise Problem("VALIDATION_FAILED", "the cursor is not known", [violation]) from error


SERVED: dict[str, Resolver] = {
    "Query.mySajuResults": my_results,
    "Query.sajuResult": one_result,
    "Mutation.calculateSaju": calculate,
    "Mutation.shareSajuResult": share,
}


def schema() -> GraphQLSchema:
    """The schema of the contract, with a resolver on each root field."""
    built = build_schema(SDL.read_text("utf-8"))
    for root in (built.query_type, built.mutation_type, built.subscription_type):
        for name, field in root.fields.items() if root else ():
            field.resolve = resolving(SERVED.get(f"{root.name}.{name}", unserved))
    return built


def resolving(resolver: Resolver) -> Callable[..., Any]:
    """A resolver in the form for graphql-core."""

    def resolve(_: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return resolver(info.context, arguments)

    return resolve


def unserved(_: Call, __: dict[str, Any]) -> None:
    """Answers for the fields that the application does not serve."""
    raise Problem(MODULE_UNAVAILABLE, "this server does not serve this part of the contract")
