//! What all requests share: the contract, its compiled schemas, the implementation.

use std::{collections::BTreeMap, sync::Arc};

use contract_kit::{registry::Registry, validate::Validator};

use tokio_util::sync::CancellationToken;

use crate::{platform::Settings, receivers::Receivers, standing::Standing};

/// What all requests share.
pub(crate) struct Shared<S> {
    pub platform: S,
    pub registry: Registry,
    pub validator: Arc<Validator>,
    pub settings: Settings,
    /// Who receives which client message.
    pub receivers: Receivers<S>,
    /// The server is going away.
    pub closing: CancellationToken,
    /// The sockets and feeds that are open.
    pub standing: Arc<Standing>,
    /// The methods of each path, as `Allow` lists them.
    pub allowed: BTreeMap<String, String>,
}

/// The id of a request, which its answer repeats and the log names.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub Arc<str>);
