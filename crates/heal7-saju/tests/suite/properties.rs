//! Properties of all births.

use fastrand::Rng;
use heal7_saju::{
    AgeStyle, Birth, Calendar, CalendarDate, Chart, DaeunRounding, DayBoundary, Gender, Ji, Options, Polarity,
    SolarTermName, TimeMode, WuxingElement, YearStart, Zone, chart, solar_terms,
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, date, time},
};

fn birth(at: DateTime, gender: Gender) -> Birth {
    let (year, month, day) = (at.year(), at.month().cast_unsigned(), at.day().cast_unsigned());
    Birth { time: Some(at.time()), ..Birth::new(CalendarDate { year, month, day }, gender) }
}

/// Creates a birth at any second of the range or at an unknown time, in one of a few zones, at any longitude.
fn any_birth(random: &mut Rng) -> Birth {
    const ZONES: [&str; 5] = ["Asia/Seoul", "America/New_York", "Europe/Dublin", "Pacific/Kiritimati", "Asia/Kolkata"];
    let day = date(1900, 1, 1).checked_add(random.i64(0..73_414).days()).unwrap();
    let at = day.to_datetime(time(random.i8(0..24), random.i8(0..60), random.i8(0..60), 0));
    let mut birth = birth(at, if random.bool() { Gender::Male } else { Gender::Female });
    birth.zone = Zone::named(ZONES[random.usize(..ZONES.len())]).unwrap();
    birth.longitude = random.bool().then(|| random.f64() * 360.0 - 180.0);
    if random.u8(..10) == 0 {
        birth.time = None;
    }
    birth
}

/// Creates births that have a chart, with any options.
fn any_charts(count: usize) -> impl Iterator<Item = (Birth, Options, Chart)> {
    let mut random = Rng::with_seed(4);
    let any = move || {
        fn pick<T: Copy>(random: &mut Rng, choices: &[T]) -> T {
            choices[random.usize(..choices.len())]
        }
        let birth = any_birth(&mut random);
        // Apparent time is slow, since it computes the position of the sun; it has a test of its own.
        let options = Options {
            time_mode: pick(&mut random, &[TimeMode::Mean, TimeMode::Clock, TimeMode::Wall]),
            day_boundary: pick(&mut random, DayBoundary::ALL),
            year_start: pick(&mut random, YearStart::ALL),
            daeun_rounding: pick(&mut random, DaeunRounding::ALL),
            age_style: pick(&mut random, AgeStyle::ALL),
            ..Options::default()
        };
        let chart = chart(&birth, &options).ok()?;
        Some((birth, options, chart))
    };
    std::iter::repeat_with(any).flatten().take(count)
}

#[test]
fn the_day_pillar_advances_by_one_each_day() {
    let mut before = None;
    let mut day = date(1900, 1, 1);
    while day <= date(2100, 12, 31) {
        let pillar = chart(&birth(day.at(12, 0, 0, 0), Gender::Male), &Options::default()).unwrap().saju_pan.day;
        assert!(before.is_none_or(|before: heal7_saju::Pillar| before.step(1) == pillar), "{day}");
        before = Some(pillar);
        day = day.tomorrow().unwrap();
    }
}

/// The test checks the seconds around each odd hour of the local time.
#[test]
fn the_hour_pillar_turns_exactly_at_its_edges() {
    let mut random = Rng::with_seed(1);
    for (&time_mode, &day_boundary) in
        TimeMode::ALL.iter().flat_map(|mode| DayBoundary::ALL.iter().map(move |at| (mode, at)))
    {
        let options = Options { time_mode, day_boundary, ..Options::default() };
        let mut turns = 0;
        for _ in 0..8 {
            let longitude = 124.0 + 8.0 * random.f64();
            let at = |at| Birth { longitude: Some(longitude), ..birth(at, Gender::Female) };
            // Clocks in Korea did not change in these years.
            let noon = date(random.i16(1962..1987), random.i8(1..=12), random.i8(1..=28)).at(12, 0, 0, 0);
            let ahead = chart(&at(noon), &options).unwrap().moment.local_time.duration_since(noon).as_secs();
            for hour in [-11, -9, -7, -5, -3, -1, 1, 3, 5, 7, 9, 11] {
                let edge = noon.checked_add((3600 * hour - ahead).seconds()).unwrap();
                let mut before: Option<Ji> = None;
                // The equation of time may change by up to 16 seconds in half a day.
                for second in -20..=20 {
                    let chart = chart(&at(edge.checked_add(second.seconds()).unwrap()), &options).unwrap();
                    let ji = chart.saju_pan.hour.unwrap().ji();
                    let hour = usize::try_from(chart.moment.local_time.hour()).unwrap();
                    assert_eq!(ji, Ji::from_index(hour.div_ceil(2)), "{:?}", chart.moment);
                    turns += usize::from(before.is_some_and(|before| before != ji));
                    before = Some(ji);
                }
            }
        }
        assert_eq!(turns, 8 * 12, "{options:?}");
    }
}

/// A birth in the very second of a jeol is after it, and a birth one second earlier is before it.
#[test]
fn the_month_pillar_turns_exactly_at_its_terms() {
    for year in 1900..=2100 {
        for term in solar_terms(year).unwrap().into_iter().filter(|term| term.name.is_jeol()) {
            let after = -(-term.instant.as_millisecond()).div_euclid(1000);
            let at = |second| {
                let clock =
                    Zone::named("UTC").unwrap().as_jiff().to_datetime(jiff::Timestamp::from_second(second).unwrap());
                chart(&Birth { zone: Zone::named("UTC").unwrap(), ..birth(clock, Gender::Male) }, &Options::default())
                    .unwrap()
            };
            let (before, after) = (at(after - 1), at(after));
            assert_eq!(before.saju_pan.month.step(1), after.saju_pan.month, "{} of {year}", term.name.hangul());
            let turned = i64::from(term.name == SolarTermName::Ipchun);
            assert_eq!(before.saju_pan.year.step(turned), after.saju_pan.year, "{} of {year}", term.name.hangul());
            for (chart, other) in [(&before, &after), (&after, &before)] {
                let neighbours: Vec<_> = chart.warnings.iter().filter_map(|warning| warning.neighbour).collect();
                assert!(neighbours.contains(&other.saju_pan.month), "{} of {year}", term.name.hangul());
            }
        }
    }
}

#[test]
fn the_elements_are_shares_of_a_whole() {
    for (birth, _, chart) in any_charts(20_000) {
        let wuxing = &chart.wuxing;
        let characters = if birth.time.is_some() { 8 } else { 6 };
        assert_eq!(chart.saju_pan.elements().count(), characters);
        assert_eq!(
            WuxingElement::ALL.map(|element| usize::from(wuxing.counts.get(element))).iter().sum::<usize>(),
            characters
        );
        assert_eq!(WuxingElement::ALL.map(|element| wuxing.weighted.permille(element)).iter().sum::<u16>(), 1000);
        assert!((0.0..=100.0).contains(&wuxing.balance()) && (0.0..=100.0).contains(&wuxing.day_master_support()));
        assert!(!wuxing.strong().is_empty() && !wuxing.weak().is_empty() && !wuxing.remedies().is_empty());
        assert!(wuxing.strong().iter().all(|element| !wuxing.weak().contains(element)), "{wuxing:?}");
        assert!(wuxing.excess().iter().all(|element| wuxing.strong().contains(element)), "{wuxing:?}");
        assert_eq!(
            heal7_saju::Sipsin::ALL.iter().map(|&god| usize::from(chart.sipsin.counts.count(god))).sum::<usize>(),
            characters - 1
        );
    }
}

#[test]
fn the_luck_pillars_go_on_from_the_month() {
    for (birth, options, chart) in any_charts(20_000) {
        let (daeun, pan) = (&chart.daeun, chart.saju_pan);
        assert_eq!(daeun.forward, (pan.year.cheon().polarity() == Polarity::Yang) == (birth.gender == Gender::Male));
        let step = if daeun.forward { 1 } else { -1 };
        let counted = u8::from(options.age_style == AgeStyle::Korean);
        let mut before =
            (pan.month, daeun.start_age, chart.moment.solar_date.year() + i16::from(daeun.start_age - counted));
        for (index, decade) in daeun.pillars.iter().enumerate() {
            assert_eq!(decade.pillar, before.0.step(step));
            assert_eq!((decade.start_age, decade.start_year), (before.1, before.2));
            assert_eq!(decade.start_date.year(), daeun.start_date.year() + 10 * i16::try_from(index).unwrap());
            before = (decade.pillar, decade.start_age + 10, decade.start_year + 10);
        }
        let age = daeun.start_age - counted;
        let years = daeun.days_to_jeol / 3.0;
        assert!((0.0..32.0).contains(&daeun.days_to_jeol));
        match options.daeun_rounding {
            DaeunRounding::Round => {
                assert!(age >= 1 && (f64::from(age) - years).abs() <= 0.5 || age == 1 && years < 0.5);
            }
            DaeunRounding::Floor => assert!((0.0..1.0).contains(&(years - f64::from(age)))),
            DaeunRounding::Ceil => assert!((0.0..1.0).contains(&(f64::from(age) - years))),
            // The distance is counted in double-hours, each of which is ten days of life.
            DaeunRounding::Sect1 => assert!((f64::from(age) + 0.5 - years).abs() < 0.6),
        }
    }
}

#[test]
fn the_other_gender_counts_to_the_other_jeol() {
    for (birth, options, chart) in any_charts(5_000) {
        let gender = if birth.gender == Gender::Male { Gender::Female } else { Gender::Male };
        let other = heal7_saju::chart(&Birth { gender, ..birth }, &options).unwrap();
        assert_ne!(chart.daeun.forward, other.daeun.forward);
        let month = chart.daeun.days_to_jeol + other.daeun.days_to_jeol;
        assert!((29.0..32.0).contains(&month), "{month}");
        assert_eq!(chart.saju_pan, other.saju_pan);
    }
}

#[test]
fn each_convention_changes_only_its_own_part() {
    for (birth, options, chart) in any_charts(5_000) {
        let with = |options| heal7_saju::chart(&birth, &options).unwrap();
        for &year_start in YearStart::ALL {
            let other = with(Options { year_start, ..options });
            assert_eq!((other.saju_pan.month, other.saju_pan.day), (chart.saju_pan.month, chart.saju_pan.day));
            let moved = (60 + other.saju_pan.year.index() - chart.saju_pan.year.index()) % 60;
            assert!([0, 1, 59].contains(&moved), "years that begin elsewhere are a year apart or none");
        }
        let is_late = chart.moment.local_time.hour() == 23;
        for &day_boundary in DayBoundary::ALL {
            let other = with(Options { day_boundary, ..options });
            assert!(is_late || other.saju_pan == chart.saju_pan);
            assert_eq!(
                other.saju_pan.hour.map(heal7_saju::Pillar::ji),
                chart.saju_pan.hour.map(heal7_saju::Pillar::ji)
            );
        }
        let counted = |age_style| with(Options { age_style, ..options }).daeun;
        let (international, korean) = (counted(AgeStyle::International), counted(AgeStyle::Korean));
        assert_eq!((international.start_age + 1, international.start_date), (korean.start_age, korean.start_date));
    }
}

/// A lunar date and the solar date of the same day have the same chart.
#[test]
fn lunar_and_solar_dates_give_the_same_chart() {
    for (solar, options, chart) in any_charts(5_000) {
        let heal7_saju::LunarDate { year, month, is_leap_month, day } = chart.moment.lunar_date;
        if year < 1900 {
            continue;
        }
        let lunar =
            Birth { date: CalendarDate { year, month, day }, calendar: Calendar::Lunar, is_leap_month, ..solar };
        let other = heal7_saju::chart(&lunar, &options).unwrap();
        assert_eq!((other.moment, other.saju_pan, &other.daeun), (chart.moment, chart.saju_pan, &chart.daeun));
    }
}

#[test]
fn supported_range_includes_its_first_and_last_second() {
    let first = birth(date(1900, 1, 1).at(0, 0, 0, 0), Gender::Male);
    let last = birth(date(2100, 12, 31).at(23, 59, 59, 0), Gender::Female);
    for zone in ["Asia/Seoul", "Pacific/Kiritimati", "Etc/GMT+12", "UTC"] {
        for birth in [&first, &last] {
            let birth = Birth { zone: Zone::named(zone).unwrap(), ..*birth };
            let chart = chart(&birth, &Options::default()).unwrap();
            assert!((0.0..32.0).contains(&chart.daeun.days_to_jeol), "{zone}");
        }
    }
    let beyond: [Date; 2] = [date(1899, 12, 31), date(2101, 1, 1)];
    for day in beyond {
        assert_eq!(
            chart(&birth(day.at(12, 0, 0, 0), Gender::Male), &Options::default()).unwrap_err().code(),
            "out_of_range"
        );
    }
}
