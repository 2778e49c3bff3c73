"""Servers on free ports."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

from tests.client import Caller, new_person

FOLDER = Path(__file__).parents[1]


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serves an application in this process, and returns its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def sound() -> Iterator[str]:
    """The correct application, started in the same way as by its users."""
    command = [sys.executable, "-m", "uvicorn", "app:sound", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=FOLDER, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr
        lines = []
        for line in server.stderr:
            lines.append(line)
            if found := re.search(r"running on (http://\S+)", line):
                break
        else:
            pytest.fail(f"the server did not start:\n{''.join(lines)}")
        # Its later lines are read too, so that its output never blocks.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield found[1]
        server.terminate()


@pytest.fixture
def nobody(sound: str) -> Caller:
    """A client without a token."""
    return Caller(sound)


@pytest.fixture
def anna(sound: str) -> Caller:
    """A person."""
    return new_person(sound, "아나")


@pytest.fixture
def ben(sound: str) -> Caller:
    """Another person."""
    return new_person(sound, "벤")
