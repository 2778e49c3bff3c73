//! The table of faults.

/// Defines the enum of faults, and the texts of each.
macro_rules! faults {
    ($($name:ident = $id:literal, $rule:literal, $description:literal;)*) => {
        /// A single rule that a bookshop breaks on purpose.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fault {
            $(#[doc = $description] $name,)*
        }

        impl Fault {
            /// Every fault, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The fault's name: words with hyphens.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The behaviour of the broken shop, as a sentence.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => $description,)* }
            }

            /// The id of the rule of the conformance suite that the fault breaks.
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$name => $rule,)* }
            }
        }
    };
}

faults! {
    // Answers.
    MissingProperty = "missing-property", "answer-body",
        "A book that is read alone has no title.";
    NullForAbsentProperty = "null-for-absent-property", "answer-body",
        "An order that is not paid has `payment: null`, which should be absent.";
    NumberAsText = "number-as-text", "answer-body",
        "The prices of listed books are texts.";
    UnknownWord = "unknown-word", "answer-body",
        "A book that is read alone has a binding that the closed enum lacks.";
    ValueOutsideItsPattern = "value-outside-its-pattern", "answer-body",
        "The slug of a shelf has a capital letter and a space.";
    ValueBeyondItsRange = "value-beyond-its-range", "answer-body",
        "A book that was changed has a popularity above 100.";
    WrongSuccessStatus = "wrong-success-status", "status-declared",
        "A new book is answered with 200 instead of 201.";
    UndeclaredStatus = "undeclared-status", "status-declared",
        "A new cover is answered with 202, which is declared for other operations only.";
    SuccessAsPlainText = "success-as-plain-text", "answer-media-type",
        "The list of books is `text/plain`.";
    SuccessWithoutBody = "success-without-body", "answer-without-body",
        "The shelves are answered with an empty body.";
    VersionIsNotNamed = "version-is-not-named", "version-header",
        "The answer of the shelves does not name the version of the API.";
    OtherVersionIsAccepted = "other-version-is-accepted", "version-header",
        "A request for another version of the API is answered as any other.";
    RequestIdIsMissing = "request-id-is-missing", "request-id",
        "The answer of the shelves has no request id.";
    RequestIdIsReplaced = "request-id-is-replaced", "request-id",
        "The id that a client gives its request is replaced.";
    HeadDiffers = "head-differs", "head",
        "HEAD of the shelves is answered with 501.";
    LocationIsMissing = "location-is-missing", "answer-header",
        "A new book is answered without `Location`.";
    LocationLeadsElsewhere = "location-leads-elsewhere", "answer-location",
        "`Location` of a new book leads to a book that does not exist.";

    // Problems.
    ProblemAsJson = "problem-as-json", "problem-media-type",
        "An unknown book is a problem of the media type `application/json`.";
    ProblemWithAnotherStatus = "problem-with-another-status", "problem-status",
        "The body of the problem of an unknown book says 400, its status line 404.";
    ProblemOfAnotherOperation = "problem-of-another-operation", "problem-declared",
        "An unknown book is answered with the code of an unknown order.";
    ProblemWithUnknownCode = "problem-with-unknown-code", "problem-declared",
        "An unknown order is answered with a code that the contract lacks.";
    ProblemWithoutClass = "problem-without-class", "problem-body",
        "The problem of an unknown order has no `errorType`.";
    HtmlErrorPage = "html-error-page", "problem-media-type",
        "An unknown order is answered with a page of HTML.";
    UnescapedText = "unescaped-text", "problem-body",
        "The text of a refused path or query stands unescaped in the problem, so that quotes break its JSON.";
    InvalidBodyIsAnError = "invalid-body-is-an-error", "server-error",
        "A book that does not fit the contract leads to an internal error.";
    MalformedJsonIsAnError = "malformed-json-is-an-error", "server-error",
        "A sign-in whose body is not JSON leads to an internal error.";
    MethodNotAllowedWithoutAllow = "method-not-allowed-without-allow", "problem-header",
        "A 405 has no `Allow`.";
    UnauthenticatedWithoutChallenge = "unauthenticated-without-challenge", "problem-header",
        "A 401 has no `WWW-Authenticate`.";
    UnknownBookIsAccepted = "unknown-book-is-accepted", "problem-reached",
        "A cover of an unknown book is answered as if it were kept.";

    // Requests.
    ValidRequestIsRefused = "valid-request-is-refused", "valid-request",
        "Every sample of a book is refused as invalid.";
    UnknownPropertyIsAccepted = "unknown-property-is-accepted", "body-unknown-property",
        "An unknown property of an order is ignored in silence.";
    MissingPropertyIsAccepted = "missing-property-is-accepted", "body-constraint",
        "A book without a price is accepted.";
    NullIsAccepted = "null-is-accepted", "body-constraint",
        "A null in a new book counts as absent.";
    TextForANumberIsAccepted = "text-for-a-number-is-accepted", "body-constraint",
        "A price that is a text is accepted.";
    ValueBeyondABoundIsAccepted = "value-beyond-a-bound-is-accepted", "body-constraint",
        "A price that is one below or above its range is accepted.";
    PatternIsIgnored = "pattern-is-ignored", "body-constraint",
        "The language of a book may be any text.";
    ValueAtItsBoundIsRefused = "value-at-its-bound-is-refused", "body-bound",
        "The highest price is refused.";
    MalformedJsonIsAccepted = "malformed-json-is-accepted", "body-unreadable",
        "A sign-in whose body is not JSON is answered with a session.";
    MediaTypeOfTheBodyIsIgnored = "media-type-of-the-body-is-ignored", "body-media-type",
        "A new book may have any media type.";
    LargeBodyIsAccepted = "large-body-is-accepted", "body-too-large",
        "A cover of more than two million bytes is accepted.";
    AcceptIsIgnored = "accept-is-ignored", "accept",
        "The list of books is JSON even for clients that do not accept it.";
    UnknownParameterIsAccepted = "unknown-parameter-is-accepted", "parameter-unknown",
        "An unknown query parameter of the list of books is ignored.";
    ParameterBeyondABoundIsAccepted = "parameter-beyond-a-bound-is-accepted", "parameter-constraint",
        "A limit above 100 counts as 100.";
    ParameterAtItsBoundIsRefused = "parameter-at-its-bound-is-refused", "parameter-bound",
        "A limit of 100 is refused.";
    RepeatedParameterIsAccepted = "repeated-parameter-is-accepted", "parameter-repeated",
        "The last one counts where the page or the limit of a list comes twice.";
    UnknownPathIsFound = "unknown-path-is-found", "unknown-path",
        "A path that the contract lacks is answered with 200.";
    WrongMethodIsNotFound = "wrong-method-is-not-found", "unknown-method",
        "A method that a path does not declare is answered with 404 instead of 405.";

    // Callers.
    OperationNeedsNoToken = "operation-needs-no-token", "authentication",
        "A book is changed without a token.";
    InvalidTokenIsAccepted = "invalid-token-is-accepted", "authentication",
        "Any text is a token.";
    PublicOperationNeedsAToken = "public-operation-needs-a-token", "public",
        "The shelves are shown only with a token.";
    OrderOfAnotherIsReadable = "order-of-another-is-readable", "ownership",
        "Everybody reads the orders of all customers.";
    OrderOfAnotherIsCancelled = "order-of-another-is-cancelled", "ownership",
        "Everybody cancels the orders of all customers.";
    TokenOutlivesItsSession = "token-outlives-its-session", "session-ends",
        "A token works after its customer has signed out.";

    // Resources.
    CreatedDiffersWhenRead = "created-differs-when-read", "created-readable",
        "The answer to a new book shows another popularity than the book has when it is read.";
    CreatedIsNotListed = "created-is-not-listed", "created-readable",
        "The newest book is missing from the list.";
    ValueIsNotKept = "value-is-not-kept", "created-as-sent",
        "The shop keeps half of the price that was sent.";
    ListDiffersFromDetail = "list-differs-from-detail", "detail-as-listed",
        "Listed books have another popularity than the same books alone.";
    ChangeIsNotKept = "change-is-not-kept", "change-kept",
        "A change of a book is answered, and is gone when the book is read.";
    DeletedIsReadable = "deleted-is-readable", "deleted-gone",
        "An order that was cancelled can still be read.";
    PageSkipsAnItem = "page-skips-an-item", "pages",
        "Each page of the list of books but the first begins one book too late.";
    PageRepeatsAnItem = "page-repeats-an-item", "pages",
        "Each page of the list of books but the first begins with a book of the page before.";
    WrongTotal = "wrong-total", "pages",
        "The total of the list of books is the number of books on the page.";

    // Delivery and caching.
    RepeatIsDoneTwice = "repeat-is-done-twice", "idempotent-repeat",
        "A request that is repeated under its idempotency key is done again.";
    ReplayIsNotMarked = "replay-is-not-marked", "idempotent-repeat",
        "A replayed answer has no `Idempotency-Replayed`.";
    OtherBodyUnderTheKey = "other-body-under-the-key", "idempotent-other",
        "Another body under a known idempotency key is taken as a new request.";
    KeyIsNotRequired = "key-is-not-required", "idempotency-key-required",
        "An order without an idempotency key is accepted.";
    EntityTagIsMissing = "entity-tag-is-missing", "cache-headers",
        "A book has no `ETag`.";
    WrongMaxAge = "wrong-max-age", "cache-headers",
        "A book stays fresh for an hour instead of five minutes.";
    NoStoreIsMissing = "no-store-is-missing", "cache-headers",
        "The list of books has no `Cache-Control`.";
    EntityTagIsAlwaysNew = "entity-tag-is-always-new", "not-modified",
        "Each answer has a new entity tag, also where nothing has changed.";
    NeverNotModified = "never-not-modified", "not-modified",
        "A client that has the current book gets it again.";
    StaleEntityTag = "stale-entity-tag", "not-modified",
        "The entity tag of a book stays the same after a change, so that clients keep the old book.";
    CurrentEntityTagIsRefused = "current-entity-tag-is-refused", "precondition",
        "A change with `If-Match` is refused, also with the current entity tag.";

    // GraphQL.
    GraphqlNullForNonNull = "graphql-null-for-non-null", "graphql-result",
        "The title of every book is null.";
    GraphqlWrongTypeName = "graphql-wrong-type-name", "graphql-result",
        "A book that was found has a `__typename` that the union lacks.";
    SearchFails = "search-fails", "server-error",
        "Every search leads to an internal error.";
    IntrospectionLacksAField = "introspection-lacks-a-field", "graphql-introspection",
        "Introspection does not show `Book.homepage`.";
    IntrospectionShowsAnotherDefault = "introspection-shows-another-default", "graphql-introspection",
        "Introspection shows another default of `first`.";
    GraphqlBoundIsIgnored = "graphql-bound-is-ignored", "graphql-argument",
        "A `first` above 100 counts as 100.";
    GraphqlDefaultIsAnother = "graphql-default-is-another", "graphql-default",
        "One book comes where `first` is left out, instead of ten.";
    GraphqlErrorWithoutProblem = "graphql-error-without-problem", "graphql-error",
        "Errors of fields have no `extensions.problem`.";
    GraphqlErrorWithoutPath = "graphql-error-without-path", "graphql-error",
        "Errors of fields have no `path`.";
    MutationByGet = "mutation-by-get", "graphql-request",
        "A mutation that comes by GET is executed.";
    GraphqlNeedsNoToken = "graphql-needs-no-token", "graphql-authentication",
        "Mutations work without a token.";
    ConnectionSkipsANode = "connection-skips-a-node", "graphql-pages",
        "Each page of the connection of books but the first begins one book too late.";
    WrongTotalCount = "wrong-total-count", "graphql-pages",
        "`totalCount` is one too high.";
    AlwaysANextPage = "always-a-next-page", "graphql-pages",
        "`hasNextPage` is always true.";
    GraphqlDisagrees = "graphql-disagrees", "graphql-agrees",
        "GraphQL shows another price than REST.";
    SubprotocolIsNotChosen = "subprotocol-is-not-chosen", "graphql-subscription",
        "The handshake of GraphQL over WebSocket does not choose `graphql-transport-ws`.";
    SubscriptionNeedsNoInit = "subscription-needs-no-init", "graphql-subscription",
        "A subscription works before `connection_init`.";
    SubscriptionDoesNotComplete = "subscription-does-not-complete", "graphql-subscription",
        "`complete` never comes.";
    SubscriptionUnderAnotherId = "subscription-under-another-id", "graphql-subscription",
        "Results come under another id than the subscription has.";
    SubscriptionWithWrongTypeName = "subscription-with-wrong-type-name", "graphql-result",
        "An event of a subscription has a `__typename` that the union lacks.";
    GraphqlPingIsIgnored = "graphql-ping-is-ignored", "graphql-subscription",
        "A `ping` gets no `pong`.";
    GraphqlWrongCloseCode = "graphql-wrong-close-code", "graphql-subscription",
        "A socket is closed with 1000 where the protocol says 4400 to 4499.";

    // Channels.
    DeskNeedsNoToken = "desk-needs-no-token", "channel-authentication",
        "The help desk opens without a token.";
    DeskAnswersWithAWrongTag = "desk-answers-with-a-wrong-tag", "channel-message",
        "Answers of the help desk have a tag that the union lacks.";
    DeskAnswersWithoutText = "desk-answers-without-text", "channel-message",
        "Answers of the help desk have no text.";
    DeskDoesNotAnswer = "desk-does-not-answer", "channel-answers",
        "The help desk does not answer a ping.";
    DeskAnswersTwice = "desk-answers-twice", "channel-answers",
        "The help desk answers each question twice.";
    DeskAnswersOutOfTurn = "desk-answers-out-of-turn", "channel-answers",
        "The help desk answers a question with a pong first.";
    DeskSwapsAnswers = "desk-swaps-answers", "channel-answers",
        "Of two messages that are sent together, the help desk answers the second one first.";
    DeskAnswersUnderAnotherId = "desk-answers-under-another-id", "channel-answers",
        "An answer of the help desk has another id than its question.";
    DeskIgnoresUnknownMessages = "desk-ignores-unknown-messages", "channel-unknown-message",
        "The help desk says nothing of a message whose type it does not know.";
    DeskTakesAnEmptyQuestion = "desk-takes-an-empty-question", "channel-unknown-message",
        "The help desk answers a question without text, which is shorter than allowed.";
    DeskBreaksAtMalformedText = "desk-breaks-at-malformed-text", "channel-malformed",
        "The connection to the help desk is cut, without a closing frame, by a frame that is not JSON.";
    DeskClosesWithTheWrongCode = "desk-closes-with-the-wrong-code", "channel-malformed",
        "A binary frame closes the connection to the help desk with 1000, as if all were well.";
    EventIsDropped = "event-is-dropped", "channel-event-caused",
        "An order that is placed over REST causes no event.";
    EventOfAMutationIsDropped = "event-of-a-mutation-is-dropped", "channel-event-caused",
        "An order that is placed over GraphQL causes no event.";
    FeedHasAnotherMediaType = "feed-has-another-media-type", "channel-handshake",
        "The feed of an order is `text/plain`.";
    FeedOfAnotherIsOpen = "feed-of-another-is-open", "channel-authentication",
        "Everybody follows the orders of all customers, as a feed and as a subscription.";
    EventWithoutAName = "event-without-a-name", "feed-event",
        "Events of the feed of an order have no type.";
    EventIsIncomplete = "event-is-incomplete", "feed-event",
        "The order in an event of the feed has no address.";
    EventWithoutAnId = "event-without-an-id", "feed-resume",
        "Events of the feed of an order have no id.";
    EventIsRepeated = "event-is-repeated", "feed-resume",
        "Each event of the feed of an order comes twice.";
    LastEventIdIsIgnored = "last-event-id-is-ignored", "feed-resume",
        "A feed that is opened again repeats the event that the client names.";

    // The target itself.
    AnswerIsTooSlow = "answer-is-too-slow", "no-answer",
        "The statistics of searches take an hour.";
    AnswerIsCutOff = "answer-is-cut-off", "no-answer",
        "The connection is reset in the middle of the shelves.";
    ServerDies = "server-dies", "no-answer",
        "The server ends after forty requests.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_descriptions_are_sentences() {
        let mut seen = BTreeSet::new();
        for fault in Fault::ALL {
            let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(fault.name().split('-').all(is_word), "{fault:?}");
            assert!(fault.rule().split('-').all(is_word), "{fault:?}");
            assert!(seen.insert(fault.name()), "two faults are called {}", fault.name());
            assert!(fault.description().ends_with('.'), "{fault:?}");
        }
    }
}
