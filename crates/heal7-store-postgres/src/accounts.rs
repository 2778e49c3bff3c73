//! Accounts.

use async_trait::async_trait;
use contracts::users::profile::UserId;
use heal7_store::{
    Result,
    accounts::{Account, Accounts, Identity, NewAccount},
    document::lower_case,
    rows::{self, AccountRow},
};
use jiff_sqlx::ToSqlx as _;

use crate::{PostgresStore, error::refused, notifications, outbox, throttles};

#[async_trait]
impl Accounts for PostgresStore {
    async fn insert_account(&self, new: &NewAccount) -> Result<bool> {
        let account = &new.account;
        let (id, email_key, profile) = (account.id.0.0, lower_case(&account.email), rows::profile(account)?);
        let (created_at, updated_at) = (account.created_at.to_sqlx(), account.updated_at.to_sqlx());
        let mut transaction = self.transaction().await?;
        let inserted = sqlx::query!(
            "INSERT INTO accounts
                 (id, email, email_key, email_verified, password_hash, profile, is_disabled, version, created_at,
                  updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT DO NOTHING",
            id,
            account.email,
            email_key,
            account.email_verified,
            account.password_hash,
            profile,
            account.is_disabled,
            account.version,
            created_at,
            updated_at,
        );
        if inserted.execute(&mut transaction).await.map_err(refused)?.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(Identity { provider, subject }) = &new.identity {
            let provider = provider.as_str();
            let inserted = sqlx::query!(
                "INSERT INTO identities (provider, subject, account) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                provider,
                subject,
                id
            );
            if inserted.execute(&mut transaction).await.map_err(refused)?.rows_affected() == 0 {
                return Ok(false);
            }
        }
        notifications::insert(&mut transaction, &new.notification).await?;
        throttles::count_messages(&mut transaction, &new.quotas).await?;
        outbox::insert(&mut transaction, &new.messages).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn account(&self, id: UserId) -> Result<Option<Account>> {
        let id = id.0.0;
        let row = sqlx::query_as!(
            AccountRow,
            "SELECT id, email, email_verified, password_hash, profile, is_disabled, version, created_at, updated_at
             FROM accounts WHERE id = $1",
            id
        );
        row.fetch_optional(self.alone()).await.map_err(refused)?.map(Account::try_from).transpose()
    }

    async fn account_of_email(&self, email: &str) -> Result<Option<Account>> {
        let email_key = lower_case(email);
        let row = sqlx::query_as!(
            AccountRow,
            "SELECT id, email, email_verified, password_hash, profile, is_disabled, version, created_at, updated_at
             FROM accounts WHERE email_key = $1",
            email_key
        );
        row.fetch_optional(self.alone()).await.map_err(refused)?.map(Account::try_from).transpose()
    }

    async fn account_of_identity(&self, identity: &Identity) -> Result<Option<Account>> {
        let provider = identity.provider.as_str();
        let row = sqlx::query_as!(
            AccountRow,
            "SELECT id, email, email_verified, password_hash, profile, is_disabled, version, created_at, updated_at
             FROM accounts JOIN identities ON identities.account = accounts.id
             WHERE provider = $1 AND subject = $2",
            provider,
            identity.subject
        );
        row.fetch_optional(self.alone()).await.map_err(refused)?.map(Account::try_from).transpose()
    }

    async fn update_account(&self, changed: &Account) -> Result<bool> {
        let (id, email_key, profile) = (changed.id.0.0, lower_case(&changed.email), rows::profile(changed)?);
        let updated_at = changed.updated_at.to_sqlx();
        let updated = sqlx::query!(
            "UPDATE accounts
             SET email = $3, email_key = $4, email_verified = $5, password_hash = $6, profile = $7, is_disabled = $8,
                 updated_at = $9, version = version + 1
             WHERE id = $1 AND version = $2",
            id,
            changed.version,
            changed.email,
            email_key,
            changed.email_verified,
            changed.password_hash,
            profile,
            changed.is_disabled,
            updated_at
        );
        Ok(updated.execute(self.alone()).await.map_err(refused)?.rows_affected() == 1)
    }
}
