//! The outcomes that a contract declares, and those that a run has seen.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use contract_model::registry::{Implied, ProblemDefinition, Registry, Transport};
use serde::Serialize;

use crate::{hints::Hints, options::Options};

/// The outcomes that were seen: an item with a status, the code of a problem, an argument or the tag of a message.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<BTreeSet<(String, String)>>);

impl Seen {
    pub(crate) fn note(&self, item: &str, outcome: impl Into<String>) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert((item.to_owned(), outcome.into()));
    }

    pub(crate) fn has(&self, item: &str, outcome: &str) -> bool {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.contains(&(item.to_owned(), outcome.to_owned()))
    }
}

/// The share of a contract that a run has exercised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// One row for each kind of outcome.
    pub rows: Vec<Row>,
}

/// The outcomes of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The kind, as the table shows it.
    pub kind: &'static str,
    /// The number of outcomes that the contract declares for the items that the target serves.
    pub declared: usize,
    /// The number of outcomes that were seen.
    pub seen: usize,
    /// The number of unseen outcomes that have a reason in the hints.
    pub excepted: usize,
    /// The number of outcomes that need a fault, and whose fault was not provoked.
    pub not_provokable: usize,
    /// The remaining unseen outcomes, with their items.
    pub missing: Vec<(String, String)>,
}

impl Coverage {
    /// Whether every possible outcome was seen.
    pub fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.missing.is_empty())
    }

    pub(crate) fn of(registry: &Registry, seen: &Seen, hints: &Hints, options: &Options) -> Self {
        let mut statuses = Tally::new("operations: successes");
        let mut problems = Tally::new("operations: problems");
        let mut fields = Tally::new("GraphQL fields");
        let mut arguments = Tally::new("GraphQL arguments");
        let mut field_problems = Tally::new("GraphQL problems");
        let mut channels = Tally::new("channels");
        let mut received = Tally::new("messages to clients");
        let mut sent = Tally::new("messages from clients");
        let mut message_problems = Tally::new("problems of messages");
        let tally = Tallier { seen, hints };
        for operation in registry.operations.iter().filter(|operation| options.includes(&operation.id)) {
            for answer in &operation.answers {
                tally.add(&mut statuses, &operation.id, answer.status.to_string(), false);
            }
            for problem in registry.problems_of_operation(operation) {
                tally.add(&mut problems, &operation.id, problem.code.clone(), is_fault(problem));
            }
        }
        for field in registry.fields().filter(|field| options.includes(&field.path())) {
            let path = field.path();
            tally.add(&mut fields, &path, "result".into(), false);
            for argument in &field.arguments {
                tally.add(&mut arguments, &path, format!("({})", argument.name), false);
            }
            for code in &field.errors {
                tally.add(&mut field_problems, &path, code.clone(), false);
            }
        }
        for channel in registry.channels.iter().filter(|channel| options.includes(&channel.id)) {
            tally.add(&mut channels, &channel.id, "open".into(), false);
            // A socket has no media type that a client could refuse.
            let has_media_type = channel.transport == Transport::Sse;
            let problems = registry.problems_of_handshake(channel);
            for problem in problems.filter(|problem| has_media_type || problem.status != 406) {
                tally.add(&mut channels, &channel.id, problem.code.clone(), is_fault(problem));
            }
            match registry.union(&channel.server) {
                Some((_, variants)) => {
                    for variant in variants {
                        tally.add(&mut received, &channel.id, format!("<{}", variant.value), false);
                    }
                }
                None => tally.add(&mut received, &channel.id, format!("<{}", channel.server), false),
            }
            let is_served = |tag: &str| !options.is_pending(&format!("{} >{tag}", channel.id));
            for (tag, receiver) in channel.receivers.iter().filter(|(tag, _)| is_served(tag)) {
                tally.add(&mut sent, &channel.id, format!(">{tag}"), false);
                for code in &receiver.errors {
                    tally.add(&mut message_problems, &channel.id, format!(">{tag} {code}"), false);
                }
            }
        }
        let rows = [statuses, problems, fields, arguments, field_problems, channels, received, sent, message_problems];
        Self { rows: rows.into_iter().map(|tally| tally.0).filter(|row| row.declared > 0).collect() }
    }
}

/// Whether only a fault of the server leads to a problem: a full limiter, a bug, a slow or failing component.
fn is_fault(problem: &ProblemDefinition) -> bool {
    problem.implied == Some(Implied::Always) && matches!(problem.status, 429 | 500..)
}

struct Tally(Row);

impl Tally {
    const fn new(kind: &'static str) -> Self {
        Self(Row { kind, declared: 0, seen: 0, excepted: 0, not_provokable: 0, missing: Vec::new() })
    }
}

struct Tallier<'a> {
    seen: &'a Seen,
    hints: &'a Hints,
}

impl Tallier<'_> {
    fn add(&self, Tally(row): &mut Tally, item: &str, outcome: String, is_fault: bool) {
        row.declared += 1;
        if self.seen.has(item, &outcome) {
            row.seen += 1;
        } else if self.hints.excepts(item, &outcome) {
            row.excepted += 1;
        } else if is_fault {
            row.not_provokable += 1;
        } else {
            row.missing.push((item.to_owned(), outcome));
        }
    }
}
