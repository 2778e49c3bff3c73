//! The size of an answer: fields and list items are counted while they resolve, so that no selection of nested lists can
//! ask for millions of them.
//!
//! Introspection and lists resolve without ever waiting. Each field therefore also gives way to other requests now and
//! then, which lets the time that a handler has come to an end.

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
use tokio::{sync::Notify, task::coop};

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

    fn take(&self) -> bool {
        self.used.fetch_add(1, Ordering::Relaxed) < self.limit
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
        if let Some(allowance) = context.data_opt::<Arc<Allowance>>()
            && !allowance.take()
        {
            // An error here would be one for each of the fields that are left. The request is dropped instead.
            allowance.exceeded.notify_one();
            pending::<()>().await;
        }
        coop::consume_budget().await;
        next.run(context, info).await
    }
}
