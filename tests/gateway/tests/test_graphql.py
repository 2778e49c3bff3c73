"""GraphQL serves the contract's unchanged SDL, and its failures are the contract's problems."""

from typing import Any

import pytest
from graphql import build_client_schema, build_schema, get_introspection_query, print_schema

from app.contract import SDL
from tests.client import BIRTH, Caller
from tests.judge import fits

CALCULATE = "mutation ($input: SajuCalculationInput!) { calculateSaju(input: $input) { success result { id } } }"
LIST = """query ($first: Int, $after: String, $filter: SajuResultFilter) {
  mySajuResults(first: $first, after: $after, filter: $filter) {
    edges { cursor node { id input { name } sajuPan { hour { cheon } } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
    totalCount
  }
}"""


def error(answer: dict[str, Any]) -> tuple[str, str]:
    """The class and the code of the only error."""
    [error] = answer["errors"]
    assert fits("Problem", error["extensions"]["problem"])
    return error["extensions"]["code"], error["extensions"]["problem"]["code"]


def calculated(person: Caller, name: str) -> str:
    """Creates a result, and returns its id."""
    return person.graphql(CALCULATE, {"input": {**BIRTH, "name": name}})["data"]["calculateSaju"]["result"]["id"]


def test_schema_is_the_contracts(nobody: Caller) -> None:
    served = build_client_schema(nobody.graphql(get_introspection_query(specified_by_url=True))["data"])
    assert print_schema(served) == print_schema(build_schema(SDL.read_text("utf-8")))


def test_connection_leads_through_all_results(anna: Caller) -> None:
    ids = [calculated(anna, name) for name in ("하나", "둘", "셋")][::-1]
    seen: list[str] = []
    after = None
    while True:
        connection = anna.graphql(LIST, {"first": 2, "after": after})["data"]["mySajuResults"]
        assert connection["totalCount"] == 3
        assert connection["pageInfo"]["hasPreviousPage"] == bool(seen)
        seen += [edge["node"]["id"] for edge in connection["edges"]]
        after = connection["pageInfo"]["endCursor"]
        if not connection["pageInfo"]["hasNextPage"]:
            break
    assert seen == ids
    some = anna.graphql(LIST, {"filter": {"name": "둘", "gender": "male"}})["data"]["mySajuResults"]
    assert [edge["node"]["input"]["name"] for edge in some["edges"]] == ["둘"]


def test_results_of_others_are_null(anna: Caller, ben: Caller) -> None:
    id = calculated(anna, "하나")
    query = "query ($id: ID!) { sajuResult(id: $id) { id } }"
    assert anna.graphql(query, {"id": id}) == {"data": {"sajuResult": {"id": id}}}
    assert ben.graphql(query, {"id": id}) == {"data": {"sajuResult": None}}
    share = "mutation ($id: ID!) { shareSajuResult(sajuId: $id, shareType: link) { token } }"
    assert error(ben.graphql(share, {"id": id})) == ("NOT_FOUND", "SAJU_RESULT_NOT_FOUND")
    assert anna.graphql(share, {"id": id})["data"]["shareSajuResult"]["token"].startswith("sh_")


def test_values_are_held_to_the_contract(anna: Caller) -> None:
    answer = anna.graphql(CALCULATE, {"input": {**BIRTH, "birthDate": "x", "birthTime": None}})
    assert error(answer) == ("BAD_USER_INPUT", "VALIDATION_FAILED")
    [violation] = answer["errors"][0]["extensions"]["problem"]["violations"]
    assert (violation["pointer"], violation["code"]) == ("/input/birthDate", "pattern")
    assert answer["errors"][0]["path"] == ["calculateSaju"]
    assert error(anna.graphql(LIST, {"first": 51})) == ("BAD_USER_INPUT", "VALIDATION_FAILED")
    assert error(anna.graphql(LIST, {"after": "nowhere"})) == ("BAD_USER_INPUT", "VALIDATION_FAILED")


def test_fields_need_a_token_each(nobody: Caller, sound: str) -> None:
    assert error(nobody.graphql(LIST)) == ("UNAUTHENTICATED", "UNAUTHENTICATED")
    response = Caller(sound, "a.b.c").http.post("/graphql", json={"query": "{ __typename }"})
    assert response.status_code == 401
    assert response.headers["www-authenticate"]


def test_field_that_is_not_served_says_so(nobody: Caller) -> None:
    assert error(nobody.graphql("{ aiModels { id } }")) == ("INTERNAL_SERVER_ERROR", "MODULE_UNAVAILABLE")


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), ("application/graphql-response+json", 400)])
@pytest.mark.parametrize(
    "body", [{"query": "{"}, {"query": "{ nothing }"}, {"query": LIST, "variables": {"first": "a"}}]
)
def test_document_that_is_not_valid_is_not_executed(nobody: Caller, accept: str, status: int, body: Any) -> None:
    response = nobody.http.post("/graphql", json=body, headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert "data" not in response.json()
    assert error(response.json()) == ("GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST")


def test_request_that_is_none_is_refused(nobody: Caller) -> None:
    for body, status in (({}, 400), ([], 400), ({"query": "{ __typename }", "variables": []}, 400)):
        assert nobody.http.post("/graphql", json=body).status_code == status
    assert nobody.http.post("/graphql", content=b"{}").status_code == 415
    assert nobody.http.get("/graphql", params={"query": "{ __typename }"}).json() == {"data": {"__typename": "Query"}}
    response = nobody.http.get(
        "/graphql", params={"query": 'mutation { shareSajuResult(sajuId: "", shareType: link) { url } }'}
    )
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert nobody.http.post("/graphql", json={"query": "{}"}, headers={"Accept": "text/html"}).status_code == 406
