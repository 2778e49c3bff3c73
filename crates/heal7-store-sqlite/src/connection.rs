//! The only connection that writes, and the two ways to use it: a [`Transaction`] of several statements, and [`Writer`]
//! for a single one.
//!
//! When SQLite meets a full disk or an I/O error, it rolls the transaction back by itself. sqlx does not notice: its
//! `ROLLBACK` fails, it counts the transaction as open, and it refuses to begin another one. A file that was opened
//! while its disk was read-only stays read-only. So the pool closes a returned connection that is still in a
//! transaction, or that met an error of this kind; the next writer gets a new one. This works even if the caller has
//! gone away, since the pool looks at the connection and not at the outcome of the call.

use std::{sync::Arc, time::Duration};

use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, future::BoxFuture, stream::BoxStream};
use heal7_store::{Result, watch::Watch};
use sqlx::{
    Connection as _, Describe, Either, Execute, Executor, SqlStr, Sqlite, SqliteConnection, SqlitePool,
    pool::PoolOptions,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteQueryResult, SqliteRow, SqliteStatement, SqliteTypeInfo},
};

use crate::error::{refused, trouble};

/// A step of the result of a statement.
type Step = Either<SqliteQueryResult, SqliteRow>;

/// The connection that writes. As an executor, it runs one statement, which is a transaction by itself.
#[derive(Debug)]
pub(crate) struct Writer {
    pool: SqlitePool,
    watch: Arc<Watch>,
}

impl Writer {
    /// Opens the file. `reopening` are the options of the connections that replace the first one.
    pub(crate) async fn open(
        opening: SqliteConnectOptions,
        reopening: SqliteConnectOptions,
        patience: Duration,
        watch: Arc<Watch>,
    ) -> std::result::Result<Self, sqlx::Error> {
        let options = SqlitePoolOptions::new().max_connections(1).acquire_timeout(patience);
        let options = options.idle_timeout(None).max_lifetime(None).test_before_acquire(false);
        let pool = closing_unfit_connections(options, &watch).connect_with(opening).await?;
        pool.set_connect_options(reopening);
        Ok(Self { pool, watch })
    }

    /// Begins a transaction. It locks the file from the beginning, so that it never fails because another writer has
    /// changed the data that it read.
    pub(crate) async fn begin(&self) -> Result<Transaction> {
        let begun = self.pool.begin_with("BEGIN IMMEDIATE").await;
        let inner = begun.inspect_err(|error| note(&self.watch, error)).map_err(refused)?;
        Ok(Transaction { inner, has_written: false, watch: Arc::clone(&self.watch) })
    }
}

/// Makes a pool close the connections that must not be used again.
fn closing_unfit_connections(options: PoolOptions<Sqlite>, watch: &Arc<Watch>) -> PoolOptions<Sqlite> {
    let (releasing, acquiring) = (Arc::clone(watch), Arc::clone(watch));
    let options = options.after_release(move |connection, found| {
        let is_stale = releasing.is_stale(found.age);
        async move { Ok(!is_stale && is_idle(connection).await) }.boxed()
    });
    // A single statement returns its connection before its failure is recorded.
    options.before_acquire(move |_, found| {
        let is_stale = acquiring.is_stale(found.age);
        async move { Ok(!is_stale) }.boxed()
    })
}

/// Whether a returned connection is in no transaction.
async fn is_idle(connection: &mut SqliteConnection) -> bool {
    // The connection's thread rolls a dropped transaction back before it answers a ping.
    !connection.is_in_transaction() || (connection.ping().await.is_ok() && !connection.is_in_transaction())
}

/// Whether a statement has changed rows. A statement that finds no row to change succeeds even on a full disk.
fn changes(step: &Step) -> bool {
    step.as_ref().left().is_some_and(|result| result.rows_affected() > 0)
}

/// Records a failure that concerns the whole database.
fn note(watch: &Watch, error: &sqlx::Error) {
    if let Some(trouble) = trouble(error) {
        watch.note(trouble, error);
    }
}

impl<'p> Executor<'p> for &'p Writer {
    type Database = Sqlite;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let steps = self.pool.fetch_many(query).inspect_err(|error| note(&self.watch, error));
        let steps = steps.inspect_ok(|step| {
            if changes(step) {
                self.watch.kept();
            }
        });
        steps.boxed()
    }

    /// Runs the statement to its end, where it is committed. sqlx would stop at the first row, and would not report a
    /// commit that fails after it.
    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxFuture<'e, std::result::Result<Option<SqliteRow>, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let steps = self.fetch_many(query);
        steps.try_fold(None, async |row, step| Ok(row.or(step.right()))).boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [SqliteTypeInfo],
    ) -> BoxFuture<'e, std::result::Result<SqliteStatement, sqlx::Error>>
    where
        'p: 'e,
    {
        self.pool.prepare_with(sql, parameters)
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, std::result::Result<Describe<Sqlite>, sqlx::Error>>
    where
        'p: 'e,
    {
        self.pool.describe(sql)
    }
}

/// A transaction that writes; it is rolled back unless it is committed.
#[derive(Debug)]
pub(crate) struct Transaction {
    inner: sqlx::Transaction<'static, Sqlite>,
    /// Whether the transaction has changed rows.
    has_written: bool,
    watch: Arc<Watch>,
}

impl Transaction {
    /// Commits the transaction.
    pub(crate) async fn commit(self) -> Result<()> {
        let committed = self.inner.commit().await;
        committed.inspect_err(|error| note(&self.watch, error)).map_err(refused)?;
        if self.has_written {
            self.watch.kept();
        }
        Ok(())
    }

    /// Returns the connection itself, for statements that read.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.inner
    }
}

impl<'c> Executor<'c> for &'c mut Transaction {
    type Database = Sqlite;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, std::result::Result<Step, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let Transaction { inner, has_written, watch } = self;
        let steps = inner.fetch_many(query).inspect_err(|error| note(watch, error));
        steps.inspect_ok(|step| *has_written |= changes(step)).boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxFuture<'e, std::result::Result<Option<SqliteRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let Transaction { inner, watch, .. } = self;
        let row = inner.fetch_optional(query);
        row.map(|row| row.inspect_err(|error| note(watch, error))).boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [SqliteTypeInfo],
    ) -> BoxFuture<'e, std::result::Result<SqliteStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        self.inner.prepare_with(sql, parameters)
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, std::result::Result<Describe<Sqlite>, sqlx::Error>>
    where
        'c: 'e,
    {
        self.inner.describe(sql)
    }
}
