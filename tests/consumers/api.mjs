// The API on the loopback interface: it answers with the examples of the OpenAPI document, in the name of the person
// to whom the bearer token belongs.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { paths } = JSON.parse(readFileSync(new URL("../../generated/openapi/openapi.json", import.meta.url), "utf8"));

/** The example of the successful answer to `GET path`. */
export const success = (path) =>
  Object.values(paths[path].get.responses["200"].content)[0].example ?? fail(`GET ${path} has no example of its answer`);

/**
 * Starts it on a free port. `people` maps tokens to names. Returns its `url`, the received `requests` as
 * `{ path, token, status }`, and two functions: `meet(path, count)` delays the answers to a path until this many
 * requests for it have arrived, so that they overlap; `stop()` ends it.
 */
export async function startApi(people) {
  const requests = [];
  const meetings = new Map();
  const server = createServer(async (request, response) => {
    const { pathname: path } = new URL(request.url, "http://127.0.0.1");
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    const [status, body] = answer(request.method, path, people[token]);
    requests.push({ path, token, status });
    await meetings.get(path)?.();
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    meet: (path, count) => meetings.set(path, meeting(count)),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A function whose first `count` callers wait for each other; later ones do not wait. */
function meeting(count) {
  const { promise, resolve } = withResolvers();
  let came = 0;
  return () => {
    came += 1;
    if (came >= count) resolve();
    return promise;
  };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function answer(method, path, name) {
  if (method === "POST" && path === "/graphql") return [200, { data: { aiModels: success("/ai/models").data } }];
  const { get } = paths[path] ?? {};
  if (method !== "GET" || !get) return problem(404, "NOT_FOUND");
  if (get.security.length === 0) return [200, success(path)];
  return name === undefined ? problem(401, "UNAUTHENTICATED") : [200, inTheNameOf(name, success(path))];
}

/** An example with another person's data. */
function inTheNameOf(name, example) {
  const { name: own } = success("/users/profile").data;
  return JSON.parse(JSON.stringify(example).replaceAll(JSON.stringify(own), JSON.stringify(name)));
}

/** A status and the body of a problem. */
export function problem(status, code) {
  const requestId = "01936f5f-2b3c-7d4e-8f50-61728394a5b6";
  const detail = `the loopback API says ${code}`;
  const common = { type: "about:blank", title: code, status, detail, instance: "/", success: false, message: detail };
  const errorType = status === 401 ? "AUTHENTICATION" : "VALIDATION";
  return [status, { ...common, code, errorType, recoverable: true, retryable: false, requestId }];
}

function fail(reason) {
  throw new Error(reason);
}
