//! The paths of a contract: finds the operation that a request calls.

use std::collections::BTreeMap;

use axum::http::Method;
use contract_model::registry::Registry;
use percent_encoding::percent_decode_str;

/// The routes of a contract's operations and channels, in the same router that axum uses. A mock and a server therefore
/// agree: a literal segment takes precedence over a parameter, which is one non-empty segment.
#[derive(Debug)]
pub(crate) struct Routes(matchit::Router<Methods>);

/// The ids of the items at one path, by method.
type Methods = BTreeMap<String, String>;

/// The operation or channel that a request calls.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Called<'a> {
    /// The id of the operation or channel.
    pub id: &'a str,
    /// The names and values of the path parameters, decoded.
    pub parameters: Vec<(String, String)>,
}

impl Routes {
    pub(crate) fn new(registry: &Registry) -> Self {
        let operations = registry.operations.iter();
        let operations = operations.map(|operation| (&operation.path, operation.method.as_str(), &operation.id));
        let channels = registry.channels.iter().map(|channel| (&channel.path, "GET", &channel.id));
        let mut paths: BTreeMap<&str, Methods> = BTreeMap::new();
        for (path, method, id) in operations.chain(channels) {
            paths.entry(path).or_default().insert(method.to_owned(), id.clone());
        }
        let mut router = matchit::Router::new();
        for (path, methods) in paths {
            router.insert(path, methods).expect("the edge has routed the same paths");
        }
        Self(router)
    }

    /// The operation or channel that a request calls. HEAD calls the operation of GET, as on a server.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Option<Called<'_>> {
        let matched = self.0.at(path).ok()?;
        let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
        let id = matched.value.get(method)?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let parameters = matched.params.iter().map(|(name, value)| (name.to_owned(), decoded(value))).collect();
        Some(Called { id, parameters })
    }
}
