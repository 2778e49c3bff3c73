//! Why there is no chart, in the problems of the contract: each code of the engine is one of them.

use ::heal7_saju::Error;
use contract_kit::problem::{Failure, ProblemType as _, RaisedBy};
use contracts::problem::{
    AmbiguousLocalTime, CalculationFailed, InvalidGender, InvalidLatitude, InvalidLongitude, InvalidLunarDate,
    InvalidSolarDate, InvalidTime, LeapMonthAbsent, NonexistentLocalTime, OutOfRange, UnknownTimezone,
};

use crate::app::results::CalculationError;

/// The problem of a calculation, for whatever declares all those of the engine.
impl<D> From<CalculationError> for Failure<D>
where
    AmbiguousLocalTime: RaisedBy<D>,
    CalculationFailed: RaisedBy<D>,
    InvalidGender: RaisedBy<D>,
    InvalidLatitude: RaisedBy<D>,
    InvalidLongitude: RaisedBy<D>,
    InvalidLunarDate: RaisedBy<D>,
    InvalidSolarDate: RaisedBy<D>,
    InvalidTime: RaisedBy<D>,
    LeapMonthAbsent: RaisedBy<D>,
    NonexistentLocalTime: RaisedBy<D>,
    OutOfRange: RaisedBy<D>,
    UnknownTimezone: RaisedBy<D>,
{
    fn from(error: CalculationError) -> Self {
        let error = match error {
            CalculationError::Store(error) => return error.into(),
            CalculationError::Chart(error) => error,
        };
        let detail = error.to_string();
        match error {
            Error::InvalidTime(_) => InvalidTime.because(detail).into(),
            Error::AmbiguousLocalTime { .. } => AmbiguousLocalTime.because(detail).into(),
            Error::InvalidLongitude(_) => InvalidLongitude.because(detail).into(),
            Error::InvalidLatitude(_) => InvalidLatitude.because(detail).into(),
            Error::InvalidGender(_) => InvalidGender.because(detail).into(),
            Error::InvalidSolarDate(_) => InvalidSolarDate.because(detail).into(),
            Error::InvalidLunarDate(_) | Error::LunarDayAbsent { .. } => InvalidLunarDate.because(detail).into(),
            Error::LeapMonthAbsent { .. } => LeapMonthAbsent.because(detail).into(),
            Error::NonexistentLocalTime { .. } => NonexistentLocalTime.because(detail).into(),
            Error::OutOfRange(_) => OutOfRange.because(detail).into(),
            Error::UnknownTimezone(_) => UnknownTimezone.because(detail).into(),
        }
    }
}

/// The problem that an error of the engine is where a birth is written down and not computed: a birth that has passed
/// the contract's schema, under the default conventions.
pub fn birth_failure_of<D>(error: Error) -> Failure<D>
where
    InvalidLunarDate: RaisedBy<D>,
    InvalidSolarDate: RaisedBy<D>,
    LeapMonthAbsent: RaisedBy<D>,
    NonexistentLocalTime: RaisedBy<D>,
    OutOfRange: RaisedBy<D>,
    UnknownTimezone: RaisedBy<D>,
{
    let detail = error.to_string();
    match error {
        Error::InvalidSolarDate(_) => InvalidSolarDate.because(detail).into(),
        Error::InvalidLunarDate(_) | Error::LunarDayAbsent { .. } => InvalidLunarDate.because(detail).into(),
        Error::LeapMonthAbsent { .. } => LeapMonthAbsent.because(detail).into(),
        Error::NonexistentLocalTime { .. } => NonexistentLocalTime.because(detail).into(),
        Error::OutOfRange(_) => OutOfRange.because(detail).into(),
        Error::UnknownTimezone(_) => UnknownTimezone.because(detail).into(),
        // The schema has patterns and ranges for these, and the default takes the earlier of two times.
        Error::InvalidTime(_)
        | Error::AmbiguousLocalTime { .. }
        | Error::InvalidLongitude(_)
        | Error::InvalidLatitude(_)
        | Error::InvalidGender(_) => {
            contracts::problem::InternalError.because("the birth cannot be kept").caused_by(error).into()
        }
    }
}
