"""Values of every type of the contract: valid examples, and changes of them that may be invalid."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from contract.registry import Contract
from tests.judge import TYPES


def target(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference names, or the schema itself."""
    return TYPES[schema["$ref"].removesuffix(".json")] if "$ref" in schema else schema


def made(schema: dict[str, Any], *, whole: bool) -> Any:
    """A value from the examples within a schema, with or without optional properties."""
    if "$ref" not in schema and schema.get("examples"):
        return schema["examples"][0]
    schema = target(schema)
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema or "oneOf" in schema:
        return made((schema.get("anyOf") or schema["oneOf"])[0], whole=whole)
    match schema.get("type"):
        case "object":
            required = schema.get("required", ())
            properties = schema.get("properties", {}).items()
            return {name: made(inner, whole=whole) for name, inner in properties if whole or name in required}
        case "array":
            count = max(schema.get("minItems", 0), int(whole))
            return [made(schema["items"], whole=whole) for _ in range(count)]
        case "string":
            return "a" * max(schema.get("minLength", 0), 1)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return True
    raise ValueError(f"no value is made for {schema}")


def seen(schema: dict[str, Any], value: Any, found: dict[str, list[Any]]) -> None:
    """Collects each part of an example under the name of its type."""
    if "$ref" in schema:
        found[schema["$ref"].removesuffix(".json")].append(value)
    schema = target(schema)
    for variant in schema.get("anyOf", ()):
        if value is not None and "$ref" in variant:
            seen(variant, value, found)
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                seen(inner, value[name], found)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            seen(schema["items"], item, found)


def examples(contract: Contract) -> dict[str, list[Any]]:
    """Values of each type: two made from its schema, and those in the examples of operations."""
    found: dict[str, list[Any]] = {name: [] for name in TYPES}
    for name, schema in TYPES.items():
        for whole in (False, True):
            found[name].append(made(schema, whole=whole))
        for variant in schema.get("oneOf", ()):
            found[name].extend(made(variant, whole=whole) for whole in (False, True))
    for operation in contract.operations.values():
        for body in [operation["body"], *(answer["body"] for answer in operation["answers"] if "body" in answer)]:
            if "example" in body and body.get("schema", {}).get("shape") == "reference":
                seen({"$ref": body["schema"]["name"] + ".json"}, body["example"], found)
    return found


OTHERS: list[Any] = [None, True, False, 0, 1, -1, 1.0, 1.5, 10**12, "", "1", "true", "unknown word", "가", [], {}]


def replacements(value: Any) -> Iterator[Any]:
    """Values that replace a value."""
    yield from OTHERS
    match value:
        case str():
            yield from (
                value + "\n",
                value + "x",
                " " + value,
                value.upper(),
                value * 100,
                value[:-1],
                "\n",
                "a\u0000b",
            )
        case bool():
            yield str(value).lower()
        case int() | float():
            yield from (value + 1000, value - 1000, str(value), float(value), value + 0.5)
        case list():
            yield from ([*value, None], [*value, 1], value * 30, [{}])


def changed(value: Any, depth: int = 1) -> Iterator[Any]:
    """Changes of a value, near its root: deeper parts have their own types, which are changed separately."""
    yield from replacements(value)
    if isinstance(value, dict) and depth:
        yield {**value, "unknownProperty": 1}
        yield {**value, "": None}
        for name, inner in value.items():
            yield {key: kept for key, kept in value.items() if key != name}
            yield {(key.upper() if key == name else key): kept for key, kept in value.items()}
            for other in changed(inner, depth - 1):
                yield {**value, name: other}
    if isinstance(value, list) and value:
        for other in changed(value[0], depth):
            yield [other, *deepcopy(value[1:])]
