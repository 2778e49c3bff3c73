//! The size of an answer: fields and list items are counted while they resolve, so that no selection of nested lists can
//! ask for millions of them.
//!
//! Introspection and lists resolve without ever waiting. So an answer gives way to other requests after every few hundred
//! fields, and a timeout can end it there.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_graphql::{
    ServerResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo},
};
use async_trait::async_trait;
use tokio::{sync::Notify, task::yield_now};

/// The fields after which an answer gives way to other requests.
const STRETCH: usize = 500;

/// The fields that an answer may still have. A request brings it in its data.
pub(super) struct Allowance {
    limit: usize,
    used: AtomicUsize,
    exceeded: Notify,
}

impl Allowance {
    pub(super) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, used: AtomicUsize::new(0), exceeded: Notify::new() })
    }

    /// Resolves when an answer has become larger than it may be. Nothing more of that answer is resolved.
    pub(super) async fn exceeded(&self) {
        self.exceeded.notified().await;
    }

    /// Begins another answer of the same operation: the next event of a subscription.
    pub(super) fn renew(&self) {
        self.used.store(0, Ordering::Relaxed);
    }

    /// Counts a field: the number of those before it.
    fn take(&self) -> usize {
        self.used.fetch_add(1, Ordering::Relaxed)
    }
}

/// Counts the fields of each answer.
pub(crate) struct CountFields;

impl ExtensionFactory for CountFields {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for CountFields {
    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        if let Some(allowance) = context.data_opt::<Arc<Allowance>>() {
            let before = allowance.take();
            if before >= allowance.limit {
                // An error here would be one for each of the fields that are left. The request is dropped instead.
                allowance.exceeded.notify_one();
                pending::<()>().await;
            }
            if before % STRETCH == STRETCH - 1 {
                yield_now().await;
            }
        }
        next.run(context, info).await
    }
}
