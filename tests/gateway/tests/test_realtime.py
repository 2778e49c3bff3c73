"""The feed resumes, and the socket uses the contract's messages."""

import json
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.client import BIRTH, Caller, new_person
from tests.judge import fits


def said(socket: ClientConnection, message: dict[str, Any] | str) -> dict[str, Any]:
    """Sends a message, and returns the reply."""
    socket.send(message if isinstance(message, str) else json.dumps(message))
    return heard(socket)


def heard(socket: ClientConnection) -> dict[str, Any]:
    """The next message, validated against the contract."""
    message = json.loads(socket.recv(timeout=5))
    assert fits("ServerMessage", message), message
    return message


def closed_with(socket: ClientConnection) -> int:
    """The code with which a connection is closed."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=5)
    assert closed.value.rcvd
    return closed.value.rcvd.code


def first_lines(caller: Caller, headers: dict[str, str], count: int) -> list[str]:
    """The first non-empty lines of the feed."""
    lines = []
    with caller.http.stream("GET", "/events/system", headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        for line in response.iter_lines():
            lines += [line] if line else []
            if len(lines) == count:
                break
    return lines


def test_feed_tells_the_state_with_its_id(nobody: Caller) -> None:
    retry, event, data, id = first_lines(nobody, {}, 4)
    assert (retry, event) == ("retry: 3000", "event: SystemStatusUpdate")
    assert fits("SystemStatusUpdate", json.loads(data.removeprefix("data: ")))
    other = first_lines(nobody, {"Last-Event-ID": "another run-1"}, 4)
    assert other[3] == id


def test_feed_resumes_after_the_last_event(nobody: Caller) -> None:
    id = first_lines(nobody, {}, 4)[3].removeprefix("id: ")
    with nobody.http.stream("GET", "/events/system", headers={"Last-Event-ID": id}, timeout=0.5) as response:
        lines = response.iter_lines()
        assert next(lines) == "retry: 3000"
        assert next(lines) == ""
        with pytest.raises(Exception, match="timed out"):
            next(lines)


def test_feed_is_refused_with_problems(nobody: Caller) -> None:
    assert nobody.http.get("/events/system", headers={"Accept": "application/json"}).json()["status"] == 406
    assert nobody.http.get("/events/system?a=1").json()["violations"][0]["pointer"] == "query/a"


def test_socket_answers_and_keeps_the_clients_name(anna: Caller) -> None:
    with anna.socket() as socket:
        joined = heard(socket)
        assert (joined["type"], joined["room"], joined["userId"]) == ("user_joined", "general", anna.person)
        assert said(socket, {"type": "ping", "id": "m-1"})["id"] == "m-1"
        assert "id" not in said(socket, {"type": "ping"})
        said_by_me = said(socket, {"type": "chat_message", "id": "m-2", "data": {"content": "안녕"}})
        assert (said_by_me["id"], said_by_me["message"]["content"]) == ("m-2", "안녕")
        assert said(socket, {"type": "leave_room", "id": "m-3", "data": {}})["type"] == "user_left"
        outside = said(socket, {"type": "chat_message", "id": "m-4", "data": {"content": "?"}})
        assert (outside["id"], outside["problem"]["code"]) == ("m-4", "ROOM_NOT_JOINED")
        assert said(socket, {"type": "join_room", "data": {"room": "attic"}})["problem"]["code"] == "ROOM_NOT_FOUND"


def test_socket_computes_step_by_step(anna: Caller) -> None:
    with anna.socket() as socket:
        heard(socket)
        socket.send(json.dumps({"type": "saju_calculation_request", "id": "c", "data": BIRTH}))
        messages = [heard(socket) for _ in range(5)]
        assert [message["progress"] for message in messages] == [0, 20, 50, 80, 100]
        assert {message["id"] for message in messages} == {"c"}
        assert anna.data("getSajuResult", path={"id": messages[-1]["result"]["id"]}) == messages[-1]["result"]
        wrong = {"type": "saju_calculation_request", "id": "d", "data": {**BIRTH, "gender": "x"}}
        failed = said(socket, wrong)
        assert (failed["type"], failed["id"]) == ("saju_calculation_failed", "d")
        assert failed["problem"]["violations"][0]["pointer"] == "/data/gender"


@pytest.mark.parametrize(
    ("message", "status", "pointers"),
    [
        ("{", 400, []),
        ("[]", 422, [""]),
        ("{}", 422, ["/type"]),
        ('{"type": "shout"}', 422, ["/type"]),
        ('{"type": "ping", "ping": 1}', 422, ["/ping"]),
        ('{"type": "chat_message", "data": {"room": "A"}}', 422, ["/data/room", "/data/content"]),
        ('{"type": "ai_interpretation_request", "data": {"sajuId": "' + "0" * 8 + '"}}', 422, ["/data/sajuId"]),
    ],
)
def test_message_that_cannot_be_taken_is_answered(anna: Caller, message: str, status: int, pointers: list[str]) -> None:
    with anna.socket() as socket:
        heard(socket)
        answer = said(socket, message)
        assert (answer["type"], answer["problem"]["status"]) == ("error", status)
        assert [violation["pointer"] for violation in answer["problem"].get("violations", [])] == pointers
        assert said(socket, {"type": "ping"})["type"] == "pong"


def test_people_in_a_room_hear_each_other(anna: Caller, ben: Caller) -> None:
    with anna.socket() as first, ben.socket() as second:
        heard(first)
        assert heard(first)["name"] == "벤"
        heard(second)
        first.send(json.dumps({"type": "typing_indicator", "data": {}}))
        assert heard(second)["isTyping"] is True
        second.close()
        left = heard(first)
        assert (left["type"], left["userId"]) == ("user_left", ben.person)


def test_refused_connection_says_why(anna: Caller, ben: Caller, sound: str) -> None:
    with anna.socket(ben.person) as socket:
        assert closed_with(socket) == 4403
    with Caller(sound, "a.b.c", anna.person).socket() as socket:
        assert closed_with(socket) == 4401
    with connect(f"{sound.replace('http', 'ws', 1)}/ws/{anna.person}") as socket:
        assert closed_with(socket) == 4401
    assert anna.http.get(f"/ws/{anna.person}").json()["status"] == 400


def test_connection_ends_with_its_session(anna: Caller) -> None:
    with anna.socket() as socket:
        heard(socket)
        anna.call("logout", status=204)
        assert closed_with(socket) == 4401


def test_token_of_another_person_ends_the_connection(anna: Caller, sound: str) -> None:
    other = new_person(sound)
    with anna.socket() as socket:
        heard(socket)
        renewed = {"type": "authenticate", "data": {"token": other.token}}
        assert said(socket, renewed)["problem"]["code"] == "INVALID_TOKEN"
        assert closed_with(socket) == 4401
