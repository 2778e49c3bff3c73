// Finds every `$ref` of a document that leads out of it: a judge that followed one would read other files or the
// network. Used by the OpenAPI and AsyncAPI judges before they process the document.
import { finding, pointer } from "./report.mjs";

export function outsideReferences(value, keys = []) {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "$ref" && typeof child === "string" && !child.startsWith("#")
      ? [finding("error", pointer([...keys, key]), `leads out of the document: ${child}`)]
      : outsideReferences(child, [...keys, key]),
  );
}
