//! tsc proves that each Zod schema infers exactly the type that the package declares, and would report a difference.

use std::{fs, path::Path};

use tests::{
    judges::{accepts, judge},
    node,
    output::{Output, outputs},
};

/// The flags a careful frontend team sets.
const STRICT: &str = r#""strict": true, "noUncheckedIndexedAccess": true, "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true, "target": "es2022", "module": "nodenext", "noEmit": true, "rootDir": "src""#;

#[test]
fn the_package_compiles_under_strict_flags() {
    // In its subfolders, the compilers find the libraries that the package supports.
    let package = node::folder("tests/package");
    for output in outputs() {
        let folder = tempfile::tempdir_in(&package).unwrap();
        tests::output::write(folder.path(), &output.emission.artifacts);
        for compiler in ["typescript", "typescript7"] {
            let compiler = package.join(format!("node_modules/{compiler}/bin/tsc"));
            let project = folder.path().join("typescript");
            let arguments = [compiler.to_str().unwrap(), "--noEmit", "--isolatedDeclarations", "--project", "."];
            node::run(&project, Path::new("node"), &arguments);
        }
    }
}

#[test]
fn every_schema_infers_its_type() {
    for output in outputs() {
        let folder = project(&output);
        let proof = prove(&output, folder.path());
        let types = output.registry.types.len();
        assert_eq!(proof.matches("IsEqual = Proven<").count(), types, "a proof a type");
        accepts("typescript", &[folder.path()]);
    }
}

/// The proof must be able to fail: each small change of one property is found by both compilers.
#[test]
fn a_wrong_property_is_noticed() {
    let output = tests::output::bookshop();
    let lies = [
        ("another type", "  price: number;", "  price: string;"),
        ("a missing property", "  price: number;", ""),
        ("a property too many", "  price: number;", "  price: number; cost: number;"),
        ("optional or not", "  size?: Dimensions;", "  size: Dimensions;"),
        ("absent or undefined", "  size?: Dimensions;", "  size?: Dimensions | undefined;"),
        ("a word too many", r#""hardcover" | "paperback""#, r#""hardcover" | "softcover" | "paperback""#),
        (
            "another variant",
            "export type DeskReply = DeskReplyAnswer | DeskReplyPong;",
            "export type DeskReply = DeskReplyAnswer;",
        ),
        ("a map of other values", "counts: { [key in string]: number };", "counts: { [key in string]: string };"),
    ];
    for (what, truth, lie) in lies {
        let folder = project(&output);
        prove(&output, folder.path());
        let types = folder.path().join("src/types.ts");
        let text = fs::read_to_string(&types).unwrap();
        assert!(text.contains(truth), "{what}: the types do not contain {truth:?}");
        fs::write(&types, text.replacen(truth, lie, 1)).unwrap();
        let findings = judge("typescript", &[folder.path()]).findings;
        for compiler in ["5.9", "7.0"] {
            let found = findings.iter().any(|f| f.place.contains("proof.ts") && f.message.contains(compiler));
            assert!(found, "{what}: TypeScript {compiler} does not notice; found {findings:#?}");
        }
    }
}

/// An id is not interchangeable with a text or another id; its constructor creates it.
#[test]
fn brands_keep_ids_apart() {
    let output = tests::output::bookshop();
    let folder = project(&output);
    let write = |text: &str| {
        let head = "import { asBookId } from \"./ids.js\";\nimport type { BookId, OrderId } from \"./types.js\";\nimport { BookIdSchema } from \"./schemas.js\";\n";
        fs::write(folder.path().join("src/use.ts"), format!("{head}declare const text: string;\n{text}\n")).unwrap();
        judge("typescript", &[folder.path()]).findings.len()
    };
    assert_eq!(
        write("export const a: BookId = asBookId(text), b: BookId = BookIdSchema.parse(text), c: string = a;"),
        0
    );
    assert!(write("export const a: BookId = text;") > 0, "a text is taken for an id");
    assert!(write("export const a: OrderId = asBookId(text);") > 0, "one id is taken for another");
}

/// A TypeScript project of the package's types and schemas.
fn project(output: &Output) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    for name in ["ids", "schemas", "types"] {
        let artifact = output.emission.file(&format!("typescript/src/{name}.ts")).unwrap();
        fs::write(folder.path().join(format!("src/{name}.ts")), &artifact.contents).unwrap();
    }
    fs::write(folder.path().join("package.json"), r#"{ "type": "module" }"#).unwrap();
    let tsconfig = format!(r#"{{ "compilerOptions": {{ {STRICT} }}, "include": ["src"] }}"#);
    fs::write(folder.path().join("tsconfig.json"), tsconfig).unwrap();
    folder
}

fn prove(output: &Output, folder: &Path) -> String {
    let proof = contract_emit::typescript::proof::emit(&output.registry, "./types.js").unwrap();
    fs::write(folder.join("src").join(&proof.path), &proof.contents).unwrap();
    proof.contents
}
