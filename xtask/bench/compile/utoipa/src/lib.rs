//! The library of `../ours`, as handlers without a framework.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

/// A book of the library.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Book {
    /// The book's id.
    pub id: BookId,
    /// The title on the cover.
    #[schema(min_length = 1, max_length = 200, example = "토지")]
    pub title: String,
    /// The authors, in the order of the cover.
    #[schema(min_items = 1, max_items = 20)]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[schema(minimum = 0, maximum = 10_000_000, example = 15_000)]
    pub price: i32,
    /// Whether the book can be borrowed now.
    pub available: bool,
}

/// A book to add.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct NewBook {
    /// The title on the cover.
    #[schema(min_length = 1, max_length = 200, example = "토지")]
    pub title: String,
    /// The authors, in the order of the cover.
    #[schema(min_items = 1, max_items = 20)]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[schema(minimum = 0, maximum = 10_000_000, example = 15_000)]
    pub price: i32,
}

/// An author of a book.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Author {
    /// The full name.
    #[schema(min_length = 1, max_length = 80, example = "박경리")]
    pub name: String,
    /// The year of birth.
    #[schema(minimum = 1000, maximum = 2100, example = 1926)]
    pub born: Option<i32>,
}

/// The binding of a book.
#[derive(Serialize, Deserialize, ToSchema)]
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
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Loan {
    /// The loan's id.
    pub id: LoanId,
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[schema(min_length = 1, max_length = 80, example = "홍길동")]
    pub reader: String,
    /// Days until the book is due.
    #[schema(minimum = 0, maximum = 60, example = 14)]
    pub days: i32,
}

/// A loan to begin.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct NewLoan {
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[schema(min_length = 1, max_length = 80, example = "홍길동")]
    pub reader: String,
}

/// Identifies a book.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct BookId(pub Uuid);

/// Identifies a loan.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct LoanId(pub Uuid);

/// A problem (RFC 9457).
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// The title, the same for each code.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: i32,
}

/// The books to list.
#[derive(Deserialize, IntoParams)]
pub struct ListBooks {
    /// The binding to list.
    pub binding: Option<Binding>,
    /// The most books to answer.
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub limit: i32,
}

/// List the books.
///
/// The newest come first.
#[utoipa::path(get, path = "/books", params(ListBooks), responses((status = 200, body = Vec<Book>)))]
pub fn list_books() {}

/// Get a book.
///
/// Answers the book as it stands in the catalogue.
#[utoipa::path(get, path = "/books/{id}", params(("id" = BookId, Path, description = "The book's id.")),
    responses((status = 200, body = Book), (status = 404, body = Problem)))]
pub fn get_book() {}

/// Add a book.
///
/// It can be borrowed at once.
#[utoipa::path(post, path = "/books", request_body = NewBook,
    responses((status = 201, body = Book), (status = 422, body = Problem)))]
pub fn add_book() {}

/// Remove a book.
///
/// Its loans stay on record.
#[utoipa::path(delete, path = "/books/{id}", params(("id" = BookId, Path, description = "The book's id.")),
    responses((status = 204), (status = 404, body = Problem)))]
pub fn remove_book() {}

/// Lend a book.
///
/// The book is due after two weeks.
#[utoipa::path(post, path = "/loans", request_body = NewLoan,
    responses((status = 201, body = Loan), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub fn lend_book() {}

/// Get a loan.
///
/// Answers the loan with the days that are left.
#[utoipa::path(get, path = "/loans/{id}", params(("id" = LoanId, Path, description = "The loan's id.")),
    responses((status = 200, body = Loan), (status = 404, body = Problem)))]
pub fn get_loan() {}

/// A library that lends books.
#[derive(OpenApi)]
#[openapi(
    info(title = "Library API", version = "1.0.0"),
    paths(list_books, get_book, add_book, remove_book, lend_book, get_loan)
)]
pub struct Library;
