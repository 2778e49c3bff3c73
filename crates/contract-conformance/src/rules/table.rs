//! The table of rules.

use super::{Group, Rule};

/// Defines a constant for each rule, and the list of all.
macro_rules! rules {
    ($($(#[doc = $doc:literal])* $name:ident($group:ident) = $id:literal, $title:literal, $reason:literal;)*) => {
        $(
            #[doc = $title]
            pub static $name: Rule = Rule { id: $id, group: Group::$group, title: $title, reason: $reason };
        )*
        /// Every rule, in the order of the table.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    NO_ANSWER(Answers) = "no-answer",
        "Every request gets an answer.",
        "A connection that is reset or never answered looks like a network failure, so clients retry what will fail again.";
    SERVED(Answers) = "served",
        "Every operation, field and channel of the contract is served.",
        "Clients are generated for all of them; name those that are not there yet in the list of pending ones.";
    SERVER_ERROR(Answers) = "server-error",
        "No request leads to an internal error.",
        "It is a bug of the server, whatever the request is.";
    STATUS_DECLARED(Answers) = "status-declared",
        "The status of an answer is one that the operation declares.",
        "Generated clients have a branch for each declared status and no other.";
    ANSWER_MEDIA_TYPE(Answers) = "answer-media-type",
        "A success with a body is `application/json`.",
        "Clients decide by the media type whether they parse a body.";
    ANSWER_BODY(Answers) = "answer-body",
        "The body of an answer fits the schema that the operation declares.",
        "Generated types promise exactly this shape; a property that is missing, null or of another type fails at run time, far from its cause.";
    ANSWER_WITHOUT_BODY(Answers) = "answer-without-body",
        "An answer has a body exactly where the contract declares one.",
        "Clients do not read a body that is not declared, and cannot do without one that is.";
    ANSWER_HEADER(Answers) = "answer-header",
        "An answer carries the headers that the operation declares for its status.",
        "Clients follow `Location` and other declared headers without checking that they are there.";
    ANSWER_LOCATION(Answers) = "answer-location",
        "`Location` leads to a path of the contract, and to the thing that was created.",
        "Clients go on from a creation by following it.";
    VERSION_HEADER(Answers) = "version-header",
        "Every answer names the version of the API, and another requested version is refused.",
        "A client that asks for a version must not get another one in silence.";
    REQUEST_ID(Answers) = "request-id",
        "Every answer carries `X-Request-Id`, and the one of the request where that had one.",
        "It is how a report from a user finds its line in the log of the server.";
    HEAD(Answers) = "head",
        "`HEAD` has the status and the headers of `GET`, and no body.",
        "Caches, link checkers and monitors use it (RFC 9110, section 9.3.2).";
    PROBLEM_MEDIA_TYPE(Problems) = "problem-media-type",
        "A failure is `application/problem+json`.",
        "It is how a client tells a problem of the contract from the error page of a proxy.";
    PROBLEM_BODY(Problems) = "problem-body",
        "The body of a failure fits the contract's type of problems.",
        "Generated clients hand it to the application as a typed error.";
    PROBLEM_STATUS(Problems) = "problem-status",
        "`status` in a problem is the HTTP status, and the one that the contract declares for its code.",
        "Clients that only see the body, such as a log or a queue, decide by it.";
    PROBLEM_DECLARED(Problems) = "problem-declared",
        "The code of a problem is one that the operation declares or the contract implies there.",
        "Generated clients have a case for each of these codes and no other.";
    PROBLEM_HEADER(Problems) = "problem-header",
        "A 401 carries `WWW-Authenticate`, a 405 `Allow`, a 429 and a 503 `Retry-After`.",
        "Clients and proxies sign in, choose a method and wait by these headers (RFC 9110).";
    PROBLEM_REACHED(Problems) = "problem-reached",
        "A request that meets the condition of a problem gets this problem.",
        "The application shows a different message for each code.";
    VALID_REQUEST(Requests) = "valid-request",
        "A request that fits the contract is not refused as invalid.",
        "A server that refuses what the contract allows breaks clients that keep the contract.";
    BODY_CONSTRAINT(Requests) = "body-constraint",
        "A body that breaks a constraint is refused, and the problem names the place.",
        "Whatever gets past the schema is stored, and is later answered to clients whose types say that it cannot exist.";
    BODY_BOUND(Requests) = "body-bound",
        "A body at the edge of a constraint is accepted.",
        "An off-by-one in a check refuses values that the contract promises to take.";
    BODY_UNKNOWN_PROPERTY(Requests) = "body-unknown-property",
        "A property that the contract does not know is refused.",
        "A misspelt optional property would be ignored in silence, and the client would never learn of it.";
    BODY_UNREADABLE(Requests) = "body-unreadable",
        "A body that is not JSON is refused as unreadable.",
        "It must not become an internal error, nor be taken as an empty body.";
    BODY_MEDIA_TYPE(Requests) = "body-media-type",
        "A body of another media type is refused.",
        "A server that guesses the type of a body is open to requests from foreign pages.";
    BODY_TOO_LARGE(Requests) = "body-too-large",
        "A body that is too large is refused.",
        "Otherwise one client can use up the memory of the server.";
    ACCEPT(Requests) = "accept",
        "A client that accepts none of the media types of the answer is told so.",
        "It could not read the answer.";
    PARAMETER_CONSTRAINT(Requests) = "parameter-constraint",
        "A parameter that breaks a constraint is refused, and the problem names it.",
        "Otherwise a page of -1 results or an id of another form reaches the database.";
    PARAMETER_BOUND(Requests) = "parameter-bound",
        "A parameter at the edge of a constraint is accepted.",
        "An off-by-one in a check refuses values that the contract promises to take.";
    PARAMETER_UNKNOWN(Requests) = "parameter-unknown",
        "A query parameter that the operation does not declare is refused.",
        "A misspelt filter would be ignored, and the client would show everything.";
    PARAMETER_REPEATED(Requests) = "parameter-repeated",
        "A parameter that is no list is refused when it comes twice.",
        "Servers and proxies would disagree about the one that counts.";
    PARAMETER_REQUIRED(Requests) = "parameter-required",
        "A request without a required parameter is refused, and the problem names it.",
        "Otherwise the server decides in silence for the client.";
    UNKNOWN_PATH(Requests) = "unknown-path",
        "A path that no operation has is a problem with status 404.",
        "Clients parse the failure as any other.";
    UNKNOWN_METHOD(Requests) = "unknown-method",
        "A method that a path does not declare is a 405 whose `Allow` lists the declared ones.",
        "An undeclared method that works is a door that nobody watches.";
    AUTHENTICATION(Callers) = "authentication",
        "A call that needs a token is refused without one, and with one that is not valid.",
        "Otherwise everybody may do what the contract says that signed-in persons may do.";
    PUBLIC(Callers) = "public",
        "A call that needs no token succeeds without one.",
        "The contract lets clients call it before anybody has signed in.";
    OWNERSHIP(Callers) = "ownership",
        "Another person's things are not found, and calls that name another person are forbidden.",
        "Otherwise one person reads or changes the data of another.";
    SESSION_ENDS(Callers) = "session-ends",
        "Tokens of a session that has ended are refused.",
        "Somebody who signs out on a shared computer is otherwise still signed in.";
    SESSION_RENEWED(Callers) = "session-renewed",
        "A session that is renewed goes on with tokens that work.",
        "Clients replace their tokens with these and forget the old ones.";
    CREATED_READABLE(Resources) = "created-readable",
        "A thing that was created can be read, and is found in its lists.",
        "Clients navigate to it, and show the list again.";
    CREATED_AS_SENT(Resources) = "created-as-sent",
        "Properties that were sent come back with the same values.",
        "The client shows them at once and expects the server to agree.";
    DETAIL_AS_LISTED(Resources) = "detail-as-listed",
        "A thing in a list and the same thing by itself have the same properties.",
        "Clients fill the page of a thing from the list while it loads.";
    CHANGE_KEPT(Resources) = "change-kept",
        "A change that succeeded is read back.",
        "The client shows the new value and would jump back to the old one.";
    DELETED_GONE(Resources) = "deleted-gone",
        "A thing that was deleted is not found any more, in details and lists.",
        "Clients remove it from their caches and must not see it again.";
    PAGES(Resources) = "pages",
        "The pages of a list show each thing once, in one order, with right totals.",
        "Scrolling would skip things or show them twice.";
    IDEMPOTENT_REPEAT(Delivery) = "idempotent-repeat",
        "A request that is repeated under its idempotency key gets the first answer, marked as replayed.",
        "Clients send a request again after a lost answer; it must not be done twice.";
    IDEMPOTENT_OTHER(Delivery) = "idempotent-other",
        "An idempotency key that comes with another request is refused.",
        "The client would get the answer to a request that it did not send.";
    IDEMPOTENCY_KEY_REQUIRED(Delivery) = "idempotency-key-required",
        "A request without a required idempotency key is refused, and a key of another form as well.",
        "The contract requires the key where doing something twice costs money.";
    CACHE_HEADERS(Delivery) = "cache-headers",
        "A cached answer says how long it stays fresh and has an entity tag; other answers say `no-store`.",
        "Generated clients and proxies keep answers by these headers.";
    NOT_MODIFIED(Delivery) = "not-modified",
        "A client that has the current entity tag gets a 304 without a body, and a new body after a change.",
        "Otherwise a cache shows stale data, or saves nothing.";
    PRECONDITION(Delivery) = "precondition",
        "A change with a stale `If-Match` is refused, and with the current entity tag accepted.",
        "It keeps two persons from overwriting each other's changes.";
    GRAPHQL_RESULT(Graphql) = "graphql-result",
        "The result of a field has the type that the schema declares.",
        "Generated types of documents promise exactly this shape.";
    GRAPHQL_SUCCESS(Graphql) = "graphql-success",
        "A field with valid arguments gives a result.",
        "The schema promises it to every document that selects the field.";
    GRAPHQL_INTROSPECTION(Graphql) = "graphql-introspection",
        "Introspection gives the schema of the contract: types, fields, arguments, defaults, nullability.",
        "Tools of clients work from introspection, and would disagree with the generated code.";
    GRAPHQL_ARGUMENT(Graphql) = "graphql-argument",
        "An argument that breaks a constraint is an error, and one at its edge is accepted.",
        "The constraints of REST hold in GraphQL as well.";
    GRAPHQL_DEFAULT(Graphql) = "graphql-default",
        "An argument that is left out, or is an unset variable, has its declared default.",
        "Documents rely on defaults and do not repeat them.";
    GRAPHQL_ERROR(Graphql) = "graphql-error",
        "An error has a message, the path of its field, and the contract's problem under `extensions.problem`.",
        "Clients read the same codes from REST and GraphQL.";
    GRAPHQL_REQUEST(Graphql) = "graphql-request",
        "A document that is unreadable, unknown or invalid is an error of the request, with no data.",
        "GraphQL over HTTP says how clients tell a refused request from a failed field.";
    GRAPHQL_AUTHENTICATION(Graphql) = "graphql-authentication",
        "A field that needs a token is an error without one.",
        "Otherwise GraphQL is a way around the rules of REST.";
    GRAPHQL_PAGES(Graphql) = "graphql-pages",
        "A walk through a connection meets each node once, and `pageInfo` and `totalCount` are right.",
        "Scrolling would skip things or show them twice.";
    GRAPHQL_SUBSCRIPTION(Graphql) = "graphql-subscription",
        "A subscription speaks graphql-transport-ws, and its results have their declared type.",
        "Clients use a library that speaks exactly this protocol.";
    GRAPHQL_AGREES(Graphql) = "graphql-agrees",
        "GraphQL and REST show the same thing with the same properties.",
        "They are two doors to one platform, and pages mix them.";
    CHANNEL_HANDSHAKE(Channels) = "channel-handshake",
        "A channel opens for a caller whom the contract lets in, with the declared subprotocol or media type.",
        "Browsers close a socket whose subprotocol was not chosen, and read no feed of another media type.";
    CHANNEL_AUTHENTICATION(Channels) = "channel-authentication",
        "A channel refuses callers without a valid token, and persons who do not own it.",
        "Otherwise one person listens to another.";
    CHANNEL_MESSAGE(Channels) = "channel-message",
        "Every message of the server fits the declared type.",
        "Generated clients give it to a typed handler by its tag.";
    CHANNEL_ANSWERS(Channels) = "channel-answers",
        "A client message leads to the messages that the contract declares, in their order.",
        "A progress bar waits for each of them.";
    CHANNEL_UNKNOWN_MESSAGE(Channels) = "channel-unknown-message",
        "A message of an unknown type or with a wrong value is refused, and the channel goes on or closes with a reason.",
        "A client must learn that its message was not taken.";
    CHANNEL_MALFORMED(Channels) = "channel-malformed",
        "A frame that is not JSON is refused without breaking the server.",
        "Anybody can send anything into an open socket.";
    CHANNEL_EVENT_CAUSED(Channels) = "channel-event-caused",
        "A call that declares an event is seen by those who listen.",
        "Pages that are open elsewhere show the change without asking.";
    FEED_EVENT(Channels) = "feed-event",
        "An event of a feed has the declared type, and its `event` field is the tag of its message.",
        "`EventSource` calls the listener of that name.";
    FEED_RESUME(Channels) = "feed-resume",
        "A feed that is opened with `Last-Event-ID` goes on after that event, and repeats none.",
        "A lost connection must not lose events or show them twice.";
    PENDING_WORKS(Run) = "pending-works",
        "An item that the list of pending ones names does not work yet.",
        "The list would hide that it is never tested; remove its line.";
}
