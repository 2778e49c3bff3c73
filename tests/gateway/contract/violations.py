"""Pydantic's errors as violations of the contract: the place, the rule, and the contract's own sentence about it.

The rule is the violated keyword of JSON Schema, as in every other server of the contract.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from contract.registry import Contract

# The number of characters of a value that a violation shows.
SHOWN = 60

TYPES = {
    "string_type": "string",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "list_type": "array",
    "dict_type": "object",
    "model_type": "object",
    "model_attributes_type": "object",
}

# By Pydantic's name: the keyword, and the place of the limit in Pydantic's error.
LIMITS = {
    "greater_than_equal": ("minimum", "ge"),
    "less_than_equal": ("maximum", "le"),
    "string_too_short": ("minLength", "min_length"),
    "string_too_long": ("maxLength", "max_length"),
    "too_short": ("minItems", "min_length"),
    "too_long": ("maxItems", "max_length"),
}

# The place of a pattern, which `models.py` writes at the pattern's beginning.
PLACE = re.compile(r"\(\?#([^)]*)\)")


@dataclass(frozen=True)
class Violation:
    """A place in the request, the rule that its value violates, and a sentence."""

    pointer: str
    code: str
    detail: str

    def body(self) -> dict[str, str]:
        """The violation as JSON."""
        return asdict(self)


def of_body(contract: Contract, errors: Iterable[Mapping[str, Any]]) -> list[Violation]:
    """The violations in a JSON value: the pointers are JSON pointers (RFC 6901)."""
    return [violation for error in errors for violation in worded(contract, error, pointer(error["loc"]))]


def of_parameter(contract: Contract, error: Mapping[str, Any]) -> list[Violation]:
    """The violations of a parameter: `query/limit`, `path/id`, `header/if-match`."""
    location, name, *rest = error["loc"]
    # The names of headers are case-insensitive (RFC 9110, section 5.1).
    name = name.lower() if location == "header" else name
    return worded(contract, error, f"{location}/{name}{pointer(rest)}")


def pointer(location: Sequence[str | int]) -> str:
    """A JSON pointer."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in location)


def worded(contract: Contract, error: Mapping[str, Any], pointer: str) -> list[Violation]:
    """The violation for an error of Pydantic."""
    kind, value, context = error["type"], error.get("input"), error.get("ctx", {})

    def one(code: str, key: str, limit: str = "", *, end: str = "", at: str = pointer) -> list[Violation]:
        return [Violation(at, code, contract.message(key, limit) + end)]

    found_value = f" It is {shown(value)}."
    match kind:
        case "missing":
            return one("required", "required")
        case "extra_forbidden":
            return one("additionalProperties", "additionalProperties")
        case "literal_error" if not isinstance(value, str):
            # A value of another type violates every other rule as well.
            return one("type", "type.string", end=found_value)
        case "literal_error":
            return one("enum", "enum", words(context["expected"]), end=found_value)
        case "union_tag_not_found" | "union_tag_invalid":
            tag = context["discriminator"].strip("'")
            if tag not in value:
                return one("required", "required", at=f"{pointer}/{tag}")
            known = words(context["expected_tags"])
            return one("enum", "enum", known, end=f" It is {shown(value[tag])}.", at=f"{pointer}/{tag}")
        case "string_pattern_mismatch":
            place = PLACE.match(context["pattern"])
            return one("pattern", contract.text_key(place[1] if place else ""), end=found_value)
    if kind in TYPES:
        return one("type", f"type.{TYPES[kind]}", end=found_value)
    if kind in LIMITS:
        keyword, name = LIMITS[kind]
        if keyword in ("minimum", "maximum"):
            # The text of a parameter is shown without quotes.
            found = f" It is {value if isinstance(value, str) else shown(value)}."
        else:
            found = f" It has {len(value)}."
        return one(keyword, keyword, f"{context[name]:.15g}", end=found)
    return [Violation(pointer, kind, f"{error['msg']}.")]


def words(expected: str) -> str:
    """The words of an enumeration, which Pydantic lists as `'a', 'b' or 'c'`."""
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in re.findall("'([^']*)'", expected))


def shown(value: Any) -> str:
    """A value in a form for people."""
    match value:
        case str():
            more = "…" if len(value) > SHOWN else ""
            return json.dumps(value[:SHOWN], ensure_ascii=False) + more
        case list():
            return "a list"
        case dict():
            return "an object"
    return json.dumps(value)
