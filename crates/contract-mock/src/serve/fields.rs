//! GraphQL fields: queries, mutations and subscriptions, from the same state as everything else.

use std::sync::Arc;

use contract_data::{
    facts::Facts,
    json::{canonical, members_without_nulls},
    unknown_words::with_unknown_words,
};
use contract_edge::{
    Failed, Fault,
    handlers::{Events, FieldHandler, SubscriptionHandler},
};
use contract_model::{
    exchange::{Caller, FieldValue, Violation},
    registry::{GraphqlField, Root},
    schema::Shape,
};
use futures_util::{
    FutureExt, StreamExt,
    future::{self, BoxFuture},
    stream,
};
use serde_json::{Map, Value};

use super::{
    Mock,
    consequences::Answered,
    feeds::Stream,
    graph::{Connection, field_value},
    unmade,
};
use crate::{
    Unmade,
    answer::{
        listing::{Conditions, behind, filtered},
        messages,
        reply::{Data, Responder},
        request::{Input, Intent, MockRequest, Named, Part},
    },
    control::{
        rehearsal::Stage,
        rule::Rule,
        subject::{Subject, field_item},
        values::CallValues,
    },
    identity::person_of,
    state::view::View,
};

/// A field of the query or mutation type, by its index.
pub(super) struct MockField {
    pub index: usize,
}

/// A field of the subscription type, by its index.
pub(super) struct MockSubscription {
    pub index: usize,
}

impl FieldHandler<Mock> for MockField {
    fn resolve<'a>(
        &'a self,
        mock: &'a Mock,
        caller: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<FieldValue, Failed>> {
        async move {
            let field = field(mock.facts(), self.index);
            let (named, place) = read(field, arguments);
            let values = CallValues::of_request(&named, Value::Null);
            let rule = mock.rehearse(field, &values).await;
            let person = person_of(caller.as_ref());
            let call = Answered { subject: Subject::Field(field), values: &values, person: person.as_deref() };
            let resolved = match &rule.code {
                Some(code) => Err(mock.problem_with_code(code)),
                None => resolve(mock, field, (named, place), &rule, call),
            };
            resolved.inspect_err(|failed| mock.fail(&rule, failed, call))
        }
        .boxed()
    }
}

impl SubscriptionHandler<Mock> for MockSubscription {
    fn subscribe<'a>(
        &'a self,
        mock: &'a Mock,
        caller: Option<Caller>,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'a, Result<Events, Failed>> {
        async move {
            let field = field(mock.facts(), self.index);
            let read = read(field, arguments);
            let rule = mock.rehearse(field, &CallValues::of_request(&read.0, Value::Null)).await;
            if let Some(code) = &rule.code {
                return Err(mock.problem_with_code(code));
            }
            let events = subscribe(mock, field, caller.as_ref(), read, rule.series)?;
            Ok(match rule.end_after {
                Some(count) => events.take(count).boxed(),
                None => events,
            })
        }
        .boxed()
    }
}

fn field(facts: &Facts, index: usize) -> &GraphqlField {
    let mut fields = facts.registry.fields();
    fields.nth(index).expect("the handler was made of a field of this contract")
}

fn resolve(
    mock: &Mock,
    field: &GraphqlField,
    (named, place): (Vec<Named<'_>>, String),
    rule: &Rule,
    call: Answered<'_>,
) -> Result<FieldValue, Failed> {
    let facts = mock.facts();
    let person = call.person.map(str::to_owned);
    let schema = &field.output.schema;
    if field.output.connection
        && let Some(entity) = facts.entity_type(schema)
    {
        let connection = connection(&mock.state().view(person.as_deref()), entity, &named)?;
        return Ok(connection.into_field_value(mock, person, schema));
    }
    let document = match &schema.shape {
        Shape::Reference { name } if named.is_empty() => facts.document(name).map(str::to_owned),
        _ => None,
    };
    let intent = if field.root == Root::Mutation { Intent::Act } else { Intent::Read };
    let request = MockRequest {
        intent,
        place: document.unwrap_or(place),
        input: Input { named, body: None },
        output: Some(schema),
    };
    let outcome = Responder { state: &mock.state(), person: person.as_deref() }
        .reply(&request)
        .map_err(|error| unmade(&error))?;
    let Some(mut outcome) = outcome.filter(|outcome| outcome.value.is_some()) else {
        return if field.output.nullable {
            Ok(FieldValue::new(Value::Null))
        } else {
            Err(mock.not_found(&field.errors))
        };
    };
    mock.publish(&field.causes, &request, &outcome, person.as_deref());
    mock.conclude(rule, Some(schema), call, &mut outcome);
    let value = outcome.value.map(Data::into_value).unwrap_or_default();
    if rule.unknown_words {
        let mut value = Arc::unwrap_or_clone(value);
        with_unknown_words(facts, schema, &mut value);
        return Ok(FieldValue::new(value));
    }
    Ok(field_value(mock, person, schema, value))
}

impl Mock {
    /// Delays the use of a field as the rules say, and returns the other effects of the rules.
    async fn rehearse(&self, field: &GraphqlField, values: &CallValues) -> Rule {
        let deviation = self.decide(&field_item(field), Stage::Whole(values)).unwrap_or_default();
        if let Some(latency) = deviation.latency {
            tokio::time::sleep(latency).await;
        }
        deviation.rule
    }
}

fn subscribe(
    mock: &Mock,
    field: &GraphqlField,
    caller: Option<&Caller>,
    (named, place): (Vec<Named<'_>>, String),
    most: Option<usize>,
) -> Result<Events, Failed> {
    let facts = mock.facts();
    let person = person_of(caller);
    let schema = &field.output.schema;
    let Shape::Reference { name } = &schema.shape else { return Ok(stream::empty().boxed()) };
    let input = Input { named, body: None };
    if input.names_unavailable(&mock.state().view(person.as_deref())) {
        return Err(mock.not_found(&field.errors));
    }
    let named = input.named;
    let is_entity = facts.entity_pool(name).is_some();
    // Opened before the series is read, so that nothing is missed in between.
    let live = mock.0.feeds.listen(Stream::subscription(&field.name), person.as_deref());
    let conditions = Conditions::new(&named);
    let live = live.filter({
        let (mock, name) = (mock.clone(), name.clone());
        move |value| future::ready(conditions.are_met(mock.facts(), &name, value))
    });
    let series = messages::series(&mock.state().view(person.as_deref()), name, &place, named, &[])
        .map_err(|error| unmade(&error))?;
    let series = stream::iter(series.into_iter().take(most.unwrap_or(usize::MAX)).map(Arc::new));
    // A subscription to progress ends; a subscription to new entities does not.
    let all = if is_entity { series.chain(live).boxed() } else { series.boxed() };
    let (mock, schema) = (mock.clone(), schema.clone());
    Ok(all.map(move |value| Ok(field_value(&mock, person.clone(), &schema, value))).boxed())
}

/// The arguments with their defaults, and the field with its arguments as a place.
fn read(field: &GraphqlField, arguments: Map<String, Value>) -> (Vec<Named<'_>>, String) {
    let given = members_without_nulls(arguments);
    let named = field.arguments.iter().filter_map(|argument| {
        let value = given.get(&argument.name).or(argument.schema.default.as_ref())?.clone();
        Some(Named { part: Part::Argument, name: &argument.name, schema: &argument.schema, value })
    });
    let named: Vec<Named<'_>> = named.collect();
    let values: Map<String, Value> = named.iter().map(|named| (named.name.to_owned(), named.value.clone())).collect();
    let root = match field.root {
        Root::Query => "query",
        Root::Mutation => "mutation",
        Root::Subscription => "subscription",
    };
    (named, format!("{root}.{} {}", field.name, canonical(&Value::Object(values))))
}

fn connection(view: &View<'_>, entity: (&str, &str), named: &[Named<'_>]) -> Result<Connection, Failed> {
    let value = |name: &str| named.iter().find(|named| named.name == name).map(|named| &named.value);
    let all = filtered(view, entity, named).map_err(|error| unmade(&error))?;
    let rest = match value("after") {
        None => all.as_slice(),
        Some(after) => behind(&all, after).ok_or_else(|| {
            let violation = Violation {
                pointer: "/after".into(),
                code: "cursor".into(),
                detail: "This must be a cursor of this list: send `pageInfo.endCursor` of the page before.".into(),
            };
            Failed::from(Fault::Invalid(vec![violation]))
        })?,
    };
    let first = value("first").and_then(Value::as_u64).and_then(|first| usize::try_from(first).ok());
    let ids = &rest[..rest.len().min(first.unwrap_or(usize::MAX))];
    let nodes: Result<_, Unmade> = ids.iter().map(|id| view.finished(entity.0, id)).collect();
    Ok(Connection {
        nodes: nodes.map_err(|error| unmade(&error))?,
        total: all.len(),
        has_previous: rest.len() < all.len(),
        has_next: ids.len() < rest.len(),
    })
}
