//! Bodies at and beyond the limits of every constraint, and unreadable bodies.

use contract_data::identity::SessionRole;
use contract_model::{
    registry::{Body, Implied, Operation, Part, PartContent},
    schema::Schema,
};
use serde_json::Value;

use super::expect::Refusal;
use crate::{
    http::{FormPart, Payload},
    rules,
    suite::Suite,
    variations::{Variation, filled, variations},
    world::{Draft, Person},
};

/// The size of a JSON body that exceeds any reasonable limit, in bytes.
const LARGE: usize = 3 << 20;

pub(super) async fn run(suite: &Suite<'_>) {
    if suite.options.is_read_only {
        return;
    }
    suite.each(suite.operations(), |operation| bodies(suite, operation)).await;
}

async fn bodies(suite: &Suite<'_>, operation: &Operation) {
    let person = suite.first_person();
    let Some(draft) = Draft::of(suite, operation, &person, 0) else { return };
    match &operation.body {
        Body::None => return,
        Body::Json { schema, .. } => {
            constraints(suite, &draft, schema, &person).await;
            unreadable(suite, &draft, &person).await;
            large_json(suite, &draft, &person).await;
        }
        Body::Bytes { media_types, max_bytes, .. } => {
            let bytes = vec![0; *max_bytes as usize + 1];
            let payload = Payload::Bytes { media_type: media_types.first().cloned(), bytes };
            let codes = suite.implied(operation, 413, &[Implied::Body]);
            let because = format!("the file has more than {max_bytes} bytes");
            too_large(suite, &draft, payload, &person, codes, because).await;
        }
        Body::Multipart { parts } => form(suite, &draft, parts, &person).await,
    }
    media_types(suite, &draft, &person).await;
}

/// Tests each constraint of a JSON body.
async fn constraints(suite: &Suite<'_>, draft: &Draft<'_>, schema: &Schema, person: &Person) {
    let operation = draft.operation;
    let Payload::Json(example) = &draft.payload else { return };
    let check = |value: &Value| suite.contract.validator.body(&operation.id, value);
    let another = |schema: &Schema| suite.value(schema, person, 1);
    let base = filled(suite.contract, schema, example, &check, &another);
    for variation in variations(suite.contract, schema, &base, &check, &another) {
        if suite.is_lost() {
            return;
        }
        one(suite, draft, variation, person).await;
    }
}

async fn one(suite: &Suite<'_>, draft: &Draft<'_>, variation: Variation, person: &Person) {
    let operation = draft.operation;
    let Variation { value, place, difference, violations } = variation;
    let mut draft = Draft { payload: Payload::Json(value), ..draft.clone() };
    draft.renew_key(suite);
    let because = format!("{place} {difference}");
    let Some(first) = violations.first() else {
        if suite.contract.identity.role(&suite.contract.facts, operation) == Some(SessionRole::Register) {
            suite.make_unique(operation, &mut draft.payload);
        }
        let cause = format!("{}: {because}", operation.id);
        suite.accept(&rules::BODY_BOUND, operation, draft.request(), &person.label, (cause, &because)).await;
        return;
    };
    let is_unknown = first.code == "additionalProperties";
    let rule = if is_unknown { &rules::BODY_UNKNOWN_PROPERTY } else { &rules::BODY_CONSTRAINT };
    let codes = suite.implied(operation, 422, &[Implied::Body]);
    // A type that several operations take is checked once per operation.
    let refusal = Refusal::new(rule, operation, draft.request(), &person.label, codes, because);
    suite.refuse(Refusal { pointer: Some(first.pointer.clone()), ..refusal }).await;
}

/// Sends bodies that are not JSON.
async fn unreadable(suite: &Suite<'_>, draft: &Draft<'_>, person: &Person) {
    for (text, because) in [("{\"", "the body ends in the middle of JSON"), ("", "the body is empty")] {
        let request = draft.request().with_payload(Payload::json_text(text));
        let codes = suite.implied(draft.operation, 400, &[Implied::Always]);
        let rule = &rules::BODY_UNREADABLE;
        suite.refuse(Refusal::new(rule, draft.operation, request, &person.label, codes, because)).await;
    }
}

/// Sends a JSON body that exceeds any reasonable limit. The contract has no limit for JSON, so any refusal is accepted.
async fn large_json(suite: &Suite<'_>, draft: &Draft<'_>, person: &Person) {
    let text = format!("{{\"conformanceUnknown\":\"{}\"}}", "x".repeat(LARGE));
    let mut codes = suite.implied(draft.operation, 413, &[Implied::Body]);
    codes.extend(suite.implied(draft.operation, 422, &[Implied::Body]));
    too_large(suite, draft, Payload::json_text(&text), person, codes, format!("the body has {LARGE} bytes")).await;
}

async fn too_large(
    suite: &Suite<'_>,
    draft: &Draft<'_>,
    payload: Payload,
    person: &Person,
    codes: Vec<String>,
    because: String,
) {
    let (operation, request) = (draft.operation, draft.request().with_payload(payload));
    let refusal = Refusal::new(&rules::BODY_TOO_LARGE, operation, request, &person.label, codes, because);
    suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await;
}

/// Sends bodies of another media type, and without one.
async fn media_types(suite: &Suite<'_>, draft: &Draft<'_>, person: &Person) {
    let operation = draft.operation;
    for media_type in [Some("text/plain"), Some("application/x-www-form-urlencoded"), None] {
        let bytes = match &draft.payload {
            Payload::Json(value) => value.to_string().into_bytes(),
            Payload::Bytes { bytes, .. } => bytes.clone(),
            Payload::Form(_) | Payload::None => b"sample".to_vec(),
        };
        let request = draft.request().with_payload(Payload::Bytes { media_type: media_type.map(str::to_owned), bytes });
        let described = media_type.map_or_else(|| "no media type".into(), |known| format!("the media type {known}"));
        let codes = suite.implied(operation, 415, &[Implied::Body]);
        let because = format!("the body has {described}");
        let refusal = Refusal::new(&rules::BODY_MEDIA_TYPE, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { cause: format!("{}: {described}", operation.id), ..refusal }).await;
    }
}

/// Sends forms in which one part is missing, unknown, too large, of another media type, or breaks a constraint.
async fn form(suite: &Suite<'_>, draft: &Draft<'_>, parts: &[Part], person: &Person) {
    let Payload::Form(sent) = &draft.payload else { return };
    let operation = draft.operation;
    let refuse = async |rule, payload: Vec<FormPart>, status, because: String, pointer: Option<String>| {
        let request = draft.request().with_payload(Payload::Form(payload));
        let codes = suite.implied(operation, status, &[Implied::Body]);
        let refusal = Refusal::new(rule, operation, request, &person.label, codes, because);
        suite.refuse(Refusal { pointer, ..refusal }).await;
    };
    for part in parts {
        let name = &part.name;
        let others = || sent.iter().filter(|other| other.name != *name).cloned();
        if part.required {
            let because = format!("the part `{name}` is missing");
            refuse(&rules::BODY_CONSTRAINT, others().collect(), 422, because, Some(format!("/{name}"))).await;
        }
        match &part.content {
            PartContent::File { max_bytes, media_types, .. } => {
                let file = |media_type: &str, bytes| FormPart {
                    name: name.clone(),
                    file: Some((media_type.to_owned(), "sample".into())),
                    bytes,
                };
                let large = file(&media_types[0], vec![0; *max_bytes as usize + 1]);
                let because = format!("the part `{name}` has more than {max_bytes} bytes");
                refuse(&rules::BODY_TOO_LARGE, others().chain([large]).collect(), 413, because, None).await;
                let other = file("application/x-conformance", b"sample".to_vec());
                let because = format!("the part `{name}` has the media type application/x-conformance");
                refuse(&rules::BODY_MEDIA_TYPE, others().chain([other]).collect(), 415, because, None).await;
            }
            PartContent::Value { schema } => {
                let Some(base) = suite.value(schema, person, 0) else { continue };
                let check = |value: &Value| suite.contract.validator.part(&operation.id, name, value);
                let another = |schema: &Schema| suite.value(schema, person, 1);
                for variation in variations(suite.contract, schema, &base, &check, &another) {
                    // A number and its text are the same in a form.
                    let is_text = suite.contract.registry().is_text(schema);
                    let Some(first) = variation.violations.first().filter(|first| !is_text || first.code != "type")
                    else {
                        continue;
                    };
                    let bytes = crate::world::text(&variation.value).into_bytes();
                    let payload = others().chain([FormPart { name: name.clone(), file: None, bytes }]).collect();
                    let because = format!("the part `{name}` {}", variation.difference);
                    let pointer = Some(format!("/{name}{}", first.pointer));
                    refuse(&rules::BODY_CONSTRAINT, payload, 422, because, pointer).await;
                }
            }
        }
    }
    let unknown = FormPart { name: "conformanceUnknown".into(), file: None, bytes: b"true".to_vec() };
    let payload = sent.iter().cloned().chain([unknown]).collect();
    let because = "the part `conformanceUnknown` is not declared".to_owned();
    refuse(&rules::BODY_UNKNOWN_PROPERTY, payload, 422, because, Some("/conformanceUnknown".into())).await;
}
