//! The module `system` over REST.

use contract_kit::{
    operation::{Handle, Request},
    problem::Outcome,
    registry::build::Contract as _,
};
use contracts::{
    Heal7Contract,
    system::{GetHealth, Health},
};

use super::envelope;
use crate::{
    app::{App, status::clock},
    mounted::MODULES,
};

impl Handle<GetHealth> for App {
    async fn handle(&self, _: Request<GetHealth>) -> Outcome<GetHealth> {
        let now = self.status.now();
        Ok(envelope(Health {
            status: now.status,
            version: env!("CARGO_PKG_VERSION").into(),
            contract_version: Heal7Contract::info().version,
            modules: MODULES.map(str::to_owned).to_vec(),
            components: now.components.clone(),
            time: clock(),
        }))
    }
}
