//! `saju batch`: one birth per line on standard input, one chart per line on standard output.

use std::{
    borrow::Cow,
    fmt,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
};

use heal7_saju::{Birth, BirthText, Chart, DayBoundary, Options, Pillar, TimeMode, chart};
use jiff::{Timestamp, civil};
use serde::{
    Deserialize, Serialize,
    de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::arguments::BatchArguments;

/// The longest line that is accepted, in bytes; the rest of a longer line is skipped and never kept in memory.
const LONGEST_LINE: usize = 64 * 1024;
/// The size of the buffers for reading and writing, in bytes.
const BUFFER: usize = 64 * 1024;

/// The error code for a line that is not a JSON object, or too long.
const INVALID_JSON: &str = "invalid_json";
/// The error code for a flag or a convention with an unknown value.
const INVALID_OPTION: &str = "invalid_option";

pub(crate) fn run(arguments: &BatchArguments) -> anyhow::Result<()> {
    answer_lines(io::stdin().lock(), io::stdout().lock(), arguments.options())?;
    Ok(())
}

fn answer_lines(input: impl Read, output: impl Write, options: Options) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut output = BufWriter::with_capacity(BUFFER, output);
    let mut line = Vec::new();
    while let Some(length) = read_line(&mut input, &mut line, || output.flush())? {
        let answer = if length <= LONGEST_LINE { answer(&line, options) } else { Err(INVALID_JSON) };
        match answer {
            Ok(chart) => serde_json::to_writer(&mut output, &Answer::from(&chart))?,
            Err(error) => serde_json::to_writer(&mut output, &Refusal { error })?,
        }
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// Reads a line without its end, cut at [`LONGEST_LINE`], and returns its full length, or `None` at the end of input.
///
/// It calls `before_waiting` before it waits for input, since the sender may be waiting for the answer to its last
/// line.
fn read_line<R: Read>(
    input: &mut BufReader<R>,
    line: &mut Vec<u8>,
    mut before_waiting: impl FnMut() -> io::Result<()>,
) -> io::Result<Option<usize>> {
    line.clear();
    let mut length = 0;
    loop {
        if input.buffer().is_empty() {
            before_waiting()?;
        }
        let read = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read.is_empty() {
            return Ok((length > 0).then_some(length));
        }
        let end = read.iter().position(|&byte| byte == b'\n');
        let part = &read[..end.unwrap_or(read.len())];
        length += part.len();
        line.extend_from_slice(&part[..part.len().min(LONGEST_LINE - line.len())]);
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

/// Computes the chart for a line, or returns the code of the error.
fn answer(line: &[u8], defaults: Options) -> Result<Chart, &'static str> {
    // An array would be read as the values of an object without its keys, so it is rejected here.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(INVALID_JSON);
    }
    let line: Line<'_> = serde_json::from_slice(line).map_err(|_| INVALID_JSON)?;
    let options = Options {
        time_mode: line.time_mode.choice(TimeMode::from_word, defaults.time_mode)?,
        day_boundary: line.day_boundary.choice(DayBoundary::from_word, defaults.day_boundary)?,
        ..defaults
    };
    chart(&line.birth()?, &options).map_err(|error| error.code())
}

/// A line of input; a missing key is the same as null, and unknown keys are ignored.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Line<'a> {
    #[serde(borrow)]
    date: Value<'a>,
    #[serde(borrow)]
    time: Value<'a>,
    #[serde(borrow)]
    is_lunar: Value<'a>,
    #[serde(borrow)]
    is_leap_month: Value<'a>,
    #[serde(borrow)]
    gender: Value<'a>,
    #[serde(borrow)]
    tz: Value<'a>,
    #[serde(borrow)]
    longitude: Value<'a>,
    #[serde(borrow)]
    time_mode: Value<'a>,
    #[serde(borrow)]
    day_boundary: Value<'a>,
}

impl Line<'_> {
    fn birth(&self) -> Result<Birth, &'static str> {
        let text = BirthText {
            date: self.date.text(),
            time: self.time.given().map(Value::text),
            is_lunar: self.is_lunar.flag()?,
            is_leap_month: self.is_leap_month.flag()?,
            gender: self.gender.text(),
            timezone: self.tz.given().map(Value::text),
            longitude: self.longitude.given().map(Value::number),
            latitude: None,
        };
        Birth::try_from(text).map_err(|error| error.code())
    }
}

/// A value of any type, so that a value of the wrong type is reported by the error code of its key.
#[derive(Default)]
enum Value<'a> {
    #[default]
    Null,
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    /// An array or an object.
    Other,
}

impl Value<'_> {
    fn given(&self) -> Option<&Self> {
        (!matches!(self, Self::Null)).then_some(self)
    }

    /// Returns the text; for another type the empty text, which is no valid date, time, gender or zone.
    fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// Returns the number; for another type NaN, which is no valid longitude.
    fn number(&self) -> f64 {
        if let Self::Number(number) = self { *number } else { f64::NAN }
    }

    fn flag(&self) -> Result<bool, &'static str> {
        match self {
            Self::Null => Ok(false),
            Self::Flag(flag) => Ok(*flag),
            _ => Err(INVALID_OPTION),
        }
    }

    fn choice<T>(&self, from_word: fn(&str) -> Option<T>, default: T) -> Result<T, &'static str> {
        self.given().map_or(Some(default), |given| from_word(given.text())).ok_or(INVALID_OPTION)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'de>, E> {
        Ok(Value::Flag(flag))
    }

    #[expect(clippy::cast_precision_loss, reason = "so great a number is no longitude either way")]
    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "so great a number is no longitude either way")]
    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value<'de>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}

/// A line of output.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    year: Characters,
    month: Characters,
    day: Characters,
    hour: Option<Characters>,
    solar_date: civil::Date,
    lunar_date: LunarDate,
    utc: Timestamp,
    daeun: Daeun,
}

#[derive(Serialize)]
struct Characters {
    cheon: &'static str,
    ji: &'static str,
}

#[derive(Serialize)]
struct LunarDate {
    y: i16,
    m: u8,
    d: u8,
    leap: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Daeun {
    forward: bool,
    start_age: u8,
    start_years: u8,
    start_months: u8,
    first_pillar: Characters,
}

impl From<&Chart> for Answer {
    fn from(chart: &Chart) -> Self {
        let Chart { moment, saju_pan, daeun, .. } = chart;
        let heal7_saju::LunarDate { year, month, is_leap_month, day } = moment.lunar_date;
        Self {
            year: saju_pan.year.into(),
            month: saju_pan.month.into(),
            day: saju_pan.day.into(),
            hour: saju_pan.hour.map(Characters::from),
            solar_date: moment.solar_date,
            lunar_date: LunarDate { y: year, m: month, d: day, leap: is_leap_month },
            utc: moment.instant,
            daeun: Daeun {
                forward: daeun.forward,
                start_age: daeun.start_age,
                start_years: daeun.exact_start.years,
                start_months: daeun.exact_start.months,
                first_pillar: daeun.pillars[0].pillar.into(),
            },
        }
    }
}

impl From<Pillar> for Characters {
    fn from(pillar: Pillar) -> Self {
        Self { cheon: pillar.cheon().hangul(), ji: pillar.ji().hangul() }
    }
}

/// A line of output for a line that has no chart.
#[derive(Serialize)]
struct Refusal {
    error: &'static str,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> Vec<String> {
        let mut output = Vec::new();
        answer_lines(input, &mut output, Options::default()).unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    fn code(line: &str) -> String {
        let [answer] = &answers(line.as_bytes())[..] else { panic!("one line is answered by one") };
        let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
        answer.get("error").map_or("", |code| code.as_str().unwrap()).to_owned()
    }

    #[test]
    fn a_value_of_the_wrong_type_is_answered_by_the_code_of_its_key() {
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M"}"#), "", "the others may be left out");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","id":[{"a":1}]}"#), "", "other keys are ignored");
        assert_eq!(code(r#"{"d\u0061te":"1990-0\u0035-15","gender":"M"}"#), "", "escapes are read");
        assert_eq!(code(r#"{"gender":"M"}"#), "invalid_solar_date");
        assert_eq!(code(r#"{"date":19900515,"gender":"M"}"#), "invalid_solar_date");
        assert_eq!(code(r#"{"date":{},"gender":"M","isLunar":true}"#), "invalid_lunar_date");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","time":1430}"#), "invalid_time");
        assert_eq!(code(r#"{"date":"1990-05-15"}"#), "invalid_gender");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","tz":""}"#), "unknown_timezone");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","longitude":"127"}"#), "invalid_longitude");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","isLunar":"no"}"#), "invalid_option");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","timeMode":"sundial"}"#), "invalid_option");
        assert_eq!(code(r#"{"date":"1990-05-15","gender":"M","dayBoundary":3}"#), "invalid_option");
    }

    #[test]
    fn invalid_lines_are_answered_in_order() {
        for line in ["", " ", "null", "[]", "{", "{}x", "\u{feff}{}", r#"{"date":1e999}"#, r#"{"date":"","date":""}"#] {
            assert_eq!(code(&format!("{line}\n")), INVALID_JSON, "{line}");
        }
        let good = r#"{"date":"1990-05-15","gender":"M"}"#;
        let input = [good.as_bytes(), b"\r\n\xff\xfe\n\n", good.as_bytes()].concat();
        let answers = answers(&input);
        assert_eq!(answers.len(), 4, "{answers:?}");
        assert_eq!(answers[0], answers[3], "a line may end as on Windows, and the last one not at all");
        assert_eq!(answers[1..3], [r#"{"error":"invalid_json"}"#; 2]);
    }

    #[test]
    fn a_long_line_is_read_up_to_the_limit() {
        let birth = r#"{"date":"1990-05-15","gender":"M"}"#;
        let padded = |length: usize| " ".repeat(length - birth.len()) + birth;
        assert_eq!(code(&padded(LONGEST_LINE)), "");
        assert_eq!(code(&padded(LONGEST_LINE + 1)), INVALID_JSON);
        assert_eq!(code(&padded(10_000_000)), INVALID_JSON);
    }
}
