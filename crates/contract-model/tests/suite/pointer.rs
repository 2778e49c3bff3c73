//! Names pass through JSON pointers unchanged.

use contract_model::pointer::{escaped, steps, unescaped};

#[test]
fn names_with_slashes_and_tildes_survive_a_pointer() {
    for (name, step) in [("plain", "plain"), ("a/b", "a~1b"), ("m~n", "m~0n"), ("~1", "~01"), ("", "")] {
        assert_eq!(escaped(name), step);
        assert_eq!(unescaped(step), name);
    }
}

#[test]
fn steps_lead_from_the_root() {
    assert_eq!(steps("").count(), 0);
    assert_eq!(steps("/data/items/3/a~1b").collect::<Vec<_>>(), ["data", "items", "3", "a/b"]);
    assert_eq!(steps("/").collect::<Vec<_>>(), [""]);
}
