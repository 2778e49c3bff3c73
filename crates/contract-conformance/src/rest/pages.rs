//! Walks through paged lists.

use contract_model::{registry::Operation, schema::Shape};
use serde_json::Value;

use crate::{
    judge::Outcome,
    recorded::Exchange,
    rules,
    suite::Suite,
    things::{content, items},
    world::{Draft, Person},
};

/// The number of items on a page of a walk.
const PAGE: usize = 2;
/// The maximum number of pages of a walk.
const MOST: usize = 8;

pub(super) async fn run(suite: &Suite<'_>) {
    let person = suite.first_person();
    for operation in suite.operations().filter(|operation| operation.method == "GET") {
        if !has_number(suite, operation, "limit") {
            continue;
        }
        // Another client may add a thing during a walk.
        let mut mistake = None;
        for _ in 0..2 {
            mistake = walk(suite, operation, &person).await;
            if mistake.is_none() {
                break;
            }
        }
        if let Some(Mistake { cause, expected, found, exchange }) = mistake {
            suite.accuse(&rules::PAGES, &exchange, format!("{}: {cause}", operation.id), expected, found);
        }
    }
}

/// A mistake in a page.
struct Mistake {
    cause: &'static str,
    expected: String,
    found: String,
    exchange: Exchange,
}

async fn walk(suite: &Suite<'_>, operation: &Operation, person: &Person) -> Option<Mistake> {
    let whole = page(suite, operation, person, &[("limit", most(suite, operation).into())]).await?;
    let ids = whole.ids.clone();
    if let Some(total) = whole.total
        && total < ids.len() as u64
    {
        let expected = format!("a total of at least {}, because the page shows so many items", ids.len());
        return Some(Mistake {
            cause: "total",
            expected,
            found: format!("a total of {total}"),
            exchange: whole.exchange,
        });
    }
    if has_repeats(&ids) {
        let expected = "each thing once".to_owned();
        return Some(Mistake { cause: "repeats", expected, found: ids.join(", "), exchange: whole.exchange });
    }
    let is_whole = ids.len() < most(suite, operation);
    if has_number(suite, operation, "page") {
        let pages = if is_whole { ids.len() / PAGE + 1 } else { MOST };
        for number in 1..=pages.min(MOST) {
            let found = page(suite, operation, person, &[("page", number.into()), ("limit", PAGE.into())]).await?;
            let expected: Vec<String> = ids.iter().skip((number - 1) * PAGE).take(PAGE).cloned().collect();
            if let Some(mistake) = differs(&expected, found, whole.total, "page", is_whole) {
                return Some(mistake);
            }
        }
    }
    if operation.parameters.iter().any(|parameter| parameter.name == "after") {
        for (index, id) in ids.iter().enumerate().take(MOST) {
            let after = [("after", Value::from(id.as_str())), ("limit", PAGE.into())];
            let found = page(suite, operation, person, &after).await?;
            let expected: Vec<String> = ids.iter().skip(index + 1).take(PAGE).cloned().collect();
            if let Some(mistake) = differs(&expected, found, None, "after", is_whole) {
                return Some(mistake);
            }
        }
    }
    None
}

/// A page that was read.
struct Page {
    ids: Vec<String>,
    total: Option<u64>,
    exchange: Exchange,
}

async fn page(suite: &Suite<'_>, operation: &Operation, person: &Person, parameters: &[(&str, Value)]) -> Option<Page> {
    let facts = &suite.contract.facts;
    let mut draft = Draft::of(suite, operation, person, 0)?;
    draft.parameters.extend(parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let exchange = suite.ask(operation, draft.request(), &person.label).await?;
    let Outcome::Success(_) = exchange.verdict.outcome else { return None };
    let body = exchange.verdict.body.as_ref()?;
    let ids = items(facts, operation, body)?
        .iter()
        .map(|item| item.get("id").and_then(Value::as_str).map(str::to_owned))
        .collect::<Option<Vec<_>>>()?;
    let pagination = body.get("pagination");
    let inside = content(facts, operation, body);
    let number = |value: Option<&Value>| value.and_then(|value| value.get("total")?.as_u64());
    let total = number(pagination).or_else(|| number(inside));
    Some(Page { ids, total, exchange })
}

fn differs(
    expected: &[String],
    page: Page,
    total: Option<u64>,
    cause: &'static str,
    is_whole: bool,
) -> Option<Mistake> {
    // A list that is longer than its largest page is only partly known.
    let is_known = is_whole || expected.len() == PAGE;
    if is_known && page.ids != expected {
        let expected = format!("the items {}, which the whole list has there", listed(expected));
        return Some(Mistake { cause, expected, found: listed(&page.ids), exchange: page.exchange });
    }
    if let (Some(total), Some(found)) = (total, page.total)
        && total != found
    {
        let expected = format!("a total of {total}, as on the other pages");
        return Some(Mistake {
            cause: "total",
            expected,
            found: format!("a total of {found}"),
            exchange: page.exchange,
        });
    }
    None
}

/// The maximum number of items on a page.
fn most(suite: &Suite<'_>, operation: &Operation) -> usize {
    let limit = operation.parameters.iter().find(|parameter| parameter.name == "limit");
    let most = limit.and_then(|parameter| match suite.contract.facts.resolved(&parameter.schema).shape {
        Shape::Integer { maximum, .. } => usize::try_from(maximum).ok(),
        _ => None,
    });
    most.unwrap_or(100).min(1_000)
}

fn has_number(suite: &Suite<'_>, operation: &Operation, name: &str) -> bool {
    operation.parameters.iter().any(|parameter| {
        parameter.name == name
            && matches!(suite.contract.facts.resolved(&parameter.schema).shape, Shape::Integer { .. })
    })
}

fn has_repeats(ids: &[String]) -> bool {
    (1..ids.len()).any(|index| ids[..index].contains(&ids[index]))
}

fn listed(ids: &[String]) -> String {
    if ids.is_empty() { "no items".into() } else { ids.join(", ") }
}
