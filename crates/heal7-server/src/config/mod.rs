//! The settings. The sources are defaults with which the server runs at once, a TOML file, the environment, and flags;
//! each overrides the ones before it. `server.example.toml` in the folder of this crate shows every key.

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

/// All settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address to listen on; `:8080` is port 8080 of this machine alone.
    #[serde(deserialize_with = "address::deserialize")]
    pub listen: SocketAddr,
    /// The URL at which clients find this server, without a slash at its end; see [`Config::public_url()`].
    pub public_url: Option<String>,
    /// The URL of the platform's pages for people, without a slash at its end.
    pub web_url: String,
    /// `sqlite:FILE` or `postgres://…`.
    pub database_url: String,
    /// The migration of the database at start.
    pub migrate: Migrate,
    /// The time that open requests, sockets and feeds have to end when the server is asked to stop, in seconds.
    pub drain_seconds: u64,
    /// The origins whose pages may call the server, such as `https://heal7.com`; `*` allows every origin.
    pub origins: Vec<String>,
    /// The number of proxies in front of the server whose word about a request's origin is trusted.
    pub trusted_proxies: usize,
    /// The limits on connected clients.
    pub connections: Connections,
    /// The limits on the size and the duration of requests.
    pub http: Http,
    /// The connections to the database.
    pub database: Database,
    /// The times of the database probes.
    pub health: Health,
    /// The form and the content of the log.
    pub log: Log,
    /// The destination of traces.
    pub telemetry: Telemetry,
    /// Access tokens, refresh tokens and the keys that sign.
    pub tokens: Tokens,
    /// The cookies with which browsers keep refresh tokens.
    pub cookies: Cookies,
    /// The hashing of passwords, and the limits on wrong ones.
    pub passwords: Passwords,
    /// Signing in with a provider.
    pub providers: Providers,
    /// The number of calls per minute of a caller, by rate class.
    pub limits: Limits,
    /// The limits of GraphQL documents and answers.
    pub graphql: GraphqlLimits,
    /// The rooms.
    pub rooms: Rooms,
    /// The storage of uploads.
    pub uploads: Uploads,
    /// The way in which messages to people are sent.
    pub messages: Messages,
    /// The daily limits on messages to others.
    pub mail: Mail,
    /// The sizes of the caches.
    pub cache: Cache,
}

/// The migration of the database at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Migrate {
    /// The server migrates the database to the newest version.
    Auto,
    /// The database must be at the newest version already; `heal7-server migrate` brings it there.
    Off,
}

/// The connections to the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// The maximum number of connections.
    pub connections: u32,
    /// The time that a request may wait for a connection, in seconds.
    pub acquire_seconds: u64,
    /// The time limit for an answer of the database, after which its connection is closed, in seconds.
    pub answer_seconds: u64,
    /// Whether the connections go through a pooler in transaction mode (PgBouncer): statements are then not kept
    /// prepared.
    pub behind_pooler: bool,
}

/// The times of the database probes, for `/ready` and `/health`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Health {
    /// The time between two probes of a database that works, in seconds.
    pub probe_seconds: u64,
    /// The time between two probes of a database that does not work, in seconds.
    pub retry_seconds: u64,
    /// The time limit for a probe that answers `/ready`, in milliseconds; after that, the server is not ready.
    pub answer_milliseconds: u64,
}

/// The form and the content of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// The form of a line: text or JSON.
    pub format: LogFormat,
    /// The entries that are logged, as `tracing-subscriber` filters: `info`, `heal7_server=debug,sqlx=warn`.
    pub filter: String,
}

/// The form of a line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// JSON for programs.
    Json,
}

/// The destination of traces: OpenTelemetry over OTLP/HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Telemetry {
    /// The URL of a collector, such as `http://127.0.0.1:4318`; without it, no traces are sent.
    pub endpoint: Option<String>,
    /// The name of this server in the traces.
    pub service: String,
}

/// Access tokens, refresh tokens and the keys that sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tokens {
    /// The lifetime of an access token, in seconds.
    pub access_seconds: i64,
    /// The lifetime of a refresh token, in seconds.
    pub refresh_seconds: i64,
    /// The time in which a second exchange of a refresh token gets the same answer, because two tabs may refresh at
    /// once, in seconds.
    pub grace_seconds: i64,
    /// The time for which a key signs tokens, before the next one replaces it, in seconds.
    pub rotation_seconds: i64,
    /// The time before the expiry of a token at which a socket's client is asked for a new one, in seconds.
    pub reauthenticate_seconds: i64,
    /// The time for which another node may still accept the token of a session that has ended, in seconds.
    pub session_cache_seconds: u64,
}

/// The cookies with which browsers keep refresh tokens, where no script can read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cookies {
    /// Whether the server uses these cookies.
    pub enabled: bool,
    /// Whether browsers send the cookie over HTTPS only.
    pub secure: bool,
    /// The sites whose requests carry the cookie.
    pub same_site: SameSite,
}

/// The sites whose requests carry a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SameSite {
    /// The server's own site.
    Strict,
    /// The server's own site, and links from other sites.
    Lax,
    /// All sites; needed for pages on another site than the server's.
    None,
}

/// The hashing of passwords, and the limits on wrong ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Passwords {
    /// The memory for hashing one password, in KiB.
    pub memory_kib: u32,
    /// The number of passes over that memory.
    pub iterations: u32,
    /// The number of passwords that are hashed at a time.
    pub parallel: usize,
    /// The number of callers that may wait for that, before others are asked to retry later.
    pub waiting: usize,
    /// The number of wrong passwords for an account without a delay, from one origin: a device, or the network of an
    /// address.
    pub failures: u32,
    /// The number of wrong passwords for an account without a delay, from all unknown origins together.
    pub account_failures: u32,
    /// The longest delay, in seconds. Wrong passwords are forgotten when as much time passes without another one.
    pub window_seconds: i64,
    /// The time for which a device or an address stays known to an account after its use, in seconds.
    pub known_seconds: i64,
    /// The minimum score of a new password (zxcvbn): 0 accepts all, 4 only those that take ten billion guesses.
    pub minimum_score: u8,
}

/// Signing in with a provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Providers {
    /// The allow-list of redirect URIs for sign-in with a provider; the first is the default.
    pub redirect_uris: Vec<String>,
    /// Google.
    pub google: Option<Provider>,
    /// Kakao.
    pub kakao: Option<Provider>,
    /// Naver.
    pub naver: Option<Provider>,
}

/// A provider; its URLs are the provider's real ones by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The id of this client at the provider.
    pub client_id: String,
    /// The secret of this client at the provider.
    pub client_secret: String,
    /// The issuer of the provider's id tokens.
    pub issuer: Option<String>,
    /// The URL of the provider's sign-in page.
    pub authorization_url: Option<String>,
    /// The URL at which codes are exchanged for tokens.
    pub token_url: Option<String>,
    /// The URL of the provider's public keys, if it issues id tokens.
    pub keys_url: Option<String>,
    /// The URL of a person's profile, if the provider issues no id tokens.
    pub profile_url: Option<String>,
}

/// The number of calls per minute of a caller, by rate class.
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
    /// Calls by payment providers.
    pub webhook: u32,
    /// Everything else.
    pub other: u32,
    /// Messages of a client on a socket.
    pub messages: u32,
}

/// The rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rooms {
    /// The rooms that everybody may enter, besides `general`.
    pub public: Vec<String>,
    /// The number of messages that may wait for one connection; a client that reads more slowly is disconnected.
    pub queue: usize,
}

/// The storage of uploads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Uploads {
    /// The folder on this machine, used if no bucket is set.
    pub folder: PathBuf,
    /// The URL from which uploads are read, without a slash at its end. By default it is `/uploads` of the server
    /// itself.
    pub base_url: Option<String>,
    /// The maximum number of pixels of a picture, in millions.
    pub megapixels: u32,
    /// The memory for all pictures that are being read together, in MiB.
    pub memory_mib: u32,
    /// The number of pictures that are read at a time.
    pub parallel: usize,
    /// The number of pictures that may wait for that.
    pub waiting: usize,
    /// The time that a picture may wait, in seconds.
    pub wait_seconds: u64,
    /// The bucket, at S3 or a compatible server.
    pub s3: Option<S3>,
}

/// A bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The name of the bucket.
    pub bucket: String,
    /// The region of the bucket.
    pub region: String,
    /// The URL of the server, if it is not Amazon's.
    pub endpoint: Option<String>,
    /// The id of the access key.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: String,
}

/// The way in which messages to people are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// The sender of emails.
    pub from: String,
    /// A mail server, such as `smtps://user:password@mail.example.com`; without it, emails are written to the folder.
    pub smtp_url: Option<String>,
    /// The folder for messages that are not sent: emails without a mail server, and messages to messengers.
    pub folder: PathBuf,
}

/// The daily limits on messages to others, counted in the database for all nodes together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The maximum number of messages from one account to others within 24 hours of the first.
    pub per_sender_a_day: u32,
    /// The maximum number of messages from people to one mailbox, and separately of messages that ask to confirm its
    /// address, within 24 hours of the first.
    pub per_recipient_a_day: u32,
}

/// The sizes of the caches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// The number of charts, by their input.
    pub charts: u64,
    /// The number of results, by their id.
    pub results: u64,
    /// The time for which another node may still return a result that has been deleted, in seconds.
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
    /// The values are the second choice of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
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

/// The text that replaces a secret.
const HIDDEN: &str = "(hidden)";

impl Config {
    /// Returns all settings as TOML, with their secrets hidden.
    ///
    /// # Panics
    /// If TOML cannot express a setting, which is never the case.
    pub fn shown(&self) -> String {
        let mut shown = self.clone();
        // With port 0, the port is unknown before the server runs.
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

    /// Returns the URL at which clients find this server: the one that is set, or else that of the address it listens
    /// on. It is the issuer of tokens, and the beginning of links to uploads and in messages.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| address::url(self.listen))
    }

    /// Returns the time that open requests and connections have to end.
    pub const fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }
}
