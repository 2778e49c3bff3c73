//! The journal: the last requests, with their violations of the contract.

use std::{
    cell::RefCell,
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use contract_model::exchange::Violation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The number of requests that are kept.
const KEPT: usize = 500;
/// The number of violations that are kept of a request.
const VIOLATIONS: usize = 20;
/// The number of bytes that are kept of a text: clients choose paths and values of any length.
const TEXT: usize = 512;

tokio::task_local! {
    /// The violations that were tolerated in the request of this task.
    pub(crate) static TOLERATED: RefCell<Vec<Violation>>;
}

/// A request, and its answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The entry's number, from 1.
    pub number: u64,
    /// The time at which the request arrived.
    pub at: Timestamp,
    /// The request's method.
    pub method: String,
    /// The request's path and query, cut if they are long.
    pub path: String,
    /// The operation or channel that it reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// The code of the problem in the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The duration until the answer.
    pub milliseconds: u64,
    /// The violations of the contract, up to 20.
    pub violations: Vec<Mistake>,
    /// Whether the request was answered in spite of its violations.
    pub is_tolerated: bool,
    /// The tag or type of the message of a socket or feed that has the violations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The reason why a proxy got no complete answer, or could not check it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// The side that sent a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The client, in a request or a message.
    #[default]
    Request,
    /// The server, in an answer, an event or a message.
    Answer,
}

/// One violation of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// The side that sent the value.
    #[serde(default)]
    pub direction: Direction,
    /// JSON pointer into the body, or `query/limit`, `path/id`, `header/if-match`, `status`.
    pub pointer: String,
    /// The rule: a JSON Schema keyword, or the code of the problem with which a server refuses the request.
    pub code: String,
    /// The mistake, in words for a person.
    pub detail: String,
}

impl Mistake {
    /// A violation in a value that one side sent.
    pub fn new(direction: Direction, Violation { pointer, code, detail }: Violation) -> Self {
        Self { direction, pointer, code, detail }
    }
}

/// The last requests of a mock.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    next: u64,
    kept: VecDeque<Entry>,
}

impl Journal {
    /// Adds an entry, and sets its number.
    pub(crate) fn add(&self, mut entry: Entry) -> Entry {
        let mut entries = self.lock();
        entries.next += 1;
        entry.number = entries.next;
        cut(&mut entry.method);
        cut(&mut entry.path);
        [&mut entry.message, &mut entry.failure].into_iter().flatten().for_each(cut);
        entry.violations.truncate(VIOLATIONS);
        entry.violations.shrink_to_fit();
        for Mistake { direction: _, pointer, code, detail } in &mut entry.violations {
            [pointer, code, detail].into_iter().for_each(cut);
        }
        if entries.kept.len() == KEPT {
            entries.kept.pop_front();
        }
        entries.kept.push_back(entry.clone());
        entry
    }

    /// The entries, the newest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.lock().kept.iter().rev().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().kept.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cuts a text that is too long.
fn cut(text: &mut String) {
    if text.len() > TEXT {
        text.truncate(text.floor_char_boundary(TEXT));
        text.push('…');
        text.shrink_to_fit();
    }
}

/// Records violations of the request that this task answers.
pub(crate) fn tolerate(violations: &[Violation]) {
    // A message of a socket does not belong to a request.
    _ = TOLERATED.try_with(|tolerated| {
        tolerated.borrow_mut().extend(violations.iter().take(VIOLATIONS).cloned());
    });
}
