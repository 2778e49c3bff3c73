//! Decides which rules apply to each call.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use contract_data::{draws::Draws, hash::key_of, json::is_equal};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{
    rule::{Latency, Rule},
    values::CallValues,
};

/// The rules of a mock, and the number of calls of each.
#[derive(Debug, Default)]
pub(crate) struct Rehearsal(Mutex<Rules>);

#[derive(Debug, Default)]
struct Rules {
    rules: Vec<Rule>,
    /// The calls of each item, by the index of the rule.
    calls: HashMap<usize, u64>,
}

/// Everything that the rules say of one call.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Deviation {
    pub latency: Option<Duration>,
    pub rule: Rule,
}

/// The part of a contract that is called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Called<'a> {
    pub item: &'a str,
    pub module: &'a str,
}

/// The rules that are considered at a stage: a request is read only after its connection may have been delayed or
/// closed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stage<'a> {
    /// The rules that look at no value, before the request is read.
    Unread,
    /// The rules that look at values, after the request is read.
    Read(&'a CallValues),
    /// All rules.
    Whole(&'a CallValues),
}

impl Called<'_> {
    fn is(self, item: &str) -> bool {
        item == "*" || item == self.item || item.strip_suffix("/*") == Some(self.module)
    }
}

impl Stage<'_> {
    fn asks(self, rule: &Rule) -> bool {
        let holds = |values: &CallValues| {
            let mut conditions = rule.when.iter();
            conditions.all(|(place, value)| values.get(place).is_some_and(|found| is_equal(found, value)))
        };
        match self {
            Self::Unread => rule.when.is_empty(),
            Self::Read(values) => !rule.when.is_empty() && holds(values),
            Self::Whole(values) => holds(values),
        }
    }
}

/// The deviation of a request, shared by everything that answers the request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Course {
    deviation: Arc<Mutex<Deviation>>,
    closing: CancellationToken,
}

impl Course {
    /// The deviation of a request to a server that closes when a token is cancelled.
    pub(crate) fn new(deviation: Option<Deviation>, closing: CancellationToken) -> Self {
        Self { deviation: Arc::new(Mutex::new(deviation.unwrap_or_default())), closing }
    }

    /// Adds a later decision, and delays the answer accordingly, until the server closes.
    pub(crate) async fn follow(&self, later: &Deviation) {
        merge(&mut self.lock().rule, &later.rule);
        if let Some(latency) = later.latency {
            self.closing.run_until_cancelled(sleep(latency)).await;
        }
    }

    pub(crate) fn rule(&self) -> Rule {
        self.lock().rule.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Deviation> {
        self.deviation.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rehearsal {
    /// Replaces the rules.
    pub(crate) fn replace(&self, rules: Vec<Rule>) {
        *self.lock() = Rules { rules, calls: HashMap::new() };
    }

    /// Whether there are no rules.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().rules.is_empty()
    }

    /// The rules.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        self.lock().rules.clone()
    }

    /// Counts a call, and decides how it deviates from an ordinary one. The same seed gives the same decisions.
    pub(crate) fn decide(&self, seed: &str, called: Called<'_>, stage: Stage<'_>) -> Option<Deviation> {
        let mut rules = self.lock();
        let Rules { rules, calls } = &mut *rules;
        let mut deviation: Option<Deviation> = None;
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| called.is(&rule.item) && stage.asks(rule)) {
            let count = calls.entry(index).or_default();
            *count += 1;
            let mut draws = Draws::new(key_of(&[seed, "rule", &index.to_string(), &count.to_string()]));
            let share = f64::from(draws.next()) / 4_294_967_296.0;
            let holds = *count > rule.after
                && rule.times.is_none_or(|times| *count <= rule.after.saturating_add(times))
                && rule.rate.is_none_or(|rate| share < rate);
            if holds {
                let found = deviation.get_or_insert_default();
                found.latency = found.latency.max(rule.latency.map(|latency| drawn(latency, &mut draws)));
                merge(&mut found.rule, rule);
            }
        }
        deviation
    }

    fn lock(&self) -> MutexGuard<'_, Rules> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds the effects of a rule to those of the rules before it, which take precedence.
fn merge(into: &mut Rule, rule: &Rule) {
    into.code = into.code.take().or_else(|| rule.code.clone());
    into.data = into.data.take().or_else(|| rule.data.clone());
    into.truncate = into.truncate.or(rule.truncate);
    into.bytes_per_second = into.bytes_per_second.or(rule.bytes_per_second);
    into.end_after = into.end_after.or(rule.end_after);
    into.close_code = into.close_code.or(rule.close_code);
    into.reset |= rule.reset;
    into.unknown_words |= rule.unknown_words;
    into.series = into.series.or(rule.series);
    into.file = into.file.take().or_else(|| rule.file.clone());
    into.then.extend(rule.then.iter().cloned());
    if into.answers.is_empty() {
        into.answers.clone_from(&rule.answers);
    }
    for (pointer, value) in &rule.set {
        into.set.entry(pointer).or_insert_with(|| value.clone());
    }
}

fn drawn(latency: Latency, draws: &mut Draws) -> Duration {
    let mut share = || f64::from(draws.next()) / 4_294_967_296.0;
    let milliseconds = match latency {
        Latency::Fixed(fixed) => fixed,
        Latency::Uniform { min, max } => min + (max - min) * share(),
        // The sum of twelve uniform draws is close to a normal distribution of deviation 1.
        Latency::Normal { mean, deviation } => mean + deviation * ((0..12).map(|_| share()).sum::<f64>() - 6.0),
    };
    Duration::from_secs_f64(milliseconds.max(0.0) / 1000.0)
}
