//! The steps of JSON pointers, as RFC 6901 writes them.

/// A name as one step of a JSON pointer: `a/b` is `a~1b`.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name for which a step of a JSON pointer stands: `a~1b` is `a/b`.
pub fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The names to which a JSON pointer leads, from the root; none for the root itself.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescaped)
}
