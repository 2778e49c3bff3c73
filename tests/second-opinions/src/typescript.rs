//! ts-rs: its declarations and ours are modules, and a third module compiles if each pair of types is equal.

use std::{collections::BTreeSet, fs, path::Path};

use contract_model::registry::Direction;

use crate::contracts::{Derived, Subject};

/// The flags of a careful frontend team.
const TSCONFIG: &str = r#"{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true, "verbatimModuleSyntax": true, "target": "es2022", "module": "nodenext",
    "noEmit": true, "rootDir": "src" }, "include": ["src"] }"#;

// Identity alone lets TypeScript 5 accept `a?: X` for `a?: X | undefined`, and assignability alone accepts `any`.
const EQUAL: &str =
    "type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Assignable<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Equal<A, B> = Identical<A, B> extends true ? Assignable<A, B> : false;
type Proven<T extends true> = T;
";

/// Writes a TypeScript project that compiles when ts-rs and the emission declare equal types, and returns the number of
/// types.
///
/// # Panics
/// When the project cannot be written.
pub fn project(subject: &Subject, folder: &Path) -> usize {
    let emission = contract_emit::emit(&subject.registry, &contract_emit::Sources::default())
        .unwrap_or_else(|mistakes| panic!("{}:\n{mistakes}", subject.name));
    let types = emission.file("typescript/src/types.ts").expect("the package has types");
    let source = folder.join("src");
    fs::create_dir(&source).expect("an empty folder");
    let write = |path: &Path, text: &str| fs::write(path, text).expect("a writable folder");
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    write(&folder.join("tsconfig.json"), TSCONFIG);
    write(&source.join("types.ts"), &plain(&types.contents));
    write(&source.join("read.ts"), &declarations(subject, |_, declaration| declaration.to_owned()));
    write(&source.join("written.ts"), &declarations(subject, with_defaults));
    write(&source.join("proof.ts"), &proof(subject));
    subject.registry.types.len()
}

/// Our types without two refinements that ts-rs does not have: ids are branded, and an open enum keeps its words for
/// editors by `string & {}`. As values, both are texts.
fn plain(types: &str) -> String {
    let brand = "export type Brand<T, Name extends string> = T & { readonly [brand]: Name };";
    assert!(types.contains(brand), "the emission brands ids in another way");
    types
        .replace(brand, "export type Brand<T, Name extends string> = Name extends string ? T : never;")
        .replace("declare const brand: unique symbol;\n", "")
        .replace("(string & {})", "string")
}

/// The declarations of ts-rs under the names of the Rust types, in one view.
fn declarations(subject: &Subject, view: impl Fn(&Derived, &str) -> String) -> String {
    let mut text = String::new();
    // A contract names `Uuid` only if it uses it directly, but ts-rs wherever a newtype contains one.
    if !subject.types.contains_key("Uuid") {
        text.push_str("export type Uuid = string;\n");
    }
    let mut generics = BTreeSet::new();
    for (name, derived) in &subject.types {
        match &derived.typescript_generic {
            Some(generic) => {
                if generics.insert(generic) {
                    text.push_str(&format!("export {}\n", view(derived, generic)));
                }
                text.push_str(&format!("export type {name} = {};\n", derived.typescript_name));
            }
            None => text.push_str(&format!("export type {name} = {};\n", view(derived, &derived.typescript))),
        }
    }
    text
}

/// The declaration of a value that is written. ts-rs declares each type as it is read, so that a property with a
/// default may be absent; schemars determines these properties.
fn with_defaults(derived: &Derived, declaration: &str) -> String {
    let properties = derived.written["properties"].as_object().into_iter().flatten();
    properties.filter(|(_, schema)| schema.get("default").is_some()).fold(declaration.to_owned(), |text, (name, _)| {
        let always = text.replace(&format!("\n{name}?:"), &format!("\n{name}:"));
        assert_ne!(text, always, "ts-rs declares `{name}` in another way");
        always
    })
}

/// One line for each type of the registry.
fn proof(subject: &Subject) -> String {
    let mut text = String::from("import type * as Ours from \"./types.js\";\n");
    text.push_str("import type * as Read from \"./read.js\";\nimport type * as Written from \"./written.js\";\n");
    text.push_str(EQUAL);
    for (name, definition) in &subject.registry.types {
        let rust = subject.rust_name(name);
        let view = match definition.direction {
            Direction::Answer => "Written",
            Direction::Request | Direction::Both => "Read",
        };
        text.push_str(&format!("export type {name}IsEqual = Proven<Equal<Ours.{name}, {view}.{rust}>>;\n"));
    }
    text
}
