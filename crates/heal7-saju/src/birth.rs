//! The input of a chart: the time and the place of a birth.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, Time};

use crate::{error::Error, zone::Zone};

/// A birth in the form in which it is written down; [`chart`](crate::chart) computes from it.
#[derive(Clone, Copy, Debug)]
pub struct Birth {
    /// The day, in the calendar that `calendar` names.
    pub date: CalendarDate,
    /// The calendar of the day.
    pub calendar: Calendar,
    /// Whether the lunar month is a leap month (윤달, yundal); ignored with a warning when the date is solar.
    pub is_leap_month: bool,
    /// The time of day as a clock at the place showed it; `None` if it is unknown.
    pub time: Option<Time>,
    /// The gender, on which the direction of the luck pillars depends.
    pub gender: Gender,
    /// The clock of the place.
    pub zone: Zone,
    /// Degrees east of Greenwich, -180 to 180; by default the meridian of the zone's clock, and 127.5 in Korea.
    pub longitude: Option<f64>,
    /// Degrees north of the equator, -90 to 90; it is validated but does not affect the chart.
    pub latitude: Option<f64>,
}

impl Birth {
    /// Creates a birth in Seoul on a day of the Gregorian calendar, at an unknown time; change the fields that differ.
    pub fn new(date: CalendarDate, gender: Gender) -> Self {
        Self {
            date,
            calendar: Calendar::Solar,
            is_leap_month: false,
            time: None,
            gender,
            zone: Zone::seoul(),
            longitude: None,
            latitude: None,
        }
    }
}

/// A birth as texts from a form or a message.
#[derive(Clone, Copy, Debug, Default)]
pub struct BirthText<'a> {
    /// The day, `YYYY-MM-DD`.
    pub date: &'a str,
    /// The time of day, `HH:MM` or `HH:MM:SS`; `None` if it is unknown.
    pub time: Option<&'a str>,
    /// Whether the date is in the Korean lunar calendar.
    pub is_lunar: bool,
    /// Whether the lunar month is a leap month.
    pub is_leap_month: bool,
    /// The gender: `M`, `F`, `male` or `female`.
    pub gender: &'a str,
    /// A name of the IANA database; Asia/Seoul if it is absent.
    pub timezone: Option<&'a str>,
    /// Degrees east of Greenwich.
    pub longitude: Option<f64>,
    /// Degrees north of the equator.
    pub latitude: Option<f64>,
}

impl TryFrom<BirthText<'_>> for Birth {
    type Error = Error;

    fn try_from(text: BirthText<'_>) -> Result<Self, Error> {
        let calendar = if text.is_lunar { Calendar::Lunar } else { Calendar::Solar };
        Ok(Self {
            date: CalendarDate::parse(text.date).ok_or_else(|| calendar.no_date(text.date))?,
            calendar,
            is_leap_month: text.is_leap_month,
            time: text.time.map(parse_time).transpose()?,
            gender: text.gender.parse()?,
            zone: text.timezone.map_or_else(|| Ok(Zone::seoul()), Zone::named)?,
            longitude: text.longitude,
            latitude: text.latitude,
        })
    }
}

/// The calendar that a date is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Calendar {
    /// The Gregorian calendar.
    #[default]
    Solar,
    /// The Korean lunar calendar.
    Lunar,
}

impl Calendar {
    /// Creates the error for a text that is no date of the calendar.
    pub(crate) fn no_date(self, text: impl fmt::Display) -> Error {
        let text = excerpt(text);
        match self {
            Self::Solar => Error::InvalidSolarDate(text),
            Self::Lunar => Error::InvalidLunarDate(text),
        }
    }
}

/// A year, a month and a day in either calendar; 30 February may be a valid lunar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl CalendarDate {
    /// Reads `YYYY-MM-DD` and no other form.
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let year = i16::from(two_digits(y1, y2)?) * 100 + i16::from(two_digits(y3, y4)?);
        Some(Self { year, month: two_digits(m1, m2)?, day: two_digits(d1, d2)? })
    }

    /// Returns the day of the Gregorian calendar, if that has such a day.
    pub fn gregorian(self) -> Option<Date> {
        Date::new(self.year, self.month.cast_signed(), self.day.cast_signed()).ok()
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads `HH:MM` or `HH:MM:SS` and no other form.
pub fn parse_time(text: &str) -> Result<Time, Error> {
    let digits = match *text.as_bytes() {
        [h1, h2, b':', m1, m2] => [h1, h2, m1, m2, b'0', b'0'],
        [h1, h2, b':', m1, m2, b':', s1, s2] => [h1, h2, m1, m2, s1, s2],
        _ => return Err(Error::InvalidTime(excerpt(text))),
    };
    let [h1, h2, m1, m2, s1, s2] = digits;
    let part = |tens, ones| Some(two_digits(tens, ones)?.cast_signed());
    (|| Time::new(part(h1, h2)?, part(m1, m2)?, part(s1, s2)?, 0).ok())()
        .ok_or_else(|| Error::InvalidTime(excerpt(text)))
}

/// The gender of a person, on which the direction of the luck pillars depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl FromStr for Gender {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "M" | "male" => Ok(Self::Male),
            "F" | "female" => Ok(Self::Female),
            _ => Err(Error::InvalidGender(excerpt(text))),
        }
    }
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

/// Returns the beginning of a text, so that an error never carries megabytes of input.
pub(crate) fn excerpt(text: impl fmt::Display) -> String {
    const LONGEST: usize = 40;
    let text = text.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_in_one_form_only() {
        assert_eq!(CalendarDate::parse("1990-02-30"), Some(CalendarDate { year: 1990, month: 2, day: 30 }));
        for text in ["", "1990-2-30", "19900230", "1990-02-30 ", "+990-02-30", "1990/02/30", "１990-02-3"] {
            assert_eq!(CalendarDate::parse(text), None, "{text}");
        }
        assert_eq!(parse_time("23:59:59"), Ok(Time::constant(23, 59, 59, 0)));
        assert_eq!(parse_time("00:00"), Ok(Time::midnight()));
        for text in ["", "24:00", "12:60", "12:00:60", "1:00", "12:00:", "12.00", "12:00:00.5", "-1:00"] {
            assert_eq!(parse_time(text), Err(Error::InvalidTime(text.into())));
        }
    }

    #[test]
    fn an_error_holds_the_beginning_of_a_long_text() {
        let error = Gender::from_str(&"가".repeat(1_000_000)).map_err(|error| error.to_string());
        assert_eq!(error, Err(format!("`{}…` is not a gender: write M, F, male or female", "가".repeat(40))));
    }
}
