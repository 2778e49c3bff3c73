"""A client that compares every answer with the OpenAPI document of the contract."""

import base64
import json
import uuid
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from websockets.sync.client import ClientConnection, connect

from app.contract import CONTRACT, REPOSITORY
from tests.judge import Judge

OPENAPI: dict[str, Any] = json.loads((REPOSITORY / "generated" / "openapi" / "openapi.json").read_text("utf-8"))
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in OPENAPI["paths"].items()
    for method, operation in item.items()
}
PASSWORD = "별이빛나는밤에1976"
BIRTH = {"birthDate": "1976-05-21", "birthTime": "17:50", "isLunar": False, "gender": "male", "name": "홍길동"}
PROBLEM = "application/problem+json"
# The headers that are sometimes absent although they are declared.
SOMETIMES = {"Idempotency-Replayed"}


@cache
def judge(operation_id: str, status: str, media_type: str) -> Draft202012Validator:
    """The validator of one answer."""
    content = OPERATIONS[operation_id][2]["responses"][status]["content"]
    assert media_type in content, f"{operation_id} answers {status} as {list(content)}, but it is {media_type}"
    return Judge({**content[media_type]["schema"], "components": OPENAPI["components"]})


class Caller:
    """A person at a server, or an anonymous caller."""

    def __init__(self, url: str, token: str | None = None, person: str = "") -> None:
        self.url, self.token, self.person = url, token, person
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(base_url=url, headers=headers, timeout=10)

    def call(self, operation_id: str, *, status: int, body: Any = None, **options: Any) -> httpx.Response:
        """Calls an operation. `options` are those of httpx, and `path` for the path parameters."""
        method, path, _ = OPERATIONS[operation_id]
        path = path.format(**options.pop("path", {}))
        if body is not None:
            options["json"] = body
        response = self.http.request(method, path, **options)
        compare(operation_id, response)
        assert response.status_code == status, response.text
        return response

    def data(self, operation_id: str, status: int = 200, **options: Any) -> Any:
        """Calls an operation and returns its data."""
        return self.call(operation_id, status=status, **options).json()["data"]

    def problem(self, operation_id: str, status: int, **options: Any) -> dict[str, Any]:
        """Calls an operation and returns its problem."""
        response = self.call(operation_id, status=status, **options)
        problem = response.json()
        assert problem["status"] == status
        assert problem["requestId"] == response.headers["x-request-id"]
        return problem

    def graphql(self, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """Sends a document."""
        response = self.http.post("/graphql", json={"query": query, "variables": variables or {}})
        assert response.status_code == 200, response.text
        return response.json()

    def socket(self, person: str | None = None) -> ClientConnection:
        """Opens the person's connection."""
        token = base64.urlsafe_b64encode((self.token or "").encode()).decode().rstrip("=")
        address = self.url.replace("http", "ws", 1) + f"/ws/{person or self.person}"
        return connect(address, subprotocols=["heal7.v1", f"bearer.{token}"])  # type: ignore[list-item]


def compare(operation_id: str, response: httpx.Response) -> None:
    """Compares an answer with the document."""
    _, _, operation = OPERATIONS[operation_id]
    status = str(response.status_code)
    assert status in operation["responses"], f"{operation_id} does not answer {status}: {response.text}"
    declared = operation["responses"][status]
    for name in declared.get("headers", {}).keys() - SOMETIMES:
        assert name in response.headers, f"{operation_id} {status} lacks {name}"
    assert response.headers["x-api-version"] == "v1"
    assert response.headers["x-request-id"]
    if "content" not in declared:
        assert not response.content
        return
    media_type = response.headers["content-type"].partition(";")[0]
    errors = list(judge(operation_id, status, media_type).iter_errors(response.json()))
    assert not errors, f"{operation_id} {status}: {errors[0].message} at {errors[0].json_path}"
    if response.status_code >= 400:
        assert media_type == PROBLEM
        definition = CONTRACT.problems[response.json()["code"]]
        assert definition["status"] == response.status_code


def new_person(url: str, name: str = "홍길동") -> Caller:
    """Registers a person. The answer is not validated here."""
    account = {"email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD, "name": name}
    session = httpx.post(f"{url}/auth/register", json=account).json()["data"]
    return Caller(url, session["token"], session["user"]["id"])
