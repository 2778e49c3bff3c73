/**
 * How long a server wants clients to wait. Whether anybody does is decided where a request is repeated.
 */

/** `Retry-After` of a response in milliseconds, 0 for a date that is past: the header says seconds or a date. */
export const retryAfter = (response: Response | undefined): number | undefined => {
  const text = response?.headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};
