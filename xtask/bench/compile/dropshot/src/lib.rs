//! The library of `../ours`, as a trait that a server of dropshot implements, but without examples, because each
//! example would be a function.

use dropshot::{
    HttpError, HttpResponseCreated, HttpResponseDeleted, HttpResponseOk, Path, Query, RequestContext, TypedBody,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A book of the library.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Book {
    /// The book's id.
    pub id: BookId,
    /// The title on the cover.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The authors, in the order of the cover.
    #[schemars(length(min = 1, max = 20))]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[schemars(range(min = 0, max = 10_000_000))]
    pub price: i32,
    /// Whether the book can be borrowed now.
    pub available: bool,
}

/// A book to add.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct NewBook {
    /// The title on the cover.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The authors, in the order of the cover.
    #[schemars(length(min = 1, max = 20))]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[schemars(range(min = 0, max = 10_000_000))]
    pub price: i32,
}

/// An author of a book.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Author {
    /// The full name.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// The year of birth.
    #[schemars(range(min = 1000, max = 2100))]
    pub born: Option<i32>,
}

/// The binding of a book.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Binding {
    /// Boards.
    Hardcover,
    /// Limp covers.
    Paperback,
    /// A file.
    Ebook,
}

/// A loan of one book.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Loan {
    /// The loan's id.
    pub id: LoanId,
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[schemars(length(min = 1, max = 80))]
    pub reader: String,
    /// Days until the book is due.
    #[schemars(range(min = 0, max = 60))]
    pub days: i32,
}

/// A loan to begin.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct NewLoan {
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[schemars(length(min = 1, max = 80))]
    pub reader: String,
}

/// Identifies a book.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct BookId(pub Uuid);

/// Identifies a loan.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct LoanId(pub Uuid);

/// The books to list.
#[derive(Deserialize, JsonSchema)]
pub struct ListBooks {
    /// The binding to list.
    pub binding: Option<Binding>,
    /// The most books to answer.
    #[schemars(range(min = 1, max = 100))]
    pub limit: i32,
}

/// A book in a path.
#[derive(Deserialize, JsonSchema)]
pub struct BookPath {
    /// The book's id.
    pub id: BookId,
}

/// A loan in a path.
#[derive(Deserialize, JsonSchema)]
pub struct LoanPath {
    /// The loan's id.
    pub id: LoanId,
}

/// A library that lends books.
#[dropshot::api_description]
pub trait Library {
    /// The state of a server.
    type Context;

    /// List the books.
    ///
    /// The newest come first.
    #[endpoint { method = GET, path = "/books" }]
    async fn list_books(
        request: RequestContext<Self::Context>,
        query: Query<ListBooks>,
    ) -> Result<HttpResponseOk<Vec<Book>>, HttpError>;

    /// Get a book.
    ///
    /// Answers the book as it stands in the catalogue.
    #[endpoint { method = GET, path = "/books/{id}" }]
    async fn get_book(
        request: RequestContext<Self::Context>,
        path: Path<BookPath>,
    ) -> Result<HttpResponseOk<Book>, HttpError>;

    /// Add a book.
    ///
    /// It can be borrowed at once.
    #[endpoint { method = POST, path = "/books" }]
    async fn add_book(
        request: RequestContext<Self::Context>,
        body: TypedBody<NewBook>,
    ) -> Result<HttpResponseCreated<Book>, HttpError>;

    /// Remove a book.
    ///
    /// Its loans stay on record.
    #[endpoint { method = DELETE, path = "/books/{id}" }]
    async fn remove_book(
        request: RequestContext<Self::Context>,
        path: Path<BookPath>,
    ) -> Result<HttpResponseDeleted, HttpError>;

    /// Lend a book.
    ///
    /// The book is due after two weeks.
    #[endpoint { method = POST, path = "/loans" }]
    async fn lend_book(
        request: RequestContext<Self::Context>,
        body: TypedBody<NewLoan>,
    ) -> Result<HttpResponseCreated<Loan>, HttpError>;

    /// Get a loan.
    ///
    /// Answers the loan with the days that are left.
    #[endpoint { method = GET, path = "/loans/{id}" }]
    async fn get_loan(
        request: RequestContext<Self::Context>,
        path: Path<LoanPath>,
    ) -> Result<HttpResponseOk<Loan>, HttpError>;
}
