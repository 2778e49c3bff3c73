//! The operations and channels of the contract.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use contract_axum::Replay;
use contract_kit::{
    channel::{Opening, Outgoing, Serve},
    operation::{Handle, Outcome, Request},
    prelude::*,
    problem::{Failure, ProblemType as _},
};
use contracts::{AddNote, GetNote, Note, NoteEvent, NoteEvents, NoteId, problem::NoteNotFound};

/// How many events are kept for clients that come back after a lost connection.
const EVENTS: usize = 100;

/// A server and its notes.
pub(crate) struct Server {
    notes: Mutex<BTreeMap<String, Note>>,
    events: Replay<NoteEvent>,
}

impl Default for Server {
    fn default() -> Self {
        Self { notes: Mutex::default(), events: Replay::new(EVENTS) }
    }
}

impl Handle<AddNote> for Server {
    async fn handle(&self, request: Request<AddNote>) -> Outcome<AddNote> {
        let id = NoteId(Uuid::now_v7());
        let note = Note { id, text: request.body.text, written_at: DateTime(jiff::Timestamp::now()) };
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.insert(id.0.to_string(), note.clone());
        self.events.publish(NoteEvent::Added { note: note.clone() });
        Ok(Created { location: format!("/notes/{}", id.0), body: note })
    }
}

impl Handle<GetNote> for Server {
    async fn handle(&self, request: Request<GetNote>) -> Outcome<GetNote> {
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let note = notes.get(&request.parameters.id.0.to_string()).cloned();
        Ok(note.ok_or_else(|| NoteNotFound.because("no note has this id"))?)
    }
}

impl Serve<NoteEvents> for Server {
    async fn open(&self, opening: Opening<NoteEvents>) -> Result<Outgoing<NoteEvents>, Failure<NoteEvents>> {
        Ok(self.events.listen(opening.last_event_id.as_deref()))
    }
}
