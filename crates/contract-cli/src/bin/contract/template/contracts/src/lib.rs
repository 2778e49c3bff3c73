//! The contract of {{title}}: its types, operations and channels.

pub mod problem;

use contract_kit::prelude::*;

use self::problem::{NoteNotFound, ProblemCode};

/// Identifies a note.
#[contract]
pub struct NoteId(pub Uuid);

/// A note.
#[contract]
pub struct Note {
    /// The note's id.
    pub id: NoteId,
    /// The text, as it was written.
    #[contract(length(1..=2000), example = "Buy bread.")]
    pub text: String,
    /// The moment at which it was written.
    pub written_at: DateTime,
}

/// A note to add.
#[contract]
pub struct NewNote {
    /// The text.
    #[contract(length(1..=2000), example = "Buy bread.")]
    pub text: String,
}

/// A change of the notes.
#[contract]
pub enum NoteEvent {
    /// A note was added.
    Added {
        /// The note.
        note: Note,
    },
}

/// Notes.
#[module(auth = Public)]
pub trait Notes {
    /// Add a note.
    ///
    /// Everybody who follows the notes sees it at once.
    #[post("/notes", causes(NoteEvents("added")))]
    fn add_note(body: NewNote) -> Created<Note>;

    /// Get a note.
    ///
    /// Answers the note as it was written.
    #[get("/notes/{id}", errors(NoteNotFound))]
    fn get_note(
        /// The note's id.
        id: NoteId,
    ) -> Note;

    /// Follow the notes.
    #[sse("/notes/events")]
    fn note_events() -> NoteEvent;
}

/// Notes that everybody may write and read.
#[api(
    title = "{{title}} API",
    version = "0.1.0",
    base_uri = "https://{{name}}.example/",
    license = "UNLICENSED",
    package = "{{name}}-contracts",
    contact("{{title}}", "https://{{name}}.example/contact", "api@{{name}}.example"),
    servers = [("http://127.0.0.1:3000", "Development")],
    problems = ProblemCode,
)]
pub trait Api: Notes {}
