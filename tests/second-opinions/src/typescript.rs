//! ts-rs: its declarations and ours are two modules, and a third that compiles when each pair is one type.

use std::{collections::BTreeSet, fs, path::Path};

use crate::contracts::Subject;

/// The flags a careful frontend team sets.
const TSCONFIG: &str = r#"{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true, "verbatimModuleSyntax": true, "target": "es2022", "module": "nodenext",
    "noEmit": true, "rootDir": "src" }, "include": ["src"] }"#;

// Identity alone lets TypeScript 5 pass `a?: X` for `a?: X | undefined`, assignability alone lets `any` pass.
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
    let emission = emit::emit(&subject.registry, &emit::Sources::default())
        .unwrap_or_else(|mistakes| panic!("{}:\n{mistakes}", subject.name));
    let types = emission.file("typescript/src/types.ts").expect("the package has types");
    let source = folder.join("src");
    fs::create_dir(&source).expect("an empty folder");
    let write = |path: &Path, text: &str| fs::write(path, text).expect("a writable folder");
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    write(&folder.join("tsconfig.json"), TSCONFIG);
    write(&source.join("types.ts"), &plain(&types.contents));
    write(&source.join("derived.ts"), &declarations(subject));
    write(&source.join("proof.ts"), &proof(subject));
    subject.registry.types.len()
}

/// Our types without two refinements that ts-rs does not know: ids are branded, and an open enum keeps its words for an
/// editor by `string & {}`. To a value both are texts.
fn plain(types: &str) -> String {
    let brand = "export type Brand<T, Name extends string> = T & { readonly [brand]: Name };";
    assert!(types.contains(brand), "the emission brands ids in another way");
    types
        .replace(brand, "export type Brand<T, Name extends string> = Name extends string ? T : never;")
        .replace("declare const brand: unique symbol;\n", "")
        .replace("(string & {})", "string")
}

/// The declarations of ts-rs, under the names of the Rust types.
fn declarations(subject: &Subject) -> String {
    let mut text = String::new();
    // A contract names `Uuid` only where it uses it as it is, and ts-rs wherever a newtype holds one.
    if !subject.types.contains_key("Uuid") {
        text.push_str("export type Uuid = string;\n");
    }
    let mut generics = BTreeSet::new();
    for (name, derived) in &subject.types {
        match &derived.typescript_generic {
            Some(generic) => {
                if generics.insert(generic) {
                    text.push_str(&format!("export {generic}\n"));
                }
                text.push_str(&format!("export type {name} = {};\n", derived.typescript_name));
            }
            None => text.push_str(&format!("export type {name} = {};\n", derived.typescript)),
        }
    }
    text
}

/// One line for each type of the registry.
fn proof(subject: &Subject) -> String {
    let imports = "import type * as Ours from \"./types.js\";\nimport type * as Derived from \"./derived.js\";\n";
    let mut text = format!("{imports}{EQUAL}");
    for name in subject.registry.types.keys() {
        let rust = subject.rust_name(name);
        text.push_str(&format!("export type {name}IsEqual = Proven<Equal<Ours.{name}, Derived.{rust}>>;\n"));
    }
    text
}
