"""Rooms: connections, their rooms, and the messages there."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from pydantic import MISSING

from app import models as m
from app.state import Account, new_id, now
from contract.problems import Problem

# The room in which all connections begin, and the other rooms.
GENERAL = "general"
PUBLIC = {GENERAL}

Correlation = str | MISSING


@dataclass(eq=False)
class Connection:
    """The application's end of a connection."""

    account: Account
    rooms: set[str] = field(default_factory=set)
    queue: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)

    def send(self, message: Any) -> None:
        """Sends a message of the contract."""
        self.queue.put_nowait(message)


class Rooms:
    """The connections with their rooms."""

    def __init__(self) -> None:
        self.connections: list[Connection] = []

    def connect(self, connection: Connection) -> None:
        """Adds a connection."""
        self.connections.append(connection)
        self.join(connection, GENERAL, MISSING)

    def disconnect(self, connection: Connection) -> None:
        """Removes a connection."""
        self.connections.remove(connection)
        for room in connection.rooms:
            self.tell_of_leaving(connection, room, MISSING)

    def join(self, connection: Connection, room: str, id: Correlation) -> None:
        """Enters a room."""
        self.check(room)
        connection.rooms.add(room)
        person = connection.account

        def joined(id: Correlation) -> m.ServerMessageUserJoined:
            return m.ServerMessageUserJoined(
                type="user_joined", id=id, room=room, userId=person.id, name=person.name, timestamp=now()
            )

        if not self.is_elsewhere(connection, room):
            for other in self.others(connection, room):
                other.send(joined(MISSING))
        connection.send(joined(id))

    def leave(self, connection: Connection, room: str, id: Correlation) -> None:
        """Leaves a room."""
        self.check_joined(connection, room)
        connection.rooms.remove(room)
        self.tell_of_leaving(connection, room, id)

    def say(self, connection: Connection, room: str, content: str, id: Correlation) -> None:
        """Sends a message to a room. Everybody there receives it; the sender's copy has the `id` of the message."""
        self.check(room)
        self.check_joined(connection, room)
        person = connection.account
        message = m.ChatMessage(
            id=new_id(), room=room, role="user", userId=person.id, name=person.name, content=content, sentAt=now()
        )
        connection.send(m.ServerMessageChatMessage(type="chat_message", id=id, message=message))
        for other in self.others(connection, room):
            other.send(m.ServerMessageChatMessage(type="chat_message", message=message))

    def typing(self, connection: Connection, room: str, is_typing: bool) -> None:
        """Shows or hides that a person is typing."""
        self.check(room)
        self.check_joined(connection, room)
        person = connection.account
        for other in self.others(connection, room):
            other.send(
                m.ServerMessageTypingIndicator(
                    type="typing_indicator", room=room, userId=person.id, name=person.name, isTyping=is_typing
                )
            )

    def check(self, room: str) -> None:
        """Refuses a room that does not exist."""
        if room not in PUBLIC:
            raise Problem("ROOM_NOT_FOUND", "there is no room of this name")

    def check_joined(self, connection: Connection, room: str) -> None:
        """Refuses a room that the connection is not in."""
        if room not in connection.rooms:
            raise Problem("ROOM_NOT_JOINED", "send `join_room` first")

    def others(self, connection: Connection, room: str) -> list[Connection]:
        """The other connections in a room."""
        return [other for other in self.connections if other is not connection and room in other.rooms]

    def is_elsewhere(self, connection: Connection, room: str) -> bool:
        """Whether the person is in a room with another connection."""
        return any(other.account is connection.account for other in self.others(connection, room))

    def tell_of_leaving(self, connection: Connection, room: str, id: Correlation) -> None:
        """Reports that a connection is no longer in a room."""
        person = connection.account

        def left(id: Correlation) -> m.ServerMessageUserLeft:
            return m.ServerMessageUserLeft(type="user_left", id=id, room=room, userId=person.id, timestamp=now())

        if not self.is_elsewhere(connection, room):
            for other in self.others(connection, room):
                other.send(left(MISSING))
        connection.send(left(id))
