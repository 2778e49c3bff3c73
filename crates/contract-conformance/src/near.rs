//! Names that were meant.

/// The nearest of some names as the end of a sentence; empty where none is near.
pub(crate) fn near(name: &str, known: &[&str]) -> String {
    let nearest = similar::get_close_matches(name, known, 1, 0.6);
    nearest.first().map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}
