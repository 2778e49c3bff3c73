//! The problems of the contract for the errors of the engine: each code of the engine has one.

use ::heal7_saju::Error;
use contract_kit::problem::{Failure, ProblemType as _, RaisedBy};
use contracts::problem::{
    AmbiguousLocalTime, CalculationFailed, InvalidGender, InvalidLatitude, InvalidLongitude, InvalidLunarDate,
    InvalidSolarDate, InvalidTime, LeapMonthAbsent, NonexistentLocalTime, OutOfRange, UnknownTimezone,
};

use crate::app::results::CalculationError;

/// The problem of a calculation, for operations that declare all problems of the engine.
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

/// Returns the problem of an error of the engine when a birth is stored but not computed. The birth has passed the
/// contract's schema, and the conventions are the defaults.
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
        // These errors cannot occur: the schema has patterns and ranges, and by default the earlier of two times is
        // taken.
        Error::InvalidTime(_)
        | Error::AmbiguousLocalTime { .. }
        | Error::InvalidLongitude(_)
        | Error::InvalidLatitude(_)
        | Error::InvalidGender(_) => {
            contracts::problem::InternalError.because("the birth cannot be kept").caused_by(error).into()
        }
    }
}
