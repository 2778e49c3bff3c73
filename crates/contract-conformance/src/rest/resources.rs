//! The life of a thing: it is created, read, found in lists, changed and deleted.

use contract_data::facts::Facts;
use contract_model::{
    registry::{Auth, Body, Operation},
    schema::Schema,
};
use serde_json::Value;

use super::expect::{Refusal, shown};
use crate::{
    http::{Payload, Request},
    judge::Outcome,
    recorded::Exchange,
    rules::{self, Rule},
    suite::Suite,
    things::{Things, content, content_schema, first_difference, items, list_in, shared_properties},
    world::{Draft, Person},
};

pub(super) async fn run(suite: &Suite<'_>) {
    for things in Things::all(suite) {
        if suite.is_lost() {
            return;
        }
        life(suite, &things).await;
    }
    if !suite.options.is_read_only {
        documents(suite).await;
    }
}

/// Tests the whole life of one kind of thing.
async fn life(suite: &Suite<'_>, things: &Things<'_>) {
    let person = suite.first_person();
    let created = match things.creates {
        Some(creates) if !suite.options.is_read_only => created(suite, things, creates, &person).await,
        _ => None,
    };
    let id = created.or_else(|| suite.known_id(&things.pool, &person));
    let Some(id) = id else { return };
    listed(suite, things, &id, &person).await;
    if suite.options.is_read_only {
        return;
    }
    for change in &things.changes {
        changed(suite, things, change, &id, &person).await;
    }
    if let Some(deletes) = things.deletes {
        deleted(suite, things, deletes, &person).await;
    }
}

/// Creates a thing, follows its `Location`, and reads it. Returns its id.
async fn created(suite: &Suite<'_>, things: &Things<'_>, creates: &Operation, person: &Person) -> Option<String> {
    let facts = &suite.contract.facts;
    let draft = Draft::of(suite, creates, person, 0)?;
    let exchange = suite.ask(creates, draft.request(), &person.label).await?;
    let Outcome::Success(_) = exchange.verdict.outcome else { return None };
    let entity = content(facts, creates, exchange.verdict.body.as_ref()?)?.clone();
    let id = entity.get("id")?.as_str()?.to_owned();
    let schema = content_schema(facts, creates)?;
    if let (Body::Json { schema: sent, .. }, Payload::Json(body)) = (&creates.body, &draft.payload) {
        as_sent(suite, &rules::CREATED_AS_SENT, (sent, body), (schema, &entity), &exchange);
    }
    if let Some(reads) = things.reads {
        if let Some(location) = exchange.response.header("location") {
            follow(suite, reads, (location, &id), &exchange, person).await;
        }
        let Some(read) = read(suite, things, &id, person).await else { return Some(id) };
        let Outcome::Success(_) = read.verdict.outcome else {
            let because = format!("`{}` has created it", creates.id);
            let expected = format!("the thing {id}, because {because}");
            suite.accuse(&rules::CREATED_READABLE, &read, reads.id.clone(), expected, shown(&read.response));
            return Some(id);
        };
        let found = shown_thing(facts, reads, &read)?;
        compare(suite, &rules::CREATED_READABLE, (creates, schema, &entity), (reads, found), &read);
    }
    Some(id)
}

/// Checks that `Location` is the path of the new thing.
async fn follow(
    suite: &Suite<'_>,
    reads: &Operation,
    (location, id): (&str, &str),
    exchange: &Exchange,
    person: &Person,
) {
    let base = suite.client.base();
    let path = location.strip_prefix(base).unwrap_or(location);
    // A relative reference is resolved against the path of the request.
    let prefix = url::Url::parse(base).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    let path = path.strip_prefix(prefix.as_str()).unwrap_or(path);
    let mut request = Request::new("GET", path);
    request.headers.extend(person.token.as_ref().map(|token| ("Authorization".into(), format!("Bearer {token}"))));
    let Some(found) = suite.send(&exchange.item, &request).await else { return };
    let body: Value = serde_json::from_slice(&found.body).unwrap_or_default();
    let shows = content(&suite.contract.facts, reads, &body).and_then(|entity| entity.get("id")?.as_str());
    if found.status >= 300 || shows != Some(id) {
        let expected = format!("a `Location` that leads to the thing {id}");
        let found = format!("`Location: {location}`, which answers {}", shown(&found));
        suite.accuse(&rules::ANSWER_LOCATION, exchange, exchange.item.clone(), expected, found);
    }
}

/// Checks that the thing is in its lists, with the same properties as when it is read alone.
async fn listed(suite: &Suite<'_>, things: &Things<'_>, id: &str, person: &Person) {
    let facts = &suite.contract.facts;
    for list in &things.lists {
        let Some(before) = read(suite, things, id, person).await else { return };
        let Some((exchange, is_whole)) = whole_list(suite, list, person).await else { continue };
        let Some(found) = exchange.verdict.body.as_ref().and_then(|body| items(facts, list, body)) else { continue };
        let Some(item) = found.iter().find(|item| item.get("id").and_then(Value::as_str) == Some(id)) else {
            // A list may contain other things, such as those of all persons, or the last ten.
            let is_of_all =
                is_whole && things.creates.is_some() && suite.pools.all(&person.label, &things.pool).len() > 1;
            let shows_others = found.iter().any(|item| {
                let other = item.get("id").and_then(Value::as_str).unwrap_or_default();
                suite.pools.all(&person.label, &things.pool).iter().any(|known| known == other)
            });
            if is_of_all && shows_others {
                let expected = format!("the thing {id} in the list, because it can be read");
                suite.accuse(
                    &rules::CREATED_READABLE,
                    &exchange,
                    format!("{}: not listed", list.id),
                    expected,
                    shown(&exchange.response),
                );
            }
            continue;
        };
        let Some(reads) = things.reads else { continue };
        let Some(after) = read(suite, things, id, person).await else { return };
        let (Some(before), Some(after)) = (shown_thing(facts, reads, &before), shown_thing(facts, reads, &after))
        else {
            continue;
        };
        let (Some((_, of_item)), Some(of_detail)) =
            (content_schema(facts, list).and_then(|schema| list_in(facts, schema)), content_schema(facts, reads))
        else {
            continue;
        };
        // Properties that change by themselves are not compared.
        let mut names = shared_properties(facts, of_item, of_detail);
        names.retain(|name| before.get(name) == after.get(name));
        if let Some(name) = first_difference(&names, item, after) {
            differing(suite, &rules::DETAIL_AS_LISTED, (name, item, after), &reads.id, &exchange);
        }
    }
}

/// A list with the maximum number of items on one page, and whether the list is complete.
async fn whole_list(suite: &Suite<'_>, list: &Operation, person: &Person) -> Option<(Exchange, bool)> {
    let facts = &suite.contract.facts;
    let mut draft = Draft::of(suite, list, person, 0)?;
    let limit = list.parameters.iter().find(|parameter| parameter.name == "limit");
    let most = limit.and_then(|parameter| match facts.resolved(&parameter.schema).shape {
        contract_model::schema::Shape::Integer { maximum, .. } => Some(maximum.min(1_000)),
        _ => None,
    });
    if let Some(most) = most {
        draft.parameters.insert("limit".into(), most.into());
    }
    let exchange = suite.ask(list, draft.request(), &person.label).await?;
    let Outcome::Success(_) = exchange.verdict.outcome else { return None };
    let count = exchange.verdict.body.as_ref().and_then(|body| items(facts, list, body))?.len();
    let is_whole = most.is_some_and(|most| i64::try_from(count).is_ok_and(|count| count < most));
    Some((exchange, is_whole))
}

/// Checks that a successful change can be read.
async fn changed(suite: &Suite<'_>, things: &Things<'_>, change: &Operation, id: &str, person: &Person) {
    let facts = &suite.contract.facts;
    let Some(reads) = things.reads else { return };
    for salt in 0..3 {
        let Some(draft) = things.draft(suite, change, id, person, salt) else { continue };
        let Some(exchange) = suite.ask(change, draft.request(), &person.label).await else { return };
        let Outcome::Success(_) = exchange.verdict.outcome else { continue };
        let (Body::Json { schema: sent, .. }, Payload::Json(body)) = (&change.body, &draft.payload) else { return };
        let Some(read) = read(suite, things, id, person).await else { return };
        let found = shown_thing(facts, reads, &read);
        let (Some(found), Some(schema)) = (found, content_schema(facts, reads)) else { return };
        as_sent(suite, &rules::CHANGE_KEPT, (sent, body), (schema, found), &exchange);
    }
}

/// Checks that a deleted thing is gone. If the contract can create such things, a new one is created for this.
async fn deleted(suite: &Suite<'_>, things: &Things<'_>, deletes: &Operation, person: &Person) {
    let facts = &suite.contract.facts;
    if let Some(creates) = things.creates
        && let Some(draft) = Draft::of(suite, creates, person, 0)
    {
        suite.ask(creates, draft.request(), &person.label).await;
    }
    let Some(id) = suite.known_id(&things.pool, person) else { return };
    let Some(draft) = things.draft(suite, deletes, &id, person, 0) else { return };
    let Some(exchange) = suite.ask(deletes, draft.request(), &person.label).await else { return };
    let Outcome::Success(_) = exchange.verdict.outcome else { return };
    suite.pools.forget(&things.pool, &id);
    let gone = async |operation: &Operation| {
        let draft = things.draft(suite, operation, &id, person, 0)?;
        let (rule, codes) = (&rules::DELETED_GONE, suite.declared(operation, 404));
        let because = format!("`{}` has deleted the thing {id}", deletes.id);
        let refusal = Refusal::new(rule, operation, draft.request(), "nobody", codes, because);
        suite.refuse(Refusal { cause: operation.id.clone(), ..refusal }).await
    };
    if let Some(reads) = things.reads {
        gone(reads).await;
    }
    gone(deletes).await;
    for list in &things.lists {
        let Some((exchange, _)) = whole_list(suite, list, person).await else { continue };
        let found = exchange.verdict.body.as_ref().and_then(|body| items(facts, list, body));
        let is_there = |item: &Value| item.get("id").and_then(Value::as_str) == Some(id.as_str());
        if found.is_some_and(|found| found.iter().any(is_there)) {
            let expected = format!("a list without the thing {id}, because `{}` has deleted it", deletes.id);
            suite.accuse(
                &rules::DELETED_GONE,
                &exchange,
                format!("{}: still listed", list.id),
                expected,
                shown(&exchange.response),
            );
        }
        suite.pools.forget(&things.pool, &id);
    }
}

/// Things that exist once per path: the written value is read again.
async fn documents(suite: &Suite<'_>) {
    let facts = &suite.contract.facts;
    let person = suite.first_person();
    let is_plain = |operation: &&Operation| !operation.path.contains('{') && operation.auth == Auth::Bearer;
    for write in suite.operations().filter(is_plain) {
        if !matches!(write.method.as_str(), "PUT" | "PATCH") {
            continue;
        }
        let Some(read) = suite.operations().find(|read| read.method == "GET" && read.path == write.path) else {
            continue;
        };
        for salt in 0..3 {
            let Some(draft) = Draft::of(suite, write, &person, salt) else { continue };
            let Some(exchange) = suite.ask(write, draft.request(), &person.label).await else { return };
            let Outcome::Success(_) = exchange.verdict.outcome else { continue };
            let (Body::Json { schema: sent, .. }, Payload::Json(body)) = (&write.body, &draft.payload) else { break };
            let Some(reading) = Draft::of(suite, read, &person, 0) else { break };
            let Some(found) = suite.ask(read, reading.request(), &person.label).await else { return };
            let found = shown_thing(facts, read, &found);
            let (Some(found), Some(schema)) = (found, content_schema(facts, read)) else { break };
            as_sent(suite, &rules::CHANGE_KEPT, (sent, body), (schema, found), &exchange);
        }
    }
}

/// Reads a thing.
async fn read(suite: &Suite<'_>, things: &Things<'_>, id: &str, person: &Person) -> Option<Exchange> {
    let reads = things.reads?;
    let draft = things.draft(suite, reads, id, person, 0)?;
    suite.ask(reads, draft.request(), &person.label).await
}

/// Checks that the thing has the values that were sent, in properties of the same name and type.
fn as_sent(
    suite: &Suite<'_>,
    rule: &'static Rule,
    (of_sent, sent): (&Schema, &Value),
    (of_found, found): (&Schema, &Value),
    exchange: &Exchange,
) {
    let facts = &suite.contract.facts;
    let mut names = same_properties(facts, of_sent, of_found);
    names.retain(|name| sent.get(name).is_some_and(|value| !value.is_null()));
    if let Some(name) = first_difference(&names, sent, found) {
        let expected = format!("`{name}` as it was sent: {}", value_of(sent, name));
        let found = format!("`{name}`: {}", value_of(found, name));
        suite.accuse(rule, exchange, format!("{}: {name}", exchange.item), expected, found);
    }
}

/// The properties that a request and a thing have with the same name and the same kind of scalar value.
fn same_properties(facts: &Facts, sent: &Schema, found: &Schema) -> Vec<String> {
    let is_scalar = |name: &str| {
        let property = facts.property(sent, name);
        property.is_some_and(|property| facts.registry.is_text(&property.schema))
    };
    let mut names = shared_properties(facts, sent, found);
    names.retain(|name| is_scalar(name));
    names
}

/// Checks that the answer to a creation agrees with the thing as it is read.
fn compare(
    suite: &Suite<'_>,
    rule: &'static Rule,
    (creates, schema, entity): (&Operation, &Schema, &Value),
    (reads, found): (&Operation, &Value),
    exchange: &Exchange,
) {
    let facts = &suite.contract.facts;
    let Some(of_found) = content_schema(facts, reads) else { return };
    let names = shared_properties(facts, schema, of_found);
    if let Some(name) = first_difference(&names, entity, found) {
        differing(suite, rule, (name, found, entity), &creates.id, exchange);
    }
}

fn differing(
    suite: &Suite<'_>,
    rule: &'static Rule,
    (name, one, other): (&str, &Value, &Value),
    elsewhere: &str,
    exchange: &Exchange,
) {
    let expected = format!("`{name}` as `{elsewhere}` answers it: {}", value_of(other, name));
    let found = format!("`{name}`: {}", value_of(one, name));
    suite.accuse(rule, exchange, format!("{}: {name}", exchange.item), expected, found);
}

/// The thing that an answer shows.
fn shown_thing<'e>(facts: &Facts, operation: &Operation, exchange: &'e Exchange) -> Option<&'e Value> {
    content(facts, operation, exchange.verdict.body.as_ref()?)
}

fn value_of(object: &Value, name: &str) -> String {
    object.get(name).map_or_else(|| "not there".into(), ToString::to_string)
}
