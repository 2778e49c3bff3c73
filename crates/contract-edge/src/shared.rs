//! The data that all requests share: the contract, its compiled schemas, the implementation.

use std::{collections::BTreeMap, sync::Arc};

use contract_model::{registry::Registry, validate::Validator};

use tokio_util::sync::CancellationToken;

use crate::{
    fault::Fault,
    handlers::MessageHandler,
    platform::{Platform, Settings, Usage},
    rehearsal::Stage,
    standing::Standing,
};

/// The data that all requests share.
pub(crate) struct Shared<S> {
    pub platform: S,
    pub registry: Registry,
    pub validator: Arc<Validator>,
    pub settings: Settings,
    /// The handler of each client message, by the name of its union and its tag.
    pub receivers: BTreeMap<(String, String), Arc<dyn MessageHandler<S>>>,
    /// Cancelled when the server is shutting down.
    pub closing: CancellationToken,
    /// The open sockets and feeds.
    pub standing: Arc<Standing>,
    /// The methods of each path, as `Allow` lists them.
    pub allowed: BTreeMap<String, String>,
}

impl<S: Platform> Shared<S> {
    /// Counts a request, a GraphQL field or a message against its rate class.
    pub(crate) async fn count(&self, usage: &Usage<'_>) -> Result<(), Fault> {
        self.rehearse(Stage::Count)?;
        self.platform.count(usage).await.map_err(|retry_after| Fault::TooManyRequests { retry_after })
    }
}

impl<S> Shared<S> {
    /// Returns the fault that a test injects, if there is one.
    pub(crate) fn rehearse(&self, stage: Stage) -> Result<(), Fault> {
        self.settings.rehearsal.as_ref().map_or(Ok(()), |rehearsal| rehearsal.meet(stage))
    }
}

/// The id of a request, which the response repeats and the log contains.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub Arc<str>);
