//! Operations: from a call to its answer.

use std::sync::Arc;

use contract_data::{
    facts::{Facts, form, success},
    unknown_words::with_unknown_words,
};
use contract_edge::{
    Failed, Fault, entity_tag_of,
    handlers::{Call, OperationHandler},
};
use contract_model::{
    exchange::{RawBody, Reply, Violation},
    registry::{self, Answer, Location, Operation, SessionEffect},
    schema::Schema,
};
use futures_util::{FutureExt, future::BoxFuture};
use serde_json::{Map, Value};

use super::{Mock, consequences::Answered, sessions::Signed, unmade};
use crate::{
    answer::{
        location::location,
        reply::{Data, Outcome, Responder},
        request::{Input, Intent, MockRequest, Named, Part},
    },
    control::{
        layer::BaseUrl,
        preference::Preferences,
        rehearsal::{Course, Stage},
        rule::Rule,
        subject::Subject,
        values::CallValues,
    },
    identity::{Identity, SessionRole, person_of},
    state::fitting,
};

/// An operation of the contract, by its index.
pub(super) struct MockOperation {
    index: usize,
    /// The values of a form as one object.
    form: Option<Schema>,
    /// The operation's effect on sessions.
    role: Option<SessionRole>,
}

impl MockOperation {
    pub(super) fn new(facts: &Facts, identity: &Identity, index: usize) -> Self {
        let operation = &facts.registry.operations[index];
        Self { index, form: form(operation), role: identity.role(facts, operation) }
    }
}

impl OperationHandler<Mock> for MockOperation {
    fn handle<'a>(&'a self, mock: &'a Mock, call: Call) -> BoxFuture<'a, Result<Reply, Failed>> {
        async move {
            let operation = &mock.facts().registry.operations[self.index];
            let values = values(operation, &call);
            let course = call.extensions.get::<Course>().cloned().unwrap_or_default();
            if let Some(later) = mock.decide(&operation.id, Stage::Read(&values)) {
                course.follow(&later).await;
            }
            let rule = course.rule();
            let person = self.person(mock, operation, &call);
            let answered = self.answer(mock, &call, &rule, &values);
            if let Err(failed) = &answered {
                let subject = Subject::Operation(operation);
                mock.fail(&rule, failed, Answered { subject, values: &values, person: person.as_deref() });
            }
            answered
        }
        .boxed()
    }
}

impl MockOperation {
    /// The person of a call: the caller, or the person of the session that the call renews.
    fn person(&self, mock: &Mock, operation: &Operation, call: &Call) -> Option<String> {
        match (self.role, &operation.policy.session, &call.body) {
            (Some(SessionRole::Renew), Some(SessionEffect::Renews { with, .. }), RawBody::Json(body)) => {
                let refresh = mock.sent_refresh_token(&call.client, body.pointer(with)?.as_str()?)?;
                mock.state().changes().accounts.person_of_refresh(&refresh)
            }
            _ => person_of(call.caller.as_ref()),
        }
    }

    fn answer(&self, mock: &Mock, call: &Call, rule: &Rule, values: &CallValues) -> Result<Reply, Failed> {
        let facts = mock.facts();
        let operation = &facts.registry.operations[self.index];
        let preferences = call.extensions.get::<Preferences>().cloned().unwrap_or_default();
        if let Some(code) = &rule.code {
            return Err(mock.problem_with_code(code));
        }
        let answer = preferred_answer(mock, operation, &preferences)?;
        let mut request = self.request(facts, operation, answer, call);
        if preferences.is_static {
            return example(answer, &request);
        }
        if let Some(data) = rule.data.clone() {
            let mut outcome = Outcome { value: Some(Data::Value(Arc::new(data))), ..Outcome::default() };
            let person = person_of(call.caller.as_ref());
            let answered = Answered { subject: Subject::Operation(operation), values, person: person.as_deref() };
            mock.conclude(rule, request.output, answered, &mut outcome);
            return reply(mock, operation, answer, &request, &outcome, None);
        }
        let signed = match self.role {
            Some(SessionRole::End) | None => None,
            Some(effect) => {
                let body = request.input.body.as_ref().map_or(&Value::Null, |(_, body)| body);
                Some(mock.sign_in(operation, effect, &request.input, &call.client, body)?)
            }
        };
        let person = signed.as_ref().map_or_else(|| person_of(call.caller.as_ref()), |signed| signed.person.clone());
        let person = person.as_deref();
        check_precondition(mock, operation, &request, person)?;
        if matches!(self.role, Some(SessionRole::Register | SessionRole::End)) {
            // The person already exists, and their password is in no answer; a session is not an entity.
            request.intent = Intent::Act;
        }
        let outcome = match &preferences.seed {
            // With another seed, persons have other ids: everybody sees the data of its first person.
            Some(seed) => Responder { state: &mock.other_state(seed), person: None }.reply(&request),
            None => Responder { state: &mock.state(), person }.reply(&request),
        };
        let mut outcome = outcome.map_err(|error| unmade(&error))?.ok_or_else(|| mock.not_found(&operation.errors))?;
        if self.role == Some(SessionRole::End) {
            mock.sign_out(call.caller.as_ref());
        }
        mock.publish(&operation.policy.causes, &request, &outcome, person);
        let base = call.extensions.get::<BaseUrl>().cloned().unwrap_or_default();
        mock.keep_file(rule, request.output, (&call.body, &base), &mut outcome);
        let answered = Answered { subject: Subject::Operation(operation), values, person };
        mock.conclude(rule, request.output, answered, &mut outcome);
        if let Some(schema) = request.output.filter(|_| rule.unknown_words)
            && let Some(data) = outcome.value.take()
        {
            let mut value = Arc::unwrap_or_clone(data.into_value());
            with_unknown_words(facts, schema, &mut value);
            outcome.value = Some(Data::Value(Arc::new(value)));
        }
        let mut reply = reply(mock, operation, answer, &request, &outcome, signed.as_ref())?;
        if let (Some(SessionRole::End), Some(cookie)) = (self.role, &mock.0.refresh_cookie) {
            reply.headers.push(cookie.forget());
        }
        Ok(reply)
    }

    fn request<'a>(
        &'a self,
        facts: &'a Facts,
        operation: &'a Operation,
        answer: &'a Answer,
        call: &Call,
    ) -> MockRequest<'a> {
        let body = match (&call.body, &operation.body) {
            (RawBody::Json(value), registry::Body::Json { schema, .. }) => Some((&**schema, value.clone())),
            (RawBody::Multipart { values, .. }, _) => {
                self.form.as_ref().map(|form| (form, Value::Object(values.clone())))
            }
            (RawBody::None | RawBody::Bytes(_) | RawBody::Json(_), _) => None,
        };
        let named = parameters_of(&operation.parameters, &call.parameters);
        MockRequest {
            intent: Intent::of_method(&operation.method),
            place: place(&operation.path, &call.parameters),
            input: Input { named, body },
            output: answer.body.as_ref().map(|body| facts.content(&body.schema).schema),
        }
    }
}

/// The values of a call, as rules name them. Bytes that are valid UTF-8 become a text.
fn values(operation: &Operation, call: &Call) -> CallValues {
    let body = match &call.body {
        RawBody::Json(body) => body.clone(),
        RawBody::Multipart { values, .. } => Value::Object(values.clone()),
        RawBody::Bytes(file) => std::str::from_utf8(&file.bytes).map_or(Value::Null, Value::from),
        RawBody::None => Value::Null,
    };
    CallValues::of_request(&parameters_of(&operation.parameters, &call.parameters), body)
}

/// Parameters with their values or defaults.
pub(super) fn parameters_of<'a>(declared: &'a [registry::Parameter], values: &Value) -> Vec<Named<'a>> {
    let named = declared.iter().filter_map(|parameter| {
        let value = values.get(&parameter.name).or(parameter.schema.default.as_ref())?.clone();
        let part = match parameter.location {
            Location::Path => Part::Path,
            Location::Query => Part::Query,
            Location::Header => Part::Header,
        };
        Some(Named { part, name: &parameter.name, schema: &parameter.schema, value })
    });
    named.collect()
}

/// A path with its parameters filled in.
pub(crate) fn place(path: &str, parameters: &Value) -> String {
    let mut place = String::with_capacity(path.len() + 32);
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        place.push_str(before);
        match parameters.get(name) {
            Some(Value::String(text)) => place.push_str(text),
            Some(value) => place.push_str(&value.to_string()),
            None => {}
        }
        rest = behind;
    }
    place + rest
}

/// Refuses a change of an entity that is no longer as the caller saw it (`If-Match`).
fn check_precondition(
    mock: &Mock,
    operation: &Operation,
    request: &MockRequest<'_>,
    person: Option<&str>,
) -> Result<(), Failed> {
    let expected = request.input.named.iter().find(|named| named.name.eq_ignore_ascii_case("if-match"));
    let Some(expected) = expected.and_then(|named| named.value.as_str()).filter(|expected| *expected != "*") else {
        return Ok(());
    };
    let facts = mock.facts();
    let mut operations = facts.registry.operations.iter();
    let read = operations.find(|other| other.method == "GET" && other.path == operation.path);
    let Some(body) = read.and_then(success).and_then(|answer| answer.body.as_ref()) else { return Ok(()) };
    let read = MockRequest {
        intent: Intent::Read,
        place: request.place.clone(),
        input: Input { named: request.input.named.clone(), body: None },
        output: Some(facts.content(&body.schema).schema),
    };
    let current = Responder { state: &mock.state(), person }.reply(&read).map_err(|error| unmade(&error))?;
    let current = current.as_ref().and_then(|outcome| self::body(facts, Some(&body.schema), outcome));
    let current = current.as_ref().map(serialised).transpose()?.map(|bytes| entity_tag_of(&bytes));
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let is_met = current.is_some_and(|current| expected.split(',').any(|tag| strong(tag) == strong(&current)));
    if is_met { Ok(()) } else { mock.declared(&operation.errors, 412).map_or(Ok(()), Err) }
}

/// The declared answer with the status that the request prefers; otherwise the first.
fn preferred_answer<'a>(
    mock: &Mock,
    operation: &'a Operation,
    preferences: &Preferences,
) -> Result<&'a Answer, Failed> {
    let first = || {
        let reason = || Failed::from(Fault::Internal(format!("`{}` declares no answer", operation.id)));
        success(operation).ok_or_else(reason)
    };
    let Some(status) = preferences.code else { return first() };
    if let Some(answer) = operation.answers.iter().find(|answer| answer.status == status) {
        return Ok(answer);
    }
    let registry = &mock.facts().registry;
    if let Some(problem) = registry.problems_of_operation(operation).find(|problem| problem.status == status) {
        return Err(mock.problem_with_code(&problem.code));
    }
    let problems = registry.problems_of_operation(operation).map(|problem| problem.status);
    let mut declared: Vec<u16> = operation.answers.iter().map(|answer| answer.status).chain(problems).collect();
    declared.sort_unstable();
    declared.dedup();
    let declared: Vec<String> = declared.iter().map(u16::to_string).collect();
    let violation = Violation {
        pointer: "header/prefer".into(),
        code: "enum".into(),
        detail: format!("`{}` has no answer {status}. It has {}.", operation.id, declared.join(", ")),
    };
    Err(Fault::Unreadable("a preference cannot be met".into(), vec![violation]).into())
}

/// The example of an answer in the contract.
fn example(answer: &Answer, request: &MockRequest<'_>) -> Result<Reply, Failed> {
    let body = answer.body.as_ref().map(|body| serialised(&body.example)).transpose()?;
    let headers = if has_location(answer) { vec![("Location", request.place.clone())] } else { Vec::new() };
    Ok(Reply { status: answer.status, headers, body: body.map(Into::into) })
}

fn has_location(answer: &Answer) -> bool {
    answer.headers.iter().any(|header| header.name.eq_ignore_ascii_case("location"))
}

fn reply(
    mock: &Mock,
    operation: &Operation,
    answer: &Answer,
    request: &MockRequest<'_>,
    outcome: &Outcome,
    signed: Option<&Signed>,
) -> Result<Reply, Failed> {
    let facts = mock.facts();
    let mut headers =
        if has_location(answer) { vec![("Location", location(facts, request, outcome))] } else { Vec::new() };
    let schema = answer.body.as_ref().map(|body| &body.schema);
    let body = body(facts, schema, outcome);
    let body = match (signed, body) {
        (Some(signed), Some(body)) => {
            let mut body = serde_json::to_value(body).map_err(|error| Fault::Internal(error.to_string()))?;
            headers.extend(mock.issue(operation, signed, &mut body)?);
            Some(serialised(&body)?)
        }
        (_, body) => body.as_ref().map(serialised).transpose()?,
    };
    Ok(Reply { status: answer.status, headers, body: body.map(Into::into) })
}

/// The body of a success, in the envelope if the operation declares one.
fn body<'a>(facts: &Facts, schema: Option<&Schema>, outcome: &'a Outcome) -> Option<Body<'a>> {
    let (schema, value) = (schema?, outcome.value.as_ref()?);
    let envelope = facts.content(schema).envelope;
    Some(Body {
        value,
        envelope: envelope.map(|envelope| Envelope { pagination: pagination(facts, envelope, outcome) }),
    })
}

/// The `pagination` of an envelope, if a list was cut into pages.
fn pagination(facts: &Facts, envelope: &Schema, outcome: &Outcome) -> Option<Map<String, Value>> {
    let property = facts.property(envelope, "pagination")?;
    let members = outcome.page?.members().map(|(name, number)| (name.to_owned(), Some(number.into())));
    let fitting = fitting(facts, &property.schema, members.into());
    Some(fitting.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// The body of an answer.
struct Body<'a> {
    value: &'a Data,
    envelope: Option<Envelope>,
}

/// The envelope of an answer.
struct Envelope {
    pagination: Option<Map<String, Value>>,
}

impl serde::Serialize for Body<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let Some(Envelope { pagination }) = &self.envelope else { return self.value.serialize(serializer) };
        let mut envelope = serializer.serialize_map(None)?;
        envelope.serialize_entry("success", &true)?;
        envelope.serialize_entry("data", self.value)?;
        if let Some(pagination) = pagination {
            envelope.serialize_entry("pagination", pagination)?;
        }
        envelope.end()
    }
}

fn serialised(body: &impl serde::Serialize) -> Result<Vec<u8>, Failed> {
    // Most answers fit, so that their bytes are not copied while they grow.
    let mut bytes = Vec::with_capacity(8 * 1024);
    serde_json::to_writer(&mut bytes, body).map_err(|error| Failed::from(Fault::Internal(error.to_string())))?;
    Ok(bytes)
}
