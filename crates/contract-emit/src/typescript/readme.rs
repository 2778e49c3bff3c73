//! `README.md` and `MIGRATING.md` of the package: the texts of `readme/` with names of the contract.

use contract_model::{
    registry::{Body, Channel, Location, Operation, Parameter, Registry, Role, Transport},
    schema::{Schema, Shape},
};

use heck::ToUpperCamelCase;

use super::{
    answers, ids,
    operations::type_stem,
    type_expression::{key, literal},
};
use crate::{Artifact, GENERATED_BY, Sources, graphql::documents::Documents};

/// Emits both files.
pub(super) fn emit(registry: &Registry, documents: Option<&Documents>, sources: &Sources) -> [Artifact; 2] {
    let examples = Examples::new(registry, documents);
    let mut readme = format!("<!-- {GENERATED_BY} -->\n\n");
    let is_there = |line: &&str| {
        (registry.graphql.is_some() || !line.contains("%package%/graphql"))
            && (!registry.channels.is_empty() || !line.contains("%package%/realtime"))
    };
    for line in include_str!("readme/start.md").lines().filter(is_there) {
        readme.push_str(line);
        readme.push('\n');
    }
    for (section, is_there) in [
        (include_str!("readme/call.md"), examples.read.is_some() && examples.write.is_some()),
        (include_str!("readme/query.md"), examples.page.is_some() && examples.write.is_some()),
        (include_str!("readme/schemas.md"), examples.write.is_some()),
        (include_str!("readme/graphql.md"), examples.query.is_some()),
        (include_str!("readme/socket.md"), examples.socket.is_some()),
        (include_str!("readme/feed.md"), examples.feed.is_some()),
        (include_str!("readme/msw.md"), examples.read.is_some()),
        (include_str!("readme/end.md"), true),
    ] {
        if is_there {
            readme.push('\n');
            readme.push_str(section);
        }
    }
    if sources.changelog.is_some() {
        readme.push_str("- [CHANGELOG.md](./CHANGELOG.md): what changes in which version.\n");
    }
    let migrating = format!("<!-- {GENERATED_BY} -->\n\n{}", include_str!("readme/migrating.md"));
    [
        Artifact::new("typescript/README.md", examples.fill(&readme)),
        Artifact::new("typescript/MIGRATING.md", examples.fill(&migrating)),
    ]
}

/// The items of a contract for examples.
struct Examples<'a> {
    registry: &'a Registry,
    /// An operation that reads one entity by its id; a cached one is preferred.
    read: Option<&'a Operation>,
    /// An operation that creates something from a JSON body; one in the same module is preferred.
    write: Option<&'a Operation>,
    /// An operation that returns a list page by page.
    page: Option<&'a Operation>,
    /// The name of a GraphQL query.
    query: Option<String>,
    socket: Option<&'a Channel>,
    feed: Option<&'a Channel>,
}

impl<'a> Examples<'a> {
    fn new(registry: &'a Registry, documents: Option<&Documents>) -> Self {
        let operations = || registry.operations.iter();
        let read = operations()
            .filter(|operation| operation.method == "GET" && required(operation).count() == 1)
            .min_by_key(|operation| operation.policy.cache.is_none());
        let module = read.map(|operation| &operation.module);
        let near = |operation: &&Operation| Some(&operation.module) == module;
        let write = operations()
            .filter(|operation| matches!(operation.body, Body::Json { .. }) && required(operation).next().is_none())
            .min_by_key(|operation| (!near(operation), operation.answers.iter().all(|answer| answer.status != 201)));
        let page = operations()
            .filter(|operation| answers::is_paged(registry, operation))
            .min_by_key(|operation| !near(operation));
        let query = documents.and_then(|documents| {
            let mut operations = documents.executable.operations.named.values();
            operations.find(|operation| operation.is_query()).and_then(|operation| operation.name.as_ref())
        });
        let channel = |transport| registry.channels.iter().find(|channel| channel.transport == transport);
        Self {
            registry,
            read,
            write,
            page,
            query: query.map(ToString::to_string),
            socket: channel(Transport::Websocket),
            feed: channel(Transport::Sse),
        }
    }

    /// Replaces each `%word%` by its name.
    fn fill(&self, text: &str) -> String {
        let info = &self.registry.info;
        let mut words = vec![
            ("package", info.package.clone()),
            ("title", info.title.clone()),
            ("version", info.version.clone()),
            ("server", info.servers.first().map(|server| server.url.clone()).unwrap_or_default()),
            ("local", info.servers.last().map(|server| server.url.clone()).unwrap_or_default()),
        ];
        let (mut kinds, mut mocked) = (String::new(), vec!["REST"]);
        if self.registry.graphql.is_some() {
            kinds.push_str(", GraphQL documents");
            mocked.push("GraphQL with subscriptions");
        }
        if !self.registry.channels.is_empty() {
            kinds.push_str(", realtime");
            mocked.push("WebSocket and Server-Sent Events");
        }
        words.extend([("kinds", kinds), ("mocked", mocked.join(", "))]);
        if let Some(read) = self.read {
            let (constructors, arguments) = self.arguments(&read.parameters);
            words.push(("read", read.id.clone()));
            words.push(("Read", type_stem(read)));
            words.push(("readConstructor", constructors.first().cloned().unwrap_or_default()));
            words.push(("readArguments", arguments));
            words.push(("readStatus", read.answers.first().map_or(200, |answer| answer.status).to_string()));
            words.push(("readCode", self.declared_code(read)));
        }
        if let Some(write) = self.write {
            words.push(("write", write.id.clone()));
            words.push(("Write", type_stem(write)));
            if let Body::Json { schema, .. } = &write.body
                && let Shape::Reference { name } = &schema.shape
            {
                words.push(("body", name.clone()));
            }
        }
        if let Some(page) = self.page {
            words.push(("page", page.id.clone()));
        }
        if let Some(query) = &self.query {
            words.push(("query", query.clone()));
        }
        for (channel, word, arguments, imports) in [
            (self.socket, "Socket", "socketArguments", "socketImport"),
            (self.feed, "Feed", "feedArguments", "feedImport"),
        ] {
            let Some(channel) = channel else { continue };
            let (constructors, path) = self.arguments(&channel.parameters);
            words.push((word, channel.id.to_upper_camel_case()));
            let path = path.trim_start_matches('{').trim_end_matches('}').trim();
            words.push((arguments, if path.is_empty() { String::new() } else { format!("{path}, ") }));
            let import = match constructors.as_slice() {
                [] => String::new(),
                names => format!("import {{ {} }} from \"{}\";\n", names.join(", "), info.package),
            };
            words.push((imports, import));
        }
        let mut text = text.to_owned();
        for (word, name) in words {
            text = text.replace(&format!("%{word}%"), &name);
        }
        text
    }

    /// Returns a code that an operation declares itself.
    fn declared_code(&self, operation: &Operation) -> String {
        let declared = operation.errors.first().cloned();
        declared.or_else(|| self.registry.problems.first().map(|problem| problem.code.clone())).unwrap_or_default()
    }

    /// Returns the constructors that required parameters need, and the arguments of a call.
    fn arguments(&self, parameters: &[Parameter]) -> (Vec<String>, String) {
        let mut constructors = Vec::new();
        let mut groups = Vec::new();
        for (location, group) in [(Location::Path, "path"), (Location::Query, "query")] {
            let values: Vec<_> = parameters
                .iter()
                .filter(|parameter| parameter.required && parameter.location == location)
                .map(|parameter| {
                    format!("{}: {}", key(&parameter.name), self.value(&parameter.schema, &mut constructors))
                })
                .collect();
            if !values.is_empty() {
                groups.push(format!("{group}: {{ {} }}", values.join(", ")));
            }
        }
        (constructors, format!("{{ {} }}", groups.join(", ")))
    }

    fn value(&self, schema: &Schema, constructors: &mut Vec<String>) -> String {
        let Shape::Reference { name } = &schema.shape else {
            return schema.examples.first().map_or_else(|| literal(""), ToString::to_string);
        };
        let definition = &self.registry.types[name];
        let example = schema.examples.first().or(definition.schema.examples.first());
        let example = example.map_or_else(|| literal(""), ToString::to_string);
        if definition.role != Role::Id {
            return example;
        }
        let constructor = ids::constructor(name);
        constructors.push(constructor.clone());
        format!("{constructor}({example})")
    }
}

fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.required)
}
