//! Loading the settings from their sources, and validating them.

use std::{fmt, path::Path};

use figment::{
    Figment, Profile,
    providers::{Env, Format, Serialized, Toml},
    value::{Dict, Map, Value},
};

use super::{Config, SameSite};
use crate::app::pictures;

/// The prefix of the names of environment variables; `__` replaces the dot between a section and a key.
const PREFIX: &str = "HEAL7_";

/// The maximum of the settings for messages per day; a larger number would be no limit.
const MOST_MESSAGES: u32 = 1_000_000;

/// The mistakes in the settings, one line for each, with the key and the source.
#[derive(Debug)]
pub struct ConfigError(Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration cannot be used")?;
        self.0.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl std::error::Error for ConfigError {}

/// Loads the settings. Flags (`key` and value, as in the file) override the environment, the environment overrides the
/// file, and the file overrides the defaults.
///
/// The environment has `HEAL7_LISTEN`, `HEAL7_TOKENS__ACCESS_SECONDS` and so on for every key, and the customary
/// `DATABASE_URL`.
///
/// # Errors
/// When a key is unknown, a value has the wrong type or is invalid, or the file cannot be read.
pub fn load(file: Option<&Path>, flags: &[(&str, String)]) -> Result<Config, ConfigError> {
    let mut figment = Figment::from(Serialized::defaults(Config::default()));
    if let Some(file) = file {
        if !file.is_file() {
            return Err(ConfigError(vec![format!("{}: there is no such file", file.display())]));
        }
        figment = figment.merge(Toml::file_exact(file));
    }
    figment = figment
        .merge(Env::raw().only(&["DATABASE_URL"]))
        .merge(Env::prefixed(PREFIX).ignore(&["config"]).split("__"))
        .merge(Flags(flags));
    let config: Config =
        figment.extract().map_err(|errors| ConfigError(errors.into_iter().map(|error| line(&error)).collect()))?;
    let mistakes = mistakes(&config);
    if mistakes.is_empty() { Ok(config) } else { Err(ConfigError(mistakes)) }
}

fn line(error: &figment::Error) -> String {
    let key = error.path.join(".");
    let origin = error.metadata.as_ref().map(|metadata| match &metadata.source {
        Some(source) => format!(" ({} {source})", metadata.name),
        None => format!(" ({})", metadata.name),
    });
    let key = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
    format!("{key}{}{}", error.kind, origin.unwrap_or_default())
}

/// Finds values that have the right type but are invalid.
fn mistakes(config: &Config) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut holds = |holds: bool, key: &str, what: &str| {
        if !holds {
            mistakes.push(format!("`{key}`: {what}"));
        }
    };
    let database = &config.database_url;
    holds(
        ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| database.starts_with(scheme)),
        "database_url",
        "it begins with `sqlite:` or `postgres://`",
    );
    for (key, url) in config.public_url.iter().map(|url| ("public_url", url)).chain([("web_url", &config.web_url)]) {
        let is_base = url::Url::parse(url).is_ok_and(|url| url.has_host()) && !url.ends_with('/');
        holds(is_base, key, "it is an absolute address without a slash at its end");
    }
    let tokens = &config.tokens;
    holds(tokens.access_seconds > 0, "tokens.access_seconds", "it is at least 1");
    holds(
        tokens.refresh_seconds > tokens.access_seconds,
        "tokens.refresh_seconds",
        "it is longer than `tokens.access_seconds`",
    );
    holds((0..=300).contains(&tokens.grace_seconds), "tokens.grace_seconds", "it is 0 to 300");
    holds(
        tokens.rotation_seconds > tokens.access_seconds,
        "tokens.rotation_seconds",
        "it is longer than `tokens.access_seconds`, so that a key outlives what it signed",
    );
    holds(tokens.reauthenticate_seconds >= 0, "tokens.reauthenticate_seconds", "it is not negative");
    let cookies = &config.cookies;
    holds(
        !cookies.enabled || !config.origins.iter().any(|origin| origin == "*"),
        "origins",
        "with `cookies.enabled` each origin is named: browsers send no cookies to a server that lets every page call",
    );
    holds(
        cookies.secure || cookies.same_site != SameSite::None,
        "cookies.same_site",
        "`none` needs `secure`, or browsers drop the cookie",
    );
    let passwords = &config.passwords;
    holds(passwords.memory_kib >= 8, "passwords.memory_kib", "it is at least 8");
    holds(passwords.iterations >= 1, "passwords.iterations", "it is at least 1");
    holds(passwords.parallel >= 1, "passwords.parallel", "it is at least 1");
    holds(passwords.failures >= 1, "passwords.failures", "must be at least 1, but is 0");
    holds(
        passwords.account_failures >= passwords.failures,
        "passwords.account_failures",
        &format!(
            "must be at least `passwords.failures` ({}), but is {}",
            passwords.failures, passwords.account_failures
        ),
    );
    holds(
        (1..=24 * 3600).contains(&passwords.window_seconds),
        "passwords.window_seconds",
        &format!("must be 1 to 86400 (a day), but is {}", passwords.window_seconds),
    );
    holds(
        (1..=400 * 24 * 3600).contains(&passwords.known_seconds),
        "passwords.known_seconds",
        &format!(
            "must be 1 to 34560000 (400 days, the longest that browsers keep a cookie), but is {}",
            passwords.known_seconds
        ),
    );
    holds(
        passwords.minimum_score <= 4,
        "passwords.minimum_score",
        &format!("must be 0 to 4, but is {}", passwords.minimum_score),
    );
    let uploads = &config.uploads;
    holds(
        (1..=100).contains(&uploads.megapixels),
        "uploads.megapixels",
        &format!("must be 1 to 100, but is {}", uploads.megapixels),
    );
    let needed = pictures::largest(uploads.megapixels.min(100));
    holds(
        uploads.memory_mib >= needed,
        "uploads.memory_mib",
        &format!(
            "must be at least {needed}, since that is what reading a picture of `uploads.megapixels` ({}) can take, but \
             is {}",
            uploads.megapixels, uploads.memory_mib
        ),
    );
    holds(uploads.parallel >= 1, "uploads.parallel", "must be at least 1, but is 0");
    holds(uploads.waiting <= 1000, "uploads.waiting", &format!("must be at most 1000, but is {}", uploads.waiting));
    holds(
        (1..=25).contains(&uploads.wait_seconds),
        "uploads.wait_seconds",
        &format!("must be 1 to 25, since a request is given up after 30, but is {}", uploads.wait_seconds),
    );
    holds(config.database.connections >= 1, "database.connections", "it is at least 1");
    let answer = config.database.answer_seconds;
    holds(answer >= 1, "database.answer_seconds", &format!("must be at least 1, but is {answer}"));
    let health = &config.health;
    for (key, seconds) in
        [("health.probe_seconds", health.probe_seconds), ("health.retry_seconds", health.retry_seconds)]
    {
        holds((1..=3600).contains(&seconds), key, &format!("must be 1 to 3600, but is {seconds}"));
    }
    let answer = health.answer_milliseconds;
    holds(
        (1..=60_000).contains(&answer),
        "health.answer_milliseconds",
        &format!("must be 1 to 60000, but is {answer}"),
    );
    holds(
        config.messages.from.parse::<lettre::message::Mailbox>().is_ok(),
        "messages.from",
        "it is an address such as `HEAL7 <no-reply@heal7.com>`",
    );
    for (key, limit) in [
        ("mail.per_sender_a_day", config.mail.per_sender_a_day),
        ("mail.per_recipient_a_day", config.mail.per_recipient_a_day),
    ] {
        let is_limit = (1..=MOST_MESSAGES).contains(&limit);
        holds(is_limit, key, &format!("must be 1 to {MOST_MESSAGES}, but is {limit}"));
    }
    holds(config.rooms.queue >= 1, "rooms.queue", "it is at least 1");
    for (key, uri) in config.providers.redirect_uris.iter().map(|uri| ("providers.redirect_uris", uri)) {
        holds(url::Url::parse(uri).is_ok(), key, "each is an absolute address");
    }
    let any =
        [&config.providers.google, &config.providers.kakao, &config.providers.naver].into_iter().any(Option::is_some);
    holds(
        !any || !config.providers.redirect_uris.is_empty(),
        "providers.redirect_uris",
        "a provider needs at least one address to send people back to",
    );
    holds(
        tracing_subscriber::EnvFilter::try_new(&config.log.filter).is_ok(),
        "log.filter",
        "it is a filter such as `info` or `heal7_server=debug,sqlx=warn`",
    );
    let graphql = config.graphql.mistakes().into_iter();
    mistakes.extend(graphql.map(|(key, mistake)| format!("`graphql.{key}` {mistake}")));
    mistakes.extend(config.connections.mistakes());
    mistakes.extend(config.http.mistakes());
    mistakes
}

/// Merges two sets of settings.
fn joined(mut one: Dict, other: Dict) -> Dict {
    for (key, value) in other {
        let value = match (one.remove(&key).and_then(Value::into_dict), value) {
            (Some(inner), Value::Dict(tag, other)) => Value::Dict(tag, joined(inner, other)),
            (_, value) => value,
        };
        one.insert(key, value);
    }
    one
}

/// The settings from the command line.
struct Flags<'a>(&'a [(&'a str, String)]);

impl figment::Provider for Flags<'_> {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named("a flag")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let nested = self.0.iter().map(|(key, value)| figment::util::nest(key, Value::from(value.clone())));
        let dict = nested.filter_map(Value::into_dict).reduce(joined).unwrap_or_default();
        Ok(Profile::Default.collect(dict))
    }
}
