/**
 * Where a channel is: its path and query filled in below the base URL. The token is never part of it.
 */

import { addressOf } from "../client/address.js";
import type { ChannelParameters } from "./channel.js";

/**
 * The URL of a channel. A base URL without a host is taken relative to the page.
 * Throws a `TypeError` when a path parameter is missing or the base URL is none.
 */
export const urlOf = (baseUrl: string | URL, template: string, parameters: ChannelParameters): URL =>
  new URL(addressOf(baseUrl, template, parameters), globalThis.location?.href);

/** The bytes of a text in UTF-8, each as one character: what headers and base64 are made of. */
export const bytesOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
