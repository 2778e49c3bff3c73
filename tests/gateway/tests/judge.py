"""The JSON schemas of the contract as the library `jsonschema` reads them, with patterns as ECMA-262 reads them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from models import ANCHORS, SCHEMAS

TYPES: dict[str, Any] = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
for schema in TYPES.values():
    # For references to a schema with `$schema`, the library would create its own validator instead of this one.
    del schema["$schema"]
REGISTRY: Registry = Registry().with_resources(
    (schema["$id"], Resource(contents=schema, specification=DRAFT202012)) for schema in TYPES.values()
)


def pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    """Validates a text by a pattern. The library's own `$` also matches before a line break at the end."""
    if isinstance(instance, str) and not re.search(ANCHORS.sub(lambda found: found[1] or r"\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Judge = extend(Draft202012Validator, {"pattern": pattern})


@cache
def judge(name: str) -> Draft202012Validator:
    """The validator of a type."""
    return Judge(TYPES[name], registry=REGISTRY, format_checker=FormatChecker())


def fits(name: str, value: Any) -> bool:
    """Whether a value is of a type."""
    return judge(name).is_valid(value)
