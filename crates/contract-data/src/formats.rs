//! Texts in the formats of a contract, and the words of free text. docs/entity-function.md section 4 is the
//! specification.

use contract_model::format::Format;
use jiff::{Timestamp, tz::TimeZone};

use crate::draws::Draws;

/// An instant, in milliseconds since 1970.
pub type Moment = i64;

/// The instant around which all data lies: 2026-01-15T09:30:00Z. The data depends on no clock.
pub const EPOCH: Moment = 1_768_469_400_000;

/// A day in milliseconds.
pub const DAY: Moment = 86_400_000;

/// The latest instant: 9998-12-30, as a contract's dates end before the year 9999.
pub const LATEST: Moment = 253_370_592_000_000;

/// The limit for the timestamp in a UUID: 2100-01-01. A UUID with a later timestamp counts as one without a timestamp.
const LAST_MOMENT: Moment = 4_102_444_800_000;

/// The words of free text, mail addresses and keys.
pub const WORDS: [&str; 16] = [
    "amber", "birch", "cedar", "delta", "ember", "fable", "grove", "haven", "indigo", "juniper", "kindle", "lumen",
    "maple", "north", "opal", "pebble",
];

/// Returns a text in a format. `moment` is the creation time of the entity that contains the text, `name` the text's
/// property.
pub fn text_in_format(format: Format, draws: &mut Draws, moment: Moment, name: &str) -> String {
    match format {
        Format::Uuid => uuid_at(moment, draws),
        Format::DateTime if name == "createdAt" => instant(moment),
        Format::DateTime => instant(moment + i64::from(1 + draws.below(3600)) * 1000),
        Format::Date => instant(moment - i64::from(draws.below(20_000)) * DAY)[..10].to_owned(),
        Format::Time => instant(i64::from(draws.below(86_400)) * 1000)[11..].to_owned(),
        Format::Email => {
            let word = draws.choose(&WORDS);
            format!("{word}{}@example.com", draws.below(1000))
        }
        Format::Uri => {
            let word = draws.choose(&WORDS);
            format!("https://example.com/{word}/{}", draws.below(1000))
        }
    }
}

/// Returns words with a length between the two, in code points.
pub fn words_between(draws: &mut Draws, min_length: usize, max_length: usize) -> String {
    let mut left = 2 + draws.below(3);
    let mut text = (*draws.choose(&WORDS)).to_owned();
    loop {
        left = left.saturating_sub(1);
        if left == 0 && text.len() >= min_length {
            break;
        }
        text.push(' ');
        let word: &&str = draws.choose(&WORDS);
        text.push_str(word);
    }
    text.truncate(max_length);
    text
}

/// Returns a UUIDv7 with the timestamp `moment`.
pub fn uuid_at(moment: Moment, draws: &mut Draws) -> String {
    let time = format!("{moment:012x}");
    let version = 0x7000 + draws.below(0x1000);
    let variant = 0x8000 + draws.below(0x4000);
    let node = draws.next();
    let tail = draws.below(0x1_0000);
    format!("{}-{}-{version:04x}-{variant:04x}-{node:08x}{tail:04x}", &time[..8], &time[8..])
}

/// Returns the timestamp of a UUIDv7, if it is before the year 2100.
pub fn moment_of_uuid(text: &str) -> Option<Moment> {
    let bytes = text.as_bytes();
    if !Format::Uuid.accepts(text) || bytes[14] != b'7' {
        return None;
    }
    let moment = i64::from_str_radix(&format!("{}{}", &text[..8], &text[9..13]), 16).ok()?;
    (moment < LAST_MOMENT).then_some(moment)
}

/// Writes an instant in whole seconds, as RFC 3339 defines it.
fn instant(moment: Moment) -> String {
    let second =
        Timestamp::from_second(moment.div_euclid(1000)).expect("a moment of mock data lies within all calendars");
    second.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
