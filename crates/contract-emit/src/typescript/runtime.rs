//! `runtime/`: the part of the package that is the same for every contract. It is written by hand in
//! `crates/contract-emit/runtime`, tested there, and copied unchanged.

use contract_model::registry::Registry;

use super::header;
use crate::Artifact;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../runtime/src/", $path)))),*]
    };
}

/// Every module, by its path below `src/`.
const FILES: &[(&str, &str)] = files![
    "client/address.ts",
    "client/answer.ts",
    "client/attempt.ts",
    "client/call.ts",
    "client/client.ts",
    "client/error.ts",
    "client/index.ts",
    "client/multipart.ts",
    "client/observe.ts",
    "client/operation.ts",
    "client/options.ts",
    "client/outcome.ts",
    "client/problem.ts",
    "client/renewal.ts",
    "client/request.ts",
    "client/retry-after.ts",
    "client/retry.ts",
    "client/running-call.ts",
    "client/within.ts",
    "msw/addresses.ts",
    "msw/contract.ts",
    "msw/events.ts",
    "msw/formats.ts",
    "msw/freshness.ts",
    "msw/graphql/executor.ts",
    "msw/graphql/handlers.ts",
    "msw/graphql/index.ts",
    "msw/graphql/overrides.ts",
    "msw/graphql/socket.ts",
    "msw/handlers.ts",
    "msw/hash.ts",
    "msw/ids.ts",
    "msw/index.ts",
    "msw/json.ts",
    "msw/listing.ts",
    "msw/messages.ts",
    "msw/mock-request.ts",
    "msw/model.ts",
    "msw/overrides.ts",
    "msw/problems.ts",
    "msw/random.ts",
    "msw/reply.ts",
    "msw/request.ts",
    "msw/rest.ts",
    "msw/scalars.ts",
    "msw/schemas.ts",
    "msw/shape-validator.ts",
    "msw/socket.ts",
    "msw/store.ts",
    "msw/value.ts",
    "msw/violation.ts",
    "realtime/address.ts",
    "realtime/back-off.ts",
    "realtime/channel.ts",
    "realtime/event-queue.ts",
    "realtime/event-request.ts",
    "realtime/events.ts",
    "realtime/failure.ts",
    "realtime/index.ts",
    "realtime/receive.ts",
    "realtime/socket.ts",
    "realtime/subscriptions.ts",
];

/// Emits the modules that a contract needs: each of the others would require a package that the contract does not use.
pub(super) fn emit(registry: &Registry) -> Vec<Artifact> {
    let is_needed = |path: &str| match path.rsplit_once('/') {
        Some(("msw/graphql", _)) => registry.graphql.is_some(),
        Some(("realtime", _)) => !registry.channels.is_empty(),
        _ => true,
    };
    let needed = FILES.iter().filter(|(path, _)| is_needed(path));
    needed.map(|(path, text)| Artifact::new(format!("typescript/src/runtime/{path}"), header() + text)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn every_module_is_copied_and_no_test() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let mut found = Vec::new();
        let mut open = vec![folder.clone()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        found.retain(|path| !path.contains(".test.") && !path.contains("/testing/"));
        found.sort();
        assert_eq!(FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>(), found);
    }
}
