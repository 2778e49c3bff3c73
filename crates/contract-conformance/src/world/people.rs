//! Persons of the target: how the suite signs them in, and their tokens.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use contract_data::identity::SessionRole;
use contract_model::{
    registry::{Body, Operation, SessionEffect},
    schema::Shape,
};
use serde_json::Value;

use super::Draft;
use crate::{hints::PersonHint, http::Payload, judge::Outcome, recorded::Exchange, suite::Suite};

/// A person of the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The person's label: `first`, `second`, or a number for a person of a single case.
    pub label: String,
    /// The access token; `None` if the contract has no tokens, or if the suite cannot get one.
    pub token: Option<String>,
    /// The refresh token.
    pub refresh: Option<String>,
    /// The id, if the answer with the token contains it.
    pub id: Option<String>,
    /// The properties with which the person signs in.
    pub credentials: Option<Value>,
}

/// The persons of a run.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: Mutex<Vec<Arc<Person>>>,
    made: AtomicU32,
}

impl Person {
    /// The anonymous person, whose calls have no token.
    pub(crate) fn nobody() -> Self {
        Self { label: "nobody".into(), token: None, refresh: None, id: None, credentials: None }
    }
}

impl People {
    /// The first or the second person, if the suite could sign them in.
    pub(crate) fn get(&self, index: usize) -> Option<Arc<Person>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(index).cloned()
    }

    fn keep(&self, person: Person) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(person));
    }
}

impl Suite<'_> {
    /// The person as whom an item is tested: the first one, or the anonymous one.
    pub(crate) fn first_person(&self) -> Arc<Person> {
        self.people.get(0).unwrap_or_else(|| Arc::new(Person::nobody()))
    }

    /// Signs in two persons, as far as the contract, the options and the hints allow.
    pub(crate) async fn meet_people(&self) {
        for (index, label) in ["first", "second"].into_iter().enumerate() {
            let hint = self.hints.people.get(index);
            let person = match (hint, &self.options.token, index) {
                (Some(hint), _, _) => self.become_hinted(label, hint).await,
                (None, Some(token), 0) => Some(Person { token: Some(token.clone()), ..named(label) }),
                (None, Some(_), _) => None,
                (None, None, _) => self.become_anybody(label).await,
            };
            let Some(person) = person else { return };
            // Two equal tokens belong to one person.
            if self.people.get(0).is_some_and(|first| first.token == person.token) {
                return;
            }
            if let (Some(pool), Some(id)) = (&self.contract.identity.person_pool, &person.id) {
                self.pools.add(label, pool, id);
            }
            self.people.keep(person);
        }
    }

    /// A person for only one case, whose session may be ended.
    pub(crate) async fn somebody(&self) -> Option<Person> {
        if self.options.is_read_only || self.options.token.is_some() {
            return None;
        }
        let label = format!("person {}", self.people.made.fetch_add(1, Ordering::Relaxed) + 3);
        match self.hints.people.first() {
            Some(hint) if hint.token.is_none() => self.become_hinted(&label, hint).await,
            Some(_) => None,
            None => self.become_anybody(&label).await,
        }
    }

    /// The person who sends a valid request of an operation. Operations that begin, renew or end sessions get a person
    /// of their own.
    pub(crate) async fn person_for(&self, operation: &Operation) -> Option<Person> {
        match self.contract.identity.role(&self.contract.facts, operation) {
            Some(_) => self.somebody().await,
            None => Some((*self.first_person()).clone()),
        }
    }

    async fn become_hinted(&self, label: &str, hint: &PersonHint) -> Option<Person> {
        if let Some(token) = &hint.token {
            return Some(Person { token: Some(token.clone()), id: hint.id.clone(), ..named(label) });
        }
        let operation =
            self.contract.registry().operations.iter().find(|known| Some(&known.id) == hint.operation.as_ref())?;
        self.sign_in(operation, label, hint.body.clone()).await
    }

    /// Registers if an operation allows it; otherwise signs in with the contract's example.
    async fn become_anybody(&self, label: &str) -> Option<Person> {
        if self.options.is_read_only {
            return None;
        }
        let (facts, identity) = (&self.contract.facts, &self.contract.identity);
        let begins = |operation: &&Operation| matches!(operation.policy.session, Some(SessionEffect::Begins { .. }));
        let mut operations: Vec<&Operation> = self.contract.registry().operations.iter().filter(begins).collect();
        operations.sort_by_key(|operation| match identity.role(facts, operation) {
            Some(SessionRole::Register) => 0,
            Some(SessionRole::SignIn) => 1,
            _ => 2,
        });
        for operation in operations {
            if let Some(person) = self.sign_in(operation, label, None).await {
                return Some(person);
            }
        }
        None
    }

    async fn sign_in(&self, operation: &Operation, label: &str, body: Option<Value>) -> Option<Person> {
        let mut draft = Draft::of(self, operation, &Person::nobody(), 0)?;
        if let Some(body) = body {
            draft.payload = Payload::Json(body);
        } else if label != "first"
            || self.contract.identity.role(&self.contract.facts, operation) == Some(SessionRole::Register)
        {
            self.make_unique(operation, &mut draft.payload);
        }
        let credentials = if let Payload::Json(body) = &draft.payload { Some(body.clone()) } else { None };
        let exchange = self.ask(operation, draft.request(), label).await?;
        self.person_of(operation, label, credentials, &exchange)
    }

    /// The person whose tokens are in an answer.
    pub(crate) fn person_of(
        &self,
        operation: &Operation,
        label: &str,
        credentials: Option<Value>,
        exchange: &Exchange,
    ) -> Option<Person> {
        // Tokens in an answer with an undeclared status are already a finding, and can be used to continue.
        let (Outcome::Success(_) | Outcome::Other(200..300)) = exchange.verdict.outcome else { return None };
        let tokens = operation.policy.session.as_ref()?.tokens()?;
        let answer = exchange.verdict.body.as_ref()?;
        let text = |pointer: &str| answer.pointer(pointer)?.as_str().map(str::to_owned);
        let pool = self.contract.identity.person_pool.as_ref();
        Some(Person {
            label: label.to_owned(),
            token: Some(text(&tokens.access)?),
            refresh: tokens.refresh.as_deref().and_then(text),
            id: pool.and_then(|pool| self.pools.newest(label, pool)),
            credentials,
        })
    }

    /// Sets unique values in the properties of a body that identify a person.
    pub(crate) fn make_unique(&self, operation: &Operation, payload: &mut Payload) {
        let (Body::Json { schema, .. }, Payload::Json(Value::Object(members))) = (&operation.body, payload) else {
            return;
        };
        let facts = &self.contract.facts;
        let properties = facts.properties(schema);
        let known = self.contract.identity.credentials.as_ref().map(|credentials| credentials.name.as_str());
        let texts = || {
            properties.iter().filter(|property| matches!(facts.resolved(&property.schema).shape, Shape::String { .. }))
        };
        let naming = texts().find(|property| Some(property.name.as_str()) == known);
        let Some(naming) = naming.or_else(|| texts().find(|property| property.required)) else { return };
        if let Some(value) = self.unique_text(&naming.schema) {
            members.insert(naming.name.clone(), value.into());
        }
    }
}

fn named(label: &str) -> Person {
    Person { label: label.to_owned(), ..Person::nobody() }
}
