"""Each served operation answers as the OpenAPI document declares."""

from pathlib import Path

import pytest

from app.contract import CONTRACT
from app.fields import SERVED
from tests.client import BIRTH, OPERATIONS, PASSWORD, PROBLEM, Caller

PENDING = Path(__file__).parents[1] / "pending.txt"
ZERO = "00000000-0000-4000-8000-000000000000"


def calculated(person: Caller, name: str = "홍길동") -> str:
    """Creates a result, and returns its id."""
    return person.data("calculateSaju", 201, body={**BIRTH, "name": name})["id"]


def pending() -> list[str]:
    """The items that the application does not serve, without messages of channels that it serves."""
    lines = PENDING.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#") and ">" not in line]


def test_pending_names_exactly_what_is_not_served(anna: Caller) -> None:
    assert pending() == sorted(pending())
    fields = CONTRACT.data["graphql"]["fields"]
    names = {f"{field['root'].capitalize()}.{field['name']}" for field in fields}
    unserved = names - set(SERVED)
    for id, (method, path, _) in OPERATIONS.items():
        path = path.format(id=ZERO, token="sh_" + "a" * 22, provider="google")
        response = anna.http.request(method, path)
        if response.status_code == 503 and response.json()["code"] == "MODULE_UNAVAILABLE":
            unserved.add(id)
    for id, channel in CONTRACT.channels.items():
        with anna.http.stream("GET", channel["path"].format(userId=anna.person, requestId=ZERO)) as response:
            if response.status_code == 503:
                unserved.add(id)
    assert set(pending()) == unserved


def test_register_sign_in_renew_and_sign_out(nobody: Caller) -> None:
    account = {"email": "hong@example.com", "password": PASSWORD, "name": "홍길동"}
    response = nobody.call("register", status=201, body=account)
    assert response.headers["location"] == "/users/profile"
    assert nobody.problem("register", 409, body={**account, "email": "HONG@example.com"})["code"] == "EMAIL_TAKEN"
    credentials = {"email": account["email"], "password": PASSWORD}
    session = nobody.data("login", body=credentials)
    wrong = nobody.problem("login", 401, body={**credentials, "password": "not this one"})
    assert wrong["code"] == "INVALID_CREDENTIALS"
    person = Caller(nobody.url, session["token"])
    assert person.data("getAuthProfile")["user"] == session["user"]
    renewed = nobody.data("refreshToken", body={"refreshToken": session["refreshToken"]})
    person = Caller(nobody.url, renewed["token"])
    person.call("logout", status=204)
    assert person.problem("getAuthProfile", 401)["code"] == "INVALID_TOKEN"
    ended = nobody.problem("refreshToken", 401, body={"refreshToken": renewed["refreshToken"]})
    assert ended["code"] == "INVALID_REFRESH_TOKEN"


def test_refresh_token_that_comes_again_ends_its_session(nobody: Caller, sound: str) -> None:
    account = {"email": "reuse@example.com", "password": PASSWORD, "name": "홍길동"}
    first = nobody.data("register", 201, body=account)
    second = nobody.data("refreshToken", body={"refreshToken": first["refreshToken"]})
    again = nobody.problem("refreshToken", 401, body={"refreshToken": first["refreshToken"]})
    assert again["code"] == "REFRESH_TOKEN_REUSED"
    Caller(sound, second["token"]).call("getProfile", status=401)


def test_guessable_password_is_refused(nobody: Caller) -> None:
    body = {"email": "guess@example.com", "password": "password1", "name": "a"}
    [violation] = nobody.problem("register", 422, body=body)["violations"]
    assert (violation["pointer"], violation["code"]) == ("/password", "guessable")


def test_profile_is_changed_and_what_is_absent_stays(anna: Caller) -> None:
    before = anna.data("getProfile")
    assert "nickname" not in before
    after = anna.data("updateProfile", body={"nickname": "별", "bio": "달"})
    assert (after["name"], after["nickname"], after["bio"]) == ("아나", "별", "달")
    after = anna.data("updateProfile", body={"nickname": None})
    assert "nickname" not in after
    assert after["bio"] == "달"


def test_entity_tags_follow_the_body(anna: Caller) -> None:
    tag = anna.call("getProfile", status=200).headers["etag"]
    anna.call("getProfile", status=304, headers={"If-None-Match": tag})
    anna.call("updateProfile", status=200, body={"bio": "하나"}, headers={"If-Match": tag})
    assert anna.call("getProfile", status=200, headers={"If-None-Match": tag}).headers["etag"] != tag
    late = anna.problem("updateProfile", 412, body={"bio": "둘"}, headers={"If-Match": tag})
    assert late["code"] == "PRECONDITION_FAILED"
    assert anna.data("getProfile")["bio"] == "하나"


def test_preferences_and_birth_are_replaced(anna: Caller) -> None:
    preferences = anna.data("getPreferences")
    wanted = {**preferences, "theme": "light"}
    assert anna.data("setPreferences", body=wanted) == wanted
    assert anna.data("getPreferences") == wanted
    assert anna.problem("getBirthInfo", 404)["code"] == "BIRTH_INFO_NOT_FOUND"
    birth = {"birthDate": "1976-05-21", "isLunar": False, "gender": "male"}
    anna.call("setBirthInfo", status=412, body=birth, headers={"If-Match": '"x"'})
    assert anna.data("setBirthInfo", body=birth) == birth
    assert anna.data("getBirthInfo") == birth
    assert anna.data("getProfile")["birthInfo"] == birth


def test_result_holds_the_values_of_its_request(anna: Caller) -> None:
    location = {"latitude": 52.5, "longitude": 13.4, "timezone": "Europe/Berlin"}
    body = {**BIRTH, "location": location, "options": {"timeMode": "clock"}}
    response = anna.call("calculateSaju", status=201, body=body)
    result = response.json()["data"]
    assert response.headers["location"] == f"/saju/results/{result['id']}"
    assert result["input"] == body
    assert (result["conventions"]["timezone"], result["conventions"]["timeMode"]) == ("Europe/Berlin", "clock")
    assert anna.data("getSajuResult", path={"id": result["id"]}) == result
    without_time = {name: value for name, value in BIRTH.items() if name != "birthTime"}
    assert "hour" not in anna.data("calculateSaju", 201, body=without_time)["sajuPan"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"birthDate": "2023-02-30"}, "INVALID_SOLAR_DATE"),
        ({"birthDate": "2023-01-31", "isLunar": True}, "INVALID_LUNAR_DATE"),
        ({"birthDate": "1899-12-31"}, "OUT_OF_RANGE"),
        ({"location": {"latitude": 0, "longitude": 0, "timezone": "Mars/Olympus"}}, "UNKNOWN_TIMEZONE"),
    ],
)
def test_birth_that_does_not_exist_is_refused(anna: Caller, change: dict, code: str) -> None:
    assert anna.problem("calculateSaju", 422, body={**BIRTH, **change})["code"] == code


def test_pages_hold_each_result_once(anna: Caller) -> None:
    ids = [calculated(anna, f"{number}") for number in range(5)][::-1]
    assert [result["id"] for result in anna.data("listRecentSaju")] == ids
    pages = []
    for page in (1, 2, 3, 4):
        answer = anna.call("listSajuHistory", status=200, params={"page": page, "limit": 2}).json()
        assert answer["pagination"] == {"page": page, "limit": 2, "total": 5, "totalPages": 3}
        pages.append([result["id"] for result in answer["data"]])
    assert pages == [ids[:2], ids[2:4], ids[4:], []]
    after = anna.call("listSajuHistory", status=200, params={"after": ids[1]}).json()
    assert [result["id"] for result in after["data"]] == ids[2:]
    assert after["pagination"]["total"] == 3
    history = anna.data("listCalculationHistory", params={"limit": 3})
    assert [entry["resultId"] for entry in history] == ids[:3]


def test_result_is_deleted_and_the_log_stays(anna: Caller) -> None:
    id = calculated(anna)
    anna.call("deleteSajuResult", status=204, path={"id": id})
    assert anna.problem("getSajuResult", 404, path={"id": id})["code"] == "SAJU_RESULT_NOT_FOUND"
    anna.call("deleteSajuResult", status=404, path={"id": id})
    history = anna.data("listCalculationHistory")
    assert [entry["kind"] for entry in history] == ["deletion", "saju_calculation"]
    assert all("resultId" not in entry for entry in history)


def test_results_of_others_are_not_found(anna: Caller, ben: Caller) -> None:
    id = calculated(anna)
    ben.call("getSajuResult", status=404, path={"id": id})
    ben.call("deleteSajuResult", status=404, path={"id": id})
    ben.call("shareSajuResult", status=404, body={"sajuId": id, "shareType": "link"})
    assert ben.data("listSajuHistory") == []


def test_shared_result_is_read_without_a_token(anna: Caller, nobody: Caller) -> None:
    id = calculated(anna)
    response = anna.call("shareSajuResult", status=201, body={"sajuId": id, "shareType": "link"})
    token = response.json()["data"]["token"]
    assert response.headers["location"] == f"/saju/shared/{token}"
    assert nobody.data("getSharedSaju", path={"token": token})["name"] == BIRTH["name"]
    nobody.call("getSharedSaju", status=404, path={"token": "sh_" + "a" * 22})
    for recipients, pointer in (({}, "/recipients"), ({"recipients": ["x"]}, "/recipients/0")):
        problem = anna.problem("shareSajuResult", 422, body={"sajuId": id, "shareType": "email", **recipients})
        assert [violation["pointer"] for violation in problem["violations"]] == [pointer]
    by_mail = {"sajuId": id, "shareType": "email", "recipients": ["friend@example.com"]}
    assert anna.problem("shareSajuResult", 403, body=by_mail)["code"] == "EMAIL_NOT_CONFIRMED"


def test_repeat_under_a_key_gets_the_first_answer(anna: Caller) -> None:
    headers = {"Idempotency-Key": "first-of-all"}
    first = anna.call("calculateSaju", status=201, body=BIRTH, headers=headers)
    again = anna.call("calculateSaju", status=201, body=dict(reversed(BIRTH.items())), headers=headers)
    assert again.content == first.content
    assert again.headers["idempotency-replayed"] == "true"
    assert len(anna.data("listSajuHistory")) == 1
    other = anna.problem("calculateSaju", 422, body={**BIRTH, "name": "다른"}, headers=headers)
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    [violation] = anna.problem("calculateSaju", 400, body=BIRTH, headers={"Idempotency-Key": "a b"})["violations"]
    assert violation["pointer"] == "header/idempotency-key"


def test_key_of_a_request_that_was_refused_is_free(anna: Caller) -> None:
    headers = {"Idempotency-Key": "after-a-mistake"}
    anna.call("calculateSaju", status=422, body={**BIRTH, "birthDate": "2023-02-30"}, headers=headers)
    anna.call("calculateSaju", status=201, body=BIRTH, headers=headers)


def test_health_is_public(nobody: Caller) -> None:
    assert nobody.data("getHealth", headers={"Authorization": "Bearer nonsense"})["status"] == "operational"


def test_failures_have_the_media_type_of_problems(nobody: Caller) -> None:
    assert nobody.call("getProfile", status=401).headers["content-type"] == PROBLEM
