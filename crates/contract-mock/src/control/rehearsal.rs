//! Decides for each call which rules hold.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::rule::{Latency, Rule};
use crate::data::{draws::Draws, hash::key_of};

/// The rules of a mock, and how often each was asked.
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

impl Rehearsal {
    /// Takes other rules in place of those that are there.
    pub(crate) fn replace(&self, rules: Vec<Rule>) {
        *self.lock() = Rules { rules, calls: HashMap::new() };
    }

    /// Whether there is no rule.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().rules.is_empty()
    }

    /// The rules.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        self.lock().rules.clone()
    }

    /// Counts a call, and decides how it deviates from an ordinary one. The same seed decides alike.
    pub(crate) fn decide(&self, seed: &str, item: &str) -> Option<Deviation> {
        let mut rules = self.lock();
        let Rules { rules, calls } = &mut *rules;
        let mut deviation: Option<Deviation> = None;
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.item == item || rule.item == "*") {
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

/// Adds the effects of a rule to those of the rules before it, which go first.
fn merge(into: &mut Rule, rule: &Rule) {
    into.code = into.code.take().or_else(|| rule.code.clone());
    into.data = into.data.take().or_else(|| rule.data.clone());
    into.truncate = into.truncate.or(rule.truncate);
    into.bytes_per_second = into.bytes_per_second.or(rule.bytes_per_second);
    into.end_after = into.end_after.or(rule.end_after);
    into.close_code = into.close_code.or(rule.close_code);
    into.reset |= rule.reset;
    into.unknown_words |= rule.unknown_words;
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
