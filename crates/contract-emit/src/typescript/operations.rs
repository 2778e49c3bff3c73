//! `operations.ts`: one function per operation, with the types of its arguments and of every outcome.

use contract_model::registry::{Auth, Body, Implied, Location, Operation, PartContent, Registry, Requirement};

use super::{
    answers, header, jsdoc,
    type_expression::{key, literal, member, object, type_of},
};
use crate::{Artifact, text::Writer};

/// Emits the functions.
pub(super) fn emit(registry: &Registry) -> Artifact {
    let mut writer = Writer::default();
    let has_cached = registry.operations.iter().any(|operation| operation.policy.cache.is_some());
    let not_modified = if has_cached { "type NotModified, " } else { "" };
    let has_form = registry.operations.iter().any(|operation| matches!(operation.body, Body::Multipart { .. }));
    let multipart = if has_form { ", multipart" } else { "" };
    writer.line(format!(
        "import {{ type CallOptions, type Client, type Failure, type NoAnswer, {not_modified}type Success, call{multipart} \
         }} from \"./runtime/client/index.js\";"
    ));
    writer.line("import type * as T from \"./types.js\";");
    problems(&mut writer, registry);
    for operation in &registry.operations {
        writer.line("");
        emit_operation(&mut writer, registry, operation);
    }
    Artifact::new("typescript/src/operations.ts", header() + &writer.finish())
}

/// Returns the stem of the names of an operation's types.
pub(super) fn type_stem(operation: &Operation) -> String {
    // Not heck's camel case for the whole name, so that `requestAIInterpretation` keeps its `AI`.
    let mut characters = operation.id.chars();
    characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
}

/// Whether a call requires arguments.
pub(super) fn needs_arguments(operation: &Operation) -> bool {
    operation.body != Body::None || operation.parameters.iter().any(|parameter| parameter.required)
}

/// Whether a call accepts arguments.
pub(super) fn takes_arguments(operation: &Operation) -> bool {
    operation.body != Body::None || !operation.parameters.is_empty()
}

/// Writes the status of each code, and the codes that are implied together.
fn problems(writer: &mut Writer, registry: &Registry) {
    writer.line("");
    writer.line("/** The HTTP status of each problem. */");
    writer.line("type Statuses = {");
    writer.indented(|writer| {
        for problem in registry.problems.iter().filter(|problem| !is_unsent(problem.implied)) {
            writer.line(format!("{}: {};", key(&problem.code), problem.status));
        }
    });
    writer.line("};");
    let problem_type = &registry.problem_type;
    writer.lines(&format!(
        "\n/** An outcome for each of some problems, told apart by `status` and `error.code`. */\n\
         type Failures<Code extends keyof Statuses> = {{ [C in Code]: Failure<T.{problem_type}, Statuses[C], C> }}[Code];"
    ));
    implied_codes(writer, registry, CONDITIONS);
}

/// Writes a type for the codes that are implied together, for each condition with such codes.
pub(super) fn implied_codes(writer: &mut Writer, registry: &Registry, conditions: &[Implied]) {
    for condition in conditions {
        let codes: Vec<_> = registry
            .problems
            .iter()
            .filter(|problem| problem.implied == Some(*condition))
            .map(|problem| literal(&problem.code))
            .collect();
        if !codes.is_empty() {
            writer.line("");
            writer.line(format!("/** The codes that are possible {}. */", place(*condition)));
            writer.line(format!("type {} = {};", alias(*condition), codes.join(" | ")));
        }
    }
}

const CONDITIONS: &[Implied] = &[Implied::Always, Implied::Bearer, Implied::Owner, Implied::Body, Implied::Key];

fn is_unsent(implied: Option<Implied>) -> bool {
    matches!(implied, Some(Implied::Unrouted | Implied::Client))
}

fn place(condition: Implied) -> &'static str {
    match condition {
        Implied::Always => "everywhere",
        Implied::Bearer => "where a token is needed",
        Implied::Owner => "where the owner is named",
        Implied::Body => "where there is a body",
        Implied::Key => "where an idempotency key is sent",
        Implied::Unrouted => "where no operation is",
        Implied::Client => "in clients",
    }
}

/// Returns the name of that type.
pub(super) fn alias(condition: Implied) -> String {
    format!("{condition:?}Code")
}

fn emit_operation(writer: &mut Writer, registry: &Registry, operation: &Operation) {
    let (id, stem) = (&operation.id, type_stem(operation));
    if takes_arguments(operation) {
        writer.line(format!("/** What {{@link {id}}} takes. */"));
        arguments(writer, operation, &stem);
        writer.line("");
    }
    writer.line(format!("/** What comes of {{@link {id}}}. */"));
    writer.line(format!("export type {stem}Outcome ="));
    writer.indented(|writer| {
        for answer in &operation.answers {
            let body = answer.body.as_ref().map_or_else(|| "void".into(), |body| type_of(&body.schema));
            writer.line(format!("| Success<{}, {body}>", answer.status));
        }
        if operation.policy.cache.is_some() {
            writer.line("| NotModified");
        }
        let codes = codes(registry, operation);
        if !codes.is_empty() {
            writer.line(format!("| Failures<{}>", codes.join(" | ")));
        }
        writer.line("| NoAnswer;");
    });
    writer.line("");
    writer.jsdoc(&documentation(operation));
    let optional = if needs_arguments(operation) { "" } else { "?" };
    let (parameter, argument) = if takes_arguments(operation) {
        (format!("args{optional}: {stem}Arguments, "), "args")
    } else {
        (String::new(), "undefined")
    };
    writer.line(format!(
        "export const {id} = (client: Client, {parameter}options?: CallOptions): Promise<{stem}Outcome> =>"
    ));
    writer.indented(|writer| {
        writer.line(format!("call(client, {}, {argument}, options);", descriptor(registry, operation)));
    });
}

/// Returns the implied codes by their common name, and the declared ones.
fn codes(registry: &Registry, operation: &Operation) -> Vec<String> {
    let possible: Vec<_> = registry.problems_of_operation(operation).collect();
    // Some codes of a group may be impossible here: without a response body, no media type can be unacceptable.
    let group = |condition: Implied| {
        let of_group = registry.problems.iter().filter(|problem| problem.implied == Some(condition));
        let absent: Vec<_> =
            of_group.filter(|problem| !possible.contains(problem)).map(|problem| literal(&problem.code)).collect();
        if absent.is_empty() {
            alias(condition)
        } else {
            format!("Exclude<{}, {}>", alias(condition), absent.join(" | "))
        }
    };
    let mut codes = Vec::new();
    for problem in &possible {
        let code = match problem.implied {
            // A code that is also declared is listed itself where its condition does not hold.
            Some(condition) if condition.holds_for(operation) => group(condition),
            _ => literal(&problem.code),
        };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn arguments(writer: &mut Writer, operation: &Operation, stem: &str) {
    writer.line(format!("export type {stem}Arguments = {{"));
    writer.indented(|writer| {
        for (location, group) in [(Location::Path, "path"), (Location::Query, "query"), (Location::Header, "headers")] {
            let parameters: Vec<_> =
                operation.parameters.iter().filter(|parameter| parameter.location == location).collect();
            if parameters.is_empty() {
                continue;
            }
            let optional = if parameters.iter().any(|parameter| parameter.required) { "" } else { "?" };
            writer.line(format!("{group}{optional}: {{"));
            writer.indented(|writer| {
                for parameter in parameters {
                    writer.jsdoc(&jsdoc::schema(&parameter.schema));
                    let ty = type_of(&parameter.schema);
                    writer.line(format!("{};", member(&parameter.name, parameter.required, &ty)));
                }
            });
            writer.line("};");
        }
        match &operation.body {
            Body::None => {}
            Body::Json { schema, .. } => writer.line(format!("body: {};", type_of(schema))),
            Body::Multipart { parts } => {
                let parts = parts.iter().map(|part| {
                    let ty = match &part.content {
                        PartContent::File { .. } => "Blob".into(),
                        PartContent::Value { schema } => type_of(schema),
                    };
                    member(&part.name, part.required, &ty)
                });
                writer.line(format!("body: {};", object(parts)));
            }
            Body::Bytes { description, media_types, .. } => {
                writer.jsdoc(std::slice::from_ref(description));
                writer.line("body: Blob | BufferSource | ReadableStream<Uint8Array>;");
                if !media_types.is_empty() {
                    writer.line("/** What the bytes are; a Blob says so itself. */");
                    let types: Vec<_> = media_types.iter().map(|media_type| literal(media_type)).collect();
                    writer.line(format!("contentType?: {};", types.join(" | ")));
                }
            }
        }
    });
    writer.line("};");
}

fn documentation(operation: &Operation) -> Vec<String> {
    let mut paragraphs = vec![format!("{}.", operation.summary)];
    if !operation.description.is_empty() {
        paragraphs.push(String::new());
        paragraphs.push(operation.description.clone());
    }
    paragraphs.push(String::new());
    paragraphs.push(format!("`{} {}`", operation.method, operation.path));
    paragraphs.extend(jsdoc::lifecycle(&operation.lifecycle));
    paragraphs
}

/// Returns the operation in the form that the runtime reads.
fn descriptor(registry: &Registry, operation: &Operation) -> String {
    let mut members = vec![
        format!("id: {}", literal(&operation.id)),
        format!("method: {}", literal(&operation.method)),
        format!("path: {}", literal(&operation.path)),
    ];
    if operation.auth == Auth::Bearer {
        members.push("auth: true".into());
    }
    match &operation.body {
        Body::None => {}
        Body::Json { .. } => members.push("body: \"json\"".into()),
        Body::Multipart { .. } => members.push("body: multipart".into()),
        Body::Bytes { .. } => members.push("body: \"bytes\"".into()),
    }
    match operation.policy.idempotency_key {
        None => {}
        Some(Requirement::Optional) => members.push("idempotencyKey: \"optional\"".into()),
        Some(Requirement::Required) => members.push("idempotencyKey: \"required\"".into()),
    }
    if operation.answers.iter().any(|answer| answers::is_envelope(registry, answer)) {
        members.push("envelope: true".into());
    }
    format!("{{ {} }}", members.join(", "))
}
