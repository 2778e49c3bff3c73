//! The reference data of the engine, in `tests/data`, and the conversion of its births to those of the library.

use std::{fs, path::Path};

use heal7_saju::{Birth, BirthText, Chart, DayBoundary, Error, Options, TimeMode, chart};
use serde::{Deserialize, de::DeserializeOwned};

/// Reads a file that contains one JSON value.
pub(crate) fn json<T: DeserializeOwned>(file: &str) -> T {
    serde_json::from_str(&text(file)).unwrap()
}

/// Reads a file that contains one JSON value per line.
pub(crate) fn json_lines<T: DeserializeOwned>(file: &str) -> Vec<T> {
    text(file).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)).unwrap()
}

/// A birth as the data and the batch write it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Input {
    pub date: String,
    pub time: Option<String>,
    pub is_lunar: bool,
    pub is_leap_month: bool,
    pub gender: String,
    pub tz: String,
    pub longitude: Option<f64>,
}

impl Input {
    pub(crate) fn birth(&self) -> Result<Birth, Error> {
        Birth::try_from(BirthText {
            date: &self.date,
            time: self.time.as_deref(),
            is_lunar: self.is_lunar,
            is_leap_month: self.is_leap_month,
            gender: &self.gender,
            timezone: Some(&self.tz),
            longitude: self.longitude,
            latitude: None,
        })
    }

    pub(crate) fn chart(&self, options: Options) -> Result<Chart, Error> {
        chart(&self.birth()?, &options)
    }
}

/// Reads the options in a text such as `time=mean;boundary=split`.
pub(crate) fn options(convention: &str) -> Options {
    let (time, boundary) = convention.split_once(';').unwrap();
    Options {
        time_mode: TimeMode::from_word(time.strip_prefix("time=").unwrap()).unwrap(),
        day_boundary: DayBoundary::from_word(boundary.strip_prefix("boundary=").unwrap()).unwrap(),
        ..Options::default()
    }
}
