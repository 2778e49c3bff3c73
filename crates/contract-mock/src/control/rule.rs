//! Rules that make a mock fail or change its answers, to test a client. `rule_check` compares them with a contract.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::consequence::Consequence;

/// A rule about one operation, channel or GraphQL field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The id of an operation or a channel, a client's message such as `desk.ask`, or a GraphQL field such as
    /// `query.order`; `orders/*` for everything in the module `orders`, `*` for everything.
    pub item: String,
    /// The values that a call must have for the rule to apply, by their places: `/price` in the body, the arguments or
    /// the message, `path/id`, `query/limit`. If this is empty, the rule applies to all calls.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub when: Map<String, Value>,
    /// The number of calls that pass before the rule applies.
    #[serde(default)]
    pub after: u64,
    /// The number of calls to which the rule applies; all by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// The share of calls to which the rule applies, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// The time for which the answer is delayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency: Option<Latency>,
    /// The code of the problem in the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The data in the answer, without its envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    /// Whether the connection is closed without an answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reset: bool,
    /// The number of bytes after which the body breaks off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub truncate: Option<usize>,
    /// The speed at which the body is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_per_second: Option<u32>,
    /// The number of messages after which a feed or a socket ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_after: Option<usize>,
    /// The code with which a socket is then closed; 1011 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_code: Option<u16>,
    /// Whether open enumerations contain a word that the contract does not declare.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unknown_words: bool,
    /// The maximum number of messages with which a feed or a subscription begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
    /// The tags of the messages that answer a client's message, instead of all declared ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Values in the data of the answer, by JSON pointer; `{place}` in a text is a value of the call. An entity keeps
    /// them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub set: Map<String, Value>,
    /// The place in the answer for an address at which the bytes of the request can then be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<KeptFile>,
    /// The consequences of the call besides its answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Consequence>,
}

/// The way in which the bytes of a request are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeptFile {
    /// The JSON pointer to the text in the answer that is replaced by the address of the bytes.
    pub at: String,
    /// The media type of the bytes, which are served unchanged.
    pub media_type: String,
}

/// The time for which an answer is delayed, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Latency {
    /// Always the same time.
    Fixed(f64),
    /// A time between two limits.
    #[serde(rename_all = "camelCase")]
    Uniform {
        /// The shortest time.
        min: f64,
        /// The longest time.
        max: f64,
    },
    /// A time around a mean, and never negative.
    #[serde(rename_all = "camelCase")]
    Normal {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        deviation: f64,
    },
}

/// The maximum number of rules: each call checks them all.
pub(crate) const MOST: usize = 1_000;
/// The length of the longest name for which similar names are suggested.
const LONGEST_NAME: usize = 200;

/// A time longer than any client waits.
const LONGEST: f64 = 600_000.0;

/// A mistake in a rule: the member and the reason.
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

/// The mistake of having too many rules.
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

/// The known names that are similar to a wrong one, as the end of a sentence.
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
