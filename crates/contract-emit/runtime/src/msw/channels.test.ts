import { describe, expect, test } from "vitest";
import { violationsOf } from "./shape-validator.js";
import { refer } from "./store.js";
import { BASE, openShop } from "./testing/shop.js";

const ID = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";

describe("a WebSocket channel", () => {
  test("answers a message with the declared messages and its id, and stores the created order", async () => {
    const { socket, store, call } = openShop();
    const connection = await socket(`/counter/${ID}`, ["shop.v1"]);
    connection.send({ type: "place_order", id: "m7", data: { bookId: ID, copies: 4, note: "선물" } });
    const [started, done] = [await connection.receive(), await connection.receive()];
    for (const message of [started, done])
      expect(violationsOf(store.model, refer("ServerMessage"), message)).toEqual([]);
    expect(started).toEqual({ type: "order_started", id: "m7", orderId: done.order.id, percent: 0 });
    expect(done).toMatchObject({ type: "order_done", id: "m7", percent: 100 });
    expect(done.order).toMatchObject({ bookId: ID, copies: 4, request: { bookId: ID, copies: 4, note: "선물" } });
    expect((await call(`GET /orders/${done.order.id}`)).json.data).toEqual(done.order);
  });

  test("does not use the id of a client's message as an entity id", async () => {
    const { socket } = openShop();
    const connection = await socket(`/counter/${ID}`);
    connection.send({ type: "place_order", id: ID, data: { bookId: ID } });
    await connection.receive();
    const done = await connection.receive();
    expect(done.id).toBe(ID);
    expect(done.order.id).not.toBe(ID);
  });

  test("sends nothing where no answer is declared, and no id where the client sent none", async () => {
    const { socket } = openShop();
    const connection = await socket(`/counter/${ID}`);
    connection.send({ type: "wave" });
    connection.send({ type: "ask_price", data: { bookId: ID, copies: 2 } });
    const price = await connection.receive();
    expect(price).toEqual({ type: "price", bookId: ID, copies: 2, price: expect.any(Number) });
    connection.send({ type: "ask_price", data: { bookId: ID, copies: 2 } });
    expect(await connection.receive()).toEqual(price);
  });

  test.each([
    [{ type: "shout", id: "m1" }, "m1", "enum"],
    [{ type: "ask_price", id: "m2", data: {} }, "m2", "required"],
    [{ type: "ask_price", data: { bookId: ID }, colour: "red" }, undefined, "additionalProperties"],
    [[], undefined, "type"],
  ])("%j is answered with an error", async (message, id, code) => {
    const { socket, store } = openShop();
    const connection = await socket(`/counter/${ID}`);
    connection.send(message);
    const error = await connection.receive();
    expect(violationsOf(store.model, refer("ServerMessage"), error)).toEqual([]);
    expect([error.type, error.id]).toEqual(["error", id]);
    expect(error.problem).toMatchObject({ code: "INVALID", instance: `/api/counter/${ID}`, violations: [{ code }] });
  });

  test("a message that is not JSON is answered with an error", async () => {
    const connection = await openShop().socket(`/counter/${ID}`);
    connection.send("no JSON");
    expect((await connection.receive()).problem).toMatchObject({
      code: "BAD_REQUEST",
      detail: "the message is not JSON",
    });
  });

  test("closes on an invalid path, without a required token, and for another person's channel", async () => {
    const open = await openShop().socket("/counter/7");
    expect(await open.closed).toEqual([4400, "BAD_REQUEST"]);
    const { socket, store } = openShop({ auth: "required" });
    const [me, other] = store.ids("MemberId");
    expect(await (await socket(`/counter/${me}`, ["shop.v1"])).closed).toEqual([4401, "UNAUTHENTICATED"]);
    expect(await (await socket(`/counter/${other}`, ["shop.v1", "bearer.YQ"])).closed).toEqual([4403, "FORBIDDEN"]);
    const connection = await socket(`/counter/${me}`, ["shop.v1", "bearer.YQ"]);
    connection.send({ type: "ask_price", data: { bookId: ID } });
    expect((await connection.receive()).type).toBe("price");
  });
});

describe("an SSE channel", () => {
  const read = async (
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ response: Response; events: any[] }> => {
    const response = await fetch(BASE + path, { headers: { Accept: "text/event-stream", ...headers } });
    const blocks = (await response.text()).split("\n\n").filter((block) => block !== "");
    const events = blocks.map((block) =>
      Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))),
    );
    return { response, events: events.map((event) => ({ ...event, data: JSON.parse(event.data) })) };
  };

  test("sends each variant of a union up to the terminal one, with the id of the path", async () => {
    const { store, call } = openShop();
    const { response, events } = await read(`/orders/${ID}/events`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      ["1", "queued"],
      ["2", "packed"],
      ["3", "shipped"],
    ]);
    for (const { event, data } of events) {
      expect(violationsOf(store.model, refer("OrderEvent"), data)).toEqual([]);
      expect(data.kind).toBe(event);
    }
    expect(events[1].data).toEqual({ kind: "packed", orderId: ID, percent: 60 });
    expect(events[2].data.order).toEqual((await call(`GET /orders/${ID}`)).json.data);
  });

  test("resumes after Last-Event-ID, and answers 204 after the last event", async () => {
    openShop();
    const { events } = await read(`/orders/${ID}/events`);
    const rest = await read(`/orders/${ID}/events`, { "Last-Event-ID": "2" });
    expect(rest.events).toEqual(events.slice(2));
    const over = await read(`/orders/${ID}/events`, { "Last-Event-ID": "3" });
    expect([over.response.status, over.events]).toEqual([204, []]);
    expect((await read(`/orders/${ID}/events`, { "Last-Event-ID": "x" })).events).toEqual(events);
  });

  test("uses the type of a message without a tag as the event's name", async () => {
    const { store } = openShop();
    const { events } = await read("/status");
    expect(events.map(({ event }) => event)).toEqual(["ShopStatus", "ShopStatus", "ShopStatus"]);
    for (const { data } of events) expect(violationsOf(store.model, refer("ShopStatus"), data)).toEqual([]);
  });

  test("is refused with the same problems as an operation", async () => {
    const { call } = openShop({ auth: "required" });
    expect((await call("GET /orders/7/events")).json.code).toBe("UNAUTHENTICATED");
    expect((await call("GET /orders/7/events", undefined, { Authorization: "Bearer any" })).json.code).toBe(
      "BAD_REQUEST",
    );
  });
});
