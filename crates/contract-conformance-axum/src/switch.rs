//! Makes a server fail while the suite asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use contract_conformance::{Fault, Provoke};
use contract_edge::{Rehearsal, Stage};

/// The time that a client is asked to wait, in seconds.
const RETRY_AFTER: u32 = 1;

/// A switch that makes a server fail while the suite asks for it.
#[derive(Debug, Clone, Default)]
pub struct Switch(Arc<Mutex<Option<Fault>>>);

impl Switch {
    /// The rehearsal for the server's settings.
    pub fn rehearsal(&self) -> Rehearsal {
        let switch = self.clone();
        Rehearsal::new(move |stage| met(switch.fault()?, stage))
    }

    fn fault(&self) -> Option<Fault> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Provoke for Switch {
    fn provoke(&self, fault: Option<Fault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }
}

/// The fault that occurs at a stage.
fn met(fault: Fault, stage: Stage) -> Option<contract_edge::Fault> {
    match (fault, stage) {
        (Fault::KeyInUse, Stage::Claim) => Some(contract_edge::Fault::KeyInUse),
        (Fault::KeyInUse, Stage::Count) | (_, Stage::Claim) => None,
        (Fault::TooManyRequests, Stage::Count) => {
            Some(contract_edge::Fault::TooManyRequests { retry_after: RETRY_AFTER })
        }
        (Fault::Failure, Stage::Count) => Some(contract_edge::Fault::Internal("a rehearsed failure".into())),
        (Fault::Overload, Stage::Count) => Some(contract_edge::Fault::Overloaded { retry_after: RETRY_AFTER }),
        (Fault::Timeout, Stage::Count) => Some(contract_edge::Fault::Timeout),
    }
}
