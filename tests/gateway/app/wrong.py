"""Deliberate mistakes like those of real teams. A test of the contract must find every one.

`MISTAKES` is the table. The correct application does not know it: a mistake changes requests, answers, or the state
behind them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fastapi import FastAPI
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.types import ASGIApp

from app import models as m
from app.contract import CONTRACT
from app.edits import Answer, Asked, Edited
from app.service import build
from app.state import Caller, Session, State
from contract.idempotency import Keys
from contract.problems import MEDIA_TYPE
from contract.route import Named


@dataclass(frozen=True)
class Mistake:
    """A mistake: its effect for a client, and its place."""

    effect: str
    answer: Callable[[Asked, Answer], None] | None = None
    request: Callable[[Asked], None] | None = None
    frame: Callable[[dict[str, Any]], bool] | None = None
    state: Callable[[State], None] | None = None
    app: Callable[[FastAPI], None] | None = None


def null_for_absent(_: Asked, answer: Answer) -> None:
    """Writes null for an optional property of the envelope."""
    if answer.is_success() and isinstance(answer.json, dict):
        answer.json = {"message": None, **answer.json}


def number_as_text(_: Asked, answer: Answer) -> None:
    """Writes the size of a list as a text."""
    if answer.is_success() and isinstance(answer.json, dict) and "pagination" in answer.json:
        pagination = answer.json["pagination"]
        answer.json = {**answer.json, "pagination": {**pagination, "total": str(pagination["total"])}}


def created_as_ok(_: Asked, answer: Answer) -> None:
    """Answers a creation with 200."""
    answer.status = 200 if answer.status == 201 else answer.status


def status_in_body(_: Asked, answer: Answer) -> None:
    """Answers a failure with 200, so that only its body shows it."""
    answer.status = 200 if answer.status >= 400 else answer.status


def header_left_out(name: str) -> Callable[[Asked, Answer], None]:
    """Removes a header."""

    def edit(_: Asked, answer: Answer) -> None:
        answer.headers.pop(name, None)

    return edit


def problem_as_json(_: Asked, answer: Answer) -> None:
    """Sends a problem as `application/json`."""
    if answer.headers.get("content-type", "").startswith(MEDIA_TYPE):
        answer.headers["content-type"] = "application/json"


def etag_of_nothing(asked: Asked, answer: Answer) -> None:
    """Gives every body the same entity tag."""
    if "etag" in answer.headers:
        answer.headers["etag"] = 'W/"1"'
        if answer.status == 200 and asked.headers.get("if-none-match") == 'W/"1"':
            answer.status, answer.body = 304, b""


def violation_at_root(_: Asked, answer: Answer) -> None:
    """Omits the places of wrong values."""
    if isinstance(answer.json, dict) and "violations" in answer.json:
        violations = [{**violation, "pointer": ""} for violation in answer.json["violations"]]
        answer.json = {**answer.json, "violations": violations}


def graphql_without_problem(asked: Asked, answer: Answer) -> None:
    """Omits the problem from GraphQL errors."""
    if asked.path == "/graphql" and isinstance(answer.json, dict) and "errors" in answer.json:
        errors = [{"message": error["message"]} for error in answer.json["errors"]]
        answer.json = {**answer.json, "errors": errors}


def unknown_accepted(asked: Asked) -> None:
    """Ignores unknown properties of a body."""
    for operation in CONTRACT.operations.values():
        is_this = operation["path"] == asked.path and operation["method"] == asked.method
        if is_this and operation["body"]["kind"] == "json" and isinstance(asked.json, dict):
            known = getattr(m, operation["body"]["schema"]["name"]).model_fields
            asked.json = {name: member for name, member in asked.json.items() if name in known}


def resume_ignored(asked: Asked) -> None:
    """Sends a feed from its beginning to a client that reconnects."""
    asked.headers.pop("last-event-id", None)


def socket_silent(message: dict[str, Any]) -> bool:
    """Does not answer a message that is refused."""
    return json.loads(message.get("text") or "{}").get("type") != "error"


def others_readable(state: State) -> None:
    """Finds a result by its id only."""

    def visible(_: Caller) -> list[m.SajuResult]:
        return [result for account in state.accounts.values() for result in account.results]

    def delete(caller: Caller, id: str) -> None:
        owners = [account for account in state.accounts.values() if any(result.id == id for result in account.results)]
        sound(replace(caller, account=owners[0]) if owners else caller, id)

    sound = state.delete
    state.visible = visible  # type: ignore[method-assign]
    state.delete = delete  # type: ignore[method-assign]


def page_off_by_one(state: State) -> None:
    """Begins each later page with the last item of the page before."""
    sound = state.page

    def page(items: list, page: int, limit: int, after: str | None) -> tuple[list, m.Pagination]:
        whole, pagination = sound(items, page, limit, after)
        if page > 1:
            shifted, _ = sound(items[:1] + items, page, limit, after)
            return shifted, pagination
        return whole, pagination

    state.page = page  # type: ignore[method-assign]


def token_for_ever(state: State) -> None:
    """Accepts a token after the end of its session."""

    def end(_: Session) -> None:
        return None

    state.end = end  # type: ignore[method-assign]


def own_422(app: FastAPI) -> None:
    """Does not change FastAPI's own 422."""
    handler: Any = request_validation_exception_handler
    app.add_exception_handler(RequestValidationError, handler)


def key_ignored(app: FastAPI) -> None:
    """Repeats the work of a request with the same idempotency key."""

    class Forgetful(Keys):
        def claim(self, key: tuple[str, ...], fingerprint: str) -> None:
            self.kept.pop(key, None)
            super().claim(key, fingerprint)

    app.state.gateway.keys = Forgetful(CONTRACT)


MISTAKES: dict[str, Mistake] = {
    "allow_left_out": Mistake("a 405 has no `Allow`", answer=header_left_out("allow")),
    "challenge_left_out": Mistake("a 401 has no `WWW-Authenticate`", answer=header_left_out("www-authenticate")),
    "created_as_ok": Mistake("a creation is answered with 200", answer=created_as_ok),
    "etag_of_nothing": Mistake("the entity tag does not change with the body", answer=etag_of_nothing),
    "graphql_without_problem": Mistake("a GraphQL error has no problem", answer=graphql_without_problem),
    "key_ignored": Mistake("a repeat under an idempotency key does the work again", app=key_ignored),
    "location_left_out": Mistake("a creation has no `Location`", answer=header_left_out("location")),
    "null_for_absent": Mistake("an absent property is null", answer=null_for_absent),
    "number_as_text": Mistake("a number is a text", answer=number_as_text),
    "others_readable": Mistake("another person's result can be read and deleted", state=others_readable),
    "own_422": Mistake("FastAPI's own 422 is left as it is", app=own_422),
    "page_off_by_one": Mistake("the last item of a page comes again on the next", state=page_off_by_one),
    "problem_as_json": Mistake("a problem is `application/json`", answer=problem_as_json),
    "resume_ignored": Mistake("a feed does not resume after `Last-Event-ID`", request=resume_ignored),
    "socket_silent": Mistake("a socket does not answer a message that it cannot take", frame=socket_silent),
    "status_in_body": Mistake("a failure has the status 200", answer=status_in_body),
    "token_for_ever": Mistake("a token is good after signing out", state=token_for_ever),
    "unknown_accepted": Mistake("an unknown property is ignored", request=unknown_accepted),
    "version_left_out": Mistake("the version is not echoed", answer=header_left_out("x-api-version")),
    "violation_at_root": Mistake("a violation does not say where it is", answer=violation_at_root),
}


def chosen(names: str) -> list[Mistake]:
    """The mistakes with these names, separated by commas; all of them for an empty text."""
    asked = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in asked if name not in MISTAKES]
    if unknown:
        raise ValueError(f"GATEWAY_WRONG must name mistakes of {', '.join(MISTAKES)}, but names {', '.join(unknown)}")
    return [MISTAKES[name] for name in asked or MISTAKES]


def build_wrong(names: str) -> ASGIApp:
    """Builds the application with mistakes."""
    mistakes, state = chosen(names), State()
    app = build(state)
    for mistake in mistakes:
        if mistake.state:
            mistake.state(state)
        if mistake.app:
            mistake.app(app)
    return Edited(
        Named(app, CONTRACT),
        answers=[mistake.answer for mistake in mistakes if mistake.answer],
        requests=[mistake.request for mistake in mistakes if mistake.request],
        frames=[mistake.frame for mistake in mistakes if mistake.frame],
    )
