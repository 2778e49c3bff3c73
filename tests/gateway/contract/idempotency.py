"""Idempotency keys: a request that is repeated with its key gets its first answer again."""

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Response

from contract.problems import Problem
from contract.registry import Contract, Json
from contract.violations import Violation

HEADER = "idempotency-key"
REPLAYED = "Idempotency-Replayed"
# The time for which a key is known, in seconds.
SECONDS = 24 * 60 * 60


@dataclass
class Kept:
    """A request with a key, and its answer as soon as there is one."""

    fingerprint: str
    since: float
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def again(self) -> Response:
        """The repeated answer."""
        return Response(self.body, self.status, {**self.headers, REPLAYED: "true"})


class Replay(Exception):
    """An answer that was given before."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept


def key_of(contract: Contract, operation: Json, headers: Mapping[str, str]) -> str | None:
    """The key of a request, if its operation takes one.

    Raises the 400 for a key that is missing or malformed.
    """
    requirement = operation.get("policy", {}).get("idempotencyKey")
    if requirement is None:
        return None

    def wrong(code: str, detail: str) -> Problem:
        violation = Violation(f"header/{HEADER}", code, detail)
        return Problem(contract.implied(400, "always"), "the idempotency key", [violation])

    sent = headers.get(HEADER)
    if sent is None:
        if requirement == "required":
            raise wrong("required", contract.message("required"))
        return None
    # A text of structured fields has quotes, but most clients send none.
    key = sent[1:-1] if len(sent) > 1 and sent[0] == sent[-1] == '"' else sent
    if not key or len(sent) > 255 or not re.fullmatch("[!-~]+", sent):
        raise wrong("pattern", "This must be 1 to 255 visible characters of ASCII.")
    return key


def fingerprint(parameters: Any, body: Any) -> str:
    """A fingerprint of a request's values: the order of a query and white space do not matter."""
    text = json.dumps([parameters, body], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


class Keys:
    """The keys of one process. Several processes need a table in their database instead."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.kept: dict[tuple[str, ...], Kept] = {}

    def claim(self, key: tuple[str, ...], fingerprint: str) -> None:
        """Claims a key for a request.
        
        Raises `Replay` if the request was answered before, and a problem if its first call is still running or the key
        belongs to another request.
        """
        now = time.monotonic()
        known = self.kept.get(key)
        if known is None or now - known.since > SECONDS:
            self.kept[key] = Kept(fingerprint, now)
        elif known.fingerprint != fingerprint:
            raise Problem(self.contract.implied(422, "key"), "make a new key for each request")
        elif not known.status:
            detail = "wait for the answer to the first request with this key"
            raise Problem(self.contract.implied(409, "key"), detail, headers={"Retry-After": "1"})
        else:
            raise Replay(known)

    def settle(self, key: tuple[str, ...], response: Response | None) -> None:
        """Keeps the answer if work was done, and releases the key if not."""
        status = response.status_code if response else 500
        if response is None or status >= 500 or status in (401, 403, 422, 429):
            self.kept.pop(key, None)
            return
        kept = self.kept[key]
        kept.status, kept.headers, kept.body = status, dict(response.headers), bytes(response.body)
