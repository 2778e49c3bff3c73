//! The envelope of every successful JSON answer. Failures have another one: see [`crate::problem`].

use contract_kit::prelude::*;

/// A successful answer.
#[contract]
pub struct ApiResponse<T> {
    /// Always true; a failure is a problem (RFC 9457), where it is false.
    pub success: True,
    /// What was asked for.
    pub data: T,
    /// A sentence for the person, in their own language.
    #[contract(length(1..=500), example = "요청이 처리되었습니다.")]
    pub message: Option<String>,
    /// Which part of a list this is; there with lists that come in pages.
    #[contract(example = None)]
    pub pagination: Option<Pagination>,
}

/// Which part of a list an answer holds.
#[contract]
pub struct Pagination {
    /// The page, counted from 1.
    #[contract(range(1..), example = 1)]
    pub page: i32,
    /// The most items a page holds.
    #[contract(range(1..=100), example = 20)]
    pub limit: i32,
    /// The number of items on all pages together.
    #[contract(range(0..), example = 1)]
    pub total: i32,
    /// The number of pages; 0 when there are no items.
    #[contract(range(0..), example = 1)]
    pub total_pages: i32,
}
