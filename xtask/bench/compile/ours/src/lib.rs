//! A library: 6 operations and 8 types.

pub mod problem;

use contract_kit::prelude::*;

use self::problem::{BookNotFound, LoanNotFound, ProblemCode};

/// A book of the library.
#[contract]
pub struct Book {
    /// The book's id.
    pub id: BookId,
    /// The title on the cover.
    #[contract(length(1..=200), example = "토지")]
    pub title: String,
    /// The authors, in the order of the cover.
    #[contract(items(1..=20))]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[contract(range(0..=10_000_000), example = 15_000)]
    pub price: i32,
    /// Whether the book can be borrowed now.
    pub available: bool,
}

/// A book to add.
#[contract]
pub struct NewBook {
    /// The title on the cover.
    #[contract(length(1..=200), example = "토지")]
    pub title: String,
    /// The authors, in the order of the cover.
    #[contract(items(1..=20))]
    pub authors: Vec<Author>,
    /// The binding.
    pub binding: Binding,
    /// The price of a replacement, in whole won.
    #[contract(range(0..=10_000_000), example = 15_000)]
    pub price: i32,
}

/// An author of a book.
#[contract]
pub struct Author {
    /// The full name.
    #[contract(length(1..=80), example = "박경리")]
    pub name: String,
    /// The year of birth.
    #[contract(range(1000..=2100), example = 1926)]
    pub born: Option<i32>,
}

/// The binding of a book.
#[contract]
pub enum Binding {
    /// Boards.
    Hardcover,
    /// Limp covers.
    Paperback,
    /// A file.
    Ebook,
}

/// A loan of one book.
#[contract]
pub struct Loan {
    /// The loan's id.
    pub id: LoanId,
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[contract(length(1..=80), example = "홍길동")]
    pub reader: String,
    /// Days until the book is due.
    #[contract(range(0..=60), example = 14)]
    pub days: i32,
}

/// A loan to begin.
#[contract]
pub struct NewLoan {
    /// The book's id.
    pub book: BookId,
    /// The reader's name.
    #[contract(length(1..=80), example = "홍길동")]
    pub reader: String,
}

/// Identifies a book.
#[contract]
pub struct BookId(pub Uuid);

/// Identifies a loan.
#[contract]
pub struct LoanId(pub Uuid);

/// Books and their loans.
#[module(auth = Public)]
pub trait Desk {
    /// List the books.
    ///
    /// The newest come first.
    #[get("/books")]
    fn list_books(
        /// The binding to list.
        binding: Option<Binding>,
        /// The most books to answer.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
    ) -> Vec<Book>;

    /// Get a book.
    ///
    /// Answers the book as it stands in the catalogue.
    #[get("/books/{id}", errors(BookNotFound))]
    fn get_book(
        /// The book's id.
        id: BookId,
    ) -> Book;

    /// Add a book.
    ///
    /// It can be borrowed at once.
    #[post("/books", invalidates(ListBooks))]
    fn add_book(body: NewBook) -> Created<Book>;

    /// Remove a book.
    ///
    /// Its loans stay on record.
    #[delete("/books/{id}", errors(BookNotFound), invalidates(ListBooks, GetBook))]
    fn remove_book(
        /// The book's id.
        id: BookId,
    );

    /// Lend a book.
    ///
    /// The book is due after two weeks.
    #[post("/loans", errors(BookNotFound), invalidates(GetBook, ListBooks))]
    fn lend_book(body: NewLoan) -> Created<Loan>;

    /// Get a loan.
    ///
    /// Answers the loan with the days that are left.
    #[get("/loans/{id}", errors(LoanNotFound))]
    fn get_loan(
        /// The loan's id.
        id: LoanId,
    ) -> Loan;
}

/// A library that lends books.
#[api(
    title = "Library API",
    version = "1.0.0",
    base_uri = "https://library.example/",
    license = "MIT",
    package = "@library/contracts",
    contact("Library", "https://library.example/contact", "api@library.example"),
    servers = [("https://api.library.example", "Production")],
    version_header("X-API-Version", "v1"),
    problems = ProblemCode,
)]
pub trait Library: Desk {}
