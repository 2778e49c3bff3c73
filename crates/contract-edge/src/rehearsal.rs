//! Faults that a test has a server meet: a full limiter, a failing store, a handler that never ends. A test of every answer
//! of a contract needs them, and no request can bring them about.

use std::{fmt, sync::Arc};

use crate::fault::Fault;

/// A place where a fault can be rehearsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A request, a GraphQL field or a message is counted against its rate class.
    Count,
    /// A request takes its idempotency key.
    Claim,
}

/// Says which fault a server meets.
#[derive(Clone)]
pub struct Rehearsal(Arc<dyn Fn(Stage) -> Option<Fault> + Send + Sync>);

impl Rehearsal {
    /// Asks `fault` at each stage of each request.
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
