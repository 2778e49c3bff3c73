//! The two ways to send a statement to the server: in a [`Transaction`] with others, or [`Alone`].
//!
//! A pooler such as PgBouncer in transaction mode lends a server connection for one transaction and takes it back. A
//! named prepared statement stays on that server connection: the next transaction does not find its own statements
//! there, and other clients' statements may have the same names. So behind a pooler every statement is unnamed, and
//! even a single one runs in a transaction, since it is prepared and executed in two steps. sqlx names a statement
//! unless the statement itself forbids it, and the statements of its macros cannot do that; both executors here do it
//! for them.
//!
//! A caller who goes away drops the future that it awaits. sqlx rolls back a transaction that is dropped, but does not
//! know of one whose `BEGIN` has been sent and not yet answered. The connection would return to the pool inside a
//! transaction, and later single statements on it would not be committed. So a transaction begins and ends in a task of
//! its own.
//!
//! A server that accepts a connection and never answers would block a caller and the connection until the operating
//! system closes it. So each answer has a time limit.

use std::{fmt, io, pin::pin, sync::Arc, time::Duration};

use futures_util::{
    FutureExt as _, StreamExt as _, TryFutureExt as _, TryStreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use heal7_store::{Result, watch::Watch};
use sqlx::{
    Connection as _, Describe, Either, Execute, Executor, PgConnection, PgPool, Postgres, SqlStr,
    error::BoxDynError,
    postgres::{PgArguments, PgQueryResult, PgRow, PgStatement, PgTypeInfo},
};
use tokio::time;

use crate::error::{refused, trouble};

/// A step of the result of a statement.
type Step = Either<PgQueryResult, PgRow>;

/// The settings for sending statements, and the watch that records failures.
#[derive(Debug, Clone)]
pub(crate) struct Manner {
    /// Whether statements are prepared once and kept under a name.
    pub(crate) named: bool,
    /// The time limit for an answer of the server.
    pub(crate) patience: Duration,
    pub(crate) watch: Arc<Watch>,
}

impl Manner {
    /// Waits for an answer, and records a failure that concerns the whole database. The failure is recorded before the
    /// connection returns to its pool, which then decides whether to close the connection.
    async fn answer<T>(
        &self,
        answer: impl Future<Output = std::result::Result<T, sqlx::Error>>,
    ) -> std::result::Result<T, sqlx::Error> {
        let mut answer = pin!(answer);
        let answer = time::timeout(self.patience, answer.as_mut()).await.unwrap_or_else(|_| Err(unanswered()));
        answer.inspect_err(|error| self.note(error))
    }

    /// Waits for each of several answers, and records a failure in the same way.
    fn answers<'s>(
        &'s self,
        steps: BoxStream<'s, std::result::Result<Step, sqlx::Error>>,
    ) -> BoxStream<'s, std::result::Result<Step, sqlx::Error>> {
        let steps = stream::unfold(Some(steps), async |steps| {
            let mut steps = steps?;
            let step = match time::timeout(self.patience, steps.next()).await {
                Ok(step) => step?.inspect_err(|error| self.note(error)),
                Err(_) => Err(unanswered()).inspect_err(|error| self.note(error)),
            };
            let rest = step.is_ok().then_some(steps);
            Some((step, rest))
        });
        steps.boxed()
    }

    fn note(&self, error: &sqlx::Error) {
        if let Some(trouble) = trouble(error) {
            self.watch.note(trouble, error);
        }
    }
}

/// Creates the error for a server that has not answered in time.
fn unanswered() -> sqlx::Error {
    sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "the database did not answer in time"))
}

/// A transaction; it is rolled back unless it is committed.
#[derive(Debug)]
pub(crate) struct Transaction<'t> {
    transaction: sqlx::Transaction<'t, Postgres>,
    manner: Manner,
}

impl Transaction<'static> {
    /// Begins a transaction on a connection of a pool.
    pub(crate) async fn begin(pool: &PgPool, manner: &Manner) -> std::result::Result<Self, sqlx::Error> {
        let (pool, manner) = (pool.clone(), manner.clone());
        to_its_end(async move {
            let transaction = manner.answer(pool.begin()).await?;
            Ok(Self { transaction, manner })
        })
        .await
    }

    /// Commits the transaction.
    pub(crate) async fn commit(self) -> Result<()> {
        self.finish().await.map_err(refused)
    }

    async fn finish(self) -> std::result::Result<(), sqlx::Error> {
        let Self { transaction, manner } = self;
        to_its_end(async move { manner.answer(transaction.commit()).await }).await
    }
}

impl<'t> Transaction<'t> {
    /// Begins a transaction on a connection that is dropped with its caller.
    pub(crate) async fn begin_on(connection: &'t mut PgConnection, manner: &Manner) -> Result<Self> {
        let transaction = connection.begin().await.map_err(refused)?;
        Ok(Self { transaction, manner: manner.clone() })
    }

    /// Commits a transaction on a connection that is dropped with its caller.
    pub(crate) async fn commit_here(self) -> Result<()> {
        self.transaction.commit().await.map_err(refused)
    }
}

impl Transaction<'_> {
    /// Locks a hash or an id until the transaction ends; another transaction that locks it waits.
    pub(crate) async fn lock(&mut self, bytes: &[u8]) -> Result<()> {
        // The last bytes of an id are random, while the first ones are a time.
        let key = bytes.last_chunk().map_or(0, |last| i64::from_be_bytes(*last));
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", key).execute(&mut *self).await.map_err(refused)?;
        Ok(())
    }
}

impl<'c> Executor<'c> for &'c mut Transaction<'_> {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let Transaction { transaction, manner } = self;
        manner.answers(transaction.fetch_many(Spoken { query, named: manner.named }))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, std::result::Result<Option<PgRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let Transaction { transaction, manner } = self;
        manner.answer(transaction.fetch_optional(Spoken { query, named: manner.named })).boxed()
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

/// An executor for single statements; each is a transaction by itself.
#[derive(Clone, Copy)]
pub(crate) struct Alone<'p> {
    pub(crate) pool: &'p PgPool,
    pub(crate) manner: &'p Manner,
}

impl fmt::Debug for Alone<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alone").field("manner", &self.manner).finish_non_exhaustive()
    }
}

impl<'p> Executor<'p> for Alone<'p> {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        if self.manner.named {
            return self.manner.answers(self.pool.fetch_many(query));
        }
        let steps = async move {
            let mut transaction = Transaction::begin(self.pool, self.manner).await?;
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
        if self.manner.named {
            return self.manner.answer(self.pool.fetch_optional(query)).boxed();
        }
        let row = async move {
            let mut transaction = Transaction::begin(self.pool, self.manner).await?;
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

/// Awaits work that continues even if the caller is dropped.
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

/// A statement with the choice whether it is prepared under a name.
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
