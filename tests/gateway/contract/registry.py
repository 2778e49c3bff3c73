"""The contract as data: `registry.json`, the file that every tool of the contract reads."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass
class Contract:
    """A contract, with its items by name."""

    data: Json
    operations: dict[str, Json] = field(init=False)
    channels: dict[str, Json] = field(init=False)
    problems: dict[str, Json] = field(init=False)

    def __post_init__(self) -> None:
        self.operations = {operation["id"]: operation for operation in self.data["operations"]}
        self.channels = {channel["id"]: channel for channel in self.data["channels"]}
        self.problems = {problem["code"]: problem for problem in self.data["problems"]}

    @classmethod
    def read(cls, path: Path) -> "Contract":
        """Reads `registry.json`.
        
        Raises `ValueError` for another version of the format.
        """
        data = json.loads(path.read_text("utf-8"))
        if data["formatVersion"] != 2:
            raise ValueError(f"{path} must have format version 2, but has {data['formatVersion']}")
        return cls(data)

    def message(self, key: str, limit: str = "") -> str:
        """The sentence about a value that breaks a rule."""
        sentence = self.data["messages"].get(key)
        return f"This breaks the rule `{key}`." if sentence is None else sentence.replace("{limit}", limit)

    def text_key(self, place: str) -> str:
        """The key of the message about a text, by the place of its pattern: `ShareToken`, `Problem.instance`."""
        key = f"pattern.{place}"
        if key in self.data["messages"]:
            return key
        name, _, property_name = place.partition(".")
        schema = self.data["types"][name]["schema"]
        if property_name:
            schema = next(known["schema"] for known in schema["properties"] if known["name"] == property_name)
        return f"format.{schema['format']}" if "format" in schema else "pattern"

    def implied(self, status: int, condition: str) -> str:
        """The code of the problem for an HTTP fault."""
        for wanted in (condition, "always"):
            for problem in self.data["problems"]:
                if problem["status"] == status and problem.get("implied") == wanted:
                    return problem["code"]
        raise LookupError(f"the contract has no problem with status {status} that is implied by `{condition}`")
