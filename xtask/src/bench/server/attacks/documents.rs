//! GraphQL documents that are small but expensive to execute.

use std::fmt::Write as _;

/// Lists nested in lists, as an argument.
pub(super) fn nested_values() -> String {
    const DEPTH: usize = 1359;
    format!("{{x(a:{}{})}}", "[".repeat(DEPTH), "]".repeat(DEPTH))
}

/// Fragments that each use the next one; the first is unused.
pub(super) fn fragment_chain() -> String {
    const LENGTH: usize = 4731;
    let mut document = "{__typename}".to_owned();
    for number in 0..LENGTH {
        _ = write!(document, "fragment F{number} on Query{{...F{}}}", number + 1);
    }
    document + &format!("fragment F{LENGTH} on Query{{__typename}}")
}

/// Fragments that each use the next one twice.
pub(super) fn fragment_doubling() -> String {
    const LENGTH: usize = 30;
    let mut document = "{...F0}".to_owned();
    for number in 0..LENGTH {
        let next = number + 1;
        _ = write!(document, "fragment F{number} on Query{{...F{next} ...F{next}}}");
    }
    document + &format!("fragment F{LENGTH} on Query{{__typename}}")
}

/// Variables that nothing uses.
pub(super) fn unused_variables() -> String {
    const MANY: usize = 20_000;
    let declared: Vec<_> = (0..MANY).map(|number| format!("$v{number}:Int")).collect();
    format!("query Q({}){{__typename}}", declared.join(","))
}

/// The schema with many aliases.
pub(super) fn schema_aliases() -> String {
    const MANY: usize = 100;
    let asked = "{types{name kind description fields{name description args{name description type{name}} type{name \
                 ofType{name}}} inputFields{name} enumValues{name} possibleTypes{name}}}";
    (0..MANY).fold("{".to_owned(), |document, number| document + &format!("s{number}:__schema{asked}")) + "}"
}
