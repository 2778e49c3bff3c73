//! Charts: equal births are computed once, and the computed parts of a result are cached for a while.

use std::sync::Arc;

use ::heal7_saju::Error;
use contract_kit::example::Example;
use contracts::{saju::input::SajuCalculationInput, users::profile::Language};
use metrics::counter;
use moka::sync::Cache;

use crate::{
    config,
    saju::{Parts, birth_of, language_of, options_of},
};

/// The key with which the cache is tested.
const PROBE: &str = "probe";
/// The metric that counts charts by their origin; it gives the hit rate of the cache.
const COUNTER: &str = "heal7_charts_total";

/// The charts that were computed lately, by their input.
pub struct Charts {
    kept: Cache<String, Arc<Parts>>,
}

impl Charts {
    /// Creates an empty cache.
    pub fn new(config: &config::Cache) -> Self {
        Self { kept: Cache::new(config.charts) }
    }

    /// Returns the parts of a result that follow from an input, with sentences in this language.
    ///
    /// # Errors
    /// When the input has no chart.
    pub fn get(&self, input: &SajuCalculationInput, language: Language) -> Result<Arc<Parts>, Error> {
        let key = canonical(input, language);
        if let Some(parts) = self.kept.get(&key) {
            counter!(COUNTER, "from" => "cache").increment(1);
            return Ok(parts);
        }
        let chart = ::heal7_saju::chart(&birth_of(input)?, &options_of(input.options.as_ref()))?;
        let parts = Arc::new(Parts::from_chart(&chart, language_of(language)));
        counter!(COUNTER, "from" => "engine").increment(1);
        self.kept.insert(key, Arc::clone(&parts));
        Ok(parts)
    }
}

impl Charts {
    /// Whether the cache returns a value that was put into it.
    pub fn work(&self) -> bool {
        let asked = <SajuCalculationInput as Example>::example();
        // This chart bypasses the counters, since no caller asked for it.
        let chart = birth_of(&asked).and_then(|birth| ::heal7_saju::chart(&birth, &options_of(None)));
        let Ok(parts) = chart.map(|chart| Arc::new(Parts::from_chart(&chart, language_of(Language::Ko)))) else {
            return false;
        };
        self.kept.insert(PROBE.to_owned(), Arc::clone(&parts));
        self.kept.get(PROBE).is_some_and(|kept| Arc::ptr_eq(&kept, &parts))
    }
}

/// Returns the values of an input and a language that affect the chart and its sentences, in one canonical form.
fn canonical(input: &SajuCalculationInput, language: Language) -> String {
    let SajuCalculationInput { birth_date, birth_time, is_lunar, is_leap_month, gender, name: _, location, options } =
        input;
    let time = birth_time.as_ref().map(|time| match time.0.as_str() {
        short if short.len() == 5 => format!("{short}:00"),
        whole => whole.to_owned(),
    });
    let options = options_of(options.as_ref());
    let place = location.as_ref().map(|place| (place.latitude, place.longitude, &place.timezone.0));
    let is_leap_month = is_leap_month.unwrap_or_default();
    format!("{} {time:?} {is_lunar} {is_leap_month} {gender:?} {place:?} {options:?} {language:?}", birth_date.0)
}

#[cfg(test)]
mod tests {
    use contracts::saju::input::{ClockTime, SajuOptions, TimeMode};

    use super::*;

    #[test]
    fn equal_births_have_one_key() {
        let mut input = SajuCalculationInput::example();
        let key = canonical(&input, Language::Ko);
        input.name = "성춘향".into();
        input.birth_time = input.birth_time.map(|time| ClockTime(format!("{}:00", time.0)));
        assert_eq!(canonical(&input, Language::Ko), key, "a name and seconds of nought do not matter");
        assert_ne!(canonical(&input, Language::En), key);
        let options = SajuOptions { time_mode: Some(TimeMode::Wall), ..SajuOptions::example() };
        assert_ne!(canonical(&SajuCalculationInput { options: Some(options), ..input }, Language::Ko), key);
    }

    #[test]
    fn an_equal_birth_is_computed_once() {
        let charts = Charts::new(&config::Cache::default());
        let input = SajuCalculationInput::example();
        let first = charts.get(&input, Language::Ko).expect("the example has a chart");
        let again = SajuCalculationInput { name: "성춘향".into(), ..input };
        assert!(Arc::ptr_eq(&first, &charts.get(&again, Language::Ko).expect("so has its equal")));
    }
}
