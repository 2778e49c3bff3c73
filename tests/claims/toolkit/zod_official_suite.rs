//! The official test suite of JSON Schema 2020-12: for each schema, either it is refused by name with a reason, or
//! every verdict on its values is right.

use std::{collections::BTreeMap, fs, path::Path};

use contract_emit::zod;
use serde::Deserialize;
use serde_json::Value;
use tests::{
    judges::accepts,
    zod_judge::{Question, ask},
};

#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    data: Value,
    valid: bool,
}

/// Optional tests that contradict the specification: `dependencies` is not a keyword of 2020-12.
const NOT_OF_2020_12: &[&str] = &["optional/dependencies-compatibility.json"];

#[test]
fn every_verdict_is_right() {
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    let mut groups = Vec::new();
    let mut questions = Vec::new();
    for (file, group) in groups_of_the_suite() {
        let name = format!("{file}: {}", group.description);
        let text = group.schema.to_string();
        match zod::module(&text, &zod::Options::default()).and_then(|module| Ok((module, zod::expression(&text)?))) {
            Ok((module, expression)) => {
                let texts = group.tests.iter().map(|case| case.data.to_string()).collect();
                let module = module.text.contains("export const Schema:").then(|| (module.text, "Schema".to_owned()));
                questions.push(Question { expression: expression.text, module, schema: None, texts });
                groups.push((name, group));
            }
            Err(reason) => _ = refused.insert(name, reason.refusals[0].reason.clone()),
        }
    }
    let mut right = 0;
    let mut wrong = Vec::new();
    for (((name, group), question), answer) in groups.iter().zip(&questions).zip(ask(&questions)) {
        if let Some(problem) = answer.problem {
            wrong.push(format!("{name}: {problem}\n    {}", question.expression));
            continue;
        }
        for (index, case) in group.tests.iter().enumerate() {
            let by_module = answer.module.as_ref().map_or(case.valid, |verdicts| verdicts[index]);
            if answer.zod[index] == case.valid && by_module == case.valid {
                right += 1;
            } else {
                wrong.push(format!("{name}: {}\n    {}\n    {}", case.description, group.schema, question.expression));
            }
        }
    }
    println!(
        "{} schemas accepted, {} refused; {right} verdicts right, {} wrong",
        groups.len(),
        refused.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let refused: Vec<_> = refused.into_iter().map(|(name, reason)| format!("{name}\n    {reason}")).collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
        insta::assert_snapshot!("refused_of_the_official_suite", refused.join("\n"));
    });
}

/// The modules of all those schemas compile under strict flags.
#[test]
fn every_module_compiles() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("package.json"), r#"{ "type": "module" }"#).unwrap();
    fs::write(folder.path().join("tsconfig.json"), TSCONFIG).unwrap();
    let mut modules = 0;
    for (_, group) in groups_of_the_suite() {
        if let Ok(module) = zod::module(&group.schema.to_string(), &zod::Options::default()) {
            modules += 1;
            fs::write(folder.path().join(format!("src/module{modules}.ts")), module.text).unwrap();
        }
    }
    println!("{modules} modules");
    accepts("typescript", &[folder.path()]);
}

const TSCONFIG: &str = r#"{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true, "noPropertyAccessFromIndexSignature": true, "noUnusedLocals": true,
    "noUnusedParameters": true, "isolatedDeclarations": true, "declaration": true, "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true, "target": "es2022", "module": "nodenext", "noEmit": true, "rootDir": "src" },
    "include": ["src"] }"#;

/// Every group of the suite, with its file.
fn groups_of_the_suite() -> Vec<(String, Group)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("json-schema-test-suite/draft2020-12");
    let mut files = Vec::new();
    for part in ["", "optional"] {
        let entries = fs::read_dir(folder.join(part)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")));
    }
    files.sort();
    assert!(files.len() > 50, "the suite is not all there: {} files", files.len());
    let mut groups = Vec::new();
    for file in files {
        let name = file.strip_prefix(&folder).unwrap().display().to_string();
        if NOT_OF_2020_12.contains(&name.as_str()) {
            continue;
        }
        let read: Vec<Group> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        groups.extend(read.into_iter().map(|group| (name.clone(), group)));
    }
    groups
}
