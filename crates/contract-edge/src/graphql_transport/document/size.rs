//! Measures the size to which a document expands, before any part of it is validated or executed.
//!
//! A fragment is measured once and counted in every place that spreads it. So a chain of fragments, each of which
//! spreads the next one twice, counts as much as if it were written out. Unused fragments are measured like used ones,
//! since validation visits them as well.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{
    Name,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};

use crate::graphql_transport::GraphqlLimits;

/// The limit for how often validation may visit each field that a document may expand to: once for every selection set
/// that contains it.
const VISITS: usize = 50;

/// The size of a selection set with everything that it spreads.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    /// Fields, spreads and inline fragments.
    selections: usize,
    /// Levels of selection sets.
    levels: usize,
    /// Levels of fields.
    depth: usize,
    /// Fields at its own level.
    roots: usize,
    /// Uses of `__schema` and `__type`.
    introspections: usize,
    /// The sum of the selections of each selection set that is written in it.
    visits: usize,
    /// Directives that are written in it.
    directives: usize,
}

/// Checks a document against the limits.
///
/// # Errors
/// When it exceeds a limit, which the text names.
pub(super) fn check(document: &ExecutableDocument, limits: &GraphqlLimits) -> Result<(), String> {
    let within = |found: usize, limit: usize, things: &str| {
        if found > limit {
            Err(format!("the document has {found} {things}, and at most {limit} are allowed"))
        } else {
            Ok(())
        }
    };
    let operations = || document.operations.iter().map(|(_, operation)| &operation.node);
    within(operations().count() + document.fragments.len(), limits.definitions, "operations and fragments")?;
    within(operations().map(|operation| operation.variable_definitions.len()).sum(), limits.variables, "variables")?;

    let fragments = fragments(document, limits)?;
    let (mut directives, mut visits) = (0_usize, 0_usize);
    for operation in operations() {
        let size = measure(&operation.selection_set.node, &fragments);
        expands(size, "an operation", limits)?;
        within(size.roots, limits.root_fields, "fields on a root type")?;
        within(size.introspections, limits.introspections, "uses of `__schema` and `__type`")?;
        if size.depth > limits.depth {
            return Err(format!(
                "an operation nests fields {} levels deep, and at most {} are allowed",
                size.depth, limits.depth
            ));
        }
        visits = visits.saturating_add(size.visits);
        let variables = operation.variable_definitions.iter().map(|variable| variable.node.directives.len());
        directives += size.directives + operation.directives.len() + variables.sum::<usize>();
    }
    for (name, size) in &fragments {
        visits = visits.saturating_add(size.visits);
        directives += size.directives + document.fragments[*name].node.directives.len();
    }
    within(directives, limits.directives, "directives")?;
    if visits > limits.fields.saturating_mul(VISITS) {
        return Err("the document is too complex: its selection sets spread too many fragments".into());
    }
    Ok(())
}

/// Checks the size to which an operation or a fragment expands.
fn expands(size: Size, item: &str, limits: &GraphqlLimits) -> Result<(), String> {
    if size.selections > limits.fields {
        return Err(format!("{item} expands to more than {} fields", limits.fields));
    }
    if size.levels > limits.nesting {
        return Err(format!("{item} nests selections deeper than {} levels", limits.nesting));
    }
    Ok(())
}

/// Returns the size of each fragment. The fragments that it spreads are measured first.
fn fragments<'a>(document: &'a ExecutableDocument, limits: &GraphqlLimits) -> Result<BTreeMap<&'a str, Size>, String> {
    let mut known: BTreeMap<&str, Size> = BTreeMap::new();
    let names: BTreeSet<&str> = document.fragments.keys().map(Name::as_str).collect();
    for first in names {
        // An explicit stack instead of recursion: a chain of fragments can have any length.
        let mut open: Vec<&str> = vec![first];
        while let Some(&name) = open.last() {
            let set = &document.fragments[name].node.selection_set.node;
            let mut spread = Vec::new();
            spreads(set, &mut spread);
            let next =
                spread.into_iter().find(|name| document.fragments.contains_key(*name) && !known.contains_key(name));
            match next {
                Some(next) if open.contains(&next) => return Err(format!("the fragment `{next}` spreads itself")),
                Some(next) => open.push(next),
                None => {
                    let size = measure(set, &known);
                    expands(size, &format!("the fragment `{name}`"), limits)?;
                    known.insert(name, size);
                    open.pop();
                }
            }
        }
    }
    Ok(known)
}

/// Adds the names of the fragments that are spread in a selection set, at any level.
fn spreads<'a>(set: &'a SelectionSet, names: &mut Vec<&'a str>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => spreads(&field.node.selection_set.node, names),
            Selection::InlineFragment(fragment) => spreads(&fragment.node.selection_set.node, names),
            Selection::FragmentSpread(spread) => names.push(&spread.node.fragment_name.node),
        }
    }
}

/// Returns the size of a selection set whose fragments have been measured. An unknown fragment has no size, and
/// validation refuses it.
fn measure(set: &SelectionSet, fragments: &BTreeMap<&str, Size>) -> Size {
    let mut total = Size { levels: usize::from(!set.items.is_empty()), ..Size::default() };
    for selection in &set.items {
        let directives = selection.node.directives().len();
        let (inner, is_field, is_introspection) = match &selection.node {
            Selection::Field(field) => {
                let name = field.node.name.node.as_str();
                let is_introspection = name == "__schema" || name == "__type";
                (measure(&field.node.selection_set.node, fragments), true, is_introspection)
            }
            Selection::InlineFragment(fragment) => {
                (measure(&fragment.node.selection_set.node, fragments), false, false)
            }
            Selection::FragmentSpread(spread) => {
                let size = fragments.get(spread.node.fragment_name.node.as_str()).copied().unwrap_or_default();
                // A fragment is written elsewhere, and counted there.
                (Size { visits: 0, directives: 0, ..size }, false, false)
            }
        };
        total.selections = total.selections.saturating_add(inner.selections).saturating_add(1);
        total.levels = total.levels.max(inner.levels + 1);
        total.depth = total.depth.max(inner.depth + usize::from(is_field));
        total.roots = total.roots.saturating_add(if is_field { 1 } else { inner.roots });
        total.introspections =
            total.introspections.saturating_add(inner.introspections + usize::from(is_introspection));
        total.visits = total.visits.saturating_add(inner.visits);
        total.directives += inner.directives + directives;
    }
    total.visits = total.visits.saturating_add(total.selections);
    total
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn refusal(text: &str) -> String {
        let limits = GraphqlLimits {
            definitions: 40,
            variables: 2,
            directives: 2,
            fields: 20,
            root_fields: 5,
            introspections: 1,
            depth: 4,
            nesting: 8,
            ..GraphqlLimits::default()
        };
        check(&parse_query(text).expect("it is a document"), &limits).err().unwrap_or_default()
    }

    /// Returns fragments of which `F0` spreads `F1` this number of times, and so on to the last.
    fn chain(length: usize, times: usize) -> String {
        let last = format!("fragment F{length} on Q {{ a }}");
        let links =
            (0..length).map(|n| format!("fragment F{n} on Q {{ {} }}", format!("...F{} ", n + 1).repeat(times)));
        links.chain([last]).collect()
    }

    #[test]
    fn a_document_within_the_limits_passes() {
        assert_eq!(refusal("query A($a: I, $b: I) { a { b { c { d } } } ...F } fragment F on Q { e @x f @x }"), "");
        assert_eq!(refusal("{ ...F ...F ...F } fragment F on Q { e }"), "");
    }

    #[test]
    fn doubled_fragments_count_once_for_each_place() {
        let used = refusal(&format!("{{ ...F0 }} {}", chain(30, 2)));
        assert!(used.contains("expands to more than 20"), "{used}");
        assert!(
            refusal(&format!("{{ a }} {}", chain(30, 2))).contains("expands to more than 20"),
            "unused ones as well"
        );
    }

    #[test]
    fn each_limit_refuses() {
        for (text, reason) in [
            (format!("{{ ...F0 }} {}", chain(9, 1)), "deeper than 8 levels"),
            (format!("{{ a }} {}", chain(9, 1)), "deeper than 8 levels"),
            (format!("{{ a }} {}", chain(40, 1)), "42 operations and fragments"),
            ("query ($a: I, $b: I, $c: I) { a }".into(), "3 variables"),
            ("{ a @x b @x c @x }".into(), "3 directives"),
            ("query ($a: I @x) @x { a @x }".into(), "3 directives"),
            ("{ a } fragment F on Q @x { b @x ... @x { c } }".into(), "3 directives"),
            ("{ a b c d e f }".into(), "6 fields on a root type"),
            ("{ ...F ...F } fragment F on Q { a b c }".into(), "6 fields on a root type"),
            ("{ a: __schema { x } b: __type { x } }".into(), "2 uses"),
            ("{ a { b { c { d { e } } } } }".into(), "5 levels deep"),
            ("{ ...F } fragment F on Q { ...G } fragment G on Q { ...F }".into(), "spreads itself"),
        ] {
            assert!(refusal(&text).contains(reason), "{text}: {}", refusal(&text));
        }
    }

    #[test]
    fn selection_sets_that_spread_the_same_large_fragment_again_and_again_are_refused() {
        let limits = GraphqlLimits { fields: 100, root_fields: 100, ..GraphqlLimits::default() };
        let fields: String = (0..90).map(|n| format!("f{n} ")).collect();
        let uses = |count: usize| {
            let uses: String = (0..count).map(|n| format!("query Q{n} {{ ...F }} ")).collect();
            check(&parse_query(format!("{uses} fragment F on Q {{ {fields} }}")).expect("it is a document"), &limits)
        };
        assert!(uses(10).is_ok());
        assert!(uses(80).is_err_and(|reason| reason.contains("too complex")));
    }
}
