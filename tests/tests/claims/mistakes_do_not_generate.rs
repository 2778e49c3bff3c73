//! What the compiler cannot see of a contract is found before anything is generated: every mistake at once, each with
//! the item, what is wrong and what to do.

use contract_kit::{
    prelude::*,
    registry::build::{Collector, Contract, build},
};
use tests::bookshop::problem::ProblemCode;

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
        #[websocket("/talk")]
        fn talk(client: Ask) -> Gadget;

        /// A question.
        #[receive]
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
        "error[message-received-twice] Ask.question: several modules receive this message",
    ] {
        assert!(found.contains(mistake), "{mistake}\nis not among\n{found}");
    }
    assert!(found.ends_with("mistakes"), "{found}");
}

fn mistakes<C: Contract>(modules: Vec<fn(&mut Collector) -> contract_kit::module::ModuleDescription>) -> String {
    match build::<C>(modules) {
        Ok(_) => panic!("no mistake was found"),
        Err(mistakes) => mistakes.to_string(),
    }
}
