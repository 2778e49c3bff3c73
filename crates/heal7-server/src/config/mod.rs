//! What can be set: defaults with which the server runs at once, a TOML file, the environment, flags, each over the one
//! before. `server.example.toml` beside this crate shows every key.

mod address;
mod check;
mod load;
mod transport;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::ValueEnum;
use contract_axum::GraphqlLimits;
use serde::{Deserialize, Serialize};

pub use self::{
    address::listening,
    load::{ConfigError, load},
    transport::{Connections, Http},
};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address to listen on; `:8080` is port 8080 of this machine alone.
    #[serde(deserialize_with = "address::deserialize")]
    pub listen: SocketAddr,
    /// The address under which clients find this server, without a slash at its end; see [`Config::public_url()`].
    pub public_url: Option<String>,
    /// Where people find the pages of the platform: no slash at its end.
    pub web_url: String,
    /// `sqlite:FILE` or `postgres://…`.
    pub database_url: String,
    /// What happens to the database at start.
    pub migrate: Migrate,
    /// How long requests, sockets and feeds that are open may take to end when the server is asked to stop, in seconds.
    pub drain_seconds: u64,
    /// The origins whose pages may call, such as `https://heal7.com`; `*` stands for every one.
    pub origins: Vec<String>,
    /// How many proxies in front of the server may be believed about where a request comes from.
    pub trusted_proxies: usize,
    /// How many clients may be connected.
    pub connections: Connections,
    /// How much a client may send, and how long everything may take.
    pub http: Http,
    /// The connections to the database.
    pub database: Database,
    /// How often the database is probed.
    pub health: Health,
    /// What is logged, and how.
    pub log: Log,
    /// Where traces go.
    pub telemetry: Telemetry,
    /// Access tokens, refresh tokens and the keys that sign.
    pub tokens: Tokens,
    /// Whether browsers keep refresh tokens in cookies.
    pub cookies: Cookies,
    /// Passwords, and how often they may be wrong.
    pub passwords: Passwords,
    /// Signing in with a provider.
    pub providers: Providers,
    /// How many calls a minute a caller has, by rate class.
    pub limits: Limits,
    /// The bounds of GraphQL documents and answers.
    pub graphql: GraphqlLimits,
    /// The rooms.
    pub rooms: Rooms,
    /// Where uploads go.
    pub uploads: Uploads,
    /// How messages to people are sent.
    pub messages: Messages,
    /// How many messages to others a day has.
    pub mail: Mail,
    /// How much is kept in memory.
    pub cache: Cache,
}

/// What happens to the database at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Migrate {
    /// It is brought to the newest version.
    Auto,
    /// It has to be there already: `heal7-server migrate` does it.
    Off,
}

/// The connections to the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// How many at most.
    pub connections: u32,
    /// How long a request may wait for one, in seconds.
    pub acquire_seconds: u64,
    /// How long the server may take for an answer before its connection is closed, in seconds.
    pub answer_seconds: u64,
    /// Whether a pooler in transaction mode (PgBouncer) stands between: statements are then not kept prepared.
    pub behind_pooler: bool,
}

/// How often the database is probed, for `/ready` and `/health`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Health {
    /// The time between two probes of a database that works, in seconds.
    pub probe_seconds: u64,
    /// The time between two probes of a database that does not work, in seconds.
    pub retry_seconds: u64,
    /// The time in which a probe answers `/ready`, in milliseconds; after that, the server is not ready.
    pub answer_milliseconds: u64,
}

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// One line of text, or one of JSON.
    pub format: LogFormat,
    /// The entries that are logged, as `tracing-subscriber` filters: `info`, `heal7_server=debug,sqlx=warn`.
    pub filter: String,
}

/// The form of a line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Where traces go: OpenTelemetry over OTLP/HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Telemetry {
    /// A collector, such as `http://127.0.0.1:4318`; traces go nowhere where it is absent.
    pub endpoint: Option<String>,
    /// What this server is called there.
    pub service: String,
}

/// Access tokens, refresh tokens and the keys that sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tokens {
    /// How long an access token is good.
    pub access_seconds: i64,
    /// How long a refresh token is good.
    pub refresh_seconds: i64,
    /// How long a refresh token that has been exchanged is answered the same again, because two tabs may refresh at
    /// once.
    pub grace_seconds: i64,
    /// How long a key signs before the next one does.
    pub rotation_seconds: i64,
    /// How long before a token ends a socket is asked for a new one.
    pub reauthenticate_seconds: i64,
    /// How long another node may still take the token of a session that has ended.
    pub session_cache_seconds: u64,
}

/// Whether browsers keep refresh tokens in cookies, where no script can read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cookies {
    /// Whether they do.
    pub enabled: bool,
    /// Whether the cookie travels over HTTPS only.
    pub secure: bool,
    /// Which sites' requests carry it.
    pub same_site: SameSite,
}

/// Which sites' requests carry a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SameSite {
    /// Its own.
    Strict,
    /// Its own, and links from others.
    Lax,
    /// Every one: pages of another site than the server's need it.
    None,
}

/// Passwords, and how often they may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Passwords {
    /// The memory that hashing one takes, in KiB.
    pub memory_kib: u32,
    /// How often hashing goes over it.
    pub iterations: u32,
    /// How many are hashed at a time.
    pub parallel: usize,
    /// How many may wait for that, before others are asked to come again later.
    pub waiting: usize,
    /// How many wrong passwords for an account cause no delay, from one origin: a device, or the network of an address.
    pub failures: u32,
    /// How many wrong passwords for an account cause no delay, from all unknown origins together.
    pub account_failures: u32,
    /// The longest delay. Wrong passwords are forgotten when as much time passes without another one.
    pub window_seconds: i64,
    /// How long a device or an address stays known to an account that was used from there.
    pub known_seconds: i64,
    /// The least score of a new password (zxcvbn): 0 accepts all, 4 only those that take ten thousand million guesses.
    pub minimum_score: u8,
}

/// Signing in with a provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Providers {
    /// Where a provider may send people back to; the first is taken where the client names none.
    pub redirect_uris: Vec<String>,
    /// Google.
    pub google: Option<Provider>,
    /// Kakao.
    pub kakao: Option<Provider>,
    /// Naver.
    pub naver: Option<Provider>,
}

/// A provider; its addresses are the real ones where they are absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The name by which the provider knows us.
    pub client_id: String,
    /// The secret that we share with it.
    pub client_secret: String,
    /// Who issues its id tokens.
    pub issuer: Option<String>,
    /// Its page.
    pub authorization_url: Option<String>,
    /// Where codes are exchanged.
    pub token_url: Option<String>,
    /// Where its keys stand; a provider that issues id tokens has some.
    pub keys_url: Option<String>,
    /// Where it says who somebody is, for a provider that issues no id tokens.
    pub profile_url: Option<String>,
}

/// How many calls a minute a caller has, by rate class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Whether calls are counted at all.
    pub enabled: bool,
    /// Signing in.
    pub auth: u32,
    /// Calculations.
    pub calculate: u32,
    /// Requests to AI models.
    pub ai: u32,
    /// Payments.
    pub payment: u32,
    /// Sharing.
    pub share: u32,
    /// Uploads.
    pub upload: u32,
    /// Calls of payment providers.
    pub webhook: u32,
    /// Everything else.
    pub other: u32,
    /// What a client may send on a socket.
    pub messages: u32,
}

/// The rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rooms {
    /// Those that everybody may enter, besides `general`.
    pub public: Vec<String>,
    /// How many messages may wait for one connection; a client that reads more slowly is cut off.
    pub queue: usize,
}

/// Where uploads go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Uploads {
    /// A folder, where they go to this machine.
    pub folder: PathBuf,
    /// Where they are read from: no slash at its end. The server itself, at `/uploads`, where it is absent.
    pub base_url: Option<String>,
    /// The most pixels of a picture, in millions.
    pub megapixels: u32,
    /// The memory that pictures may take together while they are read, in MiB.
    pub memory_mib: u32,
    /// How many pictures are read at a time.
    pub parallel: usize,
    /// How many pictures may wait for that.
    pub waiting: usize,
    /// How long a picture may wait, in seconds.
    pub wait_seconds: u64,
    /// A bucket, where they go to S3 or a server that speaks like it.
    pub s3: Option<S3>,
}

/// A bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// Its name.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// The server, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// The key id.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: String,
}

/// How messages to people are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// Whom emails come from.
    pub from: String,
    /// A mail server, such as `smtps://user:password@mail.example.com`; absent, emails are written to the folder.
    pub smtp_url: Option<String>,
    /// Where messages are written that are not sent: emails without a mail server, and those to messengers.
    pub folder: PathBuf,
}

/// How many messages to others a day has, counted in the database for all nodes together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The most messages that one account has sent to others within 24 hours of the first.
    pub per_sender_a_day: u32,
    /// The most messages that one mailbox gets from people, and the most that ask whether it is somebody's, within 24
    /// hours of the first.
    pub per_recipient_a_day: u32,
}

/// How much is kept in memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// Charts, by what they are computed from.
    pub charts: u64,
    /// Results, by their id.
    pub results: u64,
    /// How long another node may still answer a result that has been deleted.
    pub result_seconds: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            web_url: "https://heal7.com".into(),
            database_url: "sqlite:heal7.db".into(),
            migrate: Migrate::Auto,
            drain_seconds: 20,
            origins: vec!["*".into()],
            trusted_proxies: 0,
            connections: Connections::default(),
            http: Http::default(),
            database: Database::default(),
            health: Health::default(),
            log: Log::default(),
            telemetry: Telemetry::default(),
            tokens: Tokens::default(),
            cookies: Cookies::default(),
            passwords: Passwords::default(),
            providers: Providers::default(),
            limits: Limits::default(),
            graphql: GraphqlLimits::default(),
            rooms: Rooms::default(),
            uploads: Uploads::default(),
            messages: Messages::default(),
            mail: Mail::default(),
            cache: Cache::default(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { connections: 16, acquire_seconds: 5, answer_seconds: 20, behind_pooler: false }
    }
}

impl Default for Health {
    fn default() -> Self {
        Self { probe_seconds: 5, retry_seconds: 1, answer_milliseconds: 500 }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".into() }
    }
}

impl Default for Telemetry {
    fn default() -> Self {
        Self { endpoint: None, service: "heal7-server".into() }
    }
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            access_seconds: 15 * 60,
            refresh_seconds: 30 * 24 * 3600,
            grace_seconds: 10,
            rotation_seconds: 30 * 24 * 3600,
            reauthenticate_seconds: 60,
            session_cache_seconds: 5,
        }
    }
}

impl Default for Cookies {
    fn default() -> Self {
        Self { enabled: false, secure: true, same_site: SameSite::Strict }
    }
}

impl Default for Passwords {
    /// The second choice of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            iterations: 2,
            parallel: 2,
            waiting: 64,
            failures: 10,
            account_failures: 100,
            window_seconds: 15 * 60,
            known_seconds: 30 * 24 * 3600,
            minimum_score: 2,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            enabled: true,
            auth: 30,
            calculate: 120,
            ai: 30,
            payment: 30,
            share: 30,
            upload: 20,
            webhook: 600,
            other: 600,
            messages: 300,
        }
    }
}

impl Default for Rooms {
    fn default() -> Self {
        Self { public: vec!["newcomers".into(), "dreams".into()], queue: 256 }
    }
}

impl Default for Uploads {
    fn default() -> Self {
        Self {
            folder: "uploads".into(),
            base_url: None,
            megapixels: 40,
            memory_mib: 768,
            parallel: 2,
            waiting: 16,
            wait_seconds: 5,
            s3: None,
        }
    }
}

impl Default for Messages {
    fn default() -> Self {
        Self { from: "HEAL7 <no-reply@heal7.com>".into(), smtp_url: None, folder: "messages".into() }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self { per_sender_a_day: 50, per_recipient_a_day: 5 }
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self { charts: 10_000, results: 10_000, result_seconds: 5 }
    }
}

/// What stands in place of a secret.
const HIDDEN: &str = "(hidden)";

impl Config {
    /// All of it as TOML, secrets hidden.
    ///
    /// # Panics
    /// When a setting has no place in TOML, which none has.
    pub fn shown(&self) -> String {
        let mut shown = self.clone();
        // A free port is not known before the server runs.
        shown.public_url = (self.public_url.is_some() || self.listen.port() != 0).then(|| self.public_url());
        if let Ok(mut url) = url::Url::parse(&shown.database_url)
            && url.password().is_some()
            && url.set_password(Some(HIDDEN)).is_ok()
        {
            shown.database_url = url.into();
        }
        let providers = &mut shown.providers;
        for provider in [&mut providers.google, &mut providers.kakao, &mut providers.naver].into_iter().flatten() {
            HIDDEN.clone_into(&mut provider.client_secret);
        }
        if let Some(s3) = &mut shown.uploads.s3 {
            HIDDEN.clone_into(&mut s3.secret_access_key);
        }
        if let Some(smtp) = &mut shown.messages.smtp_url {
            HIDDEN.clone_into(smtp);
        }
        toml::to_string(&shown).expect("every setting has a place in TOML")
    }

    /// Returns the address under which clients find this server: the one that is set, or else the one that it listens
    /// on. Tokens are issued under it, and links to uploads and in messages begin with it.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| address::url(self.listen))
    }

    /// How long what is open may take to end.
    pub const fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }
}
