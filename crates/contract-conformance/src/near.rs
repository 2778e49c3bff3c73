//! Suggestions for wrong names.

/// The most similar of the known names as the end of a sentence; empty if none is similar.
pub(crate) fn near(name: &str, known: &[&str]) -> String {
    let nearest = similar::get_close_matches(name, known, 1, 0.6);
    nearest.first().map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}
