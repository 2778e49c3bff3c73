"""The rules for every request are followed, and each refusal is a problem."""

import json
from typing import Any

import pytest

from tests.client import BIRTH, PASSWORD, PROBLEM, Caller


def pairs(problem: dict[str, Any]) -> list[tuple[str, str]]:
    """The places and the rules of violations."""
    return [(violation["pointer"], violation["code"]) for violation in problem["violations"]]


def test_unknown_path_and_method_are_problems(nobody: Caller) -> None:
    response = nobody.http.get("/nothing")
    assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
    assert nobody.http.get("/health/").status_code == 404
    for method, path, allowed in (
        ("DELETE", "/users/profile", "GET, HEAD, PATCH"),
        ("GET", "/auth/login", "POST"),
        ("PUT", "/saju/results/1", "GET, HEAD, DELETE"),
        ("POST", "/events/system", "GET, HEAD"),
        ("DELETE", "/graphql", "GET, HEAD, POST"),
    ):
        response = nobody.http.request(method, path)
        assert (response.status_code, response.json()["code"]) == (405, "METHOD_NOT_ALLOWED")
        assert response.headers["allow"] == allowed
        assert response.headers["content-type"] == PROBLEM


def test_head_answers_as_get_without_a_body(anna: Caller) -> None:
    get, head = anna.http.get("/users/profile"), anna.http.head("/users/profile")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", get.headers["etag"])


def test_version_and_name_of_a_request_are_echoed(nobody: Caller) -> None:
    named = nobody.call("getHealth", status=200, headers={"X-API-Version": "v1", "X-Request-Id": "a.b:c-1"})
    assert named.headers["x-request-id"] == "a.b:c-1"
    other = nobody.call("getHealth", status=200, headers={"X-Request-Id": "not harmless"})
    assert other.headers["x-request-id"] != "not harmless"
    assert nobody.problem("getHealth", 400, headers={"X-API-Version": "v2"})["code"] == "UNSUPPORTED_VERSION"


@pytest.mark.parametrize("credentials", ["", "Bearer", "bearer", "Basic YTpi"])
def test_call_without_a_token_is_challenged(nobody: Caller, credentials: str) -> None:
    response = nobody.call("getProfile", status=401, headers={"Authorization": credentials})
    assert response.json()["code"] == "UNAUTHENTICATED"
    assert response.headers["www-authenticate"] == "Bearer"


def test_token_that_is_not_valid_is_challenged(nobody: Caller) -> None:
    response = nobody.call("getProfile", status=401, headers={"Authorization": "bearer a.b.c"})
    assert response.json()["code"] == "INVALID_TOKEN"
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0, */*", "application/problem+json"])
def test_accept_that_leaves_out_json_is_refused(nobody: Caller, accept: str) -> None:
    assert nobody.problem("getHealth", 406, headers={"Accept": accept})["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize("accept", ["*/*", "application/*;q=0.1", "text/html, application/json;q=0.1", "nonsense", ""])
def test_accept_with_json_is_answered(nobody: Caller, accept: str) -> None:
    nobody.call("getHealth", status=200, headers={"Accept": accept})


def test_every_wrong_parameter_is_told(anna: Caller) -> None:
    query = "limit=0&page=1&page=2&other=1&after=x"
    problem = anna.problem("listSajuHistory", 400, params=query)
    assert problem["code"] == "BAD_REQUEST"
    assert sorted(pairs(problem)) == [
        ("query/after", "pattern"),
        ("query/limit", "minimum"),
        ("query/other", "unknown"),
        ("query/page", "repeated"),
    ]
    assert problem["errors"]["limit"] == ["This must be at least 1. It is 0."]


@pytest.mark.parametrize("text", ["a", "+1", " 1", "1.0", "1_0", "", "٣"])
def test_text_that_is_no_number_is_refused(anna: Caller, text: str) -> None:
    assert pairs(anna.problem("listSajuHistory", 400, params={"limit": text})) == [("query/limit", "type")]


@pytest.mark.parametrize("path", ["/saju/results/%FF", "/saju/history?%FF", "/saju/history?limit=%FF"])
def test_address_that_is_not_utf_8_is_refused(anna: Caller, path: str) -> None:
    problem = anna.http.get(path).json()
    assert (problem["status"], problem["code"]) == (400, "BAD_REQUEST")


def test_parameters_of_path_and_header_are_told(anna: Caller) -> None:
    assert pairs(anna.problem("getSajuResult", 400, path={"id": "1"})) == [("path/id", "pattern")]
    long = {"If-Match": "x" * 129}
    assert pairs(anna.problem("updateProfile", 400, body={}, headers=long)) == [("header/if-match", "maxLength")]


def test_parameter_comes_before_the_body(anna: Caller) -> None:
    headers = {"If-Match": "x" * 129, "Content-Type": "text/plain"}
    problem = anna.problem("updateProfile", 400, content=b"x", headers=headers)
    assert pairs(problem) == [("header/if-match", "maxLength")]
    assert anna.problem("updateProfile", 400, body=[], params={"a": "1"})["violations"][0]["code"] == "unknown"


def test_token_comes_before_the_body(nobody: Caller) -> None:
    nobody.call("calculateSaju", status=401, content=b"{", headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/json; charset=latin-1", "application/merge-patch+json"]
)
def test_other_media_type_is_refused(anna: Caller, media_type: str) -> None:
    response = anna.call("updateProfile", status=415, content=b"{}", headers={"Content-Type": media_type})
    assert response.json()["code"] == "UNSUPPORTED_MEDIA_TYPE"


def test_body_that_is_too_large_is_refused(anna: Caller) -> None:
    headers = {"Content-Type": "application/json; charset=UTF-8"}
    large = json.dumps({"bio": "a" * 8 * 1024 * 1024}).encode()
    assert anna.problem("updateProfile", 413, content=large, headers=headers)["code"] == "PAYLOAD_TOO_LARGE"
    chunks = (large[start : start + 65536] for start in range(0, len(large), 65536))
    anna.call("updateProfile", status=413, content=chunks, headers=headers)


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[1,]", b'{"bio": NaN}', b'{"bio": "\\ud800"}', '{"bio": "a"}'.encode("utf-16"), b"{} {}"]
)
def test_text_that_is_no_json_is_refused(anna: Caller, text: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    assert anna.problem("updateProfile", 400, content=text, headers=headers)["code"] == "BAD_REQUEST"


def test_every_wrong_value_is_told(anna: Caller) -> None:
    body = {
        **BIRTH,
        "isLunar": "false",
        "gender": "other",
        "name": None,
        "location": {"latitude": 91, "longitude": "0"},
        "options": [],
        "a/b~c": 1,
    }
    problem = anna.problem("calculateSaju", 422, body=body)
    assert problem["code"] == "VALIDATION_FAILED"
    assert sorted(pairs(problem)) == [
        ("/a~1b~0c", "additionalProperties"),
        ("/gender", "enum"),
        ("/isLunar", "type"),
        ("/location/latitude", "maximum"),
        ("/location/longitude", "type"),
        ("/location/timezone", "required"),
        ("/name", "type"),
        ("/options", "type"),
    ]
    sentences = {violation["pointer"]: violation["detail"] for violation in problem["violations"]}
    assert sentences["/gender"] == 'This must be one of "male", "female". It is "other".'
    assert sentences["/location/latitude"] == "This must be at most 90. It is 91."
    assert sentences["/location/timezone"] == "This is required."
    assert problem["errors"]["location.latitude"] == ["This must be at most 90. It is 91."]


def test_sentence_of_a_text_is_that_of_its_type(nobody: Caller) -> None:
    body = {"email": "x", "password": PASSWORD, "name": "a\n"}
    sentences = {one["pointer"]: one["detail"] for one in nobody.problem("register", 422, body=body)["violations"]}
    assert sentences["/email"] == 'This must be an email address, such as hong@example.com. It is "x".'
    assert sentences["/name"].startswith("Write a name on one line")
    [violation] = nobody.problem("refreshToken", 422, body={"refreshToken": "!" * 32})["violations"]
    assert violation["detail"].startswith("This is not a refresh token.")


def test_whole_number_with_a_fraction_of_zero_is_taken(anna: Caller) -> None:
    id = anna.data("calculateSaju", 201, body=BIRTH)["id"]
    text = json.dumps({"sajuId": id, "shareType": "link", "expiresInDays": 1.0}).encode()
    anna.call("shareSajuResult", status=201, content=text, headers={"Content-Type": "application/json"})
    [violation] = anna.problem("shareSajuResult", 422, body={"sajuId": id, "shareType": "link", "expiresInDays": "1"})[
        "violations"
    ]
    assert (violation["pointer"], violation["code"]) == ("/expiresInDays", "type")
