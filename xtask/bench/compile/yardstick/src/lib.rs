//! Empty: the bench compiles its dependency.
