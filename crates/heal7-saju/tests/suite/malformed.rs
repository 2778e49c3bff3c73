//! No input makes the engine panic.

use fastrand::Rng;
use heal7_saju::{
    AmbiguityPolicy, Birth, BirthText, Calendar, CalendarDate, Chart, DayBoundary, Error, Gender, Options, TimeMode,
    YearStart, Zone, chart,
};
use serde_json::{Value, json};

use crate::batch::batch;

const MILLION: usize = 1_000_000;

/// Returns one of the texts, sometimes with a character inserted, removed or changed.
fn text(random: &mut Rng, texts: &[&str]) -> String {
    const CHARACTERS: [char; 14] = ['0', '1', '9', '-', ':', ' ', '/', '"', '\\', '\u{0}', 'T', '가', '０', '\u{feff}'];
    let mut text: Vec<char> = texts[random.usize(..texts.len())].chars().collect();
    if random.u8(..4) == 0 {
        let (place, character) = (random.usize(..=text.len()), CHARACTERS[random.usize(..CHARACTERS.len())]);
        match random.u8(..3) {
            0 => text.insert(place, character),
            1 if place < text.len() => text[place] = character,
            _ if place < text.len() => _ = text.remove(place),
            _ => {}
        }
    }
    text.into_iter().collect()
}

fn date_text(random: &mut Rng) -> String {
    const EDGES: [&str; 8] = [
        "1900-01-01",
        "2100-12-31",
        "2100-12-29",
        "1899-12-31",
        "2101-01-01",
        "0000-00-00",
        "9999-99-99",
        "1987-05-10",
    ];
    if random.bool() {
        return text(random, &EDGES);
    }
    format!("{:04}-{:02}-{:02}", random.i16(1898..2103), random.u8(0..14), random.u8(0..33))
}

const TIMES: [&str; 10] = ["00:00", "23:59:59", "23:00", "24:00", "12:60", "02:30", "00:15", "", "12:00:00.5", "noon"];
const ZONES: [&str; 10] = [
    "Asia/Seoul",
    "asia/seoul",
    "UTC",
    "America/New_York",
    "Pacific/Apia",
    "Europe/Dublin",
    "Etc/Unknown",
    "",
    "../etc",
    "KST-9",
];
const GENDERS: [&str; 6] = ["M", "F", "male", "female", "X", ""];
const LONGITUDES: [f64; 8] = [127.5, -180.0, 180.0, 180.000_1, f64::NAN, f64::INFINITY, -0.0, 1e308];

fn pick<T: Copy>(random: &mut Rng, choices: &[T]) -> T {
    choices[random.usize(..choices.len())]
}

fn any_options(random: &mut Rng) -> Options {
    Options {
        // Computing the position of the sun takes two hundred times as long as everything else.
        time_mode: if random.u8(..100) == 0 {
            TimeMode::Apparent
        } else {
            pick(random, &[TimeMode::Mean, TimeMode::Clock])
        },
        day_boundary: pick(random, DayBoundary::ALL),
        year_start: pick(random, YearStart::ALL),
        daeun_rounding: pick(random, heal7_saju::DaeunRounding::ALL),
        age_style: pick(random, heal7_saju::AgeStyle::ALL),
        ambiguity: pick(random, AmbiguityPolicy::ALL),
    }
}

/// Reads a whole result: a chart, whose sentences can be written, or an error, which has a message.
fn read(result: Result<Chart, Error>) -> bool {
    match result {
        Ok(chart) => chart.warnings.len() <= chart.warnings.capacity() && chart.daeun.pillars.len() == 10,
        Err(error) => {
            assert!(!error.code().is_empty() && error.to_string().len() < 400, "{error}");
            false
        }
    }
}

#[test]
fn no_text_makes_it_panic() {
    let mut random = Rng::with_seed(2);
    let mut charts = 0;
    for _ in 0..MILLION / 2 {
        let (date, time) = (date_text(&mut random), text(&mut random, &TIMES));
        let (gender, zone) = (text(&mut random, &GENDERS), text(&mut random, &ZONES));
        let birth = Birth::try_from(BirthText {
            date: &date,
            time: random.bool().then_some(&time),
            is_lunar: random.bool(),
            is_leap_month: random.u8(..4) == 0,
            gender: &gender,
            timezone: random.bool().then_some(&zone),
            longitude: random.bool().then(|| pick(&mut random, &LONGITUDES)),
            latitude: random.bool().then(|| pick(&mut random, &LONGITUDES)),
        });
        let options = any_options(&mut random);
        charts += usize::from(read(birth.and_then(|birth| chart(&birth, &options))));
    }
    assert!(charts > MILLION / 50, "most of the test is about refusals: {charts} charts");
}

/// The fields of a birth are public, and may have any value of their types.
#[test]
fn no_birth_makes_it_panic() {
    let mut random = Rng::with_seed(3);
    let zones: Vec<Zone> = ZONES.iter().filter_map(|name| Zone::named(name).ok()).collect();
    let mut charts = 0;
    for _ in 0..MILLION / 2 {
        let is_wild = random.u8(..4) == 0;
        let year = if is_wild { random.i16(..) } else { random.i16(1899..=2101) };
        let (month, day) =
            if is_wild { (random.u8(..), random.u8(..)) } else { (random.u8(0..=13), random.u8(0..=31)) };
        let birth = Birth {
            date: CalendarDate { year, month, day },
            calendar: if random.bool() { Calendar::Solar } else { Calendar::Lunar },
            is_leap_month: random.u8(..8) == 0,
            time: random
                .bool()
                .then(|| jiff::civil::time(random.i8(0..24), random.i8(0..60), 59, random.i32(0..1_000_000_000))),
            gender: if random.bool() { Gender::Male } else { Gender::Female },
            zone: zones[random.usize(..zones.len())],
            longitude: random.bool().then(|| pick(&mut random, &LONGITUDES)),
            latitude: None,
        };
        charts += usize::from(read(chart(&birth, &any_options(&mut random))));
    }
    assert!(charts > MILLION / 20, "most of the test is about refusals: {charts} charts");
}

/// Each of a million lines gets one answer.
#[test]
fn no_line_stops_the_batch() {
    let mut random = Rng::with_seed(5);
    let mut input = Vec::new();
    for _ in 0..MILLION {
        input.extend(line(&mut random));
        input.push(b'\n');
    }
    let answers = batch(&[], input);
    assert_eq!(answers.len(), MILLION);
    let charts = answers.iter().filter(|answer| answer["daeun"].is_object()).count();
    let refusals = answers.iter().filter(|answer| answer["error"].is_string()).count();
    assert_eq!(charts + refusals, MILLION);
    assert!(charts > MILLION / 50 && refusals > MILLION / 50, "{charts} charts");
}

fn line(random: &mut Rng) -> Vec<u8> {
    let value = |random: &mut Rng, text: Value| match random.u8(..40) {
        0 => Value::Null,
        1 => json!(random.f64() * 1e6),
        2 => json!([[], {}]),
        3 => json!(true),
        _ => text,
    };
    let (date, time) = (date_text(random).into(), text(random, &TIMES).into());
    let (gender, zone) = (text(random, &GENDERS[..3]).into(), text(random, &ZONES[..4]).into());
    let longitude = pick(random, &LONGITUDES).into();
    let line = json!({
        "date": value(random, date),
        "time": value(random, time),
        "isLunar": value(random, false.into()),
        "isLeapMonth": false,
        "gender": value(random, gender),
        "tz": value(random, zone),
        "longitude": value(random, longitude),
        "timeMode": value(random, "clock".into()),
    });
    let mut line = line.to_string().into_bytes();
    // No changed byte may be a line break, since each line gets one answer.
    for _ in 0..random.u8(..8).saturating_sub(5) {
        let place = random.usize(..line.len());
        line[place] = Some(random.u8(..)).filter(|&byte| byte != b'\n').unwrap_or(b'{');
    }
    line
}
