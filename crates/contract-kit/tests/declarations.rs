//! A declaration stands in the registry as it was written.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]

use contract_kit::{build::Contract, prelude::*};

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
}

#[api(
    title = "Stations", version = "1.0.0", base_uri = "https://stations.test/", license = "MIT", package = "stations",
    contact("Nobody", "https://stations.test/", "nobody@stations.test"), servers = [("https://stations.test", "Nowhere")],
    problems = ProblemCode,
)]
/// A contract of stations.
pub trait Readings: Stations {}

#[test]
fn a_generic_type_with_plain_fields_is_the_type_of_a_field() {
    let registry = ReadingsContract::registry().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let body = registry.operations[0].answers[0].body.as_ref().expect("the station is answered");
    assert_eq!(
        body.example,
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
