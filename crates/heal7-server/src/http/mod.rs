//! REST: the handlers read a request, call [`App`](crate::app::App), and wrap its answer.

mod auth;
mod saju;
mod system;
mod users;
mod written;

pub(crate) use self::written::WrittenResults;

use contract_kit::values::True;
use contracts::envelope::{ApiResponse, Pagination};

/// Wraps the data of a successful answer.
pub(crate) fn envelope<T>(data: T) -> ApiResponse<T> {
    ApiResponse { success: True, data, message: None, pagination: None }
}

/// One page of a list.
pub(crate) struct Page {
    /// The number of the page, from 1.
    pub page: i32,
    /// The maximum number of items per page.
    pub limit: i32,
}

impl Page {
    /// Returns the part of the list that this page shows.
    pub(crate) fn part<Id>(&self, after: Option<Id>) -> heal7_store::Part<Id> {
        let limit = u32::try_from(self.limit).unwrap_or_default();
        let before = u32::try_from(self.page - 1).unwrap_or_default();
        heal7_store::Part { after, offset: before.saturating_mul(limit), limit }
    }

    /// Wraps the items of the page, with its pagination.
    pub(crate) fn envelope<T>(&self, data: T, total: u32) -> ApiResponse<T> {
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let limit = u32::try_from(self.limit).unwrap_or(1).max(1);
        let pagination = Pagination {
            page: self.page,
            limit: self.limit,
            total: whole(total),
            total_pages: whole(total.div_ceil(limit)),
        };
        ApiResponse { pagination: Some(pagination), ..envelope(data) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_parameters_become_offset_and_limit() {
        let page = Page { page: 3, limit: 20 };
        assert_eq!(page.part::<()>(None), heal7_store::Part { after: None, offset: 40, limit: 20 });
        let answer = page.envelope((), 41).pagination.expect("a list has pages");
        assert_eq!((answer.total, answer.total_pages), (41, 3));
        assert_eq!(page.envelope((), 0).pagination.map(|pagination| pagination.total_pages), Some(0));
        let last = Page { page: i32::MAX, limit: 100 };
        assert_eq!(last.part::<()>(None).offset, u32::MAX, "a page past the end is empty");
    }
}
