//! Numbers as they are sent: `1.0`, `1e2` and `-0` are integers to JSON Schema and to JavaScript, but not to serde.

use serde_json::Value;

/// The largest integer up to which a double holds every integer exactly.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// Rewrites every number without a fraction as an integer, at any depth.
///
/// Callers apply it after validation and before serde or GraphQL, so that all three read numbers alike. A field of type
/// `f64` accepts an integer too, so no schema is needed to know where to apply it.
pub fn make_canonical(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(float) =
                number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() <= MAX_SAFE)
            {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "whole and within the range of i64, as just checked"
                )]
                let whole = float as i64;
                *value = Value::from(whole);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_canonical),
        Value::Object(properties) => properties.values_mut().for_each(make_canonical),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    #[test]
    fn whole_numbers_lose_their_fraction_and_others_keep_it() {
        let mut value: Value =
            from_str(r#"[1.0, 1e2, -0, -0.0, 1.5, {"a": 3.0}, 1e300, 9007199254740993.0]"#).expect("JSON");
        make_canonical(&mut value);
        assert_eq!(to_string(&value).expect("JSON"), r#"[1,100,0,0,1.5,{"a":3},1e+300,9007199254740992.0]"#);
    }
}
