//! `msw/`: the contract as data for the mock, and its handlers under the contract's names.

use contract_model::registry::{Auth, GraphqlField, Implied, Registry, Root};
use serde_json::{Map, Value, json};

use super::{
    header,
    operations::{alias, implied_codes, type_stem},
    type_expression::{key, literal},
};
use crate::{Artifact, graphql::documents::Documents, text::Writer};

/// Members that a mock does not use: documentation, and data of other targets.
const UNUSED: &[&str] = &[
    "causes",
    "description",
    "example",
    "graphql",
    "invalidatedBy",
    "invalidates",
    "lifecycle",
    "module",
    "rate",
    "reauthentication",
    "refetchSeconds",
    "session",
    "summary",
];

/// Members with values of the contract, in which any key is data.
const VALUES: &[&str] = &["examples", "default"];

/// Emits `msw/contract.ts`.
pub(super) fn contract(registry: &Registry, documents: Option<&Documents>) -> Artifact {
    let types: Map<_, _> = registry
        .types
        .iter()
        .map(|(name, definition)| {
            let mut kept = json!({
                "schema": definition.schema,
                "direction": definition.direction,
                "role": definition.role,
            });
            if let Some(rust) = &definition.rust {
                kept["rust"] = json!(rust);
            }
            // This member has the same name as the arguments of a GraphQL field, which the mock does use.
            if let Some(role) = kept["role"].as_object_mut() {
                role.remove("arguments");
            }
            (name.clone(), kept)
        })
        .collect();
    let mut contract = json!({
        "operations": registry.operations,
        "channels": registry.channels,
        "problems": registry.problems,
        "problemType": registry.problem_type,
        "types": types,
    });
    strip(&mut contract);
    contract["messages"] = json!(registry.messages);
    if let Some(version) = &registry.info.version_header {
        contract["versionHeader"] = json!(version);
    }
    if let (Some(graphql), Some(documents)) = (&registry.graphql, documents) {
        let mut fields = json!(graphql.fields);
        strip(&mut fields);
        contract["graphql"] = json!({ "sdl": documents.sdl, "fields": fields });
    }
    let text = format!(
        "{}import type {{ MockContract }} from \"../runtime/msw/index.js\";\n\n\
         /** The contract as data: the part of `registry.json` that the mock reads. */\n\
         export const contract: MockContract = {contract};\n",
        header(),
    );
    Artifact::new("typescript/src/msw/contract.ts", text)
}

/// Emits `msw/index.ts`.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    if registry.graphql.is_some() {
        writer.line("import type * as Schema from \"../graphql/schema.js\";");
    }
    writer.lines(PRELUDE);
    if registry.graphql.is_some() {
        writer.line("import { graphqlHandlers, graphqlOverrides } from \"../runtime/msw/graphql/index.js\";");
    }
    writer.lines(TYPES);
    implied_codes(&mut writer, registry, &[Implied::Always, Implied::Bearer, Implied::Owner]);
    failures(&mut writer, registry);
    data(&mut writer, registry);
    // Passed to each constructor, since only a contract with GraphQL needs the package `graphql`.
    let (handlers, overrides) =
        if registry.graphql.is_some() { (", graphqlHandlers", ", graphqlOverrides") } else { ("", "") };
    writer.lines(&HANDLERS.replace("%handlers%", handlers).replace("%overrides%", overrides));
    Artifact::new("typescript/src/msw/index.ts", header() + &writer.finish())
}

const PRELUDE: &str = r#"import type * as operations from "../operations.js";
import type { DataOf } from "../runtime/client/index.js";
import {
  createHandlers,
  createStore,
  failWith as failWithOf,
  type MockOptions,
  type NetworkFailure,
  type OverrideOptions,
  type RequestInfo,
  respondWith as respondWithOf,
  type Store,
} from "../runtime/msw/index.js";
import { contract } from "./contract.js";"#;

const TYPES: &str = r#"
export type { AuthMode, MockOptions, NetworkFailure, OverrideOptions, RequestInfo, Store } from "../runtime/msw/index.js";

/** The codes of the problems that an outcome declares. */
type CodesOf<Outcome> = Outcome extends { readonly ok: false; readonly status: infer Status; readonly error: { readonly code: infer Code } }
  ? Status extends 304 | undefined
    ? never
    : Code
  : never;"#;

const HANDLERS: &str = r#"
/** The base URL of an override, the same as that of the handlers. */
export type Place = { readonly baseUrl?: string };

/** The handlers of the whole contract, for `setupServer(...handlers())` and `setupWorker(...handlers())`. */
export const handlers = (options: MockOptions = {}): ReturnType<typeof createHandlers> => createHandlers(contract, options%handlers%);

/** The state of a mock: share it between handlers, read it, or reset it between tests. */
export const createMockStore = (options?: Parameters<typeof createStore>[1]): Store => createStore(contract, options);

/** A handler for `server.use(...)` that fails: an operation, a GraphQL field, a channel, or a message of one. */
export const failWith = <Target extends keyof Failures>(
  target: Target,
  failure: Failures[Target] | NetworkFailure,
  { baseUrl = "*", ...options }: OverrideOptions & Place = {},
): ReturnType<typeof failWithOf> => failWithOf(contract, baseUrl, target, failure, options%overrides%);

/** A handler for `server.use(...)` that answers an operation or a GraphQL field with other data. */
export const respondWith = <Target extends keyof Data>(
  target: Target,
  data: Data[Target] | ((info: RequestInfo) => Data[Target] | Promise<Data[Target]>),
  { baseUrl = "*", ...options }: OverrideOptions & Place & { readonly status?: number } = {},
): ReturnType<typeof respondWithOf> => respondWithOf<Data[Target]>(contract, baseUrl, target, data, options%overrides%);"#;

/// Emits the targets that can fail, with their codes.
fn failures(writer: &mut Writer, registry: &Registry) {
    writer.line("");
    writer.line("/** The targets of `failWith`, with the codes of their problems. */");
    writer.line("export type Failures = {");
    writer.indented(|writer| {
        for operation in &registry.operations {
            let stem = type_stem(operation);
            writer.line(format!("{}: CodesOf<operations.{stem}Outcome>;", key(&operation.id)));
        }
        for field in registry.fields() {
            let codes = codes(registry, &field.errors, field.auth, false);
            writer.line(format!("{}: {codes};", literal(&field_name(field))));
        }
        for channel in &registry.channels {
            let problems = codes(registry, &channel.errors, channel.auth, channel.owner.is_some());
            writer.line(format!("{}: {problems};", key(&channel.id)));
            for (tag, receiver) in &channel.receivers {
                let name = literal(&format!("{}.{tag}", channel.id));
                writer.line(format!("{name}: {};", codes(registry, &receiver.errors, Auth::Public, false)));
            }
        }
    });
    writer.line("};");
}

/// Returns the codes that an item declares, and those that are implied for it, as a union.
fn codes(registry: &Registry, declared: &[String], auth: Auth, has_owner: bool) -> String {
    let implied = [(Implied::Always, true), (Implied::Bearer, auth == Auth::Bearer), (Implied::Owner, has_owner)];
    let is_known = |condition| registry.problems.iter().any(|problem| problem.implied == Some(condition));
    let implied = implied.into_iter().filter(|(condition, holds)| *holds && is_known(*condition));
    let mut codes: Vec<_> = implied.map(|(condition, _)| alias(condition)).collect();
    codes.extend(declared.iter().map(|code| literal(code)));
    if codes.is_empty() { "never".into() } else { codes.join(" | ") }
}

/// Emits the targets whose response data can be replaced, with its types.
fn data(writer: &mut Writer, registry: &Registry) {
    writer.line("");
    writer.line("/** The targets of `respondWith`, with the types of their data. */");
    writer.line("export type Data = {");
    writer.indented(|writer| {
        for operation in &registry.operations {
            let stem = type_stem(operation);
            writer.line(format!("{}: DataOf<operations.{stem}Outcome>;", key(&operation.id)));
        }
        for field in registry.fields() {
            if field.root != Root::Subscription {
                let name = literal(&field_name(field));
                writer.line(format!("{name}: Schema.{}[{}];", field.root.type_name(), literal(&field.name)));
            }
        }
    });
    writer.line("};");
}

/// Returns `query.book`: fields of different roots may share a name.
fn field_name(field: &GraphqlField) -> String {
    format!("{}.{}", field.root.operation(), field.name)
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| !UNUSED.contains(&key.as_str()));
            for (key, member) in members {
                if !VALUES.contains(&key.as_str()) {
                    strip(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}
