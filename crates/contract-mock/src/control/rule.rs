//! Rules that make a mock fail, or answer something else, so that a client can be rehearsed. `rule_check` compares them with
//! a contract.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::consequence::Consequence;

/// A rule about one operation, channel or GraphQL field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The id of an operation or a channel, a client's message such as `desk.ask`, a GraphQL field such as `query.order`;
    /// `orders/*` for everything of the module `orders`, `*` for all.
    pub item: String,
    /// The values of the calls for which it holds, by their places: `/price` in the body, the arguments or the message,
    /// `path/id`, `query/limit`. It holds for all calls where this is empty.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub when: Map<String, Value>,
    /// How many calls pass before it holds.
    #[serde(default)]
    pub after: u64,
    /// For how many calls it holds; for all, where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// The share of calls for which it holds, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// How long the answer is held back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency: Option<Latency>,
    /// The code of the problem that is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The data that is answered, out of its envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// Whether the connection is closed without an answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reset: bool,
    /// After how many bytes the body breaks off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub truncate: Option<usize>,
    /// How fast the body comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_per_second: Option<u32>,
    /// After how many messages a feed or a socket ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_after: Option<usize>,
    /// The code with which a socket is closed then; 1011 where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_code: Option<u16>,
    /// Whether open enumerations have a word that the contract does not know yet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unknown_words: bool,
    /// How many messages a feed or a subscription begins with, at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
    /// The tags of the messages with which a client's message is answered, in place of all that are declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Values in the data that is answered, by JSON pointer; `{place}` in a text is a value of the call. An entity keeps them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub set: Map<String, Value>,
    /// Where the bytes of the request can be read from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<KeptFile>,
    /// The consequences of the call beside its answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Consequence>,
}

/// How the bytes of a request are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeptFile {
    /// The JSON pointer to the text in the answer that becomes their address.
    pub at: String,
    /// Their media type. The bytes stay as they were sent.
    pub media_type: String,
}

/// How long an answer is held back, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Latency {
    /// Always so long.
    Fixed(f64),
    /// Anything between the two.
    #[serde(rename_all = "camelCase")]
    Uniform {
        /// The shortest.
        min: f64,
        /// The longest.
        max: f64,
    },
    /// Mostly about the mean, and never negative.
    #[serde(rename_all = "camelCase")]
    Normal {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        deviation: f64,
    },
}

/// The most rules that hold at a time: each call asks them all.
pub(crate) const MOST: usize = 1_000;
/// The longest name for which similar ones are looked for.
const LONGEST_NAME: usize = 200;

/// Longer than any client waits.
const LONGEST: f64 = 600_000.0;

/// A mistake in a rule: the member, and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMistake {
    /// The member of the rule.
    pub member: &'static str,
    /// The reason, with the next step.
    pub reason: String,
}

impl fmt::Display for RuleMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.member, self.reason)
    }
}

/// The mistake of one rule too many.
pub(crate) fn too_many(found: usize) -> RuleMistake {
    RuleMistake { member: "item", reason: format!("there are {found} rules, but there must be at most {MOST}") }
}

impl Latency {
    pub(super) fn mistake(self) -> Option<String> {
        let numbers = match self {
            Self::Fixed(fixed) => [fixed, fixed],
            Self::Uniform { min, max } if min > max => return Some(format!("min is {min}, which is above max, {max}")),
            Self::Uniform { min, max } => [min, max],
            Self::Normal { mean, deviation } => [mean, deviation],
        };
        let wrong = numbers.into_iter().find(|number| !(0.0..=LONGEST).contains(number));
        wrong.map(|number| format!("it is {number}, but must be from 0 to {LONGEST} milliseconds"))
    }
}

/// The names that are close to a wrong one, as the end of a sentence.
pub(crate) fn suggestion(name: &str, known: &[&str]) -> String {
    if name.len() > LONGEST_NAME {
        return String::new();
    }
    let close = similar::get_close_matches(name, known, 3, 0.5);
    if close.is_empty() { String::new() } else { format!(": did you mean {}?", close.join(", ")) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
