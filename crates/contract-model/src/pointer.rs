//! The steps of JSON pointers, as RFC 6901 writes them.

/// Escapes a name for use as one step of a JSON pointer: `a/b` becomes `a~1b`.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Unescapes one step of a JSON pointer into its name: `a~1b` becomes `a/b`.
pub fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Returns the unescaped steps of a JSON pointer, from the root; empty for the root itself.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescaped)
}
