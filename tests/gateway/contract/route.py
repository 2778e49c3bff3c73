"""Operations of a contract as FastAPI routes: requests are checked against the contract in its order.

The order is: version, caller, `Accept`, parameters, media type, size and values of the body, and the key. FastAPI
validates parameters and body with the generated models; the rest is here. The answer gets its caching headers.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes

import anyio
import pydantic_core
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_etags, parse_options_header

from contract.idempotency import Keys, Replay, fingerprint, key_of
from contract.problems import (
    INVALID_TOKEN,
    MODULE_UNAVAILABLE,
    UNAUTHENTICATED,
    UNSUPPORTED_VERSION,
    Problem,
    Problems,
)
from contract.registry import Contract, Json
from contract.violations import Violation

LOG = logging.getLogger(__name__)
# The number of bytes of an oversized body that are read and discarded, and the maximum number of seconds.
DISCARDED = 16 * 1024 * 1024
DISCARDING = 1.0
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Platform(Protocol):
    """The application's part: facts that the contract does not contain."""

    # The maximum size of a JSON body in bytes.
    body_limit: int

    def authenticate(self, token: str) -> Any:
        """The caller whom a token authenticates. Raises a problem for an expired or invalid token."""


class Gateway:
    """A contract and the application that keeps it."""

    def __init__(self, contract: Contract, platform: Platform) -> None:
        self.contract = contract
        self.platform = platform
        self.problems = Problems(contract)
        self.keys = Keys(contract)

    def version(self, connection: HTTPConnection) -> None:
        """Refuses a request that names another version of the API."""
        header = self.contract.data["info"].get("versionHeader")
        sent = connection.headers.get(header["name"]) if header else None
        if header and sent is not None and sent != header["value"]:
            detail = f"{header['name']} must be `{header['value']}`, but is `{sent}`"
            raise Problem(UNSUPPORTED_VERSION, detail)

    def caller(self, connection: HTTPConnection, auth: str) -> Any:
        """The caller, if they sent a token; on a public item, a refused token counts as none."""
        try:
            token = bearer(connection)
            if token is not None:
                return self.platform.authenticate(token)
        except Problem:
            if auth == "public":
                return None
            raise
        if auth == "bearer":
            raise unauthenticated()
        return None

    def accept(self, connection: HTTPConnection, *media_types: str) -> str:
        """The caller's preferred media type, or a 406 if `Accept` excludes all of them."""
        accept = parse_accept_header(",".join(connection.headers.getlist("accept")), MIMEAccept)
        # An unreadable header counts as none.
        is_read = accept and all("/" in media_type for media_type in accept.values())
        best = accept.best_match(media_types) if is_read else media_types[0]
        if best is None:
            code = self.contract.implied(406, "always")
            raise Problem(code, "`Accept` leaves out the media type of the answer")
        return best

    def unread(self, request: HTTPConnection, operation: Json) -> list[Violation]:
        """The query parameters that FastAPI ignores: unknown ones and repeated ones."""
        for part, raw in (("path", request.scope["raw_path"]), ("query", request.scope["query_string"])):
            try:
                unquote_to_bytes(raw).decode()
            except UnicodeDecodeError as error:
                raise self.problems.unreadable(f"the {part} is not UTF-8") from error
        schemas = {known["name"]: known["schema"] for known in operation["parameters"] if known["in"] == "query"}
        violations = []
        for name in request.query_params:
            if name not in schemas:
                sentence = self.contract.message("additionalProperties")
                violations.append(Violation(f"query/{name}", "unknown", sentence))
            elif schemas[name]["shape"] != "array" and len(request.query_params.getlist(name)) > 1:
                violations.append(Violation(f"query/{name}", "repeated", self.contract.message("repeated")))
        return violations

    async def body(self, request: Request) -> tuple[bytes, Any]:
        """The JSON of a body, within its size limit."""
        media_type, options = parse_options_header(request.headers.get("content-type"))
        if media_type.lower() != "application/json" or options.get("charset", "utf-8").lower() != "utf-8":
            raise Problem(self.contract.implied(415, "body"), "Content-Type may be application/json")
        limit = self.platform.body_limit
        too_large = Problem(self.contract.implied(413, "body"), f"the body may have at most {limit} bytes")
        announced = request.headers.get("content-length", "")
        read = bytearray()
        chunks = request.stream()
        is_too_large = announced.isdecimal() and int(announced) > limit
        while not is_too_large and (chunk := await anext(chunks, None)) is not None:
            read += chunk
            is_too_large = len(read) > limit
        if is_too_large:
            # A client that waits for `100 Continue` (RFC 9110, section 10.1.1) has sent nothing yet.
            if "expect" not in request.headers:
                await discard(chunks)
            raise too_large
        try:
            # Python's own parser accepts NaN, UTF-16 and half of a pair of surrogates.
            return bytes(read), pydantic_core.from_json(bytes(read), allow_inf_nan=False)
        except ValueError as error:
            raise self.problems.unreadable(f"the body is not JSON: {error}") from error


@dataclass
class Admission:
    """A request, with the findings from before FastAPI reads it."""

    gateway: Gateway
    operation: Json
    request: Request
    unread: list[Violation] = field(default_factory=list)
    fault: Problem | None = None
    body: Any = None
    claimed: tuple[str, ...] | None = None

    def pass_to_handler(self) -> None:
        """Accepts a request with valid parameters and body, only once if it has a key."""
        if self.unread:
            raise self.gateway.problems.unreadable("a parameter is not as the contract says", self.unread)
        if self.fault:
            raise self.fault
        key = key_of(self.gateway.contract, self.operation, self.request.headers)
        if key is not None:
            name = (str(getattr(self.request.state.caller, "id", "")), self.operation["id"], key)
            parameters = [self.request.path_params, sorted(self.request.query_params.multi_items())]
            self.gateway.keys.claim(name, fingerprint(parameters, self.body))
            self.claimed = name


ADMISSION: ContextVar[Admission] = ContextVar("ADMISSION")


class ContractRoute(APIRoute):
    """A route for an operation of the contract, which `operation_id` names."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, guarded(endpoint), **options)

    def get_route_handler(self) -> Handler:
        """FastAPI's handler, between the earlier checks and the later additions."""
        return serving(str(self.operation_id), super().get_route_handler())


def guarded(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Runs the checks that must come after FastAPI's validation."""
    if hasattr(endpoint, "is_guarded"):
        return endpoint

    @wraps(endpoint)
    async def call(*positional: Any, **named: Any) -> Any:
        ADMISSION.get().pass_to_handler()
        if iscoroutinefunction(endpoint):
            return await endpoint(*positional, **named)
        return await run_in_threadpool(endpoint, *positional, **named)

    call.is_guarded = True  # type: ignore[attr-defined]
    return call


def serving(operation_id: str, handler: Handler) -> Handler:
    """Serves an operation."""

    async def serve(request: Request) -> Response:
        gateway: Gateway = request.app.state.gateway
        operation = gateway.contract.operations[operation_id]
        admission = Admission(gateway, operation, request)
        ADMISSION.set(admission)
        response: Response | None = None
        try:
            response = await answered(admission, handler)
        finally:
            if admission.claimed:
                gateway.keys.settle(admission.claimed, response)
        return response

    return serve


async def answered(admission: Admission, handler: Handler) -> Response:
    """The answer to a request, or to its failure."""
    gateway, operation, request = admission.gateway, admission.operation, admission.request
    try:
        gateway.version(request)
        request.state.caller = gateway.caller(request, operation["auth"])
        if any("body" in answer for answer in operation["answers"]):
            gateway.accept(request, "application/json")
        admission.unread = gateway.unread(request, operation)
        receive = request.receive
        if operation["body"]["kind"] == "json":
            raw = b""
            try:
                raw, admission.body = await gateway.body(request)
            except Problem as fault:
                # A wrong parameter takes precedence, and FastAPI has not checked them yet.
                admission.fault = fault
            receive = again(raw)
        response = await handler(Request(request.scope, receive))
    except Problem as problem:
        return gateway.problems.answer(request, problem)
    except Replay as replay:
        return replay.kept.again()
    except HTTPException as error:
        return gateway.problems.answer(request, gateway.problems.of_status(request, error))
    except RequestValidationError as error:
        problem = held(admission, error)
        if problem is None:
            raise
        return gateway.problems.answer(request, problem)
    except Exception:
        LOG.exception("%s failed, request %s", operation["id"], request.scope["request_id"])
        return gateway.problems.answer(request, gateway.problems.internal())
    return fresh(operation, request, response)


def held(admission: Admission, error: RequestValidationError) -> Problem | None:
    """The problem for a request that FastAPI refuses, unless an earlier fault takes precedence."""
    problems = admission.gateway.problems
    if admission.unread or any(found["loc"][0] != "body" for found in error.errors()):
        return problems.of_validation(error, admission.unread) if admission.unread or admission.fault else None
    return admission.fault


async def discard(chunks: AsyncIterator[bytes]) -> None:
    """Continues to read for a moment. Most clients read the answer only after sending the whole body."""
    left = DISCARDED
    with anyio.move_on_after(DISCARDING):
        async for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                return


def again(body: bytes) -> Receive:
    """Passes a body that was already read to its next reader."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def fresh(operation: Json, request: Request, response: Response) -> Response:
    """Adds the caching headers, and checks whether the caller already has the same answer."""
    if response.status_code == 204:
        del response.headers["Content-Type"]
    policy = operation.get("policy", {}).get("cache")
    if policy is None or operation["method"] != "GET" or response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    tag = entity_tag(json.loads(bytes(response.body)))
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={policy['maxAge']}"}
    if parse_etags(request.headers.get("if-none-match")).contains_weak(tag_text(tag)):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def entity_tag(value: Any) -> str:
    """The entity tag (RFC 9110, section 8.8.3) of a body: a weak one, because a proxy may compress the body."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def tag_text(tag: str) -> str:
    """The text between the quotes of an entity tag."""
    return tag.removeprefix("W/").strip('"')


def matches(header: str | None, tag: str | None) -> bool:
    """Whether `If-Match` allows a change: it is absent, or names the current version."""
    return header is None or (tag is not None and parse_etags(header).contains_weak(tag_text(tag)))


def bearer(connection: HTTPConnection) -> str | None:
    """The token of `Authorization: Bearer …` (RFC 6750). A scheme without a token counts as no credentials."""
    match connection.headers.getlist("authorization"):
        case []:
            return None
        case [credentials]:
            scheme, _, token = credentials.strip().partition(" ")
            if scheme and scheme.lower() != "bearer":
                raise unauthenticated()
            return token.strip() or None
    raise Problem(INVALID_TOKEN, "the token is not valid: sign in again")


def unauthenticated() -> Problem:
    """The problem of a call without a required token."""
    return Problem(UNAUTHENTICATED, "send `Authorization: Bearer` with a token")


class ContractRouter(APIRouter):
    """A router with the contract's paths, methods and statuses."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(route_class=ContractRoute, redirect_slashes=False)
        self.contract = contract

    def operation(self, operation_id: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Serves an operation with a handler."""
        operation = self.contract.operations[operation_id]
        methods = ["GET", "HEAD"] if operation["method"] == "GET" else [operation["method"]]
        status = operation["answers"][0]["status"]
        return self.api_route(operation["path"], methods=methods, operation_id=operation_id, status_code=status)


def install(app: FastAPI, gateway: Gateway, routers: Sequence[ContractRouter], served: Sequence[str] = ()) -> None:
    """Serves routers; for every other item of the contract, answers that its module is not available.
    
    `served` are the channels that the application serves itself.
    """
    app.state.gateway = gateway
    gateway.problems.install(app)
    operations: set[str] = set()
    for router in routers:
        operations |= {str(route.operation_id) for route in router.routes if isinstance(route, APIRoute)}
        app.include_router(router)
    missing = [item for id, item in gateway.contract.operations.items() if id not in operations]
    missing += [item for id, item in gateway.contract.channels.items() if id not in served]

    async def unavailable(_: Request) -> Response:
        raise Problem(MODULE_UNAVAILABLE, "this server does not serve this part of the contract")

    for item in missing:
        app.add_route(item["path"], unavailable, methods=[item.get("method", "GET")])


class Named:
    """Gives every request an id, and adds the common headers to every answer: the request's id and the version."""

    def __init__(self, app: ASGIApp, contract: Contract) -> None:
        self.app = app
        self.version = contract.data["info"].get("versionHeader")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        sent = HTTPConnection(scope).headers.get("x-request-id", "")
        is_harmless = 0 < len(sent) <= 128 and all(
            byte.isascii() and (byte.isalnum() or byte in "._:-") for byte in sent
        )
        scope["request_id"] = sent if is_harmless else str(uuid.uuid4())

        async def marked(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = scope["request_id"]
                if self.version:
                    headers[self.version["name"]] = self.version["value"]
            await send(message)

        return await self.app(scope, receive, marked)
