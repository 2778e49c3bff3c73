//! Compares rules with a contract.

use contract_data::{
    facts::{Facts, success},
    fits::fits,
};
use contract_model::{
    registry::{Body, PartContent, Registry, Root, Transport},
    validate::Validator,
};
use serde_json::{Value, json};

use super::{
    rule::{Latency, Rule, RuleMistake, suggestion},
    subject::{Subject, unknown},
    values::places,
};

/// The maximum size of a rule's data, in bytes of JSON.
const LONGEST_DATA: usize = 256 * 1024;

impl Rule {
    /// Checks the rule against a contract.
    ///
    /// # Errors
    /// Every mistake in it.
    pub(crate) fn check(&self, facts: &Facts) -> Result<(), Vec<RuleMistake>> {
        let registry = &facts.registry;
        let mut mistakes = Vec::new();
        let mut wrong = |member, reason: String| mistakes.push(RuleMistake { member, reason });
        let subject = Subject::find(registry, &self.item);
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
            Some(Subject::Channel(_) | Subject::All | Subject::Module(_)) => true,
            Some(Subject::Field(field)) => field.root == Root::Subscription,
            Some(Subject::Operation(_) | Subject::Message { .. }) | None => false,
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
                "the rule does nothing: give it latency, code, data, set, file, answers, then, reset, truncate, \
                 bytesPerSecond, series, endAfter or unknownWords"
                    .into(),
            );
        }
        if let Some(subject) = subject {
            mistakes.extend(self.wrong_values(facts, subject));
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    /// The mistakes in the values that the rule expects or gives.
    fn wrong_values(&self, facts: &Facts, subject: Subject<'_>) -> Vec<RuleMistake> {
        let mut mistakes = Vec::new();
        let mut wrong = |member, reason: String| mistakes.push(RuleMistake { member, reason });
        for (place, value) in &self.when {
            match subject.schema_at(facts, place).filter(|_| !place.starts_with("answer")) {
                Some(schema) if fits(facts, &schema, value) => {}
                Some(_) => wrong("when", format!("`{place}` is never {value}: it does not fit the contract")),
                None => wrong("when", format!("a call of `{}` has no value at `{place}`", self.item)),
            }
        }
        let answer = subject.answer(facts);
        let in_answer = |pointer: &str| answer.as_ref().and_then(|answer| facts.at(answer, pointer));
        for (pointer, value) in &self.set {
            let unknown = places(value).into_iter().find(|place| !subject.has_place(facts, place));
            if let Some(place) = unknown {
                wrong("set", format!("a call of `{}` has no value at `{{{place}}}`", self.item));
                continue;
            }
            match in_answer(pointer) {
                Some(schema) if !places(value).is_empty() || fits(facts, schema, value) => {}
                Some(_) => wrong("set", format!("`{pointer}` cannot be {value}: it does not fit the contract")),
                None => wrong("set", format!("`{}` answers nothing at `{pointer}`", self.item)),
            }
        }
        if let Some(file) = &self.file {
            if !matches!(subject, Subject::Operation(operation) if takes_files(&operation.body)) {
                wrong("file", format!("`{}` takes no file", self.item));
            }
            if in_answer(&file.at).is_none() {
                wrong("file", format!("`{}` answers nothing at `{}`", self.item, file.at));
            }
        }
        let declared = match subject {
            Subject::Message { receiver, .. } => receiver.answers.as_slice(),
            _ => &[],
        };
        if let Some(tag) = self.answers.iter().find(|tag| !declared.contains(tag)) {
            wrong("answers", format!("`{}` is not answered with `{tag}`, but with {}", self.item, list(declared)));
        }
        let is_series = match subject {
            Subject::Channel(channel) => channel.transport == Transport::Sse,
            Subject::Field(field) => field.root == Root::Subscription,
            _ => false,
        };
        if self.series.is_some() && !is_series {
            wrong("series", "only a feed or a subscription begins with a series: name one in `item`".into());
        }
        let then = self.then.iter().flat_map(|consequence| consequence.check(facts, subject));
        mistakes.extend(then.map(|reason| RuleMistake { member: "then", reason }));
        mistakes
    }

    fn has_no_effect(&self) -> bool {
        *self
            == Self {
                item: self.item.clone(),
                when: self.when.clone(),
                after: self.after,
                times: self.times,
                rate: self.rate,
                close_code: self.close_code,
                ..Self::default()
            }
    }
}

fn wrong_code(registry: &Registry, subject: &Subject<'_>, code: &str) -> Option<String> {
    let Some(problem) = registry.problem(code) else {
        let codes: Vec<&str> = registry.problems.iter().map(|problem| problem.code.as_str()).collect();
        return Some(format!("the contract has no problem `{code}`{}", suggestion(code, &codes)));
    };
    let implied = || registry.problems.iter().filter(|problem| problem.implied.is_some()).map(|problem| &*problem.code);
    let (allowed, name): (Vec<&str>, String) = match *subject {
        Subject::All => return None,
        Subject::Module(name) => (implied().collect(), format!("{name}/*")),
        Subject::Operation(operation) => {
            (registry.problems_of_operation(operation).map(|problem| &*problem.code).collect(), operation.id.clone())
        }
        Subject::Channel(channel) => {
            (registry.problems_of_handshake(channel).map(|problem| &*problem.code).collect(), channel.id.clone())
        }
        Subject::Message { tag, receiver, .. } => {
            (receiver.errors.iter().map(String::as_str).chain(implied()).collect(), tag.to_owned())
        }
        Subject::Field(field) => {
            (field.errors.iter().map(String::as_str).chain(implied()).collect(), field.name.clone())
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

/// Names for a sentence.
fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".into() } else { names.join(", ") }
}

fn takes_files(body: &Body) -> bool {
    match body {
        Body::Bytes { .. } => true,
        Body::Multipart { parts } => parts.iter().any(|part| matches!(part.content, PartContent::File { .. })),
        Body::None | Body::Json { .. } => false,
    }
}
