"""From the contract's JSON schemas to Pydantic models: `python models.py` writes `app/models.py`.

Four things of a schema are written differently for the generator, and nothing else:

- All files become one document, so that one module comes out.
- `$` becomes `\\Z`. In ECMA-262, which JSON Schema cites, `$` is the end of the text. In Python it also matches before
  a line break at the end.
- A pattern begins with a comment that names its place, such as `(?#ShareToken)`. A violation is worded by that name.
- A boolean that is always true, or always false, has a type of its own. Pydantic takes 1 for `Literal[True]`.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCHEMAS = HERE.parents[1] / "generated" / "json-schema"
MODELS = HERE / "app" / "models.py"

OPTIONS = [
    "--input-file-type=jsonschema",
    "--output-model-type=pydantic_v2.BaseModel",
    "--target-python-version=3.11",
    "--target-pydantic-version=2.14",
    "--formatters=builtin",
    "--disable-timestamp",
    "--skip-root-model",
    "--use-schema-description",
    "--use-annotated",
    "--use-standard-collections",
    "--use-union-operator",
    # A named text or number is an alias of `str` or `float` with constraints, not an object with a member `root`.
    "--use-type-alias-type",
    # An optional property may be absent and is never null: `MISSING` is not written, and null is refused.
    "--use-missing-sentinel",
    "--strict-nullable",
    # "1" is not 1.
    "--strict-types",
    "str",
    "int",
    "float",
    "bool",
    # 1.0 is 1, as JSON Schema says.
    '--import-overrides={"StrictInt": "contract.values"}',
    # Enumerations are texts.
    "--enum-field-as-literal=all",
    # Instants, dates, addresses and ids keep their spelling; their patterns are exact.
    "--type-mappings",
    "string+date-time=string",
    "string+date=string",
    "string+email=string",
    "string+uri=string",
    "string+uuid=string",
]

# The members of a schema that do not constrain values.
LEFT_OUT = {"$schema", "$id", "$comment", "title", "examples"}

# A `$` that is neither escaped nor a character of a class.
ANCHORS = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$")


def rewritten(node: Any, place: str) -> Any:
    """Rewrites a schema for the generator. `place` is its place in the terms of the registry's messages."""
    if isinstance(node, list):
        return [rewritten(item, place) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("enum") in ([True], [False]):
        kind = "StrictTrue" if node["enum"][0] else "StrictFalse"
        return {"customTypePath": f"contract.values.{kind}", "description": node.get("description", "")}
    written: dict[str, Any] = {}
    for key, value in node.items():
        if key in LEFT_OUT:
            continue
        match key:
            case "$ref":
                written[key] = "#/$defs/" + value.removesuffix(".json")
            case "properties":
                written[key] = {name: rewritten(schema, f"{place}.{name}") for name, schema in value.items()}
            case "pattern":
                written[key] = f"(?#{place})" + ANCHORS.sub(lambda found: found[1] or r"\Z", value)
            case "enum" | "default" | "required" | "description":
                written[key] = value
            case _:
                written[key] = rewritten(value, place)
    return written


def tag_of(union: dict[str, Any], definitions: dict[str, Any]) -> str:
    """The property that distinguishes the variants of a union: it has a different constant in each."""
    variants = [definitions[variant["$ref"].removesuffix(".json")] for variant in union["oneOf"]]
    words = [
        {name: schema["enum"][0] for name, schema in variant["properties"].items() if len(schema.get("enum", ())) == 1}
        for variant in variants
    ]
    for name in words[0]:
        if len({word.get(name) for word in words}) == len(variants):
            return name
    raise ValueError(f"the variants of a union must have a tag, but {union['oneOf']} have none")


def bundle(folder: Path) -> dict[str, Any]:
    """All schemas of a folder as one document."""
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    if not schemas:
        raise FileNotFoundError(f"no JSON schemas in {folder}: generate them first")
    definitions = {name: rewritten(schema, name) for name, schema in schemas.items()}
    for name, schema in schemas.items():
        if "oneOf" in schema:
            definitions[name]["discriminator"] = {"propertyName": tag_of(schema, schemas)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}


def main() -> None:
    """Writes the models in one step, so that an application that starts meanwhile reads the old or the new ones."""
    with tempfile.TemporaryDirectory(dir=HERE, prefix=".models-") as folder:
        document = Path(folder) / "contract.json"
        document.write_text(json.dumps(bundle(SCHEMAS), ensure_ascii=False), "utf-8")
        written = Path(folder) / MODELS.name
        command = [sys.executable, "-m", "datamodel_code_generator", f"--input={document}", f"--output={written}"]
        subprocess.run([*command, *OPTIONS], check=True)
        written.replace(MODELS)
    print(f"{MODELS.relative_to(Path.cwd()) if MODELS.is_relative_to(Path.cwd()) else MODELS} is written")


if __name__ == "__main__":
    main()
