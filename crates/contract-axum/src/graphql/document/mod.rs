//! Documents on their way from text to execution: bounded before they are parsed (`nesting`), bounded before they are
//! validated (`size`), and kept as they were read for clients that send the same text again.

mod nesting;
mod size;

use std::sync::Arc;

use async_graphql::{
    ServerError,
    parser::{parse_query, types::ExecutableDocument},
};
use moka::sync::Cache;

use crate::graphql::GraphqlLimits;

/// The tokens up to which a document is read, validated and begun where the request is served: that takes less than a
/// millisecond, and moving it elsewhere would cost more than it saves.
const SHORT: usize = 500;

/// A document within the limits.
pub(super) struct Document {
    pub parsed: ExecutableDocument,
    /// Whether it is validated in no time.
    pub is_short: bool,
}

/// Why a document is not executed.
pub(super) enum Refused {
    /// It exceeds a limit.
    Limit(String),
    /// It is no document.
    Document(ServerError),
}

/// Reads documents, and keeps those that were read lately.
pub(super) struct Documents {
    limits: GraphqlLimits,
    // By the whole text: no other document can have it, as one could have a hash.
    kept: Cache<Arc<str>, Arc<Document>>,
}

impl Documents {
    pub(super) fn new(limits: &GraphqlLimits) -> Self {
        let weigh = |text: &Arc<str>, _: &Arc<Document>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let kept = Cache::builder().weigher(weigh).max_capacity(limits.kept_bytes).build();
        Self { limits: limits.clone(), kept }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When it exceeds a limit, or is no document.
    pub(super) fn read(&self, text: &str) -> Result<Arc<Document>, Refused> {
        if let Some(document) = self.kept.get(text) {
            return Ok(document);
        }
        let limit = self.limits.document_bytes;
        if text.len() > limit {
            let reason = format!("the document has {} bytes, and at most {limit} are allowed", text.len());
            return Err(Refused::Limit(reason));
        }
        let tokens = nesting::tokens(text, &self.limits)?;
        let parsed = parse_query(text).map_err(|error| Refused::Document(error.into()))?;
        size::check(&parsed, &self.limits).map_err(Refused::Limit)?;
        let document = Arc::new(Document { parsed, is_short: tokens <= SHORT });
        self.kept.insert(text.into(), Arc::clone(&document));
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_once_and_a_refused_one_is_not_kept() {
        let documents = Documents::new(&GraphqlLimits { document_bytes: 40, ..GraphqlLimits::default() });
        let read = |text: &str| documents.read(text);
        let first = read("{ a }").unwrap_or_else(|_| panic!("it is a document"));
        assert!(read("{ a }").is_ok_and(|again| Arc::ptr_eq(&first, &again)));
        assert!(matches!(read("{ a "), Err(Refused::Document(_))));
        assert!(matches!(read(&format!("{{ {} }}", "a ".repeat(40))), Err(Refused::Limit(_))));
        documents.kept.run_pending_tasks();
        assert_eq!(documents.kept.entry_count(), 1);
    }
}
