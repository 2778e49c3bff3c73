"""The channel `userSocket`: a person's connection."""

import asyncio
import base64
import binascii
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pydantic_core
from fastapi import APIRouter, Request, Response, WebSocket, WebSocketDisconnect
from pydantic import MISSING, TypeAdapter, ValidationError

from app import chart
from app import models as m
from app.contract import CONTRACT
from app.rooms import Connection, Rooms
from app.state import Caller, instant, now
from contract.problems import INVALID_TOKEN, MODULE_UNAVAILABLE, Problem, path_of
from contract.route import Gateway, unauthenticated
from contract.violations import of_body

router = APIRouter()
CHANNEL = CONTRACT.channels["userSocket"]
MESSAGES: TypeAdapter[Any] = TypeAdapter(m.ClientMessage)

UNAUTHENTICATED, FORBIDDEN, UNSUPPORTED = 4401, 4403, 1003
BEARER = "bearer."
# The number of seconds before the end of a token at which the client is asked for a new one.
LEAD = 60
STEPS = (("astronomy", 20), ("pillars", 50), ("analysis", 80))


class Closed(Exception):
    """The end of a connection."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@router.get(CHANNEL["path"])
async def no_handshake(request: Request) -> Response:
    """Refuses a request that opens no connection."""
    gateway: Gateway = request.app.state.gateway
    gateway.version(request)
    raise gateway.problems.unreadable("this is a WebSocket: send `Upgrade: websocket`")


@router.websocket(CHANNEL["path"])
async def open_socket(websocket: WebSocket) -> None:
    """Opens a connection. A refused one is opened too, because a browser sees only the code of a closed connection."""
    gateway: Gateway = websocket.app.state.gateway
    try:
        caller = admitted(gateway, websocket)
    except Closed as closed:
        offered = websocket.scope["subprotocols"]
        names = [name for name in offered if not name.startswith(BEARER)]
        # A client that has offered subprotocols accepts the connection only with one of them.
        await websocket.accept(CHANNEL["subprotocol"] if CHANNEL["subprotocol"] in names else next(iter(names), None))
        await websocket.close(closed.code, closed.reason)
    except Problem as problem:
        await websocket.send_denial_response(gateway.problems.answer(websocket, problem))
    else:
        await websocket.accept(CHANNEL["subprotocol"])
        await Conversation(gateway, websocket, caller, Connection(caller.account)).run(websocket.app.state.rooms)


def admitted(gateway: Gateway, websocket: WebSocket) -> Caller:
    """The caller who may open this connection. Raises `Closed` if a browser must learn the reason for a refusal."""
    gateway.version(websocket)
    offered = websocket.scope["subprotocols"]
    if CHANNEL["subprotocol"] not in offered:
        raise Closed(UNAUTHENTICATED, f"offer the subprotocols `{CHANNEL['subprotocol']}` and `{BEARER}` with a token")
    try:
        caller = introduced(gateway, offered)
    except Problem as problem:
        raise Closed(UNAUTHENTICATED, "unauthenticated") from problem
    check_path(gateway, websocket)
    if websocket.path_params["userId"] != caller.id:
        raise Closed(FORBIDDEN, "forbidden")
    return caller


def introduced(gateway: Gateway, offered: list[str]) -> Caller:
    """The caller whose token is sent as a subprotocol: `bearer.` and the token in base64url."""
    sent = next((name.removeprefix(BEARER) for name in offered if name.startswith(BEARER)), None)
    if sent is None:
        raise unauthenticated()
    try:
        padded = sent.rstrip("=") + "=" * (-len(sent.rstrip("=")) % 4)
        token = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Problem(INVALID_TOKEN, "the token is not base64url") from error
    return gateway.platform.authenticate(token)


def check_path(gateway: Gateway, websocket: WebSocket) -> None:
    """Refuses parameters that violate the contract."""
    violations = gateway.unread(websocket, CHANNEL)
    try:
        TypeAdapter(m.UserId).validate_python(websocket.path_params["userId"])
    except ValidationError as error:
        found = of_body(gateway.contract, error.errors())
        violations += [type(one)("path/userId", one.code, one.detail) for one in found]
    if violations:
        raise gateway.problems.unreadable("a parameter is not as the contract says", violations)


@dataclass
class Conversation:
    """One connection, from its opening to its end."""

    gateway: Gateway
    websocket: WebSocket
    caller: Caller
    connection: Connection

    async def run(self, rooms: Rooms) -> None:
        """Reads and writes until one side ends the connection."""
        rooms.connect(self.connection)
        tasks = [asyncio.create_task(task) for task in (self.read(rooms), self.write(), self.watch(), self.session())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            closed = next(iter(done)).exception()
            if isinstance(closed, Closed):
                # Messages from before the end are still sent.
                while not self.connection.queue.empty():
                    await self.websocket.send_text(self.connection.queue.get_nowait().model_dump_json())
                await self.websocket.close(closed.code, closed.reason)
            elif closed and not isinstance(closed, WebSocketDisconnect):
                raise closed
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            rooms.disconnect(self.connection)

    async def write(self) -> None:
        """Sends the waiting messages to the client."""
        while True:
            message = await self.connection.queue.get()
            await self.websocket.send_text(message.model_dump_json())

    async def session(self) -> None:
        """Ends the connection when its session ends."""
        await self.caller.session.ended.wait()
        raise Closed(UNAUTHENTICATED, "the session has ended")

    async def watch(self) -> None:
        """Asks for a new token before the old one expires, and ends the connection without one."""
        while True:
            ends = self.caller.expires_at
            await asyncio.sleep(max(0.0, ends - LEAD - time.time()))
            if ends != self.caller.expires_at:
                continue
            at = instant(datetime.fromtimestamp(ends, UTC))
            self.connection.send(m.ServerMessageReauthenticate(type="reauthenticate", expiresAt=at))
            await asyncio.sleep(max(0.0, ends - time.time()))
            if ends == self.caller.expires_at:
                raise Closed(UNAUTHENTICATED, "the token has ended")

    async def read(self, rooms: Rooms) -> None:
        """Handles messages in their order."""
        while True:
            frame = await self.websocket.receive()
            if frame["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(frame.get("code", 1005))
            if frame.get("text") is None:
                raise Closed(UNSUPPORTED, "messages are text")
            self.take(frame["text"], rooms)

    def take(self, text: str, rooms: Rooms) -> None:
        """Handles one message; an invalid one is answered with its problem."""
        value: Any = None
        try:
            value = self.parsed(text)
            self.handle(self.checked(value), rooms)
        except Problem as problem:
            self.reject(problem, value)

    def parsed(self, text: str) -> Any:
        """The JSON of a message."""
        try:
            return pydantic_core.from_json(text, allow_inf_nan=False)
        except ValueError as error:
            raise self.gateway.problems.unreadable(f"the message is not JSON: {error}") from error

    def checked(self, value: Any) -> Any:
        """Parses a value as a message."""
        try:
            return MESSAGES.validate_python(value)
        except ValidationError as error:
            # Pydantic puts the tag of the variant before the place within it.
            errors = [{**found, "loc": found["loc"][1:]} for found in error.errors()]
            contract = self.gateway.contract
            problem = Problem(
                contract.implied(422, "body"), "a value does not fit the contract", of_body(contract, errors)
            )
            raise problem from error

    def reject(self, problem: Problem, value: Any) -> None:
        """Reports to the client why a message was refused."""
        members = value if isinstance(value, dict) else {}
        id, tag = members.get("id"), members.get("type")
        name = id[:64] if isinstance(id, str) and id else MISSING
        body = self.gateway.problems.body(problem, path_of(self.websocket), self.websocket.scope["request_id"])
        shown = m.Problem.model_validate(body)
        if tag == "saju_calculation_request":
            failed = m.ServerMessageSajuCalculationFailed(type="saju_calculation_failed", id=name, problem=shown)
            self.connection.send(failed)
        else:
            self.connection.send(m.ServerMessageError(type="error", id=name, problem=shown))
        if tag == "authenticate" and body["status"] == 401:
            raise Closed(UNAUTHENTICATED, problem.code)

    def handle(self, message: Any, rooms: Rooms) -> None:
        """Carries out a message."""
        connection = self.connection
        match message:
            case m.ClientMessagePing():
                connection.send(m.ServerMessagePong(type="pong", id=message.id, timestamp=now()))
            case m.ClientMessageJoinRoom():
                rooms.join(connection, message.data.room, message.id)
            case m.ClientMessageLeaveRoom():
                rooms.leave(connection, message.data.room, message.id)
            case m.ClientMessageChatMessage():
                rooms.say(connection, message.data.room, message.data.content, message.id)
            case m.ClientMessageTypingIndicator():
                rooms.typing(connection, message.data.room, message.data.isTyping)
            case m.ClientMessageAuthenticate():
                self.prolong(message.data.token)
            case m.ClientMessageSajuCalculationRequest():
                self.calculate(message)
            case _:
                raise Problem(MODULE_UNAVAILABLE, "this server does not serve this part of the contract")

    def prolong(self, token: str) -> None:
        """Replaces the token by a new one."""
        caller = self.gateway.platform.authenticate(token)
        if caller.id != self.caller.id:
            raise Problem(INVALID_TOKEN, "the new token is another person's")
        self.caller = caller

    def calculate(self, message: m.ClientMessageSajuCalculationRequest) -> None:
        """Computes a result, step by step."""
        result = chart.calculated(self.caller.account, message.data)
        started = m.ServerMessageSajuCalculationStarted(
            type="saju_calculation_started", id=message.id, progress=0, message="The calculation begins."
        )
        self.connection.send(started)
        for step, progress in STEPS:
            self.connection.send(
                m.ServerMessageSajuCalculationProgress(
                    type="saju_calculation_progress",
                    id=message.id,
                    step=step,
                    progress=progress,
                    message=f"Done: {step}.",
                )
            )
        self.connection.send(
            m.ServerMessageSajuCalculationCompleted(
                type="saju_calculation_completed", id=message.id, progress=100, result=result
            )
        )
