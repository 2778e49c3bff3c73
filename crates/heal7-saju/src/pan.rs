//! The four pillars of a moment: the instant decides the year and the month, the local time decides the day and the
//! hour.

use crate::{
    branch::Ji,
    calendar::gregorian::{DAY, HOUR},
    options::{DayBoundary, YearStart},
    pillar::Pillar,
    stem::Cheon,
    terms::{self, Jeol, SolarTermName},
};

/// The pillar of 1970-01-01. The index of a day's pillar is its Julian day number, here 2,440,588, plus 49.
const EPOCH_PILLAR: i64 = 2_440_588 + 49;

/// The pillar of a year that begins in spring; 4 AD is a 갑자.
pub(crate) fn year_pillar(year: i16) -> Pillar {
    Pillar::from_index(i64::from(year) - 4)
}

/// Returns the year and month pillars at an instant of Unix time in milliseconds; `jeol` is the last jeol before it.
///
/// The lunar year decides the year pillar if `start` is the lunar new year.
pub(crate) fn year_and_month(unix: i64, jeol: Jeol, start: YearStart, lunar_year: i16) -> (Pillar, Pillar) {
    let spring_year = if jeol.month() >= SolarTermName::Ipchun.index() / 2 { jeol.year() } else { jeol.year() - 1 };
    let year = match start {
        YearStart::Ipchun => spring_year,
        YearStart::Dongji => jeol.year() + i16::from(unix >= terms::unix(jeol.year(), SolarTermName::Dongji)),
        YearStart::LunarNewYear => lunar_year,
    };
    // 소한 begins the month of 축. The months continue without a break through all years, so their stems follow the year
    // that begins in spring, no matter which start of the year is chosen.
    let ji = Ji::from_index(jeol.month() + 1);
    (year_pillar(year), month_pillar(year_pillar(spring_year).cheon(), ji))
}

/// The pillar of the month of a branch in a year of the given stem (오호둔, ohodun): 인 is 병인 in a year of 갑 or 기.
fn month_pillar(year: Cheon, ji: Ji) -> Pillar {
    let months_from_spring = (ji.index() + 12 - Ji::In.index()) % 12;
    let cheon = Cheon::from_index(2 * (year.index() % 5) + Cheon::Byeong.index() + months_from_spring);
    paired(cheon, ji)
}

/// The day and hour pillars at a reading of the clock that keeps the local time.
pub(crate) fn day_and_hour(local: i64, boundary: DayBoundary) -> (Pillar, Pillar) {
    let time = local.rem_euclid(DAY);
    let today = Pillar::from_index(local.div_euclid(DAY) + EPOCH_PILLAR);
    let tomorrow = if time >= 23 * HOUR { today.next() } else { today };
    // The stem of the hour depends on the day that rules it.
    let (day, ruling) = match boundary {
        DayBoundary::Split => (today, tomorrow),
        DayBoundary::Jasi => (tomorrow, tomorrow),
        DayBoundary::Midnight => (today, today),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 24")]
    let ji = Ji::from_index((time / HOUR + 1) as usize / 2);
    (day, hour_pillar(ruling.cheon(), ji))
}

/// The pillar of the hour of a branch on a day of the given stem (오서둔, oseodun): 자 is 갑자 on a day of 갑 or 기.
fn hour_pillar(day: Cheon, ji: Ji) -> Pillar {
    paired(Cheon::from_index(2 * (day.index() % 5) + ji.index()), ji)
}

fn paired(cheon: Cheon, ji: Ji) -> Pillar {
    Pillar::new(cheon, ji).expect("the rules count stems and branches on together")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::gregorian::reading;

    #[test]
    fn the_first_month_of_each_year_has_the_stem_of_the_rule() {
        let first = |year| month_pillar(year, Ji::In).to_string();
        assert_eq!(
            Cheon::ALL.map(first),
            ["병인", "무인", "경인", "임인", "갑인", "병인", "무인", "경인", "임인", "갑인"]
        );
        assert_eq!(month_pillar(Cheon::Gap, Ji::Chuk).to_string(), "정축");
    }

    #[test]
    fn the_hour_before_midnight_goes_by_the_school() {
        let late = reading(date(2024, 3, 10).at(23, 30, 0, 0));
        let pillars = |boundary| {
            let (day, hour) = day_and_hour(late, boundary);
            format!("{day} {hour}")
        };
        assert_eq!(pillars(DayBoundary::Split), "계유 갑자");
        assert_eq!(pillars(DayBoundary::Jasi), "갑술 갑자");
        assert_eq!(pillars(DayBoundary::Midnight), "계유 임자");
    }

    #[test]
    fn the_millennium_was_a_day_of_muo() {
        assert_eq!(day_and_hour(reading(date(2000, 1, 1).at(12, 0, 0, 0)), DayBoundary::Split).0.to_string(), "무오");
    }
}
