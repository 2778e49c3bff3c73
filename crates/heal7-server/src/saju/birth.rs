//! The conversion of an input of the contract to a birth of the engine.

use ::heal7_saju::{Birth, BirthText, Error, Options};
use contracts::saju::input::{Gender, SajuCalculationInput, SajuOptions};

use super::words::Engine;

/// Returns the birth that an input describes.
///
/// # Errors
/// When a text is not of its format; the engine itself finds all other mistakes.
pub fn birth_of(input: &SajuCalculationInput) -> Result<Birth, Error> {
    let location = input.location.as_ref();
    Birth::try_from(BirthText {
        date: &input.birth_date.0,
        time: input.birth_time.as_ref().map(|time| time.0.as_str()),
        is_lunar: input.is_lunar,
        is_leap_month: input.is_leap_month.unwrap_or_default(),
        gender: match input.gender {
            Gender::Male => "male",
            Gender::Female => "female",
        },
        timezone: location.map(|location| location.timezone.0.as_str()),
        longitude: location.map(|location| location.longitude),
        latitude: location.map(|location| location.latitude),
    })
}

/// Returns the conventions that an input names, with the defaults for the others.
pub fn options_of(options: Option<&SajuOptions>) -> Options {
    let defaults = Options::default();
    let Some(options) = options else { return defaults };
    Options {
        time_mode: options.time_mode.map_or(defaults.time_mode, Engine::engine),
        day_boundary: options.day_boundary.map_or(defaults.day_boundary, Engine::engine),
        year_start: options.year_start.map_or(defaults.year_start, Engine::engine),
        daeun_rounding: options.daeun_rounding.map_or(defaults.daeun_rounding, Engine::engine),
        age_style: options.age_style.map_or(defaults.age_style, Engine::engine),
        ambiguity: options.ambiguity.map_or(defaults.ambiguity, Engine::engine),
    }
}
