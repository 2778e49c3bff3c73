//! The module `system` over REST.

use contract_kit::{
    build::Contract as _,
    operation::{Handle, Outcome, Request},
};
use contracts::{
    Heal7Contract,
    system::{GetHealth, Health},
};

use super::envelope;
use crate::{app::status::clock, mounted::MODULES, server::Server};

impl Handle<GetHealth> for Server {
    async fn handle(&self, _: Request<GetHealth>) -> Outcome<GetHealth> {
        let now = self.app.status.now();
        Ok(envelope(Health {
            status: now.status,
            version: env!("CARGO_PKG_VERSION").into(),
            contract_version: Heal7Contract::info().version,
            modules: MODULES.iter().map(|module| (*module).to_owned()).collect(),
            components: now.components.clone(),
            time: clock(),
        }))
    }
}
