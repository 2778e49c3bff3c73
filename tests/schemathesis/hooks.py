"""Facts about HEAL7 for schemathesis: how to sign in, existing things, and findings that are not faults."""

import os
import re

import requests
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.graphql.checks import GraphQLClientError
from schemathesis.openapi.checks import RejectedPositiveData

URL = os.environ["HEAL7_URL"]
ACCOUNT = {"email": os.environ["HEAL7_EMAIL"], "password": os.environ["HEAL7_PASSWORD"]}
# A result of the account, and the token of its share.
RESULT = os.environ["HEAL7_RESULT"]
SHARED = os.environ["HEAL7_SHARED"]


def sign_in():
    """The access token of a new session."""
    answer = requests.post(f"{URL}/auth/login", json=ACCOUNT, timeout=20)
    answer.raise_for_status()
    return answer.json()["data"]["token"]


TOKEN = sign_in()


@schemathesis.auth(refresh_interval=None)
class Session:
    """Signing out ends its own session, so it uses another session than the other requests."""

    def get(self, case, context):
        return sign_in() if case.operation.label == "POST /auth/logout" else TOKEN

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


def is_label(context, *labels):
    return context.operation is not None and context.operation.label in labels


@schemathesis.hook
def map_body(context, body):
    """Generated ids and time zones do not exist: this replaces them by existing ones, if the form allows it."""
    if not isinstance(body, dict):
        return body
    if is_label(context, "POST /auth/register") and is_text(r"(?s).{8,128}", body.get("password")):
        # Generated passwords are easy to guess.
        return {**body, "password": ACCOUNT["password"]}
    if is_label(context, "POST /saju/share") and is_uuid(body.get("sajuId")):
        return {**body, "sajuId": RESULT}
    if is_label(context, "POST /saju/calculate", "PUT /users/birth-info"):
        place = body.get("location")
        if isinstance(place, dict) and is_text(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", place.get("timezone")):
            return {**body, "location": {**place, "timezone": "Europe/Berlin"}}
    return body


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if is_label(context, "GET /saju/shared/{token}") and is_text(r"[A-Za-z0-9_-]{22,64}", path_parameters.get("token")):
        return {**path_parameters, "token": SHARED}
    return path_parameters


@schemathesis.hook
def map_headers(context, headers):
    """A generated entity tag never matches a resource; `ETag` and `If-Match` have a separate test."""
    return {name: value for name, value in (headers or {}).items() if name != "If-Match"}


def is_text(pattern, value):
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def is_uuid(value):
    return is_text(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", value)


# Rules that a schema cannot express, and that the contract states in words and codes of problems: for each operation,
# the only codes with which it may refuse requests that its schema allows, and the pointer of the refusal. A calendar
# has no 30th of February, and a time zone may be unknown.
BIRTH = dict.fromkeys(
    [
        "INVALID_SOLAR_DATE",
        "INVALID_LUNAR_DATE",
        "LEAP_MONTH_ABSENT",
        "OUT_OF_RANGE",
        "NONEXISTENT_LOCAL_TIME",
        "AMBIGUOUS_LOCAL_TIME",
        "UNKNOWN_TIMEZONE",
    ]
)
REFUSED = {
    # A schema cannot express how easy a password is to guess.
    "POST /auth/register": {"VALIDATION_FAILED": "/password"},
    # The redirect URI is not registered.
    "GET /auth/social/{provider}": {"BAD_REQUEST": "query/redirectUri"},
    # The entity tag of the contract's examples does not match the resource.
    "PATCH /users/profile": {"PRECONDITION_FAILED": None},
    "PUT /users/preferences": {"PRECONDITION_FAILED": None},
    "PUT /users/birth-info": {"PRECONDITION_FAILED": None, **BIRTH},
    # Bytes of the right media type that are not a picture.
    "PUT /users/profile/avatar": {"UNREADABLE_IMAGE": None},
    # The generator repeats short keys with other bodies.
    "POST /saju/calculate": {"IDEMPOTENCY_KEY_REUSED": None, **BIRTH},
    "POST /ai/chat": {"IDEMPOTENCY_KEY_REUSED": None},
    "POST /ai/interpret": {"IDEMPOTENCY_KEY_REUSED": None},
    "POST /payments/refund": {"IDEMPOTENCY_KEY_REUSED": None},
    "POST /payments/subscribe": {"IDEMPOTENCY_KEY_REUSED": None},
    # Sending by mail needs valid addresses as recipients.
    "POST /saju/share": {"IDEMPOTENCY_KEY_REUSED": None, "VALIDATION_FAILED": "/recipients"},
    # GraphQL's schema has no lengths, ranges and patterns, but the contract's are checked.
    "Mutation.calculateSaju": {"VALIDATION_FAILED": "/input/", **BIRTH},
    "Mutation.requestAIInterpretation": {"VALIDATION_FAILED": "/"},
    "Mutation.shareSajuResult": {"VALIDATION_FAILED": "/", "SAJU_RESULT_NOT_FOUND": None},
    "Query.mySajuResults": {"VALIDATION_FAILED": "/"},
    "Query.recommendedContent": {"VALIDATION_FAILED": "/", "FORBIDDEN": None},
    "Query.sajuResult": {"VALIDATION_FAILED": "/id"},
}


# Operations with bytes, which a mock does not read: it accepts all bytes of the right media type.
BYTES = {"POST /payments/webhooks/{provider}", "PUT /users/profile/avatar"}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops only refusals that the contract announces for this operation, and bytes that a mock accepts."""
    if isinstance(failure, AcceptedNegativeData):
        return not ("HEAL7_MOCK" in os.environ and case.operation.label in BYTES)
    if isinstance(failure, RejectedPositiveData):
        problems = [response.json()]
    elif isinstance(failure, GraphQLClientError):
        problems = [error["extensions"]["problem"] for error in failure.errors]
    else:
        return True
    return not all(is_announced(case.operation.label, problem) for problem in problems)


def is_announced(label, problem):
    announced = REFUSED.get(label, {})
    if problem["code"] not in announced:
        return False
    place = announced[problem["code"]]
    return place is None or all(said["pointer"].startswith(place) for said in problem["violations"])
