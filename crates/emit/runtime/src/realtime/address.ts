/**
 * Where a channel is: its path and query filled in below the base URL. The token is never part of it.
 */

import type { ChannelParameters } from "./channel.js";

/**
 * The URL of a channel. A base URL without a host is taken relative to the page.
 * Throws a `TypeError` when a path parameter is missing or the base URL is none.
 */
export const addressOf = (baseUrl: string | URL, template: string, parameters: ChannelParameters): URL => {
  const path = template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = String(parameters.path?.[name] ?? "");
    // A URL parser takes dots for steps in the tree, however they are encoded: the request would go to another path.
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`the path parameter ${name} is missing, empty or made of dots`);
    return encodeURIComponent(value);
  });
  const url = new URL(String(baseUrl).replace(/\/+$/, "") + path, globalThis.location?.href);
  for (const [name, value] of Object.entries(parameters.query ?? {})) {
    for (const one of [value].flat()) if (one !== undefined) url.searchParams.append(name, String(one));
  }
  return url;
};

/** The bytes of a text in UTF-8, each as one character: what headers and base64 are made of. */
export const bytesOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
