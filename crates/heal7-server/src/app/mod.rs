//! The application, independent of its transports: one file for each subject. The code here knows neither HTTP nor
//! GraphQL nor sockets; the SQL is behind [`Store`].

pub mod accounts;
pub mod avatars;
pub mod charts;
pub mod database;
pub mod guessing;
pub mod limits;
pub mod links;
pub mod mail;
pub mod names;
pub mod notices;
pub mod passwords;
pub mod pictures;
pub mod postman;
pub mod providers;
pub mod recommendations;
pub mod results;
pub mod rooms;
pub mod secrets;
pub mod sessions;
pub mod sharing;
pub mod status;
pub mod streak;
pub mod tokens;

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use contracts::saju::result::SajuResultFilter;
use heal7_store::Store;
use jiff::Timestamp;
use tokio::time;

use self::{
    avatars::Avatars, charts::Charts, database::Database, limits::Limits, notices::Notices, passwords::Passwords,
    postman::Postman, providers::Providers, results::Results, rooms::Rooms, sessions::Sessions, status::Status,
    streak::Streak, tokens::Tokens,
};
use crate::config::Config;

/// The time between two sweeps, which delete expired rows.
const SWEEP_EVERY: Duration = Duration::from_mins(5);

/// The application, independent of its transports.
pub struct App {
    /// The configuration.
    pub config: Config,
    /// The storage.
    pub store: Arc<dyn Store>,
    /// Access tokens.
    pub tokens: Arc<Tokens>,
    /// Sessions.
    pub sessions: Sessions,
    /// Passwords.
    pub passwords: Passwords,
    /// Sign-in providers.
    pub providers: Providers,
    /// Charts.
    pub charts: Charts,
    /// Results.
    pub results: Results,
    /// Profile pictures.
    pub avatars: Avatars,
    /// The sender of messages to people.
    pub postman: Postman,
    /// Rooms and connections.
    pub rooms: Arc<Rooms>,
    /// The listeners for notifications.
    pub notices: Notices,
    /// The state of the database.
    pub database: Arc<Database>,
    /// The status of the platform.
    pub status: Status,
    /// The rate limits.
    pub limits: Limits,
}

impl App {
    /// Creates the application on a store.
    ///
    /// # Errors
    /// When a setting cannot be used.
    pub fn new(config: Config, store: Arc<dyn Store>) -> anyhow::Result<Self> {
        let database = Arc::new(Database::new(Arc::clone(&store), config.health.clone()));
        let tokens = Arc::new(Tokens::new(Arc::clone(&store), &config));
        Ok(Self {
            sessions: Sessions::new(Arc::clone(&store), Arc::clone(&tokens), &config.tokens),
            tokens,
            passwords: Passwords::new(&config.passwords),
            providers: Providers::new(&config.providers).context("the sign-in providers cannot be used")?,
            charts: Charts::new(&config.cache),
            results: Results::new(Arc::clone(&store), &config.cache),
            avatars: Avatars::new(&config).context("the place for uploads cannot be used")?,
            postman: Postman::new(&config.messages)?,
            rooms: Arc::new(Rooms::new(&config.rooms)),
            notices: Notices::default(),
            status: Status::new(Arc::clone(&database)),
            database,
            limits: Limits::new(&config.limits),
            store,
            config,
        })
    }

    /// Deletes expired rows repeatedly.
    pub async fn sweep(self: Arc<Self>) {
        let mut ticks = time::interval(SWEEP_EVERY);
        let mut streak = Streak::new("forget what has ended");
        loop {
            ticks.tick().await;
            self.limits.sweep();
            let swept = self.store.sweep(Timestamp::now()).await;
            streak.note(&swept);
            if let Ok(swept) = swept {
                tracing::debug!(rows = swept.rows, "what has ended is forgotten");
            }
        }
    }
}

/// Returns a filter that matches every result.
pub fn any_result() -> SajuResultFilter {
    SajuResultFilter {
        name: None,
        gender: None,
        is_lunar: None,
        day_master: None,
        created_from: None,
        created_before: None,
        interpreted: None,
    }
}
