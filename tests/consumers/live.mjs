// An API on the loopback interface that loses tokens and connections on purpose, for tests in a browser.
import { createServer } from "node:http";
import { problem, success } from "./api.mjs";

/** The valid token; every other one has expired. */
export const GOOD = "good";

/**
 * Starts it on a free port; `WebSocketServer` comes from the package `ws`. Returns its `url`, the list `happened` of
 * events in their order, and `stop()`. The first connection of each channel is lost after its first message.
 */
export async function startLive(WebSocketServer) {
  const happened = [];
  let feeds = 0;
  const server = createServer(async (request, response) => {
    const { pathname: path, search } = new URL(request.url, "http://127.0.0.1");
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    response.setHeader("access-control-allow-credentials", "true");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-methods", "GET, POST");
      response.setHeader("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "");
      return response.writeHead(204).end();
    }
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    if (path === "/refresh") {
      if (search === "?never") return;
      happened.push("refresh");
      // Long enough that the other tab also needs a token.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return json(response, 200, { token: GOOD });
    }
    if (path === "/events/system") {
      feeds += 1;
      happened.push(`feed after ${request.headers["last-event-id"]}`);
      response.writeHead(200, { "content-type": "text/event-stream" });
      const data = JSON.stringify({ status: "operational", components: [], updatedAt: `2026-01-15T09:30:0${feeds}Z` });
      response.write(`id: ${feeds}\nretry: 10\nevent: SystemStatusUpdate\ndata: ${data}\n\n`);
      if (feeds === 1) setTimeout(() => response.destroy(), 50);
      return;
    }
    if (path === "/saju/recent") return; // It never answers.
    if (path === "/payments/plans") return json(response, 200, { ...success(path), data: "no plans" });
    if (path === "/saju/calculate") {
      happened.push(`key ${request.headers["idempotency-key"]}`);
      return json(response, ...problem(503, "SERVICE_UNAVAILABLE"), "application/problem+json");
    }
    const { cookie } = request.headers;
    happened.push(`${path} with ${token}${cookie === undefined ? "" : ` and ${cookie}`}`);
    if (token !== GOOD) return json(response, ...problem(401, "TOKEN_EXPIRED"), "application/problem+json");
    return json(response, 200, success(path));
  });
  const sockets = new WebSocketServer({ server, handleProtocols: (protocols) => [...protocols][0] });
  let connections = 0;
  sockets.on("connection", (socket, { headers }) => {
    connections += 1;
    const first = connections === 1;
    happened.push(`socket with ${headers["sec-websocket-protocol"]}`);
    socket.on("message", (text) => {
      const { type, id } = JSON.parse(text);
      happened.push(`${type} ${id}`);
      socket.send(JSON.stringify({ type: "pong", id, timestamp: "2026-01-15T09:33:00Z" }));
      if (first) setTimeout(() => socket.terminate(), 50);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    happened,
    stop: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response, status, body, type = "application/json") {
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}
