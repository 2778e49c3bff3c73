//! The references between definitions: an order in which each definition comes after those it needs, and the recursive
//! ones.
//!
//! Nothing here is recursive, because chains of references may be longer than the thread's stack allows.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::Expression;

/// The references between definitions.
pub(super) struct Graph {
    /// The circle of each definition; two definitions that refer to each other, directly or indirectly, share it.
    circles: BTreeMap<String, usize>,
    order: Vec<String>,
}

impl Graph {
    /// Reads the references of every definition.
    pub(super) fn new(expressions: &BTreeMap<String, Expression>) -> Self {
        let mut forward: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut backward: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, expression) in expressions {
            let mut names = Vec::new();
            expression.references(&mut |next| names.push(next));
            for next in &names {
                backward.entry(next).or_default().push(name);
            }
            forward.insert(name, names);
        }
        // Kosaraju's algorithm: every definition that reaches the last finished one, against the references, is in a
        // circle with it.
        let left =
            in_post_order(expressions.keys().map(String::as_str), &mut BTreeSet::new(), |name| forward[name].clone());
        let mut circles = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (index, name) in left.iter().rev().enumerate() {
            let members =
                in_post_order([*name].into_iter(), &mut seen, |name| backward.get(name).cloned().unwrap_or_default());
            circles.extend(members.into_iter().map(|member| (member.to_owned(), index)));
        }
        let mut graph = Self { circles, order: Vec::new() };
        let order = in_post_order(expressions.keys().map(String::as_str), &mut BTreeSet::new(), |name| {
            graph.needed_at_once(name, &expressions[name], &forward[name])
        });
        graph.order = order.into_iter().map(str::to_owned).collect();
        graph
    }

    /// Returns the definitions, each after those it refers to unless they refer back to it.
    pub(super) fn order(&self) -> &[String] {
        &self.order
    }

    /// Whether `to` also refers to `from`, directly or indirectly, so that one of them must be read late.
    pub(super) fn is_recursive(&self, from: &str, to: &str) -> bool {
        self.circles.get(from) == self.circles.get(to)
    }

    /// Returns the definitions that must come before a definition. Members of a discriminated union are read at once
    /// even in a circle; every other reference of a circle is read late.
    fn needed_at_once<'a>(&self, name: &str, expression: &Expression, names: &[&'a str]) -> Vec<&'a str> {
        let at_once = matches!(expression, Expression::Discriminated { .. });
        names.iter().copied().filter(|next| at_once || !self.is_recursive(name, next)).collect()
    }
}

/// Returns every name that is reached and not yet seen, after those it leads to.
fn in_post_order<'a>(
    starts: impl Iterator<Item = &'a str>,
    seen: &mut BTreeSet<&'a str>,
    next: impl Fn(&'a str) -> Vec<&'a str>,
) -> Vec<&'a str> {
    let mut order = Vec::new();
    for start in starts {
        if !seen.insert(start) {
            continue;
        }
        let mut stack = vec![(start, next(start).into_iter())];
        while let Some((name, rest)) = stack.last_mut() {
            match rest.find(|next| seen.insert(next)) {
                Some(found) => stack.push((found, next(found).into_iter())),
                None => {
                    order.push(*name);
                    stack.pop();
                }
            }
        }
    }
    order
}
