//! Sign-ins with a provider.

use async_trait::async_trait;
use heal7_store::{
    Hash, Result,
    rows::SignInRow,
    sign_ins::{SignIn, SignIns},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, error::refused};

#[async_trait]
impl SignIns for PostgresStore {
    async fn insert_sign_in(&self, sign_in: &SignIn) -> Result<()> {
        let (state, provider) = (sign_in.state.as_slice(), sign_in.provider.as_str());
        let expires_at = sign_in.expires_at.to_sqlx();
        sqlx::query!(
            "INSERT INTO sign_ins (state, provider, nonce, code_verifier, redirect_uri, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            state,
            provider,
            sign_in.nonce,
            sign_in.code_verifier,
            sign_in.redirect_uri,
            expires_at
        )
        .execute(self.alone())
        .await
        .map_err(refused)?;
        Ok(())
    }

    async fn take_sign_in(&self, state: &Hash, now: Timestamp) -> Result<Option<SignIn>> {
        let (bytes, now) = (state.as_slice(), now.to_sqlx());
        let taken = sqlx::query_as!(
            SignInRow,
            "DELETE FROM sign_ins WHERE state = $1 AND expires_at > $2
             RETURNING provider, nonce, code_verifier, redirect_uri, expires_at",
            bytes,
            now
        );
        let taken = taken.fetch_optional(self.alone()).await.map_err(refused)?;
        taken.map(|row| row.into_sign_in(state)).transpose()
    }
}
