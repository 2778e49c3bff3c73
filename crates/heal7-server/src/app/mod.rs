//! What the server does, whichever way it is asked: one file for each thing it deals with. Nothing here knows HTTP,
//! GraphQL or sockets; SQL stands behind [`Store`].

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

/// How often what has ended is forgotten.
const SWEEP_EVERY: Duration = Duration::from_mins(5);

/// The server, apart from how it is asked.
pub struct App {
    /// What is set.
    pub config: Config,
    /// What is kept.
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
    /// Pictures of people.
    pub avatars: Avatars,
    /// Messages to people.
    pub postman: Postman,
    /// Rooms and connections.
    pub rooms: Arc<Rooms>,
    /// Listeners to notifications.
    pub notices: Notices,
    /// How the database is.
    pub database: Arc<Database>,
    /// How the platform is.
    pub status: Status,
    /// How often a caller may call.
    pub limits: Limits,
}

impl App {
    /// A server over a store.
    ///
    /// # Errors
    /// When something that is set cannot be used.
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

    /// Forgets what has ended, again and again.
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

/// A filter that lets every result through.
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
