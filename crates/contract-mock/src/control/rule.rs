//! Rules that make a mock fail, or answer something else, so that a client can be rehearsed.

use std::fmt;

use contract_model::{
    registry::{Channel, GraphqlField, Operation, Registry, Root},
    validate::Validator,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::data::facts::{Facts, success};

/// A rule about one operation, channel or GraphQL field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The id of an operation or a channel, a GraphQL field such as `query.order`, or `*` for all of them.
    pub item: String,
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
/// The most bytes of the data of a rule, as JSON.
const LONGEST_DATA: usize = 256 * 1024;
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

/// The thing of the contract that a rule is about.
enum Subject<'a> {
    All,
    Operation(&'a Operation),
    Field(&'a GraphqlField),
    Channel(&'a Channel),
}

impl Rule {
    /// Checks the rule against a contract.
    ///
    /// # Errors
    /// Every mistake in it.
    pub(crate) fn check(&self, facts: &Facts) -> Result<(), Vec<RuleMistake>> {
        let registry = &facts.registry;
        let mut mistakes = Vec::new();
        let mut wrong = |member, reason: String| mistakes.push(RuleMistake { member, reason });
        let subject = subject(registry, &self.item);
        if subject.is_none() {
            wrong("item", unknown(registry, &self.item));
        }
        if let Some(rate) = self.rate.filter(|rate| !(0.0..=1.0).contains(rate)) {
            wrong("rate", format!("it is {rate}, but must be from 0 to 1"));
        }
        if let Some(reason) = self.latency.and_then(Latency::mistake) {
            wrong("latency", reason);
        }
        if let (Some(code), Some(subject)) = (&self.code, &subject)
            && let Some(reason) = wrong_code(registry, subject, code)
        {
            wrong("code", reason);
        }
        if let (Some(data), Some(subject)) = (&self.data, &subject)
            && let Some(reason) = wrong_data(facts, subject, data)
        {
            wrong("data", reason);
        }
        let is_stream = match &subject {
            Some(Subject::Channel(_) | Subject::All) => true,
            Some(Subject::Field(field)) => field.root == Root::Subscription,
            Some(Subject::Operation(_)) | None => false,
        };
        if self.end_after.is_some() && !is_stream {
            wrong(
                "endAfter",
                "only a channel or a subscription ends after a number of messages: name one in `item`".into(),
            );
        }
        if self.close_code.is_some_and(|code| !(1000..=4999).contains(&code)) {
            wrong("closeCode", "it must be from 1000 to 4999 (RFC 6455, section 7.4)".into());
        }
        if self.bytes_per_second == Some(0) {
            wrong("bytesPerSecond", "it must be at least 1".into());
        }
        if self.has_no_effect() {
            wrong(
                "item",
                "the rule does nothing: give it latency, code, data, reset, truncate, bytesPerSecond, endAfter or \
                 unknownWords"
                    .into(),
            );
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    fn has_no_effect(&self) -> bool {
        *self
            == Self {
                item: self.item.clone(),
                after: self.after,
                times: self.times,
                rate: self.rate,
                close_code: self.close_code,
                ..Self::default()
            }
    }
}

impl Latency {
    fn mistake(self) -> Option<String> {
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

fn subject<'a>(registry: &'a Registry, item: &str) -> Option<Subject<'a>> {
    if item == "*" {
        return Some(Subject::All);
    }
    let operation = registry.operations.iter().find(|operation| operation.id == item).map(Subject::Operation);
    let channel = || registry.channels.iter().find(|channel| channel.id == item).map(Subject::Channel);
    let field = || registry.fields().find(|field| field_item(field) == item).map(Subject::Field);
    operation.or_else(channel).or_else(field)
}

/// The name of a GraphQL field in a rule.
pub(crate) fn field_item(field: &GraphqlField) -> String {
    format!("{}.{}", field.root.type_name().to_lowercase(), field.name)
}

fn unknown(registry: &Registry, item: &str) -> String {
    let operations = registry.operations.iter().map(|operation| operation.id.clone());
    let channels = registry.channels.iter().map(|channel| channel.id.clone());
    let names: Vec<String> = operations.chain(channels).chain(registry.fields().map(field_item)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("the contract has no operation, channel or field `{item}`{}", suggestion(item, &names))
}

/// The names that are close to a wrong one, as the end of a sentence.
pub(crate) fn suggestion(name: &str, known: &[&str]) -> String {
    if name.len() > LONGEST_NAME {
        return String::new();
    }
    let close = similar::get_close_matches(name, known, 3, 0.5);
    if close.is_empty() { String::new() } else { format!(": did you mean {}?", close.join(", ")) }
}

fn wrong_code(registry: &Registry, subject: &Subject<'_>, code: &str) -> Option<String> {
    let Some(problem) = registry.problem(code) else {
        let codes: Vec<&str> = registry.problems.iter().map(|problem| problem.code.as_str()).collect();
        return Some(format!("the contract has no problem `{code}`{}", suggestion(code, &codes)));
    };
    let (allowed, name): (Vec<&str>, &str) = match subject {
        Subject::All => return None,
        Subject::Operation(operation) => {
            (registry.problems_of_operation(operation).map(|problem| problem.code.as_str()).collect(), &operation.id)
        }
        Subject::Channel(channel) => {
            (registry.problems_of_handshake(channel).map(|problem| problem.code.as_str()).collect(), &channel.id)
        }
        Subject::Field(field) => {
            let implied = registry.problems.iter().filter(|problem| problem.implied.is_some());
            let implied = implied.map(|problem| problem.code.as_str());
            (field.errors.iter().map(String::as_str).chain(implied).collect(), &field.name)
        }
    };
    let is_allowed = allowed.contains(&problem.code.as_str());
    (!is_allowed).then(|| format!("`{name}` cannot answer `{code}`: it answers {}", allowed.join(", ")))
}

fn wrong_data(facts: &Facts, subject: &Subject<'_>, data: &Value) -> Option<String> {
    let Subject::Operation(operation) = subject else {
        return Some("only an operation can be answered with data: name one in `item`".into());
    };
    let answer = success(operation)?;
    let length = data.to_string().len();
    if length > LONGEST_DATA {
        return Some(format!("it has {length} bytes as JSON, but must have at most {LONGEST_DATA}"));
    }
    let Some(body) = &answer.body else { return Some(format!("`{}` answers without a body", operation.id)) };
    let has_envelope = facts.content(&body.schema).envelope.is_some();
    let whole = if has_envelope { json!({ "success": true, "data": data }) } else { data.clone() };
    let validator = Validator::new(&facts.registry).with_answers(&facts.registry);
    let violations = validator.answer(&operation.id, answer.status, &whole);
    let first = violations.first()?;
    let pointer = if has_envelope { first.pointer.strip_prefix("/data") } else { None };
    let pointer = pointer.unwrap_or(&first.pointer);
    Some(format!("it does not fit the answer of `{}`: at `{pointer}`: {}", operation.id, first.detail))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
