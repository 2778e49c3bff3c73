/**
 * Where a request goes: the path and the query filled in below the base URL.
 */

import type { Scalar } from "./operation.js";

/** The parameters of a path and a query. */
export type AddressParameters = {
  /** A value for each `{name}` of the path; neither empty nor `.` nor `..`, which would name another path. */
  readonly path?: Readonly<Record<string, Scalar>>;
  /** The query; a list is sent as a repeated key, what is undefined is left out. */
  readonly query?: Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>;
};

/** The URL of a request, relative where the base URL is. Throws a `TypeError` when a path parameter is missing. */
export const addressOf = (baseUrl: string | URL, template: string, parameters: AddressParameters): string => {
  const path = template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = String(parameters.path?.[name] ?? "");
    // A URL parser takes dots for steps in the tree, however they are encoded: the request would go to another path.
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`no path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters.query ?? {})) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one));
  }
  return String(baseUrl).replace(/\/+$/, "") + path + String(query).replace(/^(?=.)/, "?");
};
