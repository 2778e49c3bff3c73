import { describe, expect, test } from "vitest";
import { openShop } from "../testing/shop.js";

const UNKNOWN = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
const PAGE = `query Page($first: Int, $after: String, $filter: BookFilter) {
  books(first: $first, after: $after, filter: $filter) {
    totalCount nodes { id } edges { cursor node { id title genre } }
    pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
  }
}`;

test("GET accepts a query and refuses a mutation", async () => {
  const { call } = openShop();
  const query = encodeURIComponent("query ($id: ID!) { book(id: $id) { id } }");
  const variables = encodeURIComponent(JSON.stringify({ id: UNKNOWN }));
  const answer = await call(`GET /graphql?query=${query}&variables=${variables}`);
  expect(answer.json).toEqual({ data: { book: { id: UNKNOWN } } });
  const mutation = encodeURIComponent(`mutation { quote(bookId: "${UNKNOWN}") { price } }`);
  const refused = await call(`GET /graphql?query=${mutation}`);
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await call("GET /graphql")).status).toBe(400);
});

test("an error of a document carries a problem", async () => {
  const { errors } = await openShop().graphql("{ nothing }");
  expect(errors[0].extensions).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED", problem: { code: "BAD_REQUEST" } });
});

describe("a query", () => {
  test("returns the same data as REST", async () => {
    const { call, graphql } = openShop();
    const { data: book } = (await call("GET /books")).json;
    const { data } = await graphql(
      "query Q($id: ID!) { book(id: $id) { id title tags pages price author { id name } } }",
      {
        id: book[0].id,
      },
    );
    const { id, title, tags, pages, price, author } = book[0];
    expect(data.book).toEqual({ id, title, tags, pages, price, author: { id: author.id, name: author.name } });
  });

  test("follows circular references as deeply as the document selects", async () => {
    const { graphql, store } = openShop();
    const id = store.list("Author").find((author) => (author["books"] as unknown[]).length > 1)?.["id"] as string;
    const { data, errors } = await graphql(
      "query Q($id: ID!) { author(id: $id) { books { author { id books { title author { books { id } } } } } } }",
      { id },
    );
    expect(errors).toBeUndefined();
    const [book] = data.author.books;
    expect(book.author.id).toBe(id);
    expect(book.author.books).toHaveLength(data.author.books.length);
    expect(book.author.books[1].author.books).toHaveLength(data.author.books.length);
  });

  test("absent and removed values of nullable fields are null", async () => {
    const { call, graphql, store } = openShop();
    const books = store.list("Book");
    const bare = books.find((book) => book["subtitle"] === undefined)?.["id"] as string;
    const query = "query Q($id: ID!) { book(id: $id) { subtitle } }";
    expect(await graphql(query, { id: bare })).toEqual({ data: { book: { subtitle: null } } });
    await call(`DELETE /books/${bare}`);
    expect(await graphql(query, { id: bare })).toEqual({ data: { book: null } });
  });

  test("a removed value of a non-null field is an error", async () => {
    const { graphql, store } = openShop();
    store.remove("AuthorId", UNKNOWN);
    const { data, errors } = await graphql("query Q($id: ID!) { author(id: $id) { id } }", { id: UNKNOWN });
    expect(data).toBeNull();
    expect(errors[0].extensions).toMatchObject({ code: "NOT_FOUND", problem: { status: 404, instance: "/graphql" } });
  });

  test("a list is filtered by an argument that names a property, unless it is null", async () => {
    const { graphql, store } = openShop();
    const all = store.list("Book");
    const { data } = await graphql("{ all: newest(genre: null) { id } poetry: newest(genre: poetry) { id } }");
    expect(data.all).toHaveLength(12);
    expect(data.poetry.map((book: any) => book.id)).toEqual(
      all.filter((book) => book["genre"] === "poetry").map((book) => book["id"]),
    );
  });
});

describe("a connection", () => {
  test("is paged from the first to the last edge", async () => {
    const { graphql, store } = openShop();
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const { data }: any = await graphql(PAGE, { first: 5, after });
      const { pageInfo, edges, nodes, totalCount } = data.books;
      expect(totalCount).toBe(12);
      expect(nodes).toEqual(edges.map(({ node }: any) => ({ id: node.id })));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(pageInfo.startCursor).toBe(edges[0].cursor);
      seen.push(...nodes.map((node: any) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(store.ids("BookId"));
  });

  test("applies its default size and a filter, and refuses a cursor of another list", async () => {
    const { graphql } = openShop();
    expect((await graphql(PAGE)).data.books.nodes).toHaveLength(3);
    const essays = (await graphql(PAGE, { first: 50, filter: { genre: "essay", title: "전" } })).data.books;
    expect(essays.totalCount).toBeGreaterThan(0);
    for (const { node } of essays.edges) expect(node).toMatchObject({ genre: "essay", title: "홍길동전" });
    const { errors } = await graphql(PAGE, { after: UNKNOWN });
    expect(errors[0].extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0].extensions.problem.violations[0].pointer).toBe("/after");
  });
});

describe("a mutation", () => {
  test("creates an entity that REST reads", async () => {
    const { call, graphql } = openShop();
    const { data } = await graphql("mutation M($input: BookInput!) { addBook(input: $input) { id title pages } }", {
      input: { title: "토지", genre: "novel", authorId: UNKNOWN, subtitle: null },
    });
    expect(data.addBook).toMatchObject({ title: "토지", pages: 100 });
    expect((await call(`GET /books/${data.addBook.id}`)).json.data).toMatchObject({ title: "토지", authorId: UNKNOWN });
    expect((await call("GET /books")).json.data[0].id).toBe(data.addBook.id);
  });

  test("with the id of an entity changes that entity", async () => {
    const { call, graphql, store } = openShop();
    const id = store.ids("BookId")[3] as string;
    await graphql(`mutation { changeBook(id: "${id}", title: "혼불") { id } }`);
    expect((await call(`GET /books/${id}`)).json.data.title).toBe("혼불");
    expect(store.ids("BookId")).toHaveLength(12);
  });

  test("that is an action answers with its arguments and their defaults", async () => {
    const { graphql } = openShop();
    const query = `mutation { quote(bookId: "${UNKNOWN}") { bookId copies price } }`;
    const first = await graphql(query);
    expect(first.data.quote).toMatchObject({ bookId: UNKNOWN, copies: 1 });
    expect(await graphql(query)).toEqual(first);
  });

  test("refuses arguments that violate constraints of the contract", async () => {
    const { graphql } = openShop();
    const { errors } = await graphql('mutation { quote(bookId: "7", copies: 100) { price } }');
    expect(errors[0].extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0].extensions.problem).toMatchObject({ status: 422, code: "INVALID" });
    expect(errors[0].extensions.problem.violations.map((v: any) => v.pointer)).toEqual(["/bookId", "/copies"]);
  });
});

test("a field that needs a token is refused without one, the others are answered", async () => {
  const { graphql } = openShop({ auth: "required" });
  const query = `{ newest { id } book(id: "${UNKNOWN}") { id } }`;
  const { data, errors } = await graphql(query);
  expect(data.book).toBeNull();
  expect(data.newest).toHaveLength(12);
  expect(errors.map((error: any) => error.extensions.code)).toEqual(["UNAUTHENTICATED"]);
  expect((await graphql(query, {}, { Authorization: "Bearer any" })).errors).toBeUndefined();
});

test("an invalid document is a GraphQL error, an invalid request body a problem", async () => {
  const { call, graphql } = openShop();
  expect((await graphql("{ books ")).errors[0].message).toMatch(/^Syntax Error/);
  expect((await graphql("{ colour }")).errors[0].message).toContain('"colour"');
  expect((await call("POST /graphql", { document: "{ books }" })).json).toMatchObject({
    status: 400,
    code: "BAD_REQUEST",
  });
});

describe("over WebSocket", () => {
  const progress = `subscription { orderProgress(orderId: "${UNKNOWN}") { orderId percent } }`;
  const subscribe = (id: string, query: string): unknown => ({ id, type: "subscribe", payload: { query } });

  test("a subscription sends the same series each time and completes", async () => {
    const { socket } = openShop();
    const connection = await socket("/graphql", ["graphql-transport-ws"]);
    connection.send({ type: "connection_init" });
    expect(await connection.receive()).toEqual({ type: "connection_ack" });
    const series = async (id: string): Promise<unknown[]> => {
      connection.send(subscribe(id, progress));
      const come = [await connection.receive(), await connection.receive(), await connection.receive()];
      expect(come.map((message) => [message.id, message.type])).toEqual(Array(3).fill([id, "next"]));
      expect(await connection.receive()).toEqual({ id, type: "complete" });
      return come.map(({ payload }) => payload.data.orderProgress);
    };
    const first = await series("1");
    for (const event of first) expect(event).toMatchObject({ orderId: UNKNOWN, percent: expect.any(Number) });
    expect(await series("2")).toEqual(first);
    connection.send({ type: "ping" });
    expect(await connection.receive()).toEqual({ type: "pong" });
  });

  test("a union sends each variant that carries no problem", async () => {
    const { socket } = openShop();
    const connection = await socket("/graphql");
    connection.send({ type: "connection_init" });
    await connection.receive();
    connection.send(
      subscribe(
        "1",
        `subscription { orderEvents(orderId: "${UNKNOWN}") { __typename ... on OrderEvent_shipped { order { id } } } }`,
      ),
    );
    const come = [await connection.receive(), await connection.receive(), await connection.receive()].map(
      ({ payload }) => payload.data.orderEvents,
    );
    expect(come).toEqual([
      { __typename: "OrderEvent_queued" },
      { __typename: "OrderEvent_packed" },
      { __typename: "OrderEvent_shipped", order: { id: UNKNOWN } },
    ]);
    expect(await connection.receive()).toEqual({ id: "1", type: "complete" });
  });

  test("queries and mutations are answered, and refused operations are errors", async () => {
    const { socket } = openShop({ auth: "required" });
    const connection = await socket("/graphql");
    connection.send({ type: "connection_init" });
    await connection.receive();
    connection.send(subscribe("1", "{ newest { id } }"));
    expect((await connection.receive()).payload.data.newest).toHaveLength(12);
    expect(await connection.receive()).toEqual({ id: "1", type: "complete" });
    connection.send(subscribe("2", progress));
    const refused = await connection.receive();
    expect([refused.id, refused.type, refused.payload[0].extensions.code]).toEqual(["2", "error", "UNAUTHENTICATED"]);
    connection.send(subscribe("3", "{ colour }"));
    expect(await connection.receive()).toMatchObject({
      id: "3",
      type: "error",
      payload: [{ message: expect.stringContaining("colour") }],
    });
  });

  test("a token in connection_init authenticates, and `complete` stops a series", async () => {
    const { socket } = openShop({ auth: "required", delay: 5 });
    const connection = await socket("/graphql");
    connection.send({ type: "connection_init", payload: { authorization: "Bearer any" } });
    await connection.receive();
    connection.send(subscribe("1", progress));
    expect((await connection.receive()).type).toBe("next");
    connection.send({ id: "1", type: "complete" });
    connection.send(subscribe("2", progress));
    for (let count = 0; count < 3; count += 1)
      expect(await connection.receive()).toMatchObject({ id: "2", type: "next" });
    expect(await connection.receive()).toEqual({ id: "2", type: "complete" });
  });

  test.each([
    [[subscribe("1", progress)], 4401],
    [[{ type: "connection_init" }, { type: "connection_init" }], 4429],
    [[{ type: "connection_init" }, { type: "subscribe" }], 4400],
    [["no JSON"], 4400],
  ])("%j closes with %i", async (messages, code) => {
    const { socket } = openShop();
    const connection = await socket("/graphql");
    for (const message of messages) connection.send(message);
    expect((await connection.closed)[0]).toBe(code);
  });

  test("a duplicate operation id closes with 4409", async () => {
    const { socket } = openShop({ delay: 5 });
    const connection = await socket("/graphql");
    connection.send({ type: "connection_init" });
    await connection.receive();
    connection.send(subscribe("1", progress));
    connection.send(subscribe("1", progress));
    expect((await connection.closed)[0]).toBe(4409);
  });
});
