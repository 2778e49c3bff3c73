//! A running bookshop: its catalogue in memory, and its deliberate failures.

mod orders;
mod sessions;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use contract_axum::{IdempotencyStore, MemoryIdempotency, Occurrence, Platform, Refused, Usage};
use contract_kit::{
    exchange::TokenFault,
    graphql::{Connection, Edge, Resolve, TotalCount},
    operation::{Caller, Handle, Outcome, Request},
    prelude::*,
    problem::{Details, Failure, ProblemType as _},
    registry::Channel,
};
use serde_json::{Value, json};

pub use self::orders::{GOODBYE, WAIT};
use super::{
    Envelope, Page,
    catalogue::{
        AddBook, AddBookMutation, AttachSample, Book, BookId, BookPatch, BookQuery, BooksQuery, ChangeBook,
        ChangeBookMutation, GetBook, GetSearchStatistics, ListBooks, ListShelves, NewBookInput, Popularity, SearchHit,
        SearchQuery, SearchStatistics, SetCover, Shelf,
    },
    faults::Fault,
    problem::{BookNotFound, Problem, ProblemCode},
};

/// The title of a book whose handler panics.
pub const PANICS: &str = "The Panic of 1907";
/// The title of a book whose handler never ends.
pub const ENDLESS: &str = "À la recherche du temps perdu";
/// The name of a caller whose rate limit allows only one request.
pub const IMPATIENT: &str = "impatient";

/// A bookshop in memory.
#[derive(Debug)]
pub struct Shop {
    /// The rule that this shop breaks on purpose.
    fault: Option<Fault>,
    books: Mutex<BTreeMap<String, Book>>,
    covers: Mutex<BTreeMap<String, (String, usize)>>,
    counted: AtomicU32,
    orders: orders::Orders,
    sessions: sessions::Sessions,
    keys: MemoryIdempotency,
}

impl Default for Shop {
    fn default() -> Self {
        Self::with_fault(None)
    }
}

impl Shop {
    /// A shop that breaks one rule, or none.
    pub fn with_fault(fault: Option<Fault>) -> Self {
        Self {
            fault,
            books: Mutex::default(),
            covers: Mutex::default(),
            counted: AtomicU32::default(),
            orders: orders::Orders::with_fault(fault),
            sessions: sessions::Sessions::default(),
            keys: MemoryIdempotency::new(1000, Duration::from_hours(24)),
        }
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    fn find(&self, id: BookId) -> Option<Book> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner).get(&id.0.to_string()).cloned()
    }

    fn change(&self, id: BookId, patch: BookPatch) -> Option<Book> {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        let known = books.get_mut(&id.0.to_string())?;
        let mut book = known.clone();
        if let Some(title) = patch.title {
            book.title = title;
        }
        patch.homepage.apply(&mut book.homepage);
        patch.size.apply(&mut book.size);
        if !self.has(Fault::ChangeIsNotKept) {
            known.clone_from(&book);
        }
        Some(book)
    }

    fn add(&self, input: NewBookInput) -> Book {
        let book = Book {
            id: BookId(Uuid::now_v7()),
            title: input.title,
            isbn: input.isbn,
            binding: input.binding,
            genre: input.genre,
            script: input.script,
            authors: input.authors,
            price: if self.has(Fault::ValueIsNotKept) { input.price / 2 } else { input.price },
            popularity: Popularity(0.0),
            published_on: input.published_on,
            added_at: DateTime(jiff::Timestamp::UNIX_EPOCH),
            homepage: input.homepage,
            translator: input.translator,
            size: input.size,
            edition: input.edition,
        };
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        books.insert(book.id.0.to_string(), book.clone());
        book
    }
}

fn envelope<T>(data: T) -> Envelope<T> {
    Envelope { success: True, data }
}

impl Handle<ListBooks> for Shop {
    async fn handle(&self, request: Request<ListBooks>) -> Outcome<ListBooks> {
        let asked = request.parameters;
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        let words = asked.word.unwrap_or_default();
        let mut found: Vec<_> = books
            .values()
            .filter(|book| asked.genre.as_ref().is_none_or(|genre| *genre == book.genre))
            .filter(|book| words.iter().all(|word| book.title.contains(word)))
            .cloned()
            .collect();
        if self.has(Fault::CreatedIsNotListed) {
            found.pop();
        }
        let (page, limit) = (usize::try_from(asked.page).unwrap_or(1), usize::try_from(asked.limit).unwrap_or(1));
        let before = (page - 1).saturating_mul(limit);
        let before = match self.fault {
            Some(Fault::PageSkipsAnItem) if page > 1 => before + 1,
            Some(Fault::PageRepeatsAnItem) if page > 1 => before - 1,
            _ => before,
        };
        let total = found.len();
        let items: Vec<_> = found.into_iter().rev().skip(before).take(limit).collect();
        let total = if self.has(Fault::WrongTotal) { items.len() } else { total };
        let total = i32::try_from(total).unwrap_or(i32::MAX);
        Ok(envelope(Page { items, total }))
    }
}

impl Handle<GetBook> for Shop {
    async fn handle(&self, request: Request<GetBook>) -> Outcome<GetBook> {
        let id = request.parameters.id;
        let book = self.find(id).ok_or_else(|| BookNotFound.because("it is not in the catalogue"))?;
        assert!(book.title != PANICS, "the market has crashed");
        if book.title == ENDLESS {
            tokio::time::sleep(Duration::from_hours(1)).await;
        }
        Ok(envelope(book).into())
    }
}

impl Handle<AddBook> for Shop {
    async fn handle(&self, request: Request<AddBook>) -> Outcome<AddBook> {
        let book = self.add(request.body);
        Ok(Created { location: format!("/books/{}", book.id.0), body: envelope(book) })
    }
}

impl Handle<ChangeBook> for Shop {
    async fn handle(&self, request: Request<ChangeBook>) -> Outcome<ChangeBook> {
        let before = self.find(request.parameters.id);
        let book = self.change(request.parameters.id, request.body);
        let book = book.ok_or_else(|| BookNotFound.because("it is not in the catalogue"))?;
        if Some(&book) == before.as_ref() { Ok(OneOf::Second(NoContent)) } else { Ok(OneOf::First(envelope(book))) }
    }
}

impl Handle<SetCover> for Shop {
    async fn handle(&self, request: Request<SetCover>) -> Outcome<SetCover> {
        let id = request.parameters.id;
        self.find(id).ok_or_else(|| BookNotFound.because("it is not in the catalogue"))?;
        let cover = (request.body.media_type, request.body.bytes.len());
        self.covers.lock().unwrap_or_else(PoisonError::into_inner).insert(id.0.to_string(), cover);
        Ok(NoContent)
    }
}

impl Handle<AttachSample> for Shop {
    async fn handle(&self, request: Request<AttachSample>) -> Outcome<AttachSample> {
        let mut book =
            self.find(request.parameters.id).ok_or_else(|| BookNotFound.because("it is not in the catalogue"))?;
        let pages = request.body.pages.bytes.len();
        book.title = format!("{} ({pages} bytes, {})", book.title, request.body.caption.unwrap_or_default());
        for keyword in request.body.keywords.unwrap_or_default() {
            book.title += &format!(" #{keyword}");
        }
        book.size = request.body.size.or(book.size);
        Ok(Accepted(envelope(book)))
    }
}

impl Handle<ListShelves> for Shop {
    async fn handle(&self, _: Request<ListShelves>) -> Outcome<ListShelves> {
        Ok(envelope(vec![Shelf { slug: "fiction".into(), name: "Fiction".into(), shelves: Vec::new(), parent: None }]))
    }
}

impl Handle<GetSearchStatistics> for Shop {
    async fn handle(&self, _: Request<GetSearchStatistics>) -> Outcome<GetSearchStatistics> {
        Ok(envelope(SearchStatistics { counts: BTreeMap::new() }))
    }
}

impl Resolve<BookQuery> for Shop {
    async fn resolve(
        &self,
        _: Option<Caller>,
        arguments: <BookQuery as contract_kit::graphql::Field>::Arguments,
    ) -> Result<Option<Book>, Failure<BookQuery>> {
        Ok(self.find(arguments.id))
    }
}

impl Resolve<BooksQuery> for Shop {
    async fn resolve(
        &self,
        _: Option<Caller>,
        arguments: <BooksQuery as contract_kit::graphql::Field>::Arguments,
    ) -> Result<Connection<Book>, Failure<BooksQuery>> {
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        let total = i32::try_from(books.len()).unwrap_or(i32::MAX);
        let first = usize::try_from(arguments.first).unwrap_or(1);
        let has_previous_page = arguments.after.is_some();
        // The cursor is the id, by which the books are sorted.
        let is_after = |id: &str| arguments.after.as_deref().is_none_or(|after| id < after);
        let mut left = books.iter().rev().filter(|(id, _)| is_after(id));
        if has_previous_page && self.has(Fault::ConnectionSkipsANode) {
            left.next();
        }
        let edge = |(id, book): (&String, &Book)| Edge { cursor: id.clone(), node: book.clone() };
        let edges = left.by_ref().take(first).map(edge).collect();
        let has_next_page = left.next().is_some();
        let total = TotalCount::lazy(move || async move { Ok(total) });
        Ok(Connection { edges, has_previous_page, has_next_page, total })
    }
}

impl Resolve<SearchQuery> for Shop {
    async fn resolve(
        &self,
        _: Option<Caller>,
        arguments: <SearchQuery as contract_kit::graphql::Field>::Arguments,
    ) -> Result<Vec<SearchHit>, Failure<SearchQuery>> {
        assert!(!self.has(Fault::SearchFails), "nothing is found on purpose");
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        let found = books.values().filter(|book| book.title.contains(&arguments.text));
        Ok(found.map(|book| SearchHit::Book { book: book.clone(), score: 1.0 }).collect())
    }
}

impl Resolve<AddBookMutation> for Shop {
    async fn resolve(
        &self,
        _: Caller,
        arguments: <AddBookMutation as contract_kit::graphql::Field>::Arguments,
    ) -> Result<Book, Failure<AddBookMutation>> {
        Ok(self.add(arguments.input))
    }
}

impl Resolve<ChangeBookMutation> for Shop {
    async fn resolve(
        &self,
        _: Caller,
        arguments: <ChangeBookMutation as contract_kit::graphql::Field>::Arguments,
    ) -> Result<Book, Failure<ChangeBookMutation>> {
        let book = self.change(arguments.id, arguments.patch);
        Ok(book.ok_or_else(|| BookNotFound.because("it is not in the catalogue"))?)
    }
}

impl Platform for Shop {
    type Problems = ProblemCode;

    async fn authenticate(&self, token: &str) -> Result<Caller, TokenFault> {
        match self.sessions.caller(token) {
            Err(TokenFault::Invalid) if self.has(Fault::InvalidTokenIsAccepted) => {
                Ok(Caller { subject: token.to_owned(), session: None, expires_at: None })
            }
            known => known,
        }
    }

    fn problem(&self, details: &Details, occurrence: &Occurrence<'_>) -> Problem {
        let slug = details.code.to_lowercase().replace('_', "-");
        let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for violation in &details.violations {
            errors.entry(violation.pointer.clone()).or_default().push(violation.code.clone());
        }
        Problem {
            kind: Uri(format!("https://bookshop.example/problems/{slug}")),
            title: details.title.clone().into_owned(),
            status: details.status.into(),
            code: occurrence.code(),
            detail: details.detail.clone(),
            error_type: occurrence.error_type(),
            errors: (!errors.is_empty()).then_some(errors),
        }
    }

    fn idempotency(&self) -> Option<&dyn IdempotencyStore> {
        Some(&self.keys)
    }

    fn refusal(&self, channel: &Channel, refused: &Refused<'_>, problem: Value) -> Option<Value> {
        // The desk answers in words.
        let code = problem["code"].as_str()?;
        (channel.id == "desk").then(|| match refused.correlation {
            Some(id) => json!({ "type": "answer", "id": id, "text": code }),
            None => json!({ "type": "answer", "text": code }),
        })
    }

    async fn count(&self, usage: &Usage<'_>) -> Result<(), u32> {
        match usage.subject {
            Some(IMPATIENT) if self.counted.fetch_add(1, Ordering::Relaxed) > 0 => Err(7),
            _ => Ok(()),
        }
    }
}
