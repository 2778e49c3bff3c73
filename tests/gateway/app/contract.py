"""The contract that this application keeps."""

from pathlib import Path

from contract.registry import Contract

REPOSITORY = Path(__file__).parents[3]
CONTRACT = Contract.read(REPOSITORY / "generated" / "registry.json")
SDL = REPOSITORY / "generated" / "graphql" / "schema.graphql"
