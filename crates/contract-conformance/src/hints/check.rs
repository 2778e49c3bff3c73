//! Checks hints against their contract.

use contract_data::{facts::refer, fits::fits};
use contract_model::registry::{Body, Channel, GraphqlField, Operation, Role, SessionEffect};
use serde_json::Value;
use wildmatch::WildMatch;

use super::file::{Hints, ItemHint, PersonHint, ProblemHint};
use crate::{contract::Contract, near::near, world::lay_over};

/// The place of a mistake: a table of the file, by its name and its number among the tables of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The header in the file: `[[problems]]`, `[operations.getBook]`.
    header: String,
    index: usize,
}

type Mistake = (Place, String);

impl Place {
    fn new(header: String, index: usize) -> Self {
        Self { header, index }
    }

    /// The offset in the text; 0 if the table is written in another way.
    pub(super) fn offset(&self, text: &str) -> usize {
        text.match_indices(&self.header).nth(self.index).map_or(0, |(offset, _)| offset)
    }
}

/// The subject of a hint.
enum Item<'a> {
    Operation(&'a Operation),
    Field(&'a GraphqlField),
    Channel(&'a Channel),
}

/// Returns every mistake in the hints.
pub(super) fn mistakes(hints: &Hints, contract: &Contract) -> Vec<Mistake> {
    let mut checking = Checking { contract, found: Vec::new() };
    for (index, person) in hints.people.iter().enumerate() {
        checking.person(person, Place::new("[[people]]".into(), index));
    }
    for (pool, ids) in &hints.values {
        checking.values(pool, ids);
    }
    for pool in &hints.shared {
        checking.id_type(pool, &Place::new("shared".into(), 0));
    }
    for (section, items) in
        [("operations", &hints.operations), ("fields", &hints.fields), ("channels", &hints.channels)]
    {
        for (name, hint) in items {
            checking.item(section, name, hint);
        }
    }
    for (index, problem) in hints.problems.iter().enumerate() {
        checking.problem(problem, &Place::new("[[problems]]".into(), index));
    }
    for (index, exception) in hints.exceptions.iter().enumerate() {
        let place = Place::new("[[exceptions]]".into(), index);
        let pattern = WildMatch::new(&exception.item);
        if !checking.items().iter().any(|item| pattern.matches(item)) {
            let reason = checking.unknown_item(&exception.item);
            checking.found.push((place.clone(), reason));
        }
        if exception.reason.trim().is_empty() {
            checking.found.push((place, "the exception has no reason: say why no request can lead to it".into()));
        }
    }
    checking.found
}

struct Checking<'a> {
    contract: &'a Contract,
    found: Vec<Mistake>,
}

impl<'a> Checking<'a> {
    fn person(&mut self, person: &PersonHint, place: Place) {
        match (&person.token, &person.operation) {
            (Some(_), None) => {}
            (None, Some(id)) => {
                let begins = |operation: &&Operation| {
                    operation.id == *id && matches!(operation.policy.session, Some(SessionEffect::Begins { .. }))
                };
                if !self.contract.registry().operations.iter().any(|operation| begins(&operation)) {
                    let known = self
                        .operations(|operation| matches!(operation.policy.session, Some(SessionEffect::Begins { .. })));
                    let reason = format!("no operation `{id}` begins a session{}", near(id, &known));
                    self.found.push((place, reason));
                }
            }
            _ => self.found.push((place, "a person has either a `token` or an `operation` that signs in".into())),
        }
    }

    fn values(&mut self, pool: &str, ids: &[String]) {
        let place = Place::new(pool.to_owned(), 0);
        if !self.id_type(pool, &place) {
            return;
        }
        for id in ids {
            if !fits(&self.contract.facts, &refer(pool), &Value::from(id.as_str())) {
                self.found.push((place.clone(), format!("`{id}` is no id of the type `{pool}`")));
            }
        }
    }

    fn id_type(&mut self, pool: &str, place: &Place) -> bool {
        let types = &self.contract.registry().types;
        if types.get(pool).is_some_and(|definition| definition.role == Role::Id) {
            return true;
        }
        let ids = types.iter().filter(|(_, definition)| definition.role == Role::Id);
        let known: Vec<&str> = ids.map(|(name, _)| name.as_str()).collect();
        self.found.push((place.clone(), format!("the contract has no id type `{pool}`{}", near(pool, &known))));
        false
    }

    fn item(&mut self, section: &str, name: &str, hint: &ItemHint) {
        let place = Place::new(name.to_owned(), 0);
        let item = self.find(name).filter(|item| match item {
            Item::Operation(_) => section == "operations",
            Item::Field(_) => section == "fields",
            Item::Channel(_) => section == "channels",
        });
        let Some(item) = item else {
            let reason = self.unknown_item(name);
            self.found.push((place, format!("{section}: {reason}")));
            return;
        };
        self.parameters(&item, hint.parameters.iter(), &place);
        if let (Some(over), Item::Operation(operation)) = (&hint.body, &item) {
            self.body(operation, over, &place);
        }
        if let Item::Channel(channel) = &item {
            let known: Vec<&str> = channel.receivers.keys().map(String::as_str).collect();
            for tag in hint.messages.keys().filter(|tag| !channel.receivers.contains_key(*tag)) {
                let reason = format!("`{name}` takes no message `{tag}`{}", near(tag, &known));
                self.found.push((place.clone(), reason));
            }
        }
    }

    fn problem(&mut self, hint: &ProblemHint, place: &Place) {
        let Some(item) = self.find(&hint.item) else {
            let reason = self.unknown_item(&hint.item);
            self.found.push((place.clone(), reason));
            return;
        };
        let registry = self.contract.registry();
        let declared: Vec<&str> = match &item {
            Item::Operation(operation) => {
                registry.problems_of_operation(operation).map(|problem| problem.code.as_str()).collect()
            }
            Item::Field(field) => field.errors.iter().map(String::as_str).collect(),
            Item::Channel(channel) => match hint.message.as_ref().map(|tag| channel.receivers.get(tag)) {
                Some(Some(receiver)) => receiver.errors.iter().map(String::as_str).collect(),
                Some(None) => {
                    let tag = hint.message.clone().unwrap_or_default();
                    let known: Vec<&str> = channel.receivers.keys().map(String::as_str).collect();
                    let reason = format!("`{}` takes no message `{tag}`{}", hint.item, near(&tag, &known));
                    self.found.push((place.clone(), reason));
                    return;
                }
                None => registry.problems_of_handshake(channel).map(|problem| problem.code.as_str()).collect(),
            },
        };
        if !declared.contains(&hint.code.as_str()) {
            let reason = format!("`{}` does not declare `{}`{}", hint.item, hint.code, near(&hint.code, &declared));
            self.found.push((place.clone(), reason));
        }
        self.parameters(&item, hint.parameters.iter(), place);
        let is_message = |tag: &String| match &item {
            Item::Channel(channel) => hint.message.is_some() && channel.receivers.contains_key(tag),
            Item::Operation(_) | Item::Field(_) => false,
        };
        let is_known = |id: &String| is_message(id) || matches!(self.find(id), Some(Item::Operation(_)));
        let unknown: Vec<&String> = hint.before.iter().filter(|id| !is_known(id)).collect();
        for id in unknown {
            let known = self.operations(|_| true);
            let reason = format!("before: the contract has no operation `{id}`{}", near(id, &known));
            self.found.push((place.clone(), reason));
        }
        if let (Some(over), Item::Operation(operation)) = (&hint.body, &item) {
            self.body(operation, over, place);
        }
    }

    fn parameters<'v>(&mut self, item: &Item<'_>, given: impl Iterator<Item = (&'v String, &'v Value)>, place: &Place) {
        let known: Vec<&str> = match item {
            Item::Operation(operation) => operation.parameters.iter().map(|known| known.name.as_str()).collect(),
            Item::Field(field) => field.arguments.iter().map(|known| known.name.as_str()).collect(),
            Item::Channel(channel) => channel.parameters.iter().map(|known| known.name.as_str()).collect(),
        };
        for (name, _) in given {
            if !known.contains(&name.as_str()) {
                self.found.push((place.clone(), format!("there is no parameter `{name}`{}", near(name, &known))));
            }
        }
    }

    /// Checks that the example of a body is still valid with the given members laid over it.
    fn body(&mut self, operation: &Operation, over: &Value, place: &Place) {
        let Body::Json { example, .. } = &operation.body else {
            self.found.push((place.clone(), format!("`{}` takes no JSON body", operation.id)));
            return;
        };
        let mut body = example.clone();
        lay_over(&mut body, over);
        for violation in self.contract.validator.body(&operation.id, &body) {
            let reason = format!(
                "the body of `{}` breaks the contract at `{}`: {}",
                operation.id, violation.pointer, violation.detail
            );
            self.found.push((place.clone(), reason));
        }
    }

    fn find(&self, name: &str) -> Option<Item<'a>> {
        let registry = self.contract.registry();
        let operation = registry.operations.iter().find(|operation| operation.id == name).map(Item::Operation);
        let field = || registry.fields().find(|field| field.path() == name).map(Item::Field);
        let channel = || registry.channels.iter().find(|channel| channel.id == name).map(Item::Channel);
        operation.or_else(field).or_else(channel)
    }

    fn items(&self) -> Vec<String> {
        self.contract.items()
    }

    fn unknown_item(&self, name: &str) -> String {
        let items = self.items();
        let known: Vec<&str> = items.iter().map(String::as_str).collect();
        format!("the contract has no operation, field or channel `{name}`{}", near(name, &known))
    }

    fn operations(&self, is_meant: impl Fn(&Operation) -> bool) -> Vec<&'a str> {
        let operations = self.contract.registry().operations.iter();
        operations.filter(|operation| is_meant(operation)).map(|operation| operation.id.as_str()).collect()
    }
}
