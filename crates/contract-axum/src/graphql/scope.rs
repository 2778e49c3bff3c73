//! The scope of one operation: its fields count against their rate classes and word their failures through it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use contract_kit::{
    graphql::RequestScope,
    operation::Caller,
    problem::{Details, Violation},
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::Value;

use super::errors::Words;
use crate::{
    fault::Fault,
    platform::{Platform, Usage},
};

/// The scope of one operation.
pub(super) struct Scope<S> {
    words: Arc<Words<S>>,
    /// Whether a field has come that has no rate class of its own: the request itself counted for the first of them.
    has_begun: AtomicBool,
}

impl<S: Platform> Scope<S> {
    pub(super) fn of(words: &Arc<Words<S>>) -> Arc<dyn RequestScope> {
        Arc::new(Self { words: Arc::clone(words), has_begun: AtomicBool::new(false) })
    }
}

impl<S: Platform> RequestScope for Scope<S> {
    fn count<'a>(
        &'a self,
        field: &'a str,
        rate: Option<&'a str>,
        caller: Option<&'a Caller>,
    ) -> BoxFuture<'a, Result<(), Details>> {
        async move {
            if rate.is_none() && !self.has_begun.swap(true, Ordering::Relaxed) {
                return Ok(());
            }
            let subject = caller.map(|caller| caller.subject.as_str());
            let usage = Usage { item: field, is_message: false, rate, subject, address: self.words.asked.address };
            let platform = &self.words.shared.platform;
            let counted = platform.count(&usage).await;
            counted.map_err(|retry_after| platform.fault(Fault::TooManyRequests { retry_after }))
        }
        .boxed()
    }

    fn unauthenticated(&self) -> Details {
        self.words.shared.platform.fault(Fault::Unauthenticated)
    }

    fn forbidden(&self) -> Details {
        self.words.shared.platform.fault(Fault::Forbidden)
    }

    fn invalid(&self, violations: Vec<Violation>) -> Details {
        self.words.shared.platform.fault(Fault::Invalid(violations))
    }

    fn body(&self, details: &Details) -> Value {
        self.words.body(details)
    }
}
