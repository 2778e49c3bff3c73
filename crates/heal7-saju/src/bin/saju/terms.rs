//! `saju terms`: the solar terms of a year.

use anyhow::Context;
use heal7_saju::{SolarTerm, Zone, solar_terms};
use jiff::{Unit, fmt::strtime};
use serde::Serialize;

use crate::{
    arguments::TermsArguments,
    terminal::{Palette, padded, print},
};

pub(crate) fn run(arguments: &TermsArguments) -> anyhow::Result<()> {
    let zone = Zone::named(&arguments.tz)?;
    let terms = solar_terms(arguments.year)
        .with_context(|| format!("the solar terms of {} are not known here, but of 1899 to 2101", arguments.year))?;
    if arguments.json {
        return print(&(serde_json::to_string_pretty(&terms.map(Term::from))? + "\n"));
    }
    let palette = Palette::of_stdout();
    let mut text = palette.title(&format!("{} · {}", arguments.year, zone.name())) + "\n";
    for term in terms {
        let local = term.instant.round(Unit::Second)?.to_zoned(zone.as_jiff().clone());
        let (name, local) = (term.name, strtime::format("%Y-%m-%d %H:%M:%S", &local)?);
        let names = format!("{} {} {}", name.hanja(), name.hangul(), padded(name.romanised(), 12));
        let line = format!("{names}  {:>3}°  {local}", name.longitude());
        text += &format!("{}\n", if name.is_jeol() { line } else { palette.faint(&line) });
    }
    print(&text)
}

/// A solar term in JSON.
#[derive(Serialize)]
struct Term {
    name: &'static str,
    hanja: &'static str,
    romanised: &'static str,
    longitude: u16,
    jeol: bool,
    /// The date and time in terrestrial time.
    tt: jiff::civil::DateTime,
    utc: jiff::Timestamp,
}

impl From<SolarTerm> for Term {
    fn from(term: SolarTerm) -> Self {
        Self {
            name: term.name.hangul(),
            hanja: term.name.hanja(),
            romanised: term.name.romanised(),
            longitude: term.name.longitude(),
            jeol: term.name.is_jeol(),
            tt: term.terrestrial,
            utc: term.instant,
        }
    }
}
