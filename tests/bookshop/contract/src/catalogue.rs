//! Books and the shelves they stand on.

use contract_kit::prelude::*;

use super::{Envelope, Page, problem::BookNotFound};

/// Identifies a book.
#[contract]
pub struct BookId(pub Uuid);

/// A readable name in a URL.
#[contract(id, length(1..=40), pattern = "^[a-z][a-z0-9-]*$", message = "Write the name of a shelf with lower-case letters, digits and hyphens only.", example = "science-fiction")]
pub struct ShelfSlug(pub String);

/// An ISBN-13 without hyphens.
#[contract(
    pattern = "^97[89][0-9]{10}$",
    message = "Write the 13 digits of an ISBN, such as 9788937460449.",
    example = "9788937460449"
)]
pub struct Isbn(pub String);

/// How well a book is liked, in per cent.
#[contract(scalar, range(0.0..=100.0), example = Popularity(87.5))]
pub struct Popularity(pub f64);

/// The number of an edition, from 1.
#[contract(range(1..=99), example = EditionNumber(2))]
pub struct EditionNumber(pub u8);

/// A year of the Gregorian calendar; years before our era are negative.
#[contract(example = Year(1969))]
pub struct Year(pub i16);

/// A number of pages.
#[contract(range(1..), example = Pages(412))]
pub struct Pages(pub u16);

/// A number of printed copies.
#[contract(range(1..), example = Copies(3000))]
pub struct Copies(pub i32);

/// A floor of the warehouse; those below the ground are negative.
#[contract(range(-3..=12), example = Floor(-1))]
pub struct Floor(pub i8);

/// How a book is made.
#[contract]
pub enum Binding {
    /// Boards.
    Hardcover,
    /// Limp covers.
    Paperback,
    /// A file.
    #[contract(since = "1.1")]
    Ebook,
    /// A tape.
    #[deprecated(note = "use ebook")]
    #[contract(sunset = "2027-06-30")]
    Cassette,
}

/// The genre of a book; more will be added.
#[contract(open)]
pub enum Genre {
    /// Fiction in prose.
    Novel,
    /// Poetry.
    Poetry,
    /// Non-fiction.
    NonFiction,
}

/// The script in which a book is printed, by its own name.
#[contract]
pub enum Script {
    /// Korean.
    #[contract(rename = "한글")]
    Hangul,
    /// Chinese characters.
    #[contract(rename = "漢字")]
    Hanja,
    /// Latin letters.
    #[contract(rename = "Latin")]
    Latin,
}

/// A book.
#[contract(object)]
pub struct Book {
    /// Its id.
    pub id: BookId,
    /// Its title.
    #[contract(length(1..=200), example = "토지")]
    pub title: String,
    /// Its number.
    pub isbn: Option<Isbn>,
    /// Its binding.
    pub binding: Binding,
    /// Its genre.
    pub genre: Genre,
    /// Its script.
    pub script: Script,
    /// Its authors.
    #[contract(items(1..=20), example = vec!["박경리".to_owned()])]
    pub authors: Vec<String>,
    /// Its price, in whole won.
    #[contract(range(0..=10_000_000), example = 15_000)]
    pub price: i32,
    /// Its popularity.
    pub popularity: Popularity,
    /// Its publication date.
    pub published_on: LocalDate,
    /// The time at which the shop got it.
    pub added_at: DateTime,
    /// The URL of a page about it.
    pub homepage: Option<Uri>,
    /// The name of the translator.
    #[deprecated(note = "use authors")]
    #[contract(since = "1.0", sunset = "2027-01-31", example = "Agnita Tennant")]
    pub translator: Option<String>,
    /// Its size.
    pub size: Option<Dimensions>,
    /// Its edition.
    #[contract(since = "1.2")]
    pub edition: Option<Edition>,
}

/// An edition of a book.
#[contract(object, input, since = "1.2")]
pub struct Edition {
    /// Its number.
    pub number: EditionNumber,
    /// The year in which it was printed.
    pub year: Year,
    /// The number of its pages.
    pub pages: Pages,
    /// The number of copies that were printed.
    pub copies: Option<Copies>,
    /// The floor on which its copies are stored.
    #[contract(default = Floor(0))]
    pub floor: Floor,
    /// The number of sheets in a signature.
    #[contract(range(1..=64), example = 16)]
    pub sheets: i8,
    /// The swelling of the paper, in micrometres.
    #[contract(range(-500..=500), example = -20)]
    pub swelling: i16,
    /// The number of colours in which it is printed.
    #[contract(range(1..=12), example = 4)]
    pub colours: u8,
}

/// Width, height and thickness.
#[contract(object, input)]
pub struct Dimensions {
    /// In millimetres.
    #[contract(range(1..=2000), example = 150)]
    pub width: i32,
    /// In millimetres.
    #[contract(range(1..=2000), example = 220)]
    pub height: i32,
    /// In millimetres.
    #[contract(range(0.1..=500.0), example = 30.5)]
    pub thickness: Option<f64>,
}

/// A new book.
#[contract(input)]
pub struct NewBookInput {
    /// Its title.
    #[contract(length(1..=200), example = "토지")]
    pub title: String,
    /// Its number.
    pub isbn: Option<Isbn>,
    /// Its binding.
    #[contract(default = Binding::Paperback)]
    pub binding: Binding,
    /// Its genre.
    pub genre: Genre,
    /// Its script.
    pub script: Script,
    /// Its authors.
    #[contract(items(1..=20), example = vec!["박경리".to_owned()])]
    pub authors: Vec<String>,
    /// Its price, in whole won.
    #[contract(range(0..=10_000_000), example = 15_000)]
    pub price: i32,
    /// The number of copies in stock.
    #[contract(default = 1, range(0..=999))]
    pub stock: u16,
    /// Its publication date.
    pub published_on: LocalDate,
    /// The time of day from which it may be sold.
    pub on_sale_from: Option<UtcTime>,
    /// The email address for questions.
    pub contact: EmailAddress,
    /// The URL of a page about it.
    pub homepage: Option<Uri>,
    /// Its size.
    pub size: Option<Dimensions>,
    /// Whether it may be returned.
    #[contract(default = true)]
    pub returnable: bool,
    /// The code of its language.
    #[contract(default = "ko", pattern = "^[a-z]{2,3}$", message = "Write a language code, such as ko.")]
    pub language: String,
    /// The keywords of its search.
    #[contract(default = vec!["new".to_owned()], items(..=10))]
    pub keywords: Vec<String>,
    /// Its edition.
    pub edition: Option<Edition>,
    /// The name of the translator.
    #[deprecated(note = "use authors")]
    #[contract(sunset = "2027-01-31", example = "Agnita Tennant")]
    pub translator: Option<String>,
}

/// Changes to a book: an absent property stays as it is, null removes the value.
#[contract(input)]
pub struct BookPatch {
    /// Its title.
    #[contract(length(1..=200), example = "토지 1")]
    pub title: Option<String>,
    /// The URL of a page about it.
    pub homepage: Patch<Uri>,
    /// Its size.
    pub size: Patch<Dimensions>,
}

/// A shelf with the shelves below it.
#[contract(object)]
pub struct Shelf {
    /// Its name in a URL.
    pub slug: ShelfSlug,
    /// Its name.
    #[contract(length(1..=60), example = "Science fiction")]
    pub name: String,
    /// The shelves below it.
    #[contract(example = vec![])]
    pub shelves: Vec<Shelf>,
    /// The shelf above it.
    #[contract(example = Box::new(Shelf { slug: "fiction".into(), name: "Fiction".into(), shelves: vec![], parent: None }))]
    pub parent: Option<Box<Shelf>>,
}

/// A result of a search.
#[contract(object)]
pub enum SearchHit {
    /// A book.
    Book {
        /// The book.
        book: Book,
        /// The score of the match.
        #[contract(range(0.0..=1.0), example = 0.9)]
        score: f64,
    },
    /// A shelf.
    Shelf {
        /// The shelf.
        shelf: Shelf,
    },
}

/// The number of searches for each word.
#[deprecated(note = "nobody reads it")]
#[contract(since = "1.1", sunset = "2027-03-31")]
pub struct SearchStatistics {
    /// Searches by word.
    #[contract(example = BTreeMap::from([("토지".to_owned(), 12)]))]
    pub counts: BTreeMap<String, i32>,
}

/// How long a book's page stays fresh.
pub const BOOK: CachePolicy = CachePolicy { name: "book", max_age: 300, invalidated_by: &["book_change"] };

/// The books of the shop.
#[module(auth = Public)]
pub trait Catalogue {
    /// Find books.
    ///
    /// Newest first; a page past the end is empty.
    #[get("/books")]
    fn list_books(
        /// Its genre.
        genre: Option<Genre>,
        /// The words to search for.
        #[contract(items(..=5), example = vec!["토지".to_owned()])]
        word: Option<Vec<String>>,
        /// The number of the page, from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The number of books on a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
    ) -> Envelope<Page<Book>>;

    /// Get a book.
    ///
    /// Answers the book with all its details.
    #[get("/books/{id}", errors(BookNotFound), cache = BOOK)]
    fn get_book(
        /// The id of the book.
        id: BookId,
    ) -> Envelope<Book>;

    /// Add a book.
    ///
    /// Searches find it at once.
    #[post("/books", auth = Bearer, idempotency_key = Optional, invalidates(ListBooks))]
    fn add_book(body: NewBookInput) -> Created<Envelope<Book>>;

    /// Change a book.
    ///
    /// Answers the book, or no content if nothing changed.
    #[patch("/books/{id}", auth = Bearer, errors(BookNotFound), invalidates(GetBook, ListBooks))]
    fn change_book(
        /// The id of the book.
        id: BookId,
        /// The entity tag of the version that the client has read.
        #[header("If-Match")]
        if_match: Option<String>,
        body: BookPatch,
    ) -> OneOf<Envelope<Book>, NoContent>;

    /// Set the cover.
    ///
    /// Replaces the previous picture.
    #[put("/books/{id}/cover", auth = Bearer, errors(BookNotFound), bytes("image/png", "image/jpeg", 2_000_000))]
    fn set_cover(
        /// The id of the book.
        id: BookId,
        body: File,
    );

    /// Attach a sample.
    ///
    /// A sample is a few pages to read before buying.
    #[post("/books/{id}/samples", auth = Bearer, errors(BookNotFound))]
    fn attach_sample(
        /// The id of the book.
        id: BookId,
        /// The pages.
        #[part(media("application/pdf"), max_bytes = 5_000_000)]
        pages: File,
        /// A caption.
        #[part]
        #[contract(length(..=120), example = "Chapter one")]
        caption: Option<String>,
        /// The keywords of its search.
        #[part]
        #[contract(items(..=10), example = vec!["land".to_owned()])]
        keywords: Option<Vec<String>>,
        /// The size of its pages.
        #[part]
        size: Option<Dimensions>,
    ) -> Accepted<Envelope<Book>>;

    /// List the shelves.
    ///
    /// Answers all shelves, from the top.
    #[get("/shelves", refetch = 60)]
    fn list_shelves() -> Envelope<Vec<Shelf>>;

    /// Get the search statistics.
    ///
    /// They count all searches since the shop opened.
    #[deprecated(since = "2026-10-01", note = "nobody reads it")]
    #[get("/searches", since = "1.1", sunset = "2027-03-31")]
    fn get_search_statistics() -> Envelope<SearchStatistics>;

    /// One book, if there is one.
    #[query]
    fn book(
        /// The id of the book.
        id: BookId,
    ) -> Option<Book>;

    /// Books, page by page.
    #[query(refetch = 60)]
    fn books(
        /// The maximum number of books.
        #[contract(range(1..=100), default = 10)]
        first: i32,
        /// The cursor to go on after.
        after: Option<String>,
    ) -> Connection<Book>;

    /// Search everything.
    #[query]
    fn search(
        /// The words to search for.
        #[contract(length(1..=80))]
        text: String,
    ) -> Vec<SearchHit>;

    /// Add a book.
    #[mutation(auth = Bearer)]
    fn add_book(
        /// The book.
        input: NewBookInput,
    ) -> Book;

    /// Change a book.
    #[mutation(auth = Bearer, errors(BookNotFound))]
    fn change_book(
        /// The id of the book.
        id: BookId,
        /// The changes.
        patch: BookPatch,
    ) -> Book;
}
