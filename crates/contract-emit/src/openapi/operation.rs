//! One operation as an OpenAPI operation object.

use std::collections::BTreeMap;

use contract_model::{
    registry::{
        Answer, AnswerBody, Auth, Body, IDEMPOTENCY_KEY_PATTERN, Location, Operation, Part, PartContent,
        ProblemDefinition, Registry, Requirement,
    },
    schema::{Schema, Shape},
};
use serde_json::{Value, json};
use utoipa::openapi::{
    ContentBuilder, Deprecated, Header, HttpMethod, RefOr, Required, Response, ResponseBuilder, Type,
    encoding::EncodingBuilder,
    extensions::Extensions,
    header::HeaderBuilder,
    path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
    request_body::{RequestBody, RequestBodyBuilder},
    schema::{ObjectBuilder, Schema as OpenApiSchema},
    security::SecurityRequirement,
};

use super::BEARER;
use crate::json::{component_schema, lifecycle_extensions};

const PROBLEM_JSON: &str = "application/problem+json";

pub(super) fn method(method: &str) -> HttpMethod {
    match method {
        "GET" => HttpMethod::Get,
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        other => unreachable!("the macros know no method {other}"),
    }
}

pub(super) fn operation(registry: &Registry, operation: &Operation) -> utoipa::openapi::path::Operation {
    let mut builder = OperationBuilder::new()
        .tag(&operation.module)
        .operation_id(Some(&operation.id))
        .summary(Some(&operation.summary))
        .description(Some(&operation.description))
        .request_body(request_body(registry, &operation.body))
        .extensions(extensions(operation));
    for parameter in &operation.parameters {
        builder = builder.parameter(parameter_of(parameter));
    }
    for parameter in conventional_parameters(registry, operation) {
        builder = builder.parameter(parameter);
    }
    for answer in &operation.answers {
        builder = builder.response(answer.status.to_string(), success(operation, answer));
    }
    if operation.policy.cache.is_some() && operation.method == "GET" {
        builder = builder
            .response("304", ResponseBuilder::new().description("Not modified: what `If-None-Match` names is fresh."));
    }
    for (status, problems) in problems(registry, operation) {
        builder = builder.response(status.to_string(), failure(registry, status, &problems));
    }
    if operation.lifecycle.deprecated.is_some() {
        builder = builder.deprecated(Some(Deprecated::True));
    }
    // A public operation has an empty list; without the list, the document would say nothing about its security.
    builder = match operation.auth {
        Auth::Public => builder.securities(Some([])),
        Auth::Bearer => builder.security(SecurityRequirement::new(BEARER, Vec::<String>::new())),
    };
    builder.build()
}

fn extensions(operation: &Operation) -> Option<Extensions> {
    let policy = &operation.policy;
    let mut extensions = lifecycle_extensions(&operation.lifecycle);
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            extensions.push((key.to_owned(), value));
        }
    };
    add("x-cache", policy.cache.as_ref().map(|cache| json!(cache)));
    add("x-idempotency-key", policy.idempotency_key.map(|requirement| json!(requirement)));
    add("x-invalidates", (!policy.invalidates.is_empty()).then(|| json!(policy.invalidates)));
    add("x-session", policy.session.as_ref().map(|session| json!(session)));
    add("x-causes", (!policy.causes.is_empty()).then(|| json!(policy.causes)));
    add("x-refetch-seconds", policy.refetch_seconds.map(|seconds| json!(seconds)));
    add("x-owner", policy.owner.as_ref().map(|owner| json!(owner)));
    add("x-rate-class", policy.rate.as_ref().map(|rate| json!(rate)));
    add("x-problems", (!operation.errors.is_empty()).then(|| json!(operation.errors)));
    (!extensions.is_empty()).then(|| extensions.into_iter().collect())
}

fn parameter_of(parameter: &contract_model::registry::Parameter) -> Parameter {
    let schema = &parameter.schema;
    let bare = Schema { default: schema.default.clone(), ..Schema::plain(schema.shape.clone()) };
    let mut builder = ParameterBuilder::new()
        .name(&parameter.name)
        .parameter_in(match parameter.location {
            Location::Path => ParameterIn::Path,
            Location::Query => ParameterIn::Query,
            Location::Header => ParameterIn::Header,
        })
        .required(if parameter.required { Required::True } else { Required::False })
        .description(schema.description.as_ref())
        .example(schema.examples.first().cloned())
        .schema(Some(reference_or_schema(&bare)));
    if schema.lifecycle.deprecated.is_some() {
        builder = builder.deprecated(Some(Deprecated::True));
    }
    builder.build()
}

/// Returns the headers that a request may have by the conventions of the toolkit.
fn conventional_parameters(registry: &Registry, operation: &Operation) -> Vec<Parameter> {
    let header = |name: &str, description: &str, required: bool| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(if required { Required::True } else { Required::False })
            .description(Some(description))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
    };
    let mut parameters = Vec::new();
    if let Some(version) = &registry.info.version_header {
        let schema = ObjectBuilder::new().schema_type(Type::String).enum_values(Some([version.value.as_str()]));
        parameters.push(
            header(&version.name, "The version of the API; another value is a 400.", false)
                .schema(Some(schema))
                .build(),
        );
    }
    if let Some(requirement) = operation.policy.idempotency_key {
        let description =
            "Makes a repeat of this call give the first answer instead of doing the work again; one key a call.";
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(IDEMPOTENCY_KEY_PATTERN));
        let key = header("Idempotency-Key", description, requirement == Requirement::Required);
        parameters.push(key.schema(Some(schema)).build());
    }
    if operation.policy.cache.is_some() && operation.method == "GET" {
        parameters.push(header("If-None-Match", "The `ETag` of an answer that is already here.", false).build());
    }
    parameters
}

fn request_body(registry: &Registry, body: &Body) -> Option<RequestBody> {
    let builder = RequestBodyBuilder::new().required(Some(Required::True));
    match body {
        Body::None => None,
        Body::Json { schema, example } => {
            let content =
                ContentBuilder::new().schema(Some(reference_or_schema(schema))).example(Some(example.clone()));
            Some(builder.content("application/json", content.build()).build())
        }
        Body::Bytes { description, media_types, max_bytes } => {
            let file = || ContentBuilder::new().schema(Some(ObjectBuilder::new().build())).build();
            let builder = builder.description(Some(description)).extensions(Some(max_bytes_extension(*max_bytes)));
            Some(media_types.iter().fold(builder, |builder, media_type| builder.content(media_type, file())).build())
        }
        Body::Multipart { parts } => Some(builder.content("multipart/form-data", multipart(registry, parts)).build()),
    }
}

/// Writes an extension, because OpenAPI has no keyword for the size of a file.
fn max_bytes_extension(max_bytes: u32) -> Extensions {
    [("x-max-bytes", json!(max_bytes))].into_iter().collect()
}

fn multipart(registry: &Registry, parts: &[Part]) -> utoipa::openapi::Content {
    let mut object = ObjectBuilder::new().schema_type(Type::Object);
    let mut content = ContentBuilder::new();
    for Part { name, required, content: part } in parts {
        match part {
            PartContent::File { description, media_types, max_bytes } => {
                let file = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some(description))
                    .extensions(Some(max_bytes_extension(*max_bytes)));
                object = object.property(
                    name,
                    file.content_media_type(media_types.first().map_or("application/octet-stream", String::as_str)),
                );
                content = content.encoding(name, EncodingBuilder::new().content_type(Some(media_types.join(", "))));
            }
            PartContent::Value { schema } => {
                object = object.property(name, reference_or_schema(schema));
                if !registry.is_text(schema) {
                    let json = EncodingBuilder::new().content_type(Some("application/json".to_owned()));
                    content = content.encoding(name, json);
                }
            }
        }
        if *required {
            object = object.required(name);
        }
    }
    content.schema(Some(object.build())).build()
}

fn success(operation: &Operation, answer: &Answer) -> Response {
    let mut builder = ResponseBuilder::new().description(&answer.description);
    if let Some(AnswerBody { schema, example }) = &answer.body {
        let content = ContentBuilder::new().schema(Some(reference_or_schema(schema))).example(Some(example.clone()));
        builder = builder.content("application/json", content.build());
    }
    for header in &answer.headers {
        builder = builder.header(&header.name, text_header(&header.description));
    }
    if operation.policy.cache.is_some() && operation.method == "GET" {
        builder = builder
            .header("ETag", text_header("The version of this answer; send it as `If-None-Match`."))
            .header("Cache-Control", text_header("How long the answer stays fresh."));
    }
    if operation.policy.idempotency_key.is_some() {
        builder = builder.header(
            "Idempotency-Replayed",
            text_header("`true` when this is the answer to an earlier call with the same key."),
        );
    }
    let deprecation = operation.lifecycle.deprecated.as_ref();
    if deprecation.is_some_and(|deprecation| deprecation.since.is_some()) {
        builder = builder.header("Deprecation", text_header("Since when the operation is deprecated (RFC 9745)."));
    }
    if deprecation.is_some_and(|deprecation| deprecation.sunset.is_some()) {
        builder = builder.header("Sunset", text_header("When the operation goes (RFC 8594)."));
    }
    builder.build()
}

/// Returns the possible problems, by status.
fn problems<'a>(registry: &'a Registry, operation: &'a Operation) -> BTreeMap<u16, Vec<&'a ProblemDefinition>> {
    let mut problems = BTreeMap::<_, Vec<_>>::new();
    for problem in registry.problems_of_operation(operation) {
        problems.entry(problem.status).or_default().push(problem);
    }
    problems
}

fn failure(registry: &Registry, status: u16, problems: &[&ProblemDefinition]) -> Response {
    let description = match problems {
        [problem] => format!("{}.\n\n`{}`: {}", problem.title.trim_end_matches('.'), problem.code, problem.description),
        problems => problems
            .iter()
            .map(|problem| format!("- `{}`: {}", problem.code, problem.description))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let schema = utoipa::openapi::Ref::new(format!("#/components/schemas/{}", registry.problem_type));
    let mut builder = ResponseBuilder::new()
        .description(description)
        .content(PROBLEM_JSON, ContentBuilder::new().schema(Some(schema)).build())
        .extensions(Some(
            [("x-problems", json!(problems.iter().map(|p| &p.code).collect::<Vec<_>>()))].into_iter().collect(),
        ));
    if matches!(status, 429 | 503) {
        builder = builder.header("Retry-After", text_header("Seconds after which to try again."));
    }
    if status == 401 {
        builder = builder.header("WWW-Authenticate", text_header("How to authenticate (RFC 6750)."));
    }
    builder.build()
}

fn text_header(description: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some(description))
        .build()
}

/// Converts a schema into utoipa's model. The simple shapes outside `components` lose nothing in it.
fn reference_or_schema(schema: &Schema) -> RefOr<OpenApiSchema> {
    let mut schema = schema.clone();
    if let Shape::Reference { .. } = schema.shape {
        // utoipa has no place for these next to a `$ref`; the referenced type has its own.
        schema.examples.clear();
        schema.lifecycle.deprecated = None;
    }
    let schema = component_schema(&schema);
    let model: RefOr<OpenApiSchema> =
        serde_json::from_value(schema.clone()).expect("a bare shape is an OpenAPI schema");
    debug_assert_eq!(serde_json::to_value(&model).ok().as_ref(), Some(&schema), "utoipa's model lost a keyword");
    model
}
