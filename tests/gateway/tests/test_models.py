"""The generated models and the JSON schemas agree about every value."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app import models
from app.contract import CONTRACT
from tests.corpus import changed, examples
from tests.judge import TYPES, fits

EXAMPLES = examples(CONTRACT)


def adapter(name: str) -> TypeAdapter[Any]:
    """The model of a type."""
    return TypeAdapter(getattr(models, name))


def accepts(model: TypeAdapter[Any], value: Any) -> bool:
    """Whether a model accepts a value."""
    try:
        model.validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", TYPES)
def test_examples_are_accepted_and_written_as_they_were_read(name: str) -> None:
    model = adapter(name)
    for value in EXAMPLES[name]:
        assert fits(name, value), f"the schema refuses {value!r}"
        read = model.validate_python(value)
        assert model.dump_python(read, exclude_unset=True) == value
        # Only defaults are added in the output.
        assert fits(name, model.dump_python(read))


@pytest.mark.parametrize("name", TYPES)
def test_changed_values_get_the_verdict_of_the_schema(name: str) -> None:
    model = adapter(name)
    # The first three: a value without optional properties, one with them, and an example of an operation.
    for value in EXAMPLES[name][:3]:
        for other in changed(value):
            assert accepts(model, other) == fits(name, other), f"{other!r}"
