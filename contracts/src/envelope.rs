//! The envelope of every successful JSON response. Failures have a different body: see [`crate::problem`].

use contract_kit::prelude::*;

/// A successful response.
#[contract]
pub struct ApiResponse<T> {
    /// Always true. A failure is a problem (RFC 9457), in which it is false.
    pub success: True,
    /// The requested data.
    pub data: T,
    /// A message for the user, in the user's language.
    #[contract(length(1..=500), example = "요청이 처리되었습니다.")]
    pub message: Option<String>,
    /// The page of the list; present only for lists with pages.
    #[contract(example = None)]
    pub pagination: Option<Pagination>,
}

/// The page of a list that a response contains.
#[contract]
pub struct Pagination {
    /// The page number, counted from 1.
    #[contract(range(1..), example = 1)]
    pub page: i32,
    /// The maximum number of items on a page.
    #[contract(range(1..=100), example = 20)]
    pub limit: i32,
    /// The total number of items on all pages.
    #[contract(range(0..), example = 1)]
    pub total: i32,
    /// The number of pages; 0 if there are no items.
    #[contract(range(0..), example = 1)]
    pub total_pages: i32,
}
