//! Walks through connections.

use std::collections::BTreeSet;

use contract_model::registry::{GraphqlField, Root};
use serde_json::{Value, json};

use super::{Answered, Graph, arguments::is_valid, draft::Draft};
use crate::{rules, world::Person};

/// The maximum number of pages of a walk.
const PAGES: usize = 40;
/// The sizes of pages.
const SIZES: [usize; 2] = [1, 2];

pub(super) async fn run(graph: &Graph<'_, '_>) {
    let person = graph.suite.first_person();
    for field in graph.of(Root::Query).filter(|field| field.output.connection) {
        let has = |name: &str| field.arguments.iter().any(|argument| argument.name == name);
        if !has("first") || !has("after") {
            continue;
        }
        let mut walks = Vec::new();
        for size in SIZES {
            walks.extend(walk(graph, field, &person, size).await);
        }
        if let [one, two] = &walks[..] {
            in_one_order(graph, one, two);
        }
        unknown_cursor(graph, field, &person).await;
    }
}

/// A complete walk.
struct Walk {
    nodes: Vec<Value>,
    last: Answered,
}

/// Walks through all pages; `None` if a page was refused, the list changed during the walk, or it is too long.
async fn walk(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person, size: usize) -> Option<Walk> {
    let mut nodes: Vec<Value> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut cursors = BTreeSet::new();
    let mut draft = Draft::of(graph, field, person, 0)?.with("first", size.into());
    let mut total = None;
    for page in 0..PAGES {
        let answered = graph.ask(&draft, &person.label).await?;
        let found = answered.value.as_ref()?.as_array()?.clone();
        let wrong = |what: &str, expected: String| {
            graph.report(&rules::GRAPHQL_PAGES, format!("{}: {what}", field.path()), expected, &answered);
        };
        let data = &answered.data;
        let info = |name: &str| data.pointer(&format!("/pageInfo/{name}")).unwrap_or(&Value::Null);
        let count = data.get("totalCount").and_then(Value::as_u64);
        // Another client may add things during a walk; the walk then proves nothing.
        if *total.get_or_insert(count) != count {
            return None;
        }
        if found.len() > size {
            wrong("first", format!("at most {size} edges for `first: {size}`"));
            return None;
        }
        let of_page = Page { data, size: found.len(), is_first: page == 0 };
        of_page.judge(&wrong);
        for node in &found {
            if !seen.insert(identity(node)) {
                wrong("repeated", "each node on one page alone".into());
                return None;
            }
        }
        nodes.extend(found);
        if info("hasNextPage") != &Value::Bool(true) {
            if count.is_some_and(|count| count != nodes.len() as u64) {
                wrong("totalCount", format!("`totalCount` {}, the number of nodes on all pages", nodes.len()));
            }
            return Some(Walk { nodes, last: answered });
        }
        if of_page.size < size {
            wrong("hasNextPage", "pages that are full, up to the last one".into());
        }
        let cursor = info("endCursor").clone();
        if cursor.is_null() || !cursors.insert(cursor.to_string()) {
            wrong("endCursor", "another `endCursor` on each page that has a next one".into());
            return None;
        }
        draft = draft.with("after", cursor);
    }
    None
}

/// One page of a walk.
struct Page<'v> {
    data: &'v Value,
    size: usize,
    is_first: bool,
}

impl Page<'_> {
    fn judge(&self, wrong: &dyn Fn(&str, String)) {
        let edges = self.data.get("edges").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let info = |name: &str| self.data.pointer(&format!("/pageInfo/{name}")).unwrap_or(&Value::Null);
        let cursor = |edge: Option<&Value>| edge.and_then(|edge| edge.get("cursor")).cloned().unwrap_or_default();
        let cursors: BTreeSet<String> = edges.iter().map(|edge| cursor(Some(edge)).to_string()).collect();
        if cursors.len() < edges.len() {
            wrong("cursor", "another `cursor` for each edge".into());
        }
        for (name, edge) in [("startCursor", edges.first()), ("endCursor", edges.last())] {
            if edge.is_some() && *info(name) != cursor(edge) {
                wrong(name, format!("`{name}` as the `cursor` of the edge there"));
            }
        }
        if self.is_first && info("hasPreviousPage") == &Value::Bool(true) {
            wrong("hasPreviousPage", "`hasPreviousPage: false` on the first page".into());
        }
        let nodes = self.data.get("nodes").and_then(Value::as_array).map_or(self.size, Vec::len);
        if nodes != self.size {
            wrong("nodes", format!("{} `nodes`, as there are edges", self.size));
        }
    }
}

/// Walks with different page sizes must return the same nodes in the same order.
fn in_one_order(graph: &Graph<'_, '_>, one: &Walk, two: &Walk) {
    let order = |walk: &Walk| walk.nodes.iter().map(identity).collect::<Vec<_>>();
    let (order_of_one, order_of_two) = (order(one), order(two));
    let is_same_set = order_of_one.iter().collect::<BTreeSet<_>>() == order_of_two.iter().collect::<BTreeSet<_>>();
    if is_same_set && order_of_one != order_of_two {
        let cause = format!("{}: order", two.last.exchange.item);
        graph.report(&rules::GRAPHQL_PAGES, cause, "one order, whatever `first` is", &two.last);
    } else if order_of_one.len() != order_of_two.len() {
        let cause = format!("{}: length", two.last.exchange.item);
        let expected = format!("{} nodes, whatever `first` is", order_of_one.len());
        graph.report(&rules::GRAPHQL_PAGES, cause, expected, &two.last);
    }
}

/// An unknown cursor may be refused or accepted, but must not cause a fault of the server.
async fn unknown_cursor(graph: &Graph<'_, '_>, field: &GraphqlField, person: &Person) {
    let Some(draft) = Draft::of(graph, field, person, 0) else { return };
    let draft = draft.with("after", json!("conformance-unknown"));
    if is_valid(graph, &draft) {
        graph.ask(&draft, &person.label).await;
    }
}

/// The id of a node, or the whole node if it has no id.
fn identity(node: &Value) -> String {
    node.get("id").unwrap_or(node).to_string()
}
