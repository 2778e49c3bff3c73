//! How a statement reaches the server: in a [`Transaction`] with others, or [`Alone`].
//!
//! A pooler such as PgBouncer in transaction mode lends a server for a transaction and takes it back. What is prepared
//! under a name stays with the server that was lent, where the next transaction does not find it and somebody else's
//! name is in the way. So behind a pooler every statement is unnamed, and stands in a transaction even alone, since it
//! is prepared and run in two steps. sqlx names a statement unless the statement itself says otherwise, and those of
//! its macros cannot; both executors here say it for them.
//!
//! A caller who goes away drops whatever is awaited. sqlx undoes a transaction that is dropped, but knows nothing of one
//! whose `BEGIN` has been sent and not been answered: its connection would go back to the pool in a transaction, and
//! what the next one writes there alone would not be kept. So a transaction begins and ends in a task of its own.

use std::fmt;

use futures_util::{
    FutureExt as _, StreamExt as _, TryFutureExt as _, TryStreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Describe, Either, Execute, Executor, PgPool, Postgres, SqlStr,
    error::BoxDynError,
    postgres::{PgArguments, PgQueryResult, PgRow, PgStatement, PgTypeInfo},
};
use store::Result;

use crate::error::refused;

/// What a statement gives.
type Step = Either<PgQueryResult, PgRow>;

/// A transaction; it is undone unless it is committed.
#[derive(Debug)]
pub(crate) struct Transaction {
    transaction: sqlx::Transaction<'static, Postgres>,
    named: bool,
}

impl Transaction {
    pub(crate) async fn begin(pool: &PgPool, named: bool) -> std::result::Result<Self, sqlx::Error> {
        let pool = pool.clone();
        Ok(Self { transaction: to_its_end(async move { pool.begin().await }).await?, named })
    }

    /// Locks a hash or an id until the transaction ends; another transaction that locks it waits.
    pub(crate) async fn lock(&mut self, bytes: &[u8]) -> Result<()> {
        // The last bytes of an id are random, the first ones are a time.
        let key = bytes.last_chunk().map_or(0, |last| i64::from_be_bytes(*last));
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", key).execute(&mut *self).await.map_err(refused)?;
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<()> {
        self.finish().await.map_err(refused)
    }

    async fn finish(self) -> std::result::Result<(), sqlx::Error> {
        to_its_end(self.transaction.commit()).await
    }

    fn spoken<E>(&self, query: E) -> Spoken<E> {
        Spoken { query, named: self.named }
    }
}

impl<'c> Executor<'c> for &'c mut Transaction {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let query = self.spoken(query);
        self.transaction.fetch_many(query)
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, std::result::Result<Option<PgRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let query = self.spoken(query);
        self.transaction.fetch_optional(query)
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, std::result::Result<PgStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        self.transaction.prepare_with(sql, parameters)
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, std::result::Result<Describe<Postgres>, sqlx::Error>>
    where
        'c: 'e,
    {
        self.transaction.describe(sql)
    }
}

/// Runs one statement, which is a transaction by itself.
#[derive(Clone, Copy)]
pub(crate) struct Alone<'p> {
    pub(crate) pool: &'p PgPool,
    pub(crate) named: bool,
}

impl fmt::Debug for Alone<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alone").field("named", &self.named).finish_non_exhaustive()
    }
}

impl<'p> Executor<'p> for Alone<'p> {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        if self.named {
            return self.pool.fetch_many(query);
        }
        let steps = async move {
            let mut transaction = Transaction::begin(self.pool, self.named).await?;
            let steps: Vec<Step> = transaction.fetch_many(query).try_collect().await?;
            transaction.finish().await?;
            Ok(stream::iter(steps).map(Ok))
        };
        steps.try_flatten_stream().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, std::result::Result<Option<PgRow>, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        if self.named {
            return self.pool.fetch_optional(query);
        }
        let row = async move {
            let mut transaction = Transaction::begin(self.pool, self.named).await?;
            let row = transaction.fetch_optional(query).await?;
            transaction.finish().await?;
            Ok(row)
        };
        row.boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, std::result::Result<PgStatement, sqlx::Error>>
    where
        'p: 'e,
    {
        self.pool.prepare_with(sql, parameters)
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, std::result::Result<Describe<Postgres>, sqlx::Error>>
    where
        'p: 'e,
    {
        self.pool.describe(sql)
    }
}

/// Awaits something that goes on where nobody awaits it any more.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = std::result::Result<T, sqlx::Error>> + Send + 'static,
) -> std::result::Result<T, sqlx::Error> {
    match tokio::spawn(work).await {
        Ok(outcome) => outcome,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down.
            Err(_) => Err(sqlx::Error::WorkerCrashed),
        },
    }
}

/// A statement, and whether it is prepared under a name.
struct Spoken<E> {
    query: E,
    named: bool,
}

impl<'q, E: Execute<'q, Postgres>> Execute<'q, Postgres> for Spoken<E> {
    fn sql(self) -> SqlStr {
        self.query.sql()
    }

    fn statement(&self) -> Option<&PgStatement> {
        self.query.statement()
    }

    fn take_arguments(&mut self) -> std::result::Result<Option<PgArguments>, BoxDynError> {
        self.query.take_arguments()
    }

    fn persistent(&self) -> bool {
        self.named && self.query.persistent()
    }
}
