//! Faults that a test injects into a server: a full rate limiter, a failing store, a handler that never returns. A test
//! of every response of a contract needs them, and no request can cause them.

use std::{fmt, sync::Arc};

use crate::fault::Fault;

/// A place where a fault can be injected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A request, a GraphQL field or a message is counted against its rate class.
    Count,
    /// A request claims its idempotency key.
    Claim,
}

/// Decides which fault a server has.
#[derive(Clone)]
pub struct Rehearsal(Arc<dyn Fn(Stage) -> Option<Fault> + Send + Sync>);

impl Rehearsal {
    /// Creates a rehearsal that calls `fault` at each stage of each request.
    pub fn new(fault: impl Fn(Stage) -> Option<Fault> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fault))
    }

    pub(crate) fn meet(&self, stage: Stage) -> Result<(), Fault> {
        (self.0)(stage).map_or(Ok(()), Err)
    }
}

impl fmt::Debug for Rehearsal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rehearsal").finish_non_exhaustive()
    }
}
