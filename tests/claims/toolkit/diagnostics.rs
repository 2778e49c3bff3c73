//! The mistakes in a contract that the compiler cannot find are reported before anything is generated: all of them at
//! once, each with the item, the mistake and the fix.

use bookshop::problem::ProblemCode;
use contract_kit::{build::Contract, prelude::*};

/// A contract of these modules, without mistakes in its facts.
macro_rules! whole {
    ($name:ident: $($module:ident),+) => {
        #[api(
            title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT",
            package = "mistakes", contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"),
            servers = [("https://mistakes.test", "Nowhere")], problems = ProblemCode,
        )]
        /// A contract with mistakes.
        #[allow(dead_code, reason = "only the contract that the macro writes beside it is used")]
        pub(crate) trait $name: $($module +)+ {}
    };
}

/// A text with a pattern that its example does not fit.
#[contract(pattern = "^[a-z]+$", example = "NOT LOWER")]
pub struct Word(pub String);

/// A thing.
#[contract]
pub struct Thing {
    pub undocumented: Word,
    /// A list that is too short.
    #[contract(items(2..))]
    pub words: Vec<Word>,
    /// A constraint on a named type.
    #[contract(length(..=3))]
    pub short: Word,
}

#[module]
pub trait Things {
    /// One thing.
    ///
    /// As it is.
    #[get("/things/{id}")]
    fn get_thing(
        /// The thing's id.
        id: Uuid,
    ) -> Thing;

    /// The same thing.
    #[get("/things/{other}")]
    fn get_same_thing(
        /// The thing's other id.
        other: Uuid,
    ) -> Thing;
}

whole!(Mistakes: Things);

#[test]
fn constraints_on_a_named_type_are_refused() {
    let found = mistakes::<MistakesContract>();
    assert!(found.contains("error[keyword] Thing.short: `maxLength` does not apply here"), "{found}");
    assert!(found.contains("help: constraints stand where a type is declared"), "{found}");
    // The mistakes of the whole contract are found in the same run.
    assert!(found.contains("error[undocumented] Thing.undocumented"), "{found}");
    assert!(found.contains("error[duplicate-path]"), "{found}");
}

/// A contract with correct schemas, and mistakes in the rest.
mod rest {
    use super::*;

    /// A thing.
    #[contract]
    pub struct Gadget {
        pub undocumented: Word,
        /// A list that is too short.
        #[contract(items(2..))]
        pub words: Vec<Word>,
    }

    #[module]
    pub trait Gadgets {
        /// One gadget.
        ///
        /// As it is.
        #[get("/gadgets/{id}")]
        fn get_gadget(
            /// The gadget's id.
            id: Uuid,
        ) -> Gadget;

        /// The same gadget.
        #[get("/gadgets/{other}")]
        fn get_same_gadget(
            /// The gadget's other id.
            other: Uuid,
        ) -> Gadget;
    }

    /// A request.
    #[contract]
    pub enum Ask {
        /// A question.
        Question {
            /// The word.
            word: Word,
        },
        /// Nothing.
        Nothing,
    }

    #[module]
    pub trait Sockets {
        /// Talk.
        #[websocket("/talk", reauthenticate("renew", "question"))]
        fn talk(client: Ask) -> Gadget;

        /// Listen.
        #[sse("/listen", ends("silence"))]
        fn listen() -> Gadget;

        /// A question.
        #[receive(answers("answer"))]
        fn question(message: AskQuestion);

        /// The same question.
        #[receive]
        fn question_again(message: AskQuestion);
    }

    whole!(Rest: Gadgets, Sockets);
}

/// Two types of one name, bounds without values, answers of one status, words that do not fit together.
mod unruly {
    use super::*;

    mod other {
        use super::*;

        /// Another thing.
        #[contract]
        pub struct Thing {
            /// How many.
            #[contract(range(9..=1), example = 5)]
            pub count: i32,
            /// How much.
            #[contract(range(0.5..=2.5), example = 1)]
            pub amount: i32,
        }
    }

    /// A thing of one name.
    #[contract]
    pub struct Thing {
        /// The other.
        pub other: other::Thing,
    }

    #[module]
    pub trait Unruly {
        /// One thing.
        ///
        /// As it is.
        #[get("/things")]
        fn list_things() -> Thing;
    }

    whole!(Lawless: Unruly);
}

#[test]
fn two_types_of_one_name_are_not_merged() {
    let found = mistakes::<unruly::LawlessContract>();
    assert!(found.contains("error[duplicate-type] Thing: "), "{found}");
}

/// Bounds without values, and constraints that do not apply to their type.
mod unbounded {
    use super::*;

    /// A code.
    #[contract(pattern = "^[a-z]$", example = "a")]
    pub struct Code(pub String);

    /// A thing.
    #[contract]
    pub struct Thing {
        /// Nothing lies between.
        #[contract(range(9..=1), example = 5)]
        pub empty: i32,
        /// No bound of a whole number.
        #[contract(range(0.5..), example = 1)]
        pub half: i32,
        /// Fewer than none.
        #[contract(length(-1..), example = "a")]
        pub negative: String,
        /// More than can be counted.
        #[contract(items(..=5_000_000_000), example = vec![1])]
        pub endless: Vec<i32>,
        /// A list has no characters.
        #[contract(length(1..), example = vec![1])]
        pub list: Vec<i32>,
        /// A number has no pattern.
        #[contract(pattern = "^1$", example = 1)]
        pub number: i32,
        /// A pattern beside another one.
        #[contract(pattern = "^b$")]
        pub code: Code,
        /// A truth has no range.
        #[contract(range(0..=1))]
        pub truth: bool,
    }

    #[module]
    pub trait Unbounded {
        /// One thing.
        ///
        /// As it is.
        #[get("/things")]
        fn list_things() -> Thing;
    }

    whole!(Boundless: Unbounded);
}

#[test]
fn constraints_without_effect_are_refused() {
    let found = mistakes::<unbounded::BoundlessContract>();
    are_among(
        &found,
        &[
            "error[bound] Thing.empty: nothing lies between 9 and 1",
            "error[bound] Thing.half: `minimum` is 0.5",
            "error[bound] Thing.negative: `minLength` is -1",
            "error[bound] Thing.endless: `maxItems` is 5000000000",
            "error[keyword] Thing.list: `minLength` does not apply",
            "error[keyword] Thing.number: `pattern` does not apply",
            "error[keyword] Thing.code: `pattern` does not apply",
            "error[keyword] Thing.truth: `minimum` does not apply",
            "error[keyword] Thing.truth: `maximum` does not apply",
        ],
    );
}

/// Contradictions within one operation are found in the registry itself.
mod incoherent {
    use super::*;

    /// A gadget.
    #[contract(input)]
    pub struct Part {
        /// How many.
        #[contract(example = 1)]
        pub count: i32,
    }

    /// The answer.
    #[contract]
    pub struct Whole {
        /// A value that is not there.
        pub gone: Patch<Uuid>,
    }

    const SOON: CachePolicy = CachePolicy { name: "soon", max_age: 1, invalidated_by: &[] };

    #[module]
    pub trait Incoherent {
        /// Change a thing.
        ///
        /// Twice.
        #[post("/things", cache = SOON)]
        fn change_thing(
            /// One.
            name: Option<bool>,
            /// The same.
            #[contract(rename = "NAME")]
            other: Option<bool>,
            body: Part,
        ) -> OneOf<Whole, Part>;

        /// Look at a thing.
        ///
        /// Once.
        #[get("/things", idempotency_key = Optional, rate = "slow")]
        fn look_at_thing() -> Whole;

        /// The same look.
        #[query]
        fn look_at_thing() -> bool;

        /// A thing.
        #[query]
        fn thing(
            /// Its part.
            part: Part,
        ) -> bool;
    }

    whole!(Muddle: Incoherent);
}

#[test]
fn inconsistent_declarations_are_found() {
    let found = mistakes::<incoherent::MuddleContract>();
    are_among(
        &found,
        &[
            "error[duplicate-status] changeThing: two of its answers have the status 200",
            "error[cache-policy] changeThing: a cache policy is for GET",
            "error[idempotency-key] lookAtThing: a GET changes nothing",
            "error[duplicate-parameter] changeThing: two of its parameters are called `NAME`",
            "error[two-names] PartInput: GraphQL would call it `Part`",
            "error[null-in-an-answer] Whole.gone",
            "error[rate-class] Query.lookAtThing: it counts against no class, but the operation of this name against `slow`",
        ],
    );
}

#[test]
fn further_mistakes_are_reported_together() {
    let found = mistakes::<rest::RestContract>();
    are_among(
        &found,
        &[
            "error[duplicate-path] getSameGadget: `GET /gadgets/{other}` is already the route of `getGadget`",
            "error[undescribed] getSameGadget: the doc comment of this operation is a summary only",
            "error[undocumented] Gadget.undocumented: this property has no doc comment",
            "error[wrong-example] Word: its example does not fit its schema",
            "error[wrong-example] Gadget: its example does not fit its schema",
            "error[unreceived-message] Ask.nothing: no module receives this message",
            "error[unknown-message] talk: `Gadget` has no message `renew`",
            "error[token-message] talk: no client message `question` takes a token",
            "error[unknown-message] listen: `Gadget` has no message `silence`",
            "error[message-received-twice] Ask.question: several functions with #[receive] take this message",
        ],
    );
    assert!(found.ends_with("mistakes"), "{found}");
}

/// Effects without a meaning, and types that GraphQL does not have.
mod ineffective {
    use super::*;

    /// The proof of who somebody is.
    #[contract(input)]
    pub struct Credentials {
        /// The name.
        #[contract(length(1..=9), example = "ada")]
        pub name: String,
    }

    /// A session.
    #[contract]
    pub struct Session {
        /// The token.
        #[contract(example = "t")]
        pub token: String,
        /// Its end.
        #[contract(example = 9)]
        pub expires_in: i32,
    }

    /// Something that happens.
    #[contract(object)]
    pub enum Event {
        /// It begins.
        Begun {
            /// When.
            at: DateTime,
        },
        /// It ends.
        Over,
    }

    #[module(auth = Public)]
    pub trait Ineffective {
        /// Sign in.
        ///
        /// Begins a session.
        #[post(
            "/session",
            session(begins, access = "/expiresIn", refresh = "/nowhere", expires_in = "/token"),
            causes(Events("finished"), Ticks("tick"), Events),
            refetch = 9
        )]
        fn sign_in(body: Credentials) -> Session;

        /// Renew.
        ///
        /// Renews a session.
        #[put("/session", session(renews, with = "/token", access = "token"))]
        fn renew(body: Credentials) -> Session;

        /// Sign out.
        ///
        /// Ends a session.
        #[delete("/session", session(ends))]
        fn sign_out();

        /// Look.
        ///
        /// Again and again.
        #[get("/session", refetch = 0)]
        fn look() -> Session;

        /// Everything that happens.
        #[sse("/events")]
        fn events() -> Event;

        /// Ticks.
        #[sse("/ticks")]
        fn ticks() -> Session;

        /// The session.
        #[query]
        fn session(
            /// The credentials.
            of: Option<Credentials>,
        ) -> Session;

        /// Sign in.
        #[mutation(refetch = 5, causes(EventsSubscription("finished")))]
        fn sign_in(
            /// The session.
            session: Session,
        ) -> bool;

        /// Everything that happens.
        #[subscription]
        fn events() -> Event;
    }

    whole!(Powerless: Ineffective);
}

#[test]
fn effects_without_a_target_are_found() {
    let found = mistakes::<ineffective::PowerlessContract>();
    are_among(
        &found,
        &[
            "error[session] signIn: its answer has no text at `/expiresIn`",
            "error[session] signIn: its answer has no text at `/nowhere`",
            "error[session] signIn: its answer has no whole number at `/token`",
            "error[session] renew: its answer has no text at `token`",
            "error[session] renew: its request has no text at `/token`",
            "error[session] signOut: it ends a session, but needs no token",
            "error[unknown-message] signIn: it causes `finished` on the channel `events`, which has no such message",
            "error[unknown-message] signIn: it names messages of the channel `ticks`, which has only one",
            "error[unnamed-message] signIn: it causes events on the channel `events`, and does not say which",
            "error[unknown-message] Mutation.signIn: it causes `finished` on the subscription `events`",
            "error[refetch] signIn: it is to be fetched again every 9 seconds, but it is not a GET",
            "error[refetch] look: it is to be fetched again every 0 seconds",
            "error[refetch] Mutation.signIn: it is to be fetched again every 5 seconds, but it is not a query",
            "error[graphql-type] Query.session: `Session` is answered here over GraphQL, but is no type of it",
            "error[graphql-type] Mutation.signIn(session): `Session` is sent here over GraphQL, but is no type of it",
            "error[graphql-empty] EventOver: it has no properties",
        ],
    );
}

/// A contract whose GraphQL has only queries, and one that has everything except queries.
mod partial {
    use super::*;

    #[module(auth = Public)]
    pub trait Reads {
        /// The time.
        #[query]
        fn now() -> DateTime;
    }

    #[module(auth = Public)]
    pub trait Writes {
        /// Set the time.
        #[mutation]
        fn set(
            /// To what.
            now: DateTime,
        ) -> bool;
    }

    whole!(Reading: Reads);

    whole!(Writing: Writes);
}

#[test]
fn graphql_requires_a_query() {
    let registry = partial::ReadingContract::registry().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let emission = contract_emit::emit(&registry, &contract_emit::Sources::default())
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let sdl = &emission.file("graphql/schema.graphql").unwrap().contents;
    assert!(sdl.ends_with("schema {\n  query: Query\n}\n"), "{sdl}");
    let found = mistakes::<partial::WritingContract>();
    assert!(
        found.contains("error[empty-root] Query: the contract has GraphQL fields, but none of them is a query"),
        "{found}"
    );
}

/// Names that TypeScript cannot have.
mod unspeakable {
    use super::*;

    /// The outcome of a thing.
    #[contract]
    pub struct ThingOutcome {
        /// The thing's id.
        pub id: Uuid,
    }

    #[module]
    pub trait Unspeakable {
        /// A thing.
        ///
        /// As it is.
        #[get("/thing")]
        fn thing() -> ThingOutcome;

        /// Another thing.
        ///
        /// Gone.
        #[get("/other", name = "delete")]
        fn other() -> ThingOutcome;

        /// A client.
        ///
        /// Made.
        #[get("/client")]
        fn create_client() -> ThingOutcome;
    }

    whole!(Speechless: Unspeakable);
}

#[test]
fn names_that_typescript_cannot_use_are_refused() {
    let registry = unspeakable::SpeechlessContract::registry().unwrap();
    let found = contract_emit::emit(&registry, &contract_emit::Sources::default()).unwrap_err().to_string();
    are_among(
        &found,
        &[
            "error[typescript-name] ThingOutcome: the TypeScript package would have two types of this name: of the operation \
         thing and the type ThingOutcome",
            "error[typescript-name] delete: `delete` is a word of JavaScript",
            "error[typescript-name] createClient: the TypeScript package has a function `createClient` of its own",
        ],
    );
}

fn mistakes<C: Contract>() -> String {
    match C::registry() {
        Ok(_) => panic!("no mistake was found"),
        Err(mistakes) => mistakes.to_string(),
    }
}

#[track_caller]
fn are_among(found: &str, mistakes: &[&str]) {
    for mistake in mistakes {
        assert!(found.contains(mistake), "{mistake}\nis not among\n{found}");
    }
}
