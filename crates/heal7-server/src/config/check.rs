//! Checks the values of settings that have the right type.

use super::{Config, SameSite};
use crate::app::pictures;

/// The maximum of the settings for messages per day; a larger number would be no limit.
const MOST_MESSAGES: u32 = 1_000_000;

/// Finds values that have the right type but are invalid.
pub(super) fn mistakes(config: &Config) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut holds = |holds: bool, key: &str, mistake: &str| {
        if !holds {
            mistakes.push(format!("`{key}` {mistake}"));
        }
    };
    let database = &config.database_url;
    holds(
        ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| database.starts_with(scheme)),
        "database_url",
        &format!(
            "must begin with `sqlite:` or `postgres://`, but begins with `{}`",
            database.split(':').next().unwrap_or_default()
        ),
    );
    for (key, url) in config.public_url.iter().map(|url| ("public_url", url)).chain([("web_url", &config.web_url)]) {
        let is_base = url::Url::parse(url).is_ok_and(|url| url.has_host()) && !url.ends_with('/');
        let expected = "must be an absolute URL without a slash at its end, such as `https://heal7.com`";
        holds(is_base, key, &format!("{expected}, but is `{url}`"));
    }
    let tokens = &config.tokens;
    let access = tokens.access_seconds;
    holds(access > 0, "tokens.access_seconds", &format!("must be at least 1, but is {access}"));
    holds(
        tokens.refresh_seconds > tokens.access_seconds,
        "tokens.refresh_seconds",
        &format!("must be more than `tokens.access_seconds` ({access}), but is {}", tokens.refresh_seconds),
    );
    let grace = tokens.grace_seconds;
    holds((0..=300).contains(&grace), "tokens.grace_seconds", &format!("must be 0 to 300, but is {grace}"));
    holds(
        tokens.rotation_seconds > tokens.access_seconds,
        "tokens.rotation_seconds",
        &format!(
            "must be more than `tokens.access_seconds` ({access}), so that a key outlives the tokens that it signed, but is {}",
            tokens.rotation_seconds
        ),
    );
    let reauthenticate = tokens.reauthenticate_seconds;
    holds(
        reauthenticate >= 0,
        "tokens.reauthenticate_seconds",
        &format!("must be at least 0, but is {reauthenticate}"),
    );
    let cookies = &config.cookies;
    holds(
        !cookies.enabled || !config.origins.iter().any(|origin| origin == "*"),
        "origins",
        "must name each origin where `cookies.enabled` is true, but has `*`: browsers send no cookies to a server that \
         lets every page call",
    );
    holds(
        cookies.secure || cookies.same_site != SameSite::None,
        "cookies.same_site",
        "must be `lax` or `strict` where `cookies.secure` is false, but is `none`: browsers drop such a cookie",
    );
    let passwords = &config.passwords;
    let memory = passwords.memory_kib;
    holds(memory >= 8, "passwords.memory_kib", &format!("must be at least 8, but is {memory}"));
    holds(passwords.iterations >= 1, "passwords.iterations", "must be at least 1, but is 0");
    holds(passwords.parallel >= 1, "passwords.parallel", "must be at least 1, but is 0");
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
        &format!("must be 1 to 25, since a request ends after 30, but is {}", uploads.wait_seconds),
    );
    holds(config.database.connections >= 1, "database.connections", "must be at least 1, but is 0");
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
        &format!("must be an address such as `HEAL7 <no-reply@heal7.com>`, but is `{}`", config.messages.from),
    );
    for (key, limit) in [
        ("mail.per_sender_a_day", config.mail.per_sender_a_day),
        ("mail.per_recipient_a_day", config.mail.per_recipient_a_day),
    ] {
        let is_limit = (1..=MOST_MESSAGES).contains(&limit);
        holds(is_limit, key, &format!("must be 1 to {MOST_MESSAGES}, but is {limit}"));
    }
    holds(config.rooms.queue >= 1, "rooms.queue", "must be at least 1, but is 0");
    for (key, uri) in config.providers.redirect_uris.iter().map(|uri| ("providers.redirect_uris", uri)) {
        holds(url::Url::parse(uri).is_ok(), key, &format!("must be absolute URLs, but one is `{uri}`"));
    }
    let any =
        [&config.providers.google, &config.providers.kakao, &config.providers.naver].into_iter().any(Option::is_some);
    holds(
        !any || !config.providers.redirect_uris.is_empty(),
        "providers.redirect_uris",
        "must have at least one URL where a provider is set, but is empty: people are sent back there",
    );
    holds(
        tracing_subscriber::EnvFilter::try_new(&config.log.filter).is_ok(),
        "log.filter",
        &format!("must be a filter such as `info` or `heal7_server=debug,sqlx=warn`, but is `{}`", config.log.filter),
    );
    let graphql = config.graphql.mistakes().into_iter();
    mistakes.extend(graphql.map(|(key, mistake)| format!("`graphql.{key}` {mistake}")));
    mistakes.extend(config.connections.mistakes());
    mistakes.extend(config.http.mistakes());
    mistakes
}
