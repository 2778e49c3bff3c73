//! A generic type shows an example wherever it stands, whatever its fields are besides its parameters.

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

#[module]
pub trait Stations {
    /// The station.
    ///
    /// There is one.
    #[get("/station", auth = Public)]
    fn get_station() -> Station;
}

#[api(
    title = "Stations", version = "1.0.0", base_uri = "https://stations.test/", license = "MIT", package = "stations",
    contact("Nobody", "https://stations.test/", "nobody@stations.test"), servers = [("https://stations.test", "Nowhere")],
    problems = ProblemCode,
)]
/// A contract with a generic type in a field.
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
