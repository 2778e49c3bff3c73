/**
 * The cache headers and the entity tags of answers (RFC 9110, RFC 9111).
 */

import type { MockOperation } from "./contract.js";
import { fnv1a } from "./hash.js";

/** The cache headers of an answer, and whether the client already has it (`If-None-Match`). */
export const freshnessOf = (
  { method, policy }: MockOperation,
  request: Request,
  body: string | null,
): { readonly headers: readonly (readonly [string, string])[]; readonly isKnown: boolean } => {
  if (!policy.cache || body === null || method !== "GET") {
    return { headers: [["Cache-Control", "no-store"]], isKnown: false };
  }
  const tag = entityTagOf(body);
  const known = request.headers.get("if-none-match");
  const headers = [
    ["Cache-Control", `private, max-age=${policy.cache.maxAge}`],
    ["ETag", tag],
  ] as const;
  return { headers, isKnown: known !== null && hasTag(known, tag) };
};

/** The weak entity tag of a body. */
export const entityTagOf = (body: string): string => `W/"${fnv1a(body).toString(16)}"`;

/** Whether a list of entity tags contains a tag, by weak comparison. */
export const hasTag = (list: string, tag: string): boolean => {
  const weak = (text: string): string => text.trim().replace(/^W\//, "");
  return list.split(",").some((each) => each.trim() === "*" || weak(each) === weak(tag));
};
