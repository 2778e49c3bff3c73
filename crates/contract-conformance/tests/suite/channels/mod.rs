//! Channels: servers that keep their contract have no findings, and each mistake of a server is found.

mod contract;
mod mistakes;
mod server;
mod sound;

use std::time::Duration;

use contract_conformance::{Contract, Finding, Hints, Observer, Options, Report, pattern, run};
use contract_model::registry::Registry;

/// Runs the suite on the channels of a contract, and on the operations that cause events on them.
async fn tested(registry: Registry, base: &str, hints: &Hints, timeout: Duration) -> Report {
    let channels = registry.channels.iter().map(|channel| &channel.id);
    let causing = registry.operations.iter().filter(|operation| !operation.policy.causes.is_empty());
    let only = channels.chain(causing.map(|operation| &operation.id)).map(|id| pattern(id)).collect();
    let options = Options { only, timeout, ..Options::default() };
    let contract = Contract::new(registry);
    run(&contract, base, hints, &options, Observer::default()).await.unwrap()
}

/// The findings about channels.
fn of_channels<'r>(registry: &Registry, report: &'r Report) -> Vec<&'r Finding> {
    let is_channel = |item: &String| registry.channels.iter().any(|channel| channel.id == *item);
    report.findings.iter().filter(|finding| finding.items.iter().any(is_channel)).collect()
}
