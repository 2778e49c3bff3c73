/**
 * A bookshop as a contract, with one of everything that the mock has a rule for.
 */

import type { MockContract, MockOperation, MockParameter, MockProblem, Schema } from "../contract.js";
import { answer, envelope, flag, id, list, messages, plain, ref, sent, text, union, whole, words } from "./schemas.js";

const UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
const uuid: Schema = { shape: "string", format: "uuid", pattern: UUID };

const parameter = (name: string, place: MockParameter["in"], schema: Schema, required = false): MockParameter => ({
  name,
  in: place,
  required: required || place === "path",
  schema,
});

const operation = (
  name: string,
  line: string,
  reply: string | undefined,
  rest: Partial<MockOperation> & { status?: number; location?: true } = {},
): MockOperation => {
  const [method = "", path = ""] = line.split(" ");
  const { status = reply === undefined ? 204 : 200, location, ...more } = rest;
  return {
    id: name,
    method,
    path,
    auth: "bearer",
    parameters: [],
    body: { kind: "none" },
    errors: [],
    policy: {},
    answers: [
      {
        status,
        ...(location && { headers: [{ name: "Location" }] }),
        ...(reply !== undefined && { body: { schema: ref(reply) } }),
      },
    ],
    ...more,
  };
};

const problem = (code: string, status: number, implied?: MockProblem["implied"]): MockProblem => ({
  code,
  status,
  errorType: status < 500 ? "VALIDATION" : "SERVER",
  title: `Refused: ${code.toLowerCase().replaceAll("_", " ")}`,
  recoverable: status < 500,
  retryable: status >= 500,
  ...(implied && { implied }),
});

const bookId = parameter("id", "path", ref("BookId"));
const paging = [
  parameter("page", "query", { ...whole(1, 1000), default: 1 }),
  parameter("limit", "query", { ...whole(1, 100), default: 5 }),
];

export const bookshop: MockContract = {
  problemType: "Problem",
  messages,
  problems: [
    problem("BAD_REQUEST", 400, "always"),
    problem("UNAUTHENTICATED", 401, "bearer"),
    problem("FORBIDDEN", 403, "owner"),
    problem("NOT_FOUND", 404, "unrouted"),
    problem("METHOD_NOT_ALLOWED", 405, "unrouted"),
    problem("KEY_IN_USE", 409, "key"),
    problem("TOO_LARGE", 413, "body"),
    problem("UNSUPPORTED_MEDIA_TYPE", 415, "body"),
    problem("INVALID", 422, "body"),
    problem("KEY_REUSED", 422, "key"),
    problem("CLOSED", 503, "always"),
    problem("OFFLINE", 503, "client"),
    problem("BOOK_NOT_FOUND", 404),
    problem("SHELF_NOT_FOUND", 404),
    problem("SOLD_OUT", 409),
    problem("CHANGED_MEANWHILE", 412),
  ],
  versionHeader: { name: "X-API-Version", value: "v1" },
  operations: [
    operation("listBooks", "GET /books", "BooksReply", {
      auth: "public",
      parameters: [
        ...paging,
        parameter("after", "query", ref("BookId")),
        parameter("genre", "query", list(ref("Genre"))),
        parameter("tag", "query", text()),
        parameter("title", "query", text()),
      ],
    }),
    operation("addBook", "POST /books", "BookReply", {
      status: 201,
      location: true,
      body: { kind: "json", schema: ref("BookInput") },
      policy: { idempotencyKey: "optional" },
    }),
    operation("getBook", "GET /books/{id}", "BookReply", {
      parameters: [bookId],
      errors: ["BOOK_NOT_FOUND"],
      policy: { cache: { name: "book", maxAge: 60 } },
    }),
    operation("listFeatured", "GET /books/featured", "BooksReply", { auth: "public" }),
    operation("browse", "GET /browse", "BookPage", { auth: "public", parameters: paging }),
    operation("changeBook", "PATCH /books/{id}", "BookReply", {
      parameters: [bookId, { name: "If-Match", in: "header", required: false, schema: { shape: "string" } }],
      body: { kind: "json", schema: ref("BookPatch") },
      errors: ["BOOK_NOT_FOUND", "CHANGED_MEANWHILE"],
    }),
    operation("removeBook", "DELETE /books/{id}", undefined, { parameters: [bookId], errors: ["BOOK_NOT_FOUND"] }),
    operation("putCover", "PUT /books/{id}/cover", "BookReply", {
      parameters: [bookId],
      body: { kind: "bytes", mediaTypes: ["image/png"], maxBytes: 8 },
    }),
    operation("getAuthor", "GET /authors/{id}", "AuthorReply", {
      parameters: [parameter("id", "path", ref("AuthorId"))],
    }),
    operation("listAuthorBooks", "GET /authors/{authorId}/books", "BooksReply", {
      parameters: [parameter("authorId", "path", ref("AuthorId"))],
    }),
    operation("placeOrder", "POST /orders", "OrderReply", {
      status: 201,
      body: { kind: "json", schema: ref("OrderInput") },
      errors: ["BOOK_NOT_FOUND", "SOLD_OUT"],
      policy: { idempotencyKey: "required" },
    }),
    operation("getOrder", "GET /orders/{id}", "OrderReply", { parameters: [parameter("id", "path", ref("OrderId"))] }),
    operation("cancelOrder", "POST /cancellations", "OrderReply", {
      body: { kind: "json", schema: ref("CancelInput") },
    }),
    operation("quote", "POST /quotes", "Quote", {
      body: { kind: "json", schema: ref("QuoteInput") },
      errors: ["BOOK_NOT_FOUND"],
    }),
    operation("reserve", "POST /reservations", "ReservationReply", {
      status: 201,
      location: true,
      body: { kind: "json", schema: ref("QuoteInput") },
    }),
    operation("getReservation", "GET /reservations/{slip}", "ReservationReply", {
      parameters: [parameter("slip", "path", ref("SlipId"))],
    }),
    operation("signIn", "POST /sessions", "Session", {
      auth: "public",
      status: 201,
      location: true,
      body: { kind: "json", schema: ref("SignInInput") },
    }),
    operation("compare", "POST /comparisons", "Comparison", { body: { kind: "json", schema: ref("QuoteInput") } }),
    operation("recommend", "POST /recommendations", "Recommendation", {
      status: 201,
      location: true,
      body: { kind: "json", schema: ref("QuoteInput") },
    }),
    operation("getStatus", "GET /opening", "ShopStatus", { auth: "public" }),
    operation("getMe", "GET /me", "MemberReply"),
    operation("changeMe", "PATCH /me", "MemberReply", { body: { kind: "json", schema: ref("MemberPatch") } }),
    operation("getSettings", "GET /me/settings", "Settings"),
    operation("putSettings", "PUT /me/settings", "Settings", { body: { kind: "json", schema: ref("SettingsInput") } }),
    operation("removeSettings", "DELETE /me/settings", undefined),
    operation("listOrders", "GET /members/{memberId}/orders", "OrdersReply", {
      parameters: [parameter("memberId", "path", ref("MemberId")), ...paging],
      policy: { owner: "memberId" },
    }),
    operation("import", "POST /imports", "ImportReport", {
      status: 202,
      body: {
        kind: "multipart",
        parts: [
          { name: "file", required: true, content: { kind: "file", mediaTypes: ["text/csv"], maxBytes: 20 } },
          { name: "copies", required: false, content: { kind: "value", schema: whole(1, 9) } },
          { name: "shelves", required: false, content: { kind: "value", schema: list(whole(1, 99)) } },
        ],
      },
    }),
    operation("listShelves", "GET /shelves", "ShelvesReply", { auth: "public" }),
    operation("getShelf", "GET /shelves/{code}", "ShelfReply", {
      parameters: [parameter("code", "path", ref("ShelfCode"))],
      errors: ["SHELF_NOT_FOUND"],
    }),
  ],
  channels: [
    {
      id: "counter",
      transport: "websocket",
      path: "/counter/{memberId}",
      auth: "bearer",
      owner: "memberId",
      subprotocol: "shop.v1",
      parameters: [parameter("memberId", "path", ref("MemberId"))],
      client: "ClientMessage",
      server: "ServerMessage",
      receivers: {
        ask_price: { answers: ["price"] },
        place_order: { answers: ["order_started", "order_done"] },
        wave: {},
      },
      errors: [],
    },
    {
      id: "orderFeed",
      transport: "sse",
      path: "/orders/{orderId}/events",
      auth: "bearer",
      parameters: [parameter("orderId", "path", ref("OrderId"))],
      server: "OrderEvent",
      ends: ["shipped", "lost"],
      errors: [],
    },
    {
      id: "statusFeed",
      transport: "sse",
      path: "/status",
      auth: "public",
      parameters: [],
      server: "ShopStatus",
      errors: [],
    },
  ],
  graphql: {
    sdl: `
      type Query {
        book(id: ID!): Book
        author(id: ID!): Author!
        books(first: Int = 3, after: String, filter: BookFilter): BookConnection!
        newest(genre: Genre): [Book!]!
        settings: Settings!
      }
      type Mutation {
        addBook(input: BookInput!): Book!
        changeBook(id: ID!, title: String): Book!
        quote(bookId: ID!, copies: Int = 1): Quote!
      }
      type Subscription { orderProgress(orderId: ID!): OrderProgress! orderEvents(orderId: ID!): OrderEvent! }
      enum Genre { novel poetry essay }
      enum Theme { light dark }
      enum Kind { queued packed shipped lost }
      scalar DateTime
      type Book {
        id: ID!
        authorId: ID!
        author: Author!
        title: String!
        subtitle: String
        genre: Genre!
        tags: [String!]!
        pages: Int!
        price: Float!
        publishedOn: String!
        createdAt: DateTime!
        updatedAt: DateTime!
      }
      type Author { id: ID! name: String! email: String! books: [Book!]! }
      type Settings { theme: Theme! nickname: String }
      type Quote { bookId: ID! copies: Int! price: Float! }
      type OrderProgress { orderId: ID! percent: Int! }
      union OrderEvent = OrderEvent_queued | OrderEvent_packed | OrderEvent_shipped
      type OrderEvent_queued { kind: Kind! orderId: ID! }
      type OrderEvent_packed { kind: Kind! orderId: ID! percent: Int! }
      type OrderEvent_shipped { kind: Kind! order: Order! }
      type Order { id: ID! copies: Int! }
      input BookFilter { genre: Genre, title: String }
      input BookInput { title: String!, subtitle: String, genre: Genre!, authorId: ID!, pages: Int }
      type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int! }
      type BookEdge { node: Book! cursor: String! }
      type PageInfo { hasPreviousPage: Boolean! hasNextPage: Boolean! startCursor: String endCursor: String }
    `,
    fields: [
      {
        name: "book",
        root: "query",
        auth: "bearer",
        arguments: [{ name: "id", required: true, schema: ref("BookId") }],
        output: { nullable: true, connection: false, schema: ref("Book") },
        errors: [],
      },
      {
        name: "author",
        root: "query",
        auth: "public",
        arguments: [{ name: "id", required: true, schema: ref("AuthorId") }],
        output: { nullable: false, connection: false, schema: ref("Author") },
        errors: [],
      },
      {
        name: "books",
        root: "query",
        auth: "public",
        arguments: [
          { name: "first", required: false, schema: { ...whole(1, 50), default: 3 } },
          { name: "after", required: false, schema: text() },
          { name: "filter", required: false, schema: ref("BookFilter") },
        ],
        output: { nullable: false, connection: true, schema: ref("Book") },
        errors: [],
      },
      {
        name: "newest",
        root: "query",
        auth: "public",
        arguments: [{ name: "genre", required: false, schema: ref("Genre") }],
        output: { nullable: false, connection: false, schema: list(ref("Book")) },
        errors: [],
      },
      {
        name: "settings",
        root: "query",
        auth: "bearer",
        arguments: [],
        output: { nullable: false, connection: false, schema: ref("Settings") },
        errors: [],
      },
      {
        name: "addBook",
        root: "mutation",
        auth: "bearer",
        arguments: [{ name: "input", required: true, schema: ref("BookInput") }],
        output: { nullable: false, connection: false, schema: ref("Book") },
        errors: ["SOLD_OUT"],
      },
      {
        name: "changeBook",
        root: "mutation",
        auth: "bearer",
        arguments: [
          { name: "id", required: true, schema: ref("BookId") },
          { name: "title", required: false, schema: text() },
        ],
        output: { nullable: false, connection: false, schema: ref("Book") },
        errors: ["BOOK_NOT_FOUND"],
      },
      {
        name: "quote",
        root: "mutation",
        auth: "bearer",
        arguments: [
          { name: "bookId", required: true, schema: ref("BookId") },
          { name: "copies", required: false, schema: { ...whole(1, 99), default: 1 } },
        ],
        output: { nullable: false, connection: false, schema: ref("Quote") },
        errors: ["BOOK_NOT_FOUND"],
      },
      {
        name: "orderProgress",
        root: "subscription",
        auth: "bearer",
        arguments: [{ name: "orderId", required: true, schema: ref("OrderId") }],
        output: { nullable: false, connection: false, schema: ref("OrderProgress") },
        errors: [],
      },
      {
        name: "orderEvents",
        root: "subscription",
        auth: "bearer",
        arguments: [{ name: "orderId", required: true, schema: ref("OrderId") }],
        output: { nullable: false, connection: false, schema: ref("OrderEvent") },
        errors: [],
      },
    ],
  },
  types: {
    BookId: id(uuid),
    AuthorId: id(uuid),
    MemberId: id(uuid),
    OrderId: id(uuid),
    SlipId: id({ shape: "string", pattern: "^slip_[a-z0-9]{12}$", examples: ["slip_0a1b2c3d4e5f"] }),
    ShelfCode: plain(words("A1", "A2", "B1")),
    Genre: plain(words("novel", "poetry", "essay")),
    Theme: plain(words("light", "dark")),
    DateTime: plain({
      shape: "string",
      format: "date-time",
      pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z$",
    }),
    Email: plain({ shape: "string", format: "email", pattern: "^[a-z0-9]+@[a-z0-9.]+$" }),
    Uri: plain({ shape: "string", format: "uri", pattern: "^https?://[a-z0-9./_-]+$" }),
    Book: answer({
      id: ref("BookId"),
      authorId: ref("AuthorId"),
      author: ref("Author"),
      title: text("동의보감", "구운몽", "홍길동전"),
      "subtitle?": { shape: "string", minLength: 1, maxLength: 40 },
      genre: ref("Genre"),
      tags: { ...list({ shape: "string" }, { maxItems: 4 }), examples: [["classic", "signed", "used"]] },
      pages: whole(1, 2_147_483_647, 320),
      price: { shape: "number", minimum: 0, examples: [12.5] },
      publishedOn: { shape: "string", format: "date", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
      createdAt: ref("DateTime"),
      updatedAt: ref("DateTime"),
    }),
    BookInput: sent({
      title: text("구운몽"),
      "subtitle?": text(),
      genre: ref("Genre"),
      authorId: ref("AuthorId"),
      "pages?": { ...whole(1, 5000), default: 100 },
    }),
    BookPatch: sent({
      "title?": text(),
      "subtitle?": { shape: "nullable", value: text() },
      "pages?": whole(1, 5000),
    }),
    BookFilter: sent({ "genre?": ref("Genre"), "title?": text() }),
    Author: answer({ id: ref("AuthorId"), name: text("허준"), email: ref("Email"), books: list(ref("Book")) }),
    Shelf: answer({ id: ref("ShelfCode"), books: list(ref("BookId"), { minItems: 2, maxItems: 2 }) }),
    Member: answer({ id: ref("MemberId"), name: text("김하나"), "nickname?": text("하나"), settings: ref("Settings") }),
    MemberPatch: sent({ "name?": text(), "nickname?": { shape: "nullable", value: text() } }),
    Settings: answer({ theme: ref("Theme"), "nickname?": text("책벌레") }),
    SettingsInput: sent({ theme: ref("Theme"), "nickname?": text() }),
    OrderInput: sent({ bookId: ref("BookId"), "copies?": { ...whole(1, 99), default: 1 }, "note?": text() }),
    OrderRequest: answer({ bookId: ref("BookId"), "copies?": whole(1, 99), "note?": text() }),
    Order: answer({
      id: ref("OrderId"),
      memberId: ref("MemberId"),
      bookId: ref("BookId"),
      copies: whole(1, 99, 2),
      request: ref("OrderRequest"),
      createdAt: ref("DateTime"),
    }),
    CancelInput: sent({ orderId: ref("OrderId"), reason: text("Too late") }),
    QuoteInput: sent({ bookId: ref("BookId"), "copies?": { ...whole(1, 99), default: 1 } }),
    Quote: answer({
      bookId: ref("BookId"),
      copies: whole(1, 99),
      price: { shape: "number", minimum: 0, maximum: 500 },
    }),
    Reservation: answer({ slip: ref("SlipId"), order: ref("Order"), until: ref("DateTime") }),
    SignInInput: sent({ name: text() }),
    Session: answer({ member: ref("Member"), until: ref("DateTime") }),
    Comparison: answer({ cheaper: ref("Order"), dearer: ref("Order") }),
    Recommendation: answer({ bookId: ref("BookId"), slip: ref("SlipId") }),
    ImportReport: answer({ copies: whole(1, 9), lines: whole(0, 2_147_483_647) }),
    ShopStatus: answer({ open: flag, visitors: whole(0, 500) }),
    OrderProgress: answer({ orderId: ref("OrderId"), percent: whole(0, 100, 50) }),
    Pagination: answer({
      page: whole(1, 1_000_000),
      limit: whole(1, 100),
      total: whole(0, 1_000_000),
      totalPages: whole(0, 1_000_000),
    }),
    Problem: answer({
      type: { shape: "string", examples: ["https://bookshop.example/problems/invalid"] },
      title: text(),
      status: whole(400, 599),
      detail: { shape: "string", minLength: 1, maxLength: 2000 },
      instance: { shape: "string", pattern: "^/", examples: ["/books"] },
      success: { shape: "boolean", only: false },
      message: text(),
      code: { shape: "enumeration", values: [{ value: "INVALID" }], open: true },
      errorType: words("VALIDATION", "SERVER"),
      recoverable: flag,
      retryable: flag,
      requestId: { shape: "string", pattern: "^[A-Za-z0-9-]+$", maxLength: 40, examples: ["r-1"] },
      "errors?": { shape: "map", values: list({ shape: "string" }) },
      "violations?": list(ref("Violation")),
    }),
    Violation: answer({ pointer: { shape: "string" }, code: text(), detail: { shape: "string" } }),
    BookReply: envelope(ref("Book")),
    BooksReply: envelope(list(ref("Book"))),
    BookPage: answer({ items: list(ref("Book")), total: whole(0, 1000) }),
    AuthorReply: envelope(ref("Author")),
    OrderReply: envelope(ref("Order")),
    OrdersReply: envelope(list(ref("Order"))),
    ReservationReply: envelope(ref("Reservation")),
    MemberReply: envelope(ref("Member")),
    ShelvesReply: envelope(list(ref("Shelf"))),
    ShelfReply: envelope(ref("Shelf")),
    ...union(
      "type",
      "ClientMessage",
      {
        ask_price: { "id?": text("m-1"), data: ref("QuoteInput") },
        place_order: { "id?": text("m-2"), data: ref("OrderInput") },
        wave: {},
      },
      sent,
    ),
    ...union(
      "type",
      "ServerMessage",
      {
        price: {
          "id?": text("m-1"),
          bookId: ref("BookId"),
          copies: whole(1, 99),
          price: { shape: "number", minimum: 0 },
        },
        order_started: { "id?": text("m-1"), orderId: ref("OrderId"), percent: whole(0, 100, 0) },
        order_done: { "id?": text("m-1"), percent: whole(0, 100, 100), order: ref("Order") },
        error: { "id?": text("m-1"), problem: ref("Problem") },
      },
      answer,
    ),
    ...union(
      "kind",
      "OrderEvent",
      {
        queued: { orderId: ref("OrderId") },
        packed: { orderId: ref("OrderId"), percent: whole(0, 100, 60) },
        shipped: { order: ref("Order") },
        lost: { orderId: ref("OrderId"), problem: ref("Problem") },
      },
      answer,
    ),
  },
};
