//! Which definition refers to which: an order in which each stands after those it needs, and what is recursive.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::Expression;

/// The references between definitions.
pub(super) struct Graph {
    reached: BTreeMap<String, BTreeSet<String>>,
    order: Vec<String>,
}

impl Graph {
    /// Reads the references of every definition.
    pub(super) fn of(expressions: &BTreeMap<&str, Expression>) -> Self {
        let direct: BTreeMap<_, BTreeSet<_>> = expressions
            .iter()
            .map(|(name, expression)| {
                let mut names = BTreeSet::new();
                expression.references(&mut |next| _ = names.insert(next.to_owned()));
                ((*name).to_owned(), names)
            })
            .collect();
        let reached = direct.keys().map(|name| (name.clone(), reach(name, &direct))).collect();
        let mut graph = Self { reached, order: Vec::new() };
        for name in expressions.keys() {
            graph.place(name, expressions, &mut BTreeSet::new());
        }
        graph
    }

    /// The definitions, each after those it refers to unless they refer back to it.
    pub(super) fn order(&self) -> Vec<String> {
        self.order.clone()
    }

    /// Whether `from` and `to` refer to each other, directly or not, so that one must be read late.
    pub(super) fn is_recursive(&self, from: &str, to: &str) -> bool {
        self.reached.get(to).is_some_and(|names| names.contains(from))
    }

    /// Places `name` after what it needs: members of a discriminated union are read at once even in a cycle, every
    /// other reference of a cycle is read late, through a getter.
    fn place(&mut self, name: &str, expressions: &BTreeMap<&str, Expression>, open: &mut BTreeSet<String>) {
        if self.order.iter().any(|placed| placed == name) || !open.insert(name.to_owned()) {
            return;
        }
        let expression = &expressions[name];
        let at_once = matches!(expression, Expression::Discriminated { .. });
        let mut needed = Vec::new();
        expression.references(&mut |next| {
            if at_once || !self.is_recursive(name, next) {
                needed.push(next);
            }
        });
        for next in needed {
            self.place(next, expressions, open);
        }
        self.order.push(name.to_owned());
    }
}

fn reach(name: &str, direct: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&String> = direct.get(name).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if found.insert(next.clone()) {
            open.extend(direct.get(next).into_iter().flatten());
        }
    }
    found
}
