//! How persons sign in, for a contract that declares sessions: the operations that begin, renew and end a session, and
//! the properties that identify a person.

use contract_model::{
    format::Format,
    registry::{Body, Operation, SessionEffect},
    schema::{Property, Schema, Shape},
};

use crate::facts::{Facts, success};

/// The subject of every token, where the contract has no type for persons.
pub const ANONYMOUS: &str = "mock";

/// The way in which persons sign in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The pool of the persons' ids.
    pub person_pool: Option<String>,
    /// The properties of a sign-in request, where an operation takes a password.
    pub credentials: Option<Credentials>,
}

/// The properties of a request that signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The id of the operation that signs in.
    pub operation: String,
    /// The property that names the person; the type of persons has it as well.
    pub name: String,
    /// The secret property.
    pub secret: String,
}

/// The effect of an operation on sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionRole {
    /// Creates an account, and signs its person in.
    Register,
    /// Signs in with a name and a password.
    SignIn,
    /// Signs in as the first person, without a password, as through an identity provider.
    SignInElsewhere,
    /// Renews the tokens of a session.
    Renew,
    /// Ends the session of the caller.
    End,
}

impl Identity {
    /// Finds the way in which persons of a contract sign in.
    pub fn new(facts: &Facts) -> Self {
        let begins = || {
            let operations = facts.registry.operations.iter();
            operations.filter(|operation| matches!(operation.policy.session, Some(SessionEffect::Begins { .. })))
        };
        let answered_person = || begins().find_map(|operation| carried_person(facts, operation));
        let person_pool = facts.owners().next().map(str::to_owned).or_else(answered_person);
        let credentials = person_pool.as_deref().and_then(|pool| {
            let operation = begins()
                .find(|operation| !is_registration(operation) && credentials(facts, operation, pool).is_some())?;
            credentials(facts, operation, pool)
        });
        Self { person_pool, credentials }
    }

    /// Returns the effect of an operation on sessions.
    pub fn role(&self, facts: &Facts, operation: &Operation) -> Option<SessionRole> {
        match operation.policy.session.as_ref()? {
            SessionEffect::Renews { .. } => Some(SessionRole::Renew),
            SessionEffect::Ends => Some(SessionRole::End),
            SessionEffect::Begins { .. } => {
                let has_credentials = self.credentials.as_ref().is_some_and(|known| {
                    let has =
                        |name: &str| body_properties(facts, operation).iter().any(|property| property.name == name);
                    has(&known.name) && has(&known.secret)
                });
                Some(match (has_credentials, is_registration(operation)) {
                    (true, true) => SessionRole::Register,
                    (true, false) => SessionRole::SignIn,
                    (false, _) => SessionRole::SignInElsewhere,
                })
            }
        }
    }
}

/// Whether an operation that begins a session creates an account: its response says that something was created.
fn is_registration(operation: &Operation) -> bool {
    success(operation).is_some_and(|answer| answer.status == 201)
}

fn body_properties<'a>(facts: &'a Facts, operation: &'a Operation) -> &'a [Property] {
    match &operation.body {
        Body::Json { schema, .. } => facts.properties(schema),
        Body::None | Body::Bytes { .. } | Body::Multipart { .. } => &[],
    }
}

/// Returns the pool of the only entity in the response to a sign-in.
fn carried_person(facts: &Facts, operation: &Operation) -> Option<String> {
    let body = success(operation)?.body.as_ref()?;
    let properties = facts.properties(facts.content(&body.schema).schema).iter();
    let mut entities = properties.filter_map(|property| facts.entity_type(&property.schema));
    entities.next().map(|(_, pool)| pool.to_owned())
}

/// Returns the properties of a request body that name a person of a pool and prove the identity: an address or a text
/// that the type of persons has too, and a text that it does not have.
fn credentials(facts: &Facts, operation: &Operation, pool: &str) -> Option<Credentials> {
    let persons: Vec<&str> = facts.entities().filter(|(_, other)| *other == pool).map(|(name, _)| name).collect();
    let has_it =
        |name: &str| persons.iter().any(|person| facts.property(&facts.definition(person).schema, name).is_some());
    let texts = body_properties(facts, operation)
        .iter()
        .filter(|property| property.required && is_text(facts, &property.schema));
    let (names, secrets): (Vec<&Property>, Vec<&Property>) = texts.partition(|property| has_it(&property.name));
    let is_address = |property: &&&Property| {
        matches!(facts.resolved(&property.schema).shape, Shape::String { format: Some(Format::Email), .. })
    };
    let name = names.iter().find(is_address).or_else(|| names.first())?;
    Some(Credentials {
        operation: operation.id.clone(),
        name: name.name.clone(),
        secret: secrets.first()?.name.clone(),
    })
}

fn is_text(facts: &Facts, schema: &Schema) -> bool {
    matches!(facts.resolved(schema).shape, Shape::String { .. })
}
