//! Reads documents: limits them before they are parsed (`nesting`) and before they are validated (`size`), and keeps
//! them for clients that send the same text again.

mod nesting;
mod size;

use std::sync::Arc;

use async_graphql::parser::parse_query;
use moka::sync::Cache;

use super::GraphqlLimits;
use crate::graphql::{Document, GraphqlError, Schema};

/// The bytes and tokens of a short document. A short document is read on the request's own thread: that takes less than
/// a millisecond, and moving it to another thread would cost more than it saves.
const SHORT_BYTES: usize = 4096;
const SHORT_TOKENS: usize = 500;

/// The reason why a document is not executed.
pub(super) enum Refused {
    /// It exceeds a limit.
    Limit(String),
    /// It is not a document, or is not valid.
    Invalid(Vec<GraphqlError>),
}

/// Reads documents, and keeps those that were read recently.
pub(super) struct Documents {
    schema: Schema,
    limits: GraphqlLimits,
    // By the whole text, because two documents could have the same hash.
    kept: Cache<Arc<str>, Arc<Document>>,
}

impl Documents {
    pub(super) fn new(schema: Schema, limits: &GraphqlLimits) -> Self {
        let weigh = |text: &Arc<str>, _: &Arc<Document>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let kept = Cache::builder().weigher(weigh).max_capacity(limits.kept_bytes).build();
        Self { schema, limits: limits.clone(), kept }
    }

    /// Reads a document that is kept or short; `None` where that would take too long.
    pub(super) fn read_short(&self, text: &str) -> Option<Result<Arc<Document>, Refused>> {
        if let Some(document) = self.kept.get(text) {
            return Some(Ok(document));
        }
        if text.len() > SHORT_BYTES {
            return None;
        }
        match self.check_length(text).and_then(|()| nesting::tokens(text, &self.limits)) {
            Ok(tokens) if tokens > SHORT_TOKENS => None,
            Ok(_) => Some(self.read_bounded(text)),
            Err(refused) => Some(Err(refused)),
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When it exceeds a limit, is not a document, or is not valid.
    pub(super) fn read(&self, text: &str) -> Result<Arc<Document>, Refused> {
        self.check_length(text)?;
        nesting::tokens(text, &self.limits)?;
        self.read_bounded(text)
    }

    fn check_length(&self, text: &str) -> Result<(), Refused> {
        let limit = self.limits.document_bytes;
        if text.len() > limit {
            let reason = format!("the document has {} bytes, and at most {limit} are allowed", text.len());
            return Err(Refused::Limit(reason));
        }
        Ok(())
    }

    /// Reads a document whose tokens have already been counted.
    fn read_bounded(&self, text: &str) -> Result<Arc<Document>, Refused> {
        let parsed = parse_query(text)
            .map_err(|error| Refused::Invalid(vec![GraphqlError::from(async_graphql::ServerError::from(error))]))?;
        size::check(&parsed, &self.limits).map_err(Refused::Limit)?;
        let document = Arc::new(self.schema.document(parsed).map_err(Refused::Invalid)?);
        self.kept.insert(text.into(), Arc::clone(&document));
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_once_and_a_refused_one_is_not_kept() {
        let registry = serde_json::from_str(include_str!("../../../tests/graphql/zoo.json")).expect("it is a registry");
        let schema = Schema::new(&registry).expect("it has a schema");
        let documents = Documents::new(schema, &GraphqlLimits { document_bytes: 60, ..GraphqlLimits::default() });
        let read = |text: &str| documents.read_short(text).unwrap_or_else(|| documents.read(text));
        let first = read("{ count }").unwrap_or_else(|_| panic!("it is a document"));
        assert!(read("{ count }").is_ok_and(|again| Arc::ptr_eq(&first, &again)));
        assert!(matches!(read("{ count "), Err(Refused::Invalid(_))), "it is no document");
        assert!(matches!(read("{ nothing }"), Err(Refused::Invalid(_))), "the schema has no such field");
        assert!(matches!(read(&format!("{{ {} }}", "count ".repeat(40))), Err(Refused::Limit(_))));
        documents.kept.run_pending_tasks();
        assert_eq!(documents.kept.entry_count(), 1);
    }
}
