"""A probe for each deliberate mistake: it passes at the correct application, and fails at the one with the mistake."""

import json
from collections.abc import Callable

from tests.client import BIRTH, PASSWORD, Caller, new_person


def allow_left_out(url: str) -> None:
    assert "allow" in Caller(url).http.delete("/users/profile").headers


def challenge_left_out(url: str) -> None:
    assert "www-authenticate" in Caller(url).http.get("/users/profile").headers


def created_as_ok(url: str) -> None:
    account = {"email": "created@example.com", "password": PASSWORD, "name": "a"}
    assert Caller(url).http.post("/auth/register", json=account).status_code == 201


def etag_of_nothing(url: str) -> None:
    person = new_person(url)
    tag = person.http.get("/users/profile").headers["etag"]
    person.http.patch("/users/profile", json={"bio": "a"})
    assert person.http.get("/users/profile", headers={"If-None-Match": tag}).status_code == 200


def graphql_without_problem(url: str) -> None:
    [error] = Caller(url).http.post("/graphql", json={"query": "{"}).json()["errors"]
    assert "problem" in error.get("extensions", {})


def key_ignored(url: str) -> None:
    person = new_person(url)
    for _ in range(2):
        person.http.post("/saju/calculate", json=BIRTH, headers={"Idempotency-Key": "k"})
    assert len(person.http.get("/saju/history").json()["data"]) == 1


def location_left_out(url: str) -> None:
    assert "location" in new_person(url).http.post("/saju/calculate", json=BIRTH).headers


def null_for_absent(url: str) -> None:
    assert Caller(url).http.get("/health").json().get("message", "") is not None


def number_as_text(url: str) -> None:
    assert isinstance(new_person(url).http.get("/saju/history").json()["pagination"]["total"], int)


def others_readable(url: str) -> None:
    id = new_person(url).http.post("/saju/calculate", json=BIRTH).json()["data"]["id"]
    assert new_person(url).http.get(f"/saju/results/{id}").status_code == 404


def own_422(url: str) -> None:
    assert "code" in Caller(url).http.post("/auth/login", json={}).json()


def page_off_by_one(url: str) -> None:
    person = new_person(url)
    for _ in range(3):
        person.http.post("/saju/calculate", json=BIRTH)
    pages = [person.http.get("/saju/history", params={"limit": 2, "page": page}).json()["data"] for page in (1, 2)]
    ids = [result["id"] for page in pages for result in page]
    assert (len(ids), len(set(ids))) == (3, 3)


def problem_as_json(url: str) -> None:
    assert Caller(url).http.get("/nothing").headers["content-type"] == "application/problem+json"


def resume_ignored(url: str) -> None:
    def events(headers: dict[str, str]) -> list[str]:
        found = []
        try:
            with Caller(url).http.stream("GET", "/events/system", headers=headers, timeout=0.5) as response:
                found.extend(line for line in response.iter_lines() if line.startswith("id: "))
        except Exception as error:
            # No further message comes.
            assert "timed out" in str(error)
        return found

    [id] = events({})
    assert events({"Last-Event-ID": id.removeprefix("id: ")}) == []


def socket_silent(url: str) -> None:
    with new_person(url).socket() as socket:
        socket.recv(timeout=5)
        socket.send("{}")
        assert json.loads(socket.recv(timeout=0.5))["type"] == "error"


def status_in_body(url: str) -> None:
    assert Caller(url).http.get("/nothing").status_code == 404


def token_for_ever(url: str) -> None:
    person = new_person(url)
    person.http.post("/auth/logout")
    assert person.http.get("/users/profile").status_code == 401


def unknown_accepted(url: str) -> None:
    assert new_person(url).http.post("/saju/calculate", json={**BIRTH, "unknown": 1}).status_code == 422


def version_left_out(url: str) -> None:
    assert Caller(url).http.get("/nothing").headers.get("x-api-version") == "v1"


def violation_at_root(url: str) -> None:
    violations = Caller(url).http.post("/auth/login", json={}).json()["violations"]
    assert all(violation["pointer"] for violation in violations)


PROBES: dict[str, Callable[[str], None]] = {
    probe.__name__: probe
    for probe in (
        allow_left_out,
        challenge_left_out,
        created_as_ok,
        etag_of_nothing,
        graphql_without_problem,
        key_ignored,
        location_left_out,
        null_for_absent,
        number_as_text,
        others_readable,
        own_422,
        page_off_by_one,
        problem_as_json,
        resume_ignored,
        socket_silent,
        status_in_body,
        token_for_ever,
        unknown_accepted,
        version_left_out,
        violation_at_root,
    )
}
