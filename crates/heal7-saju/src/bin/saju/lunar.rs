//! `saju lunar`: conversion of a solar date to a lunar one, and back.

use heal7_saju::{CalendarDate, Error, LAST_PUBLISHED_LUNAR_YEAR, LunarDate, lunar_to_solar, solar_to_lunar};
use jiff::civil::Date;
use serde::Serialize;

use crate::{arguments::LunarArguments, terminal::print};

pub(crate) fn run(arguments: &LunarArguments) -> anyhow::Result<()> {
    let (solar, lunar) = dates(arguments)?;
    if arguments.json {
        let dates = Dates { solar_date: solar, lunar_date: lunar.into() };
        return print(&(serde_json::to_string_pretty(&dates)? + "\n"));
    }
    let LunarDate { year, month, is_leap_month, day } = lunar;
    let leap = if is_leap_month { "윤" } else { "" };
    let mut text = format!("양력 solar  {solar}\n음력 lunar  {lunar}  음력 {year}년 {leap}{month}월 {day}일\n");
    if year > LAST_PUBLISHED_LUNAR_YEAR {
        text += "2050년 이후의 음력은 예측입니다. The lunar calendar after 2050 is a forecast.\n";
    }
    print(&text)
}

fn dates(arguments: &LunarArguments) -> Result<(Date, LunarDate), Error> {
    let date = CalendarDate::parse(&arguments.date);
    if arguments.from_lunar {
        let no_date = || Error::InvalidLunarDate(arguments.date.clone());
        let CalendarDate { year, month, day } = date.ok_or_else(no_date)?;
        let lunar = LunarDate { year, month, is_leap_month: arguments.leap, day };
        return Ok((lunar_to_solar(lunar)?, lunar));
    }
    let solar = date.and_then(CalendarDate::gregorian);
    let solar = solar.ok_or_else(|| Error::InvalidSolarDate(arguments.date.clone()))?;
    Ok((solar, solar_to_lunar(solar)?))
}

/// A day in both calendars, in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dates {
    solar_date: Date,
    lunar_date: crate::json::LunarDate,
}
