"""Numbers and words in the contract's rules: in JSON, and in the text of a parameter."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def whole(value: Any) -> Any:
    """Accepts a number without a fraction as an integer, like JSON Schema: 1.0 is 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


StrictInt = Annotated[int, Field(strict=True), BeforeValidator(whole)]
"""An integer in JSON. The generated models use it under the name of the type that it replaces."""


def only_boolean(value: Any) -> Any:
    """Refuses numbers: in Python, 1 equals true."""
    if not isinstance(value, bool):
        raise PydanticCustomError("bool_type", "Input should be a valid boolean")
    return value


StrictTrue = Annotated[Literal[True], BeforeValidator(only_boolean)]
StrictFalse = Annotated[Literal[False], BeforeValidator(only_boolean)]


def number_of(text: Any) -> Any:
    """Parses digits with an optional minus. Pydantic would also accept ` 1 `, `+1` and `1_000`."""
    if isinstance(text, str):
        # A number with more digits is not a 64-bit integer.
        if not re.fullmatch("-?[0-9]{1,18}", text):
            raise PydanticCustomError("int_type", "Input should be a whole number")
        return int(text)
    return text


IntegerText = Annotated[int, BeforeValidator(number_of)]
"""An integer in the text of a parameter."""
