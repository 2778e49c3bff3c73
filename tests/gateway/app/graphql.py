"""GraphQL over HTTP: requests, media types and errors in the form of the contract."""

import json
import logging
from typing import Any

import pydantic_core
from fastapi import APIRouter, Request, Response
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)

from app.fields import Call, schema
from contract.problems import Problem, path_of
from contract.registry import Json
from contract.route import Gateway

LOG = logging.getLogger(__name__)
router = APIRouter()
SCHEMA = schema()

JSON, RESPONSE = "application/json", "application/graphql-response+json"
INVALID_DOCUMENT = "GRAPHQL_VALIDATION_FAILED"
CLASSES = {401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND", 429: "TOO_MANY_REQUESTS"}
# The maximum number of tokens of a document.
TOKENS = 2000


@router.api_route("/graphql", methods=["GET", "HEAD", "POST"])
async def serve(request: Request) -> Response:
    """Serves a request."""
    gateway: Gateway = request.app.state.gateway
    media_type = JSON
    try:
        gateway.version(request)
        media_type = gateway.accept(request, JSON, RESPONSE)
        caller = gateway.caller(request, "bearer" if "authorization" in request.headers else "public")
        members = await asked(gateway, request)
        result = await executed(gateway, request, members, Call(gateway, caller))
    except Problem as problem:
        body = {"errors": [error_of(gateway, request, problem)]}
        headers = dict(gateway.problems.answer(request, problem).headers)
        kept = {name: headers[name] for name in ("www-authenticate", "allow", "retry-after") if name in headers}
        return written(body, gateway.problems.status(problem), media_type, kept)
    is_refused = result.data is None and not any(error.path for error in result.errors or ())
    body = {} if is_refused else {"data": result.data}
    if result.errors:
        body = {"errors": [shown(gateway, request, error) for error in result.errors], **body}
    return written(body, 400 if is_refused and media_type == RESPONSE else 200, media_type, {})


async def asked(gateway: Gateway, request: Request) -> Json:
    """The members of a request."""
    if request.method == "POST":
        _, members = await gateway.body(request)
    else:
        members = dict(request.query_params)
        for name in ("variables", "extensions"):
            if name in members:
                try:
                    members[name] = pydantic_core.from_json(members[name])
                except ValueError as error:
                    raise gateway.problems.unreadable(f"`{name}` is not JSON: {error}") from error
    if not isinstance(members, dict) or not isinstance(members.get("query"), str):
        raise gateway.problems.unreadable("the body must be an object with a text `query`")
    for name, kind in (("operationName", str), ("variables", dict), ("extensions", dict)):
        if not isinstance(members.get(name), kind | None):
            raise gateway.problems.unreadable(f"`{name}` is not of its type")
    return members


async def executed(gateway: Gateway, request: Request, members: Json, call: Call) -> ExecutionResult:
    """The result of a document; an invalid one is not executed."""
    try:
        document: DocumentNode = parse(members["query"], max_tokens=TOKENS)
    except GraphQLError as error:
        return ExecutionResult(None, [error])
    errors = validate(SCHEMA, document)
    if errors:
        return ExecutionResult(None, errors)
    operation = get_operation_ast(document, members.get("operationName"))
    if operation and operation.operation is OperationType.SUBSCRIPTION:
        return ExecutionResult(None, [GraphQLError("a subscription is served over WebSocket alone")])
    if request.method != "POST" and operation and operation.operation is OperationType.MUTATION:
        code = gateway.contract.implied(405, "unrouted")
        raise Problem(code, "this path takes mutations by POST", headers={"Allow": "POST"})
    result = execute(
        SCHEMA,
        document,
        context_value=call,
        variable_values=members.get("variables"),
        operation_name=members.get("operationName"),
    )
    return result if isinstance(result, ExecutionResult) else await result


def error_of(gateway: Gateway, request: Request, problem: Problem, kind: str | None = None) -> Json:
    """A problem as a GraphQL error."""
    body = gateway.problems.body(problem, path_of(request), request.scope["request_id"])
    status = body["status"]
    usual = CLASSES.get(status, "BAD_USER_INPUT" if status < 500 else "INTERNAL_SERVER_ERROR")
    return {"message": body["detail"], "extensions": {"code": kind or usual, "problem": body}}


def shown(gateway: Gateway, request: Request, error: GraphQLError) -> Json:
    """An error of a document or of a field, with its problem."""
    cause = error.original_error
    if isinstance(cause, Problem):
        own = error_of(gateway, request, cause)
    elif isinstance(cause, GraphQLError | None) and not error.path:
        own = error_of(gateway, request, gateway.problems.unreadable(error.message), INVALID_DOCUMENT)
    else:
        LOG.error("a field failed, request %s", request.scope["request_id"], exc_info=cause or error)
        own = error_of(gateway, request, gateway.problems.internal())
    return {**{name: member for name, member in error.formatted.items() if name in ("locations", "path")}, **own}


def written(body: Any, status: int, media_type: str, headers: dict[str, str]) -> Response:
    """An answer."""
    text = json.dumps(body, ensure_ascii=False).encode()
    return Response(text, status, {"Cache-Control": "no-store", **headers}, f"{media_type}; charset=utf-8")
