//! Nothing: the bench compiles what this depends on.
