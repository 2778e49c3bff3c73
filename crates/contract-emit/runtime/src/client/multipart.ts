/**
 * Multipart bodies. Operations that send one bring this function with them, so that a client without forms does not have
 * it in its bundle.
 */

/** Makes a form of the parts of a body: a Blob is a file, and a list or an object is one part of JSON. */
export const multipart = (parts: object): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (value instanceof Blob) form.append(name, value);
    else if (typeof value === "object") form.append(name, new Blob([JSON.stringify(value)], { type: "application/json" }));
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
};
