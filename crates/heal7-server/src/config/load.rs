//! Loading the settings from their sources, and validating them.

use std::{fmt, path::Path};

use figment::{
    Figment, Profile,
    providers::{Env, Format, Serialized, Toml},
    value::{Dict, Map, Value},
};

use super::{Config, check::mistakes};

/// The prefix of the names of environment variables; `__` replaces the dot between a section and a key.
const PREFIX: &str = "HEAL7_";

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
