/**
 * The addresses of handlers in the notation of msw: the base URL with the path of an operation or a channel. Also
 * makes a handler of one HTTP method.
 */

import { http } from "msw";
import type { HttpHandler, HttpResponseResolver } from "msw";

/** Makes a handler of requests with a method, in upper case. */
export const handleMethod = (method: string, address: string, resolver: HttpResponseResolver): HttpHandler => {
  switch (method) {
    case "GET":
      return http.get(address, resolver);
    case "POST":
      return http.post(address, resolver);
    case "PUT":
      return http.put(address, resolver);
    case "PATCH":
      return http.patch(address, resolver);
    case "DELETE":
      return http.delete(address, resolver);
    default:
      throw new Error(`no handler can be made for the method ${method}`);
  }
};

/** The address of a path; the base URL `*` matches any host. */
export const addressOf = (baseUrl: string, path: string): string =>
  baseUrl.replace(/\/$/, "") + path.replaceAll(/\{([^}]+)\}/g, ":$1");

/** The same for WebSocket. */
export const socketAddressOf = (baseUrl: string, path: string): string =>
  addressOf(baseUrl.replace(/^http/, "ws"), path);

/** Orders paths so that one with a word comes before one with a parameter in its place. */
export const bySpecificity = (
  { path: one }: { readonly path: string },
  { path: other }: { readonly path: string },
): number => (rankOf(one) < rankOf(other) ? -1 : rankOf(one) > rankOf(other) ? 1 : 0);

const rankOf = (path: string): string =>
  path
    .split("/")
    .map((segment) => (segment.includes("{") ? "1" : "0"))
    .join("");
