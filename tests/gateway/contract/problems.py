"""Failures as problems (RFC 9457) of the contract, including failures of FastAPI and Starlette themselves."""

import json
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.routing import compile_path

from contract.registry import Contract, Json
from contract.violations import Violation, of_body, of_parameter

MEDIA_TYPE = "application/problem+json"
# The seconds that a client waits if a problem does not say it.
RETRY_AFTER = "5"
LOG = logging.getLogger(__name__)

# The codes of HTTP faults that share their status with another code. For all others, the registry names the code.
UNSUPPORTED_VERSION = "UNSUPPORTED_VERSION"
UNAUTHENTICATED = "UNAUTHENTICATED"
INVALID_TOKEN = "INVALID_TOKEN"
TOKEN_EXPIRED = "TOKEN_EXPIRED"
MODULE_UNAVAILABLE = "MODULE_UNAVAILABLE"

# The maximum lengths of texts in the contract.
DETAIL, POINTER, REASON = 2000, 500, 1000


class Problem(Exception):
    """A problem of the contract. Its text is for the caller."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        violations: Sequence[Violation] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail
        self.violations = list(violations)
        self.headers = dict(headers or {})


class Problems:
    """The problems of a contract, and their answers."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        kind = contract.data["types"][contract.data["problemType"]]["schema"]
        self.members = {member["name"]: member["schema"] for member in kind["properties"]}
        # The URIs of problems have one prefix, followed by their codes.
        self.pages = self.members["type"]["examples"][0].rsplit("/", 1)[0]
        methods: dict[str, list[str]] = defaultdict(list)
        for operation in contract.operations.values():
            methods[operation["path"]] += {"GET": ["GET", "HEAD"]}.get(operation["method"], [operation["method"]])
        for channel in contract.channels.values():
            methods[channel["path"]] = ["GET", "HEAD"]
        if contract.data["graphql"]["fields"]:
            methods["/graphql"] = ["GET", "HEAD", "POST"]
        self.methods = [(compile_path(path)[0], allowed) for path, allowed in methods.items()]

    def status(self, problem: Problem) -> int:
        """The status of a problem."""
        return self.contract.problems[problem.code]["status"]

    def body(self, problem: Problem, instance: str, request_id: str) -> Json:
        """The body of a problem: only members of the contract's type, and no null."""
        definition = self.contract.problems[problem.code]
        violations = [
            Violation(cut(found.pointer, POINTER), found.code, cut(found.detail, REASON))
            for found in problem.violations
        ]
        members: Json = {
            "type": f"{self.pages}/{problem.code.lower().replace('_', '-')}",
            "title": definition["title"],
            "status": definition["status"],
            "detail": cut(problem.detail or definition["title"], DETAIL),
            "instance": instance,
            "success": False,
            "message": definition["title"],
            "code": problem.code,
            "errorType": definition["errorType"],
            "recoverable": definition["recoverable"],
            "retryable": definition["retryable"],
            "requestId": request_id,
        }
        if violations:
            members["errors"] = by_property(violations)
            members["violations"] = [violation.body() for violation in violations]
        return {name: member for name, member in members.items() if name in self.members}

    def answer(self, connection: HTTPConnection, problem: Problem) -> Response:
        """The answer for a problem."""
        status = self.status(problem)
        headers = {"Cache-Control": "no-store", **problem.headers}
        if status in (429, 503) and self.contract.problems[problem.code]["retryable"]:
            headers.setdefault("Retry-After", RETRY_AFTER)
        if status == 401:
            headers.setdefault("WWW-Authenticate", "Bearer")
        body = self.body(problem, path_of(connection), connection.scope["request_id"])
        return Response(json.dumps(body, ensure_ascii=False).encode(), status, headers, MEDIA_TYPE)

    def of_validation(self, error: RequestValidationError, unread: Sequence[Violation] = ()) -> Problem:
        """The problem for FastAPI's own 422: a parameter is a 400 in the contract, and a body a 422.
        
        `unread` are parameters that FastAPI has ignored.
        """
        errors = error.errors()
        if any(found["type"] == "json_invalid" for found in errors):
            return self.unreadable("the body is not JSON")
        parameters = [*unread]
        for found in errors:
            if found["loc"][0] != "body":
                parameters += of_parameter(self.contract, found)
        if parameters:
            return self.unreadable("a parameter is not as the contract says", parameters)
        body = of_body(self.contract, ({**found, "loc": found["loc"][1:]} for found in errors))
        return Problem(self.contract.implied(422, "body"), "a value does not fit the contract", body)

    def unreadable(self, detail: str, violations: Sequence[Violation] = ()) -> Problem:
        """The problem of an unreadable request."""
        return Problem(self.contract.implied(400, "always"), detail, violations)

    def of_status(self, connection: HTTPConnection, error: HTTPException) -> Problem:
        """The problem for an answer of Starlette or of an unchanged handler."""
        match error.status_code:
            case 404:
                return Problem(self.contract.implied(404, "unrouted"), "no operation has this path")
            case 405:
                allowed = self.allowed(connection)
                code = self.contract.implied(405, "unrouted")
                return Problem(code, f"this path takes {allowed}", headers={"Allow": allowed})
            case 401:
                return Problem(UNAUTHENTICATED, "send `Authorization: Bearer` with a token")
            case 413 | 415 as status:
                return Problem(self.contract.implied(status, "body"), str(error.detail))
            case status if status < 500:
                return self.unreadable(str(error.detail))
            case status:
                LOG.error("%s answers %s: %s", connection.url.path, status, error.detail)
                return self.internal()

    def internal(self) -> Problem:
        """The problem of a bug, whose cause is only in the log."""
        return Problem(self.contract.implied(500, "always"), "the cause is in the log of the server")

    def allowed(self, connection: HTTPConnection) -> str:
        """The methods of a path. Starlette lists only those of its first route."""
        path = connection.scope["path"]
        return ", ".join(next((methods for pattern, methods in self.methods if pattern.match(path)), []))

    def install(self, app: FastAPI) -> None:
        """Makes an application answer every failure with a problem."""

        async def raised(request: Request, problem: Any) -> Response:
            return self.answer(request, problem)

        async def invalid(request: Request, error: Any) -> Response:
            return self.answer(request, self.of_validation(error))

        async def status(request: Request, error: Any) -> Response:
            return self.answer(request, self.of_status(request, error))

        async def failed(request: Request, _: Exception) -> Response:
            # Starlette logs it.
            return self.answer(request, self.internal())

        app.add_exception_handler(Problem, raised)
        app.add_exception_handler(RequestValidationError, invalid)
        app.add_exception_handler(HTTPException, status)
        app.add_exception_handler(Exception, failed)


def path_of(connection: HTTPConnection) -> str:
    """The path of a request as it was sent."""
    return connection.scope.get("raw_path", b"").decode("latin-1") or connection.scope["path"]


def by_property(violations: Sequence[Violation]) -> dict[str, list[str]]:
    """Reasons by the path of a property, as forms name their fields: `location.latitude`, `limit`."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for violation in violations:
        location, _, rest = violation.pointer.partition("/")
        path = rest if location in ("path", "query", "header") else violation.pointer.lstrip("/")
        reasons[path.replace("/", ".")].append(violation.detail)
    return dict(reasons)


def cut(text: str, most: int) -> str:
    """The beginning of a text, with at most this many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
