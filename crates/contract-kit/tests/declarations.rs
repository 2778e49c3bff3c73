//! The registry contains a declaration as it was written.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]

use contract_kit::{build::Contract, prelude::*, registry::Registry};

/// The class an error belongs to.
#[contract]
pub enum ErrorType {
    /// Ours.
    Server,
}

/// A problem.
#[contract]
pub struct Problem {
    /// Its code.
    pub code: ProblemCode,
}

/// The code of a problem.
#[problems(body = Problem, error_type = ErrorType)]
pub enum ProblemCode {
    /// Something failed.
    #[problem(status = 500, error_type = Server, title = "Something failed", implied = Always)]
    Internal,
}

/// A reading with the facts about it.
#[contract]
pub struct Reading<T> {
    /// The reading itself.
    pub value: T,
    /// Whether it was checked.
    pub checked: bool,
    /// Whether each sensor agrees.
    pub agreement: Option<Vec<bool>>,
    /// The number of the sensor.
    #[contract(range(0..), example = 7)]
    pub sensor: i32,
}

/// An instant at which something was read.
#[contract]
pub struct Moment {
    /// The instant.
    pub at: DateTime,
}

/// A station.
#[contract]
pub struct Station {
    /// Its last reading.
    pub last: Reading<Moment>,
}

/// An alarm of a station.
#[contract]
pub enum Alarm {
    /// It is too warm.
    Heat {
        /// The instant.
        at: DateTime,
    },
    /// It is damp.
    #[deprecated(since = "2026-02-01", note = "use `Heat`")]
    #[contract(since = "2026-01-01", sunset = "2026-06-01")]
    Damp {
        /// The instant.
        at: DateTime,
    },
}

/// A remark on a station, and those on it.
#[contract]
pub struct Remark {
    /// Its text.
    #[contract(length(1..=200), example = "It rains.")]
    pub text: String,
    /// The remarks on it.
    pub answers: Vec<Remark>,
    /// The remarks on it, by the name of their author.
    pub by_author: BTreeMap<String, Remark>,
    /// The remark that it is on.
    pub parent: Option<Box<Remark>>,
}

/// A rule for an alarm.
#[contract]
pub enum Rule {
    /// Both of two rules.
    Both {
        /// The one.
        one: Box<Rule>,
        /// The other.
        other: Box<Rule>,
    },
    /// A sensor is above a threshold.
    Above {
        /// The threshold.
        #[contract(range(0..), example = 30)]
        threshold: i32,
    },
}

#[module]
pub trait Stations {
    /// The station.
    ///
    /// There is one.
    #[get("/station", auth = Public)]
    fn get_station() -> Station;

    /// The alarm.
    ///
    /// It is the last one.
    #[get("/alarm", auth = Public)]
    fn get_alarm() -> Alarm;

    /// The remarks.
    ///
    /// With their answers.
    #[get("/remarks", auth = Public)]
    fn get_remark() -> Remark;

    /// The rule.
    ///
    /// There is one.
    #[get("/rule", auth = Public)]
    fn get_rule() -> Rule;
}

#[api(
    title = "Stations", version = "1.0.0", base_uri = "https://stations.test/", license = "MIT", package = "stations",
    contact("Nobody", "https://stations.test/", "nobody@stations.test"), servers = [("https://stations.test", "Nowhere")],
    problems = ProblemCode,
)]
/// A contract of stations.
pub trait Readings: Stations {}

/// Returns the example of an operation's response.
fn answered(registry: &Registry, operation: &str) -> serde_json::Value {
    let operation = registry.operations.iter().find(|known| known.id == operation).expect("the contract has it");
    operation.answers[0].body.as_ref().expect("it has a body").example.clone()
}

#[test]
fn a_generic_type_with_plain_fields_is_the_type_of_a_field() {
    let registry = ReadingsContract::registry().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(
        answered(&registry, "getStation"),
        serde_json::json!({
            "last": {
                "value": { "at": "2026-01-15T09:30:00Z" }, "checked": true, "agreement": [true], "sensor": 7,
            }
        })
    );
}

#[test]
fn a_variant_keeps_its_lifecycle() {
    let registry = ReadingsContract::registry().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let lifecycle = &registry.types["AlarmDamp"].schema.lifecycle;
    assert_eq!(lifecycle.since.as_deref(), Some("2026-01-01"));
    let deprecated = lifecycle.deprecated.as_ref().expect("it is deprecated");
    assert_eq!(deprecated.note, "use `Heat`");
    assert_eq!(deprecated.since.as_deref(), Some("2026-02-01"));
    assert_eq!(deprecated.sunset.as_deref(), Some("2026-06-01"));
}

#[test]
fn recursive_type_has_a_finite_example() {
    let registry = ReadingsContract::registry().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let remark = serde_json::json!({ "text": "It rains.", "answers": [], "byAuthor": {} });
    assert_eq!(answered(&registry, "getRemark"), remark);
    let above = serde_json::json!({ "type": "above", "threshold": 30 });
    let both = serde_json::json!({ "type": "both", "one": above, "other": above });
    assert_eq!(answered(&registry, "getRule"), both);
}

/// A chain without an end.
#[contract]
pub struct Link {
    /// The next link.
    pub next: Box<Knot>,
}

/// A knot between two links.
#[contract]
pub struct Knot {
    /// The next link.
    pub link: Link,
}

#[module]
pub trait Chains {
    /// The chain.
    ///
    /// From its first link.
    #[get("/chain", auth = Public)]
    fn get_chain() -> Link;
}

#[api(
    title = "Chains", version = "1.0.0", base_uri = "https://chains.test/", license = "MIT", package = "chains",
    contact("Nobody", "https://chains.test/", "nobody@chains.test"), servers = [("https://chains.test", "Nowhere")],
    problems = ProblemCode,
)]
/// A contract of a chain.
pub trait Endless: Chains {}

#[test]
fn type_without_a_finite_value_is_a_mistake() {
    let mistakes = EndlessContract::registry().expect_err("no chain ends");
    let found: Vec<_> = mistakes.0.iter().map(|mistake| (mistake.code.as_str(), mistake.subject.as_str())).collect();
    assert_eq!(found, [("endless-type", "Knot"), ("endless-type", "Link")]);
}
