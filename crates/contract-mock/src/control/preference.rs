//! The preferences of a request (`Prefer`, RFC 7240) that Prism also understands: `code`, `example`, `dynamic`, `seed`
//! and `wait`.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The longest wait that a client may ask for.
const LONGEST: Duration = Duration::from_mins(1);

/// The preferences of one request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// The status of the answer.
    pub code: Option<u16>,
    /// Whether the answer is the example of the contract instead of generated data.
    pub is_static: bool,
    /// The seed that this answer is made from.
    pub seed: Option<String>,
    /// The time for which the answer is delayed.
    pub wait: Option<Duration>,
}

impl Preferences {
    /// The preferences in the headers. An invalid one is ignored, as RFC 7240 requires.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut preferences = Self::default();
        let values = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
        for preference in values.flat_map(|value| value.split([',', ';'])) {
            let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => preferences.code = value.parse().ok(),
                "example" => preferences.is_static = true,
                "dynamic" => preferences.is_static = value == "false",
                "seed" => preferences.seed = Some(value.to_owned()),
                "wait" => {
                    preferences.wait = value.parse().ok().map(|seconds| Duration::from_secs(seconds).min(LONGEST));
                }
                _ => {}
            }
        }
        preferences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_read_from_one_header_or_several() {
        let mut headers = HeaderMap::new();
        headers.append(PREFER, "code=404, wait=2".parse().expect("a header"));
        headers.append(PREFER, "Dynamic=false; seed=\"a b\"; respond-async".parse().expect("a header"));
        let expected = Preferences {
            code: Some(404),
            is_static: true,
            seed: Some("a b".into()),
            wait: Some(Duration::from_secs(2)),
        };
        assert_eq!(Preferences::read(&headers), expected);
    }

    #[test]
    fn a_preference_that_cannot_be_read_is_ignored() {
        let mut headers = HeaderMap::new();
        headers.append(PREFER, "code=many, wait=long, wait=999999".parse().expect("a header"));
        assert_eq!(Preferences::read(&headers), Preferences { wait: Some(LONGEST), ..Preferences::default() });
    }
}
