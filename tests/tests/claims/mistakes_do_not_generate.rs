//! What the compiler cannot see of a contract is found before anything is generated: every mistake at once, each with
//! the item, what is wrong and what to do.

use bookshop::problem::ProblemCode;
use contract_kit::{
    prelude::*,
    registry::build::{Collector, Contract, build},
};

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
        /// Which one.
        id: Uuid,
    ) -> Thing;

    /// The same thing.
    #[get("/things/{other}")]
    fn get_same_thing(
        /// Which one.
        other: Uuid,
    ) -> Thing;
}

#[api(
    title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT", package = "mistakes",
    contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"), servers = [("https://mistakes.test", "Nowhere")],
    problems = ProblemCode,
)]
/// A contract with every mistake.
pub trait Mistakes: Things {}

#[test]
fn constraints_on_a_named_type_are_refused() {
    let found = mistakes::<MistakesContract>(MistakesContract::modules());
    assert!(found.contains("error[keyword] Thing.short: `maxLength` does not apply here"), "{found}");
    assert!(found.contains("help: constraints stand where a type is declared"), "{found}");
}

/// A contract whose schemas are right, and the rest not.
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
            /// Which one.
            id: Uuid,
        ) -> Gadget;

        /// The same gadget.
        #[get("/gadgets/{other}")]
        fn get_same_gadget(
            /// Which one.
            other: Uuid,
        ) -> Gadget;
    }

    /// A request.
    #[contract]
    pub enum Ask {
        /// A question.
        Question {
            /// Which.
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

    #[api(
        title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT", package = "mistakes",
        contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"), servers = [("https://mistakes.test", "Nowhere")],
        problems = ProblemCode,
    )]
    /// A contract with mistakes.
    pub trait Rest: Gadgets + Sockets {}
}

/// Two types of one name, bounds that bound nothing, answers of one status, words that do not go together.
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

    #[api(
        title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT", package = "mistakes",
        contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"), servers = [("https://mistakes.test", "Nowhere")],
        problems = ProblemCode,
    )]
    /// A contract with mistakes.
    pub trait Lawless: Unruly {}
}

#[test]
fn two_types_of_one_name_are_not_merged() {
    let found = mistakes::<unruly::LawlessContract>(unruly::LawlessContract::modules());
    assert!(found.contains("error[duplicate-type] Thing: "), "{found}");
}

#[test]
fn bounds_that_bound_nothing_are_refused() {
    use contract_kit::{diagnostic::Diagnostics, schema::lift::lift};
    use serde_json::json;
    for (schema, mistake) in [
        (json!({ "type": "integer", "format": "int32", "minimum": 9, "maximum": 1 }), "nothing lies between 9 and 1"),
        (json!({ "type": "integer", "format": "int32", "minimum": 0.5 }), "`minimum` is 0.5"),
        (json!({ "type": "string", "maxLength": -1 }), "`maxLength` is -1"),
        (json!({ "type": "string", "maxLength": 5_000_000_000_u64 }), "`maxLength` is 5000000000"),
        (json!({ "type": "integer", "format": "int64" }), "an int64 integer is not exact"),
        (json!({ "type": "string", "format": "date-time" }), "validators disagree"),
        (json!({ "type": "string", "unevaluatedProperties": false }), "`unevaluatedProperties` does not apply"),
        (json!({ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }), "cannot be told apart"),
        (json!({ "oneOf": [{ "type": "string" }] }), "`oneOf` needs a tag"),
        (json!(true), "says nothing"),
    ] {
        let mut diagnostics = Diagnostics::default();
        lift("X", &schema, &mut diagnostics);
        assert!(diagnostics.to_string().contains(mistake), "{schema}: {diagnostics}");
    }
}

/// What does not go together in one operation is found on the registry itself.
mod incoherent {
    use super::*;

    /// A gadget.
    #[contract(input)]
    pub struct Part {
        /// How many.
        #[contract(example = 1)]
        pub count: i32,
    }

    /// What is answered.
    #[contract]
    pub struct Whole {
        /// What is not there.
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

    #[api(
        title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT", package = "mistakes",
        contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"), servers = [("https://mistakes.test", "Nowhere")],
        problems = ProblemCode,
    )]
    /// A contract with mistakes.
    pub trait Muddle: Incoherent {}
}

#[test]
fn what_does_not_go_together_is_found() {
    let found = mistakes::<incoherent::MuddleContract>(incoherent::MuddleContract::modules());
    for mistake in [
        "error[duplicate-status] changeThing: two of its answers have the status 200",
        "error[cache-policy] changeThing: a cache policy is for GET",
        "error[idempotency-key] lookAtThing: a GET changes nothing",
        "error[duplicate-parameter] changeThing: two of its parameters are called `NAME`",
        "error[two-names] PartInput: GraphQL would call it `Part`",
        "error[null-in-an-answer] Whole.gone",
        "error[empty-root] Mutation",
        "error[rate-class] Query.lookAtThing: it counts against no class, but the operation of this name against `slow`",
        "error[empty-root] Subscription",
    ] {
        assert!(found.contains(mistake), "{mistake}\nis not among\n{found}");
    }
}

#[test]
fn the_rest_is_found_all_at_once() {
    let found = mistakes::<rest::RestContract>(rest::RestContract::modules());
    for mistake in [
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
    ] {
        assert!(found.contains(mistake), "{mistake}\nis not among\n{found}");
    }
    assert!(found.ends_with("mistakes"), "{found}");
}

/// Names that TypeScript has no place for.
mod unspeakable {
    use super::*;

    /// What comes of a thing.
    #[contract]
    pub struct ThingOutcome {
        /// Which.
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

    #[api(
        title = "Mistakes", version = "1.0.0", base_uri = "https://mistakes.test/", license = "MIT", package = "mistakes",
        contact("Nobody", "https://mistakes.test/", "nobody@mistakes.test"), servers = [("https://mistakes.test", "Nowhere")],
        problems = ProblemCode,
    )]
    /// A contract with mistakes.
    pub trait Speechless: Unspeakable {}
}

#[test]
fn names_that_typescript_cannot_use_are_refused() {
    let registry = unspeakable::SpeechlessContract::registry().unwrap();
    let found = emit::emit(&registry, &emit::Sources::default()).unwrap_err().to_string();
    for mistake in [
        "error[typescript-name] ThingOutcome: the TypeScript package would have two types of this name: of the operation \
         thing and the type ThingOutcome",
        "error[typescript-name] delete: `delete` is a word of JavaScript",
        "error[typescript-name] createClient: the TypeScript package has a function `createClient` of its own",
    ] {
        assert!(found.contains(mistake), "{mistake}\nis not among\n{found}");
    }
}

fn mistakes<C: Contract>(modules: Vec<fn(&mut Collector) -> contract_kit::module::ModuleDescription>) -> String {
    match build::<C>(modules) {
        Ok(_) => panic!("no mistake was found"),
        Err(mistakes) => mistakes.to_string(),
    }
}
