"""Facts about the bookshop for schemathesis: values of its GraphQL scalars, and keys that are for one request only."""

import re
import uuid

import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes

SCALARS = {
    "EmailAddress": ["hong@example.com", "ada@example.com"],
    "Genre": ["novel", "poetry", "non-fiction"],
    "LocalDate": ["2026-01-15", "1969-12-31"],
    "Uri": ["https://example.com/"],
    "UtcTime": ["09:30:00Z"],
}
for name, values in SCALARS.items():
    schemathesis.graphql.scalar(name, strategies.sampled_from(values).map(nodes.String))

KEY = "Idempotency-Key"


@schemathesis.hook
def before_call(context, case, kwargs):
    """The generator reuses a key with another body, which is then refused regardless of its contents."""
    key = (case.headers or {}).get(KEY)
    if isinstance(key, str) and re.fullmatch(r"[\x21-\x7e]{1,255}", key):
        case.headers[KEY] = str(uuid.uuid4())
