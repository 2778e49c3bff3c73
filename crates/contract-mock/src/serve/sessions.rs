//! Sessions: signing in, renewing, signing out, and the end of the sockets and feeds of a session.

use contract_data::{
    facts::{Facts, success},
    formats::EPOCH,
    hash::key_of,
    json::canonical,
    value::{Making, make},
};
use contract_edge::{Failed, Fault};
use contract_model::{
    exchange::{Caller, Client, TokenFault},
    registry::{Body, Operation, SessionEffect},
};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::{Authentication, FirstAccount, Mock, renewal::Expiry, unmade};
use crate::{
    answer::request::Input,
    identity::{
        ANONYMOUS, Credentials, SessionRole,
        accounts::{Accounts, Tokens, after},
        person_of,
        token::{token, word},
    },
    state::State,
};

/// The person of a session that an operation begins or renews.
pub(super) struct Signed {
    pub person: Option<String>,
    /// The number of the session, if it is renewed.
    renewed: Option<u64>,
}

impl Mock {
    /// The caller of a request without a token, if none is needed.
    pub(crate) fn first_caller(&self) -> Caller {
        let state = self.state();
        let subject = state.first_person().unwrap_or(ANONYMOUS).to_owned();
        Caller { subject, session: None, expires_at: None }
    }

    /// The account of the first person: how to sign in, and a token.
    pub fn first_account(&self) -> FirstAccount {
        let state = self.state();
        let person = state.first_person().map(str::to_owned);
        let token = token(self.facts(), state.seed(), "access", 0, self.token_schema()).unwrap_or_default();
        let known = self.0.identity.credentials.as_ref().zip(person.as_deref());
        let credentials = known.and_then(|(known, person)| {
            let name = name_of(&state, known, person)?;
            Some([(known.name.clone(), name), (known.secret.clone(), self.seeded_password(&state, known)?)])
        });
        let operation = self.0.identity.credentials.as_ref().map(|known| known.operation.clone());
        FirstAccount { person, credentials, operation, token }
    }

    /// Opens a session of the first person that does not expire.
    pub(super) fn open_first_session(&self) {
        let access = self.first_account().token;
        let state = self.state();
        let person = state.first_person().unwrap_or(ANONYMOUS);
        state.with_accounts(|accounts| {
            accounts.next_tokens();
            accounts.open_lasting(person, access);
        });
    }

    /// A token that is cancelled when the session of a caller ends, or when everything is reset.
    pub(super) fn ending(&self, caller: &Caller) -> CancellationToken {
        let state = self.state();
        let Some(session) = &caller.session else { return state.replaced.clone() };
        // If the session has ended already, the token is already cancelled.
        state.changes().accounts.ending(session).unwrap_or_else(|| {
            let ended = CancellationToken::new();
            ended.cancel();
            ended
        })
    }

    /// Finds or creates the person of a session that is about to begin or to be renewed.
    pub(super) fn sign_in(
        &self,
        operation: &Operation,
        role: SessionRole,
        input: &Input<'_>,
        client: &Client,
        body: &Value,
    ) -> Result<Signed, Failed> {
        let state = self.state();
        let refused = || self.declared(&operation.errors, 401).unwrap_or_else(|| Fault::InvalidToken.into());
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        match (role, &self.0.identity.credentials, &self.0.identity.person_pool) {
            (SessionRole::SignIn, Some(known), Some(pool)) => {
                let person = person_named(&state, pool, known, text(&known.name)).ok_or_else(refused)?;
                let changed = state.changes().entity(pool, &person).and_then(|thing| thing.password.clone());
                let password = changed.map(String::from).or_else(|| self.seeded_password(&state, known));
                if password.as_deref() != Some(text(&known.secret)) {
                    return Err(refused());
                }
                Ok(Signed { person: Some(person), renewed: None })
            }
            (SessionRole::Register, Some(known), Some(pool)) => {
                // Nobody else can take the name in the meantime.
                let _revising = state.revise();
                if person_named(&state, pool, known, text(&known.name)).is_some()
                    && let Some(conflict) = self.declared(&operation.errors, 409)
                {
                    return Err(conflict);
                }
                let facts = self.facts();
                let person = state.create(pool, input.given(facts), None).map_err(|error| unmade(&error))?;
                state.set_password(&person, text(&known.secret));
                Ok(Signed { person: Some(person), renewed: None })
            }
            (SessionRole::Renew, ..) => {
                let Some(SessionEffect::Renews { with, .. }) = &operation.policy.session else { return Err(refused()) };
                let sent = body.pointer(with).and_then(Value::as_str).unwrap_or_default();
                let refresh = self.sent_refresh_token(client, sent).ok_or_else(refused)?;
                let known = state.changes().accounts.refreshable(&refresh);
                let Some((number, person)) = known else {
                    // A token that is used twice is known to two clients: the session ends for both.
                    let stolen = state.changes().accounts.session_of_used(&refresh);
                    let Some(stolen) = stolen else { return Err(refused()) };
                    state.with_accounts(|accounts| accounts.end(stolen));
                    return Err(self.last_declared(&operation.errors, 401).unwrap_or_else(refused));
                };
                Ok(Signed { person: Some(person).filter(|person| person != ANONYMOUS), renewed: Some(number) })
            }
            _ => {
                let person = state.first_person().map(str::to_owned).or_else(|| sender(operation, body));
                Ok(Signed { person, renewed: None })
            }
        }
    }

    /// The refresh token that a client sends in its request, or in its cookie together with the word.
    pub(super) fn sent_refresh_token(&self, client: &Client, sent: &str) -> Option<String> {
        match &self.0.refresh_cookie {
            Some(cookie) => cookie.token(client, sent).map(str::to_owned),
            None => Some(sent.to_owned()),
        }
    }

    /// Puts the tokens of a session into the answer that carries them, or the refresh token into a cookie, whose header
    /// is returned.
    pub(super) fn issue(
        &self,
        operation: &Operation,
        signed: &Signed,
        answer: &mut Value,
    ) -> Result<Option<(&'static str, String)>, Failed> {
        let Some(places) = operation.policy.session.as_ref().and_then(SessionEffect::tokens) else { return Ok(None) };
        let schema = success(operation).and_then(|answer| answer.body.as_ref()).map(|body| &body.schema);
        let state = self.state();
        let number = state.with_accounts(Accounts::next_tokens);
        let make_token = |kind: &str, pointer: &str| {
            let schema = schema.and_then(|schema| self.facts().at(schema, pointer));
            let made = token(self.facts(), state.seed(), kind, number, schema);
            let reason = || format!("no token fits {pointer} of the answer of `{}`: give it an example", operation.id);
            made.ok_or_else(|| Failed::from(Fault::Internal(reason())))
        };
        let access = make_token("access", &places.access)?;
        let refresh = places.refresh.as_ref().map(|pointer| make_token("refresh", pointer)).transpose()?;
        let expiry = places.expires_in.as_ref().and_then(|pointer| answer.pointer_mut(pointer));
        let seconds = match (expiry, self.0.token_seconds) {
            (Some(expiry), Some(seconds)) => {
                *expiry = seconds.into();
                Some(i64::from(seconds))
            }
            (expiry, seconds) => seconds.map(i64::from).or_else(|| expiry?.as_i64()),
        };
        let cookie = self.0.refresh_cookie.as_ref().zip(refresh.as_ref());
        let header = cookie.map(|(cookie, token)| cookie.keep(token));
        let shown = refresh.as_ref().map(|token| if cookie.is_some() { word(token) } else { token.clone() });
        for (pointer, token) in [(Some(&places.access), Some(&access)), (places.refresh.as_ref(), shown.as_ref())] {
            if let (Some(place), Some(token)) = (pointer.and_then(|pointer| answer.pointer_mut(pointer)), token) {
                *place = token.as_str().into();
            }
        }
        let (tokens, expires_at) = (Tokens { access, refresh }, after(self.now(), seconds));
        state.with_accounts(|accounts| match signed.renewed {
            Some(number) => accounts.renew(number, tokens, expires_at),
            None => accounts.open(signed.person.as_deref().unwrap_or(ANONYMOUS), tokens, expires_at),
        });
        Ok(header)
    }

    /// Ends the session of a caller.
    pub(super) fn sign_out(&self, caller: Option<&Caller>) {
        let session = caller.and_then(|caller| caller.session.as_ref()?.parse().ok());
        if let Some(session) = session {
            self.state().with_accounts(|accounts| accounts.end(session));
        }
    }

    /// The end of a token that the socket of a person sends.
    pub(super) fn check_token(&self, token: &str, person: Option<&str>) -> Result<Expiry, Failed> {
        if self.0.authentication == Authentication::Off {
            return Ok(None);
        }
        let known = self.state().changes().accounts.authenticate(token, self.now());
        let known = known.and_then(|caller| {
            let is_theirs = person_of(Some(&caller)).as_deref() == person;
            if is_theirs { Ok(caller.expires_at) } else { Err(TokenFault::Invalid) }
        });
        known.map_err(|fault| match fault {
            TokenFault::Expired => Fault::TokenExpired.into(),
            TokenFault::Invalid => Fault::InvalidToken.into(),
        })
    }

    /// The password of all seeded persons.
    fn seeded_password(&self, state: &State, known: &Credentials) -> Option<String> {
        let facts = self.facts();
        let operation = facts.registry.operations.iter().find(|operation| operation.id == known.operation)?;
        let schema = sent_schema(facts, operation, &known.secret)?;
        let making = Making::new(key_of(&[state.seed(), "password"]), EPOCH);
        make(&state.view(None), schema, making).ok()?.as_str().map(str::to_owned)
    }

    fn token_schema(&self) -> Option<&contract_model::schema::Schema> {
        let facts = self.facts();
        facts.registry.operations.iter().find_map(|operation| {
            let tokens = operation.policy.session.as_ref()?.tokens()?;
            facts.at(&success(operation)?.body.as_ref()?.schema, &tokens.access)
        })
    }
}

/// The schema of a property of a JSON body.
fn sent_schema<'a>(
    facts: &'a Facts,
    operation: &'a Operation,
    name: &str,
) -> Option<&'a contract_model::schema::Schema> {
    let contract_model::registry::Body::Json { schema, .. } = &operation.body else { return None };
    facts.property(schema, name).map(|property| &property.schema)
}

/// The person of a contract that has no type for persons: the same body signs in the same person. `None` for the first
/// person, who sends the contract's example.
fn sender(operation: &Operation, body: &Value) -> Option<String> {
    let is_example = matches!(&operation.body, Body::Json { example, .. } if example == body);
    // A hash, because a body may contain a password.
    (!is_example).then(|| format!("person-{:08x}", key_of(&[&canonical(body)])))
}

/// The name with which a person signs in.
fn name_of(state: &State, known: &Credentials, person: &str) -> Option<String> {
    let pool = state.person_pool()?;
    let facts = state.facts();
    let mut views = facts.entities().filter(|(name, other)| {
        *other == pool && facts.property(&facts.definition(name).schema, &known.name).is_some()
    });
    let (name, _) = views.next()?;
    let value = state.view(Some(person)).read(name, pool, person).ok()??;
    value.get(&known.name)?.as_str().map(str::to_owned)
}

/// The person who signs in with a name.
fn person_named(state: &State, pool: &str, known: &Credentials, name: &str) -> Option<String> {
    // The name of a person who registered is among the changes: no entity is generated for it, however many there are.
    let changed = |person: &str| state.changes().entity(pool, person)?.overlay.value(&known.name);
    let is_named = |person: &str| match changed(person) {
        Some(changed) => changed.as_str() == Some(name),
        None => name_of(state, known, person).as_deref() == Some(name),
    };
    state.every_id(pool).iter().find(|person| is_named(person)).map(ToString::to_string)
}
