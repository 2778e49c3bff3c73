"""What schemathesis cannot know of the bookshop: values of its GraphQL scalars, and a habit of its own generator."""

import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes
from schemathesis.openapi.checks import RejectedPositiveData

SCALARS = {
    "EmailAddress": ["hong@example.com", "ada@example.com"],
    "Genre": ["novel", "poetry", "non-fiction"],
    "LocalDate": ["2026-01-15", "1969-12-31"],
    "Uri": ["https://example.com/"],
    "UtcTime": ["09:30:00Z"],
}
for name, values in SCALARS.items():
    schemathesis.graphql.scalar(name, strategies.sampled_from(values).map(nodes.String))


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """The generator sends an idempotency key again with another body, which the contract has refused."""
    return not (isinstance(failure, RejectedPositiveData) and '"KEY_REUSED"' in response.text)
