//! Sessions of customers. A token is `of:NAME`, which is always valid, or `of:NAME:SESSION`, which is valid until the
//! customer signs out.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use contract_kit::{
    exchange::TokenFault,
    operation::{Caller, Handle, Outcome, Request},
    prelude::*,
};

use super::{Shop, envelope};
use crate::{
    faults::Fault,
    orders::{Session, SignIn, SignOut},
};

/// The sessions that have ended.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    ended: Mutex<BTreeSet<String>>,
}

impl Sessions {
    /// The customer whom a token authenticates.
    pub(super) fn caller(&self, token: &str) -> Result<Caller, TokenFault> {
        let rest = match token.split_once(':') {
            Some(("of", rest)) => rest,
            Some(("once-of", _)) => return Err(TokenFault::Expired),
            _ => return Err(TokenFault::Invalid),
        };
        let (subject, session) = match rest.split_once(':') {
            Some((subject, session)) => (subject, Some(session)),
            None => (rest, None),
        };
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if session.is_some_and(|session| ended.contains(session)) {
            return Err(TokenFault::Invalid);
        }
        Ok(Caller { subject: subject.to_owned(), session: session.map(str::to_owned), expires_at: None })
    }

    fn end(&self, session: String) {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).insert(session);
    }
}

impl Handle<SignIn> for Shop {
    async fn handle(&self, request: Request<SignIn>) -> Outcome<SignIn> {
        Ok(envelope(Session { token: format!("of:{}:{}", request.body.name, Uuid::now_v7()) }))
    }
}

impl Handle<SignOut> for Shop {
    async fn handle(&self, request: Request<SignOut>) -> Outcome<SignOut> {
        if let Some(session) = request.caller.session
            && !self.has(Fault::TokenOutlivesItsSession)
        {
            self.sessions.end(session);
        }
        Ok(NoContent)
    }
}
