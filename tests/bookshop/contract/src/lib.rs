//! A small contract of another domain. It meets every rule of the language once and depends on the toolkit alone, so it
//! can be compiled without a server.

pub mod catalogue;
pub mod orders;
pub mod problem;

use contract_kit::prelude::*;

/// A bookshop: a catalogue to browse and orders to place.
///
/// Browsing is open to anybody; ordering needs a token.
#[api(
    title = "Bookshop API",
    version = "1.2.0",
    base_uri = "https://bookshop.example/",
    license = "MIT",
    package = "@bookshop/contracts",
    contact("Bookshop platform team", "https://bookshop.example/contact", "api@bookshop.example"),
    servers = [("https://api.bookshop.test", "Production"), ("http://127.0.0.1:8080", "This machine")],
    version_header("X-API-Version", "v1"),
    problems = problem::ProblemCode,
)]
pub trait Bookshop: catalogue::Catalogue + orders::Orders {}

/// A successful answer.
#[contract]
pub struct Envelope<T> {
    /// Always true.
    pub success: True,
    /// The data of the answer.
    pub data: T,
}

/// One page of a list.
#[contract]
pub struct Page<T> {
    /// The items of this page.
    #[contract(items(..=100))]
    pub items: Vec<T>,
    /// How many items there are on all pages.
    #[contract(range(0..), example = 41)]
    pub total: i32,
}
