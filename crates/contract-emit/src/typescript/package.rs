//! The package's own files: `package.json`, `tsconfig.json`, the licence and the changelog.

use contract_model::{
    diagnostic::{Diagnostic, Diagnostics, Place},
    registry::Registry,
};
use serde_json::{Map, Value, json};

use crate::{Artifact, Sources, graphql::documents::Documents};

/// Emits these files.
///
/// # Errors
/// When the changelog does not know the version of the contract.
pub(super) fn emit(
    registry: &Registry,
    documents: Option<&Documents>,
    sources: &Sources,
) -> Result<Vec<Artifact>, Diagnostics> {
    let mut artifacts = vec![manifest(registry), Artifact::json("typescript/tsconfig.json", &compiler())];
    if let Some(documents) = documents {
        artifacts.push(Artifact::new("typescript/graphql/schema.graphql", &documents.sdl));
        artifacts.push(Artifact::new("typescript/graphql/introspection.json", documents.introspection.to_string()));
    }
    if let Some(license) = &sources.license {
        artifacts.push(Artifact::new("typescript/LICENSE", license));
    }
    if let Some(changelog) = &sources.changelog {
        let version = &registry.info.version;
        if !changelog.text.lines().any(|line| line.trim_start_matches('#').split_whitespace().next() == Some(version)) {
            let mut mistake =
                Diagnostic::error("changelog", &changelog.path, format!("it does not say what {version} brings"))
                    .help(format!("write a heading `## {version}` and below it what changes for those who upgrade"));
            mistake.place = Some(Place { file: changelog.path.clone(), line: 1, column: 1 });
            return Err(Diagnostics(vec![mistake]));
        }
        artifacts.push(Artifact::new("typescript/CHANGELOG.md", &changelog.text));
    }
    Ok(artifacts)
}

/// The files that npm packs besides `package.json`, the readme and the licence.
const FILES: &[&str] = &["dist", "src", "graphql", "CHANGELOG.md", "MIGRATING.md"];

/// The versions with which every package is built and tested.
const BUILT_WITH: &[(&str, &str)] = &[
    ("@tanstack/react-query", "5.108.0"),
    ("@types/react", "19.3.0"),
    ("msw", "2.15.0"),
    ("react", "19.3.1"),
    ("typescript", "5.9.3"),
    ("zod", "4.6.7"),
];
/// The versions for a package with GraphQL documents.
const GRAPHQL_BUILT_WITH: &[(&str, &str)] = &[
    ("@apollo/client", "4.3.8"),
    ("@graphql-typed-document-node/core", "3.2.0"),
    ("graphql", "16.15.0"),
    ("rxjs", "7.8.2"),
];
/// The versions for a package with channels.
const CHANNELS_BUILT_WITH: &[(&str, &str)] = &[("eventsource-parser", "3.1.1"), ("partysocket", "1.3.0")];

fn manifest(registry: &Registry) -> Artifact {
    let info = &registry.info;
    let has_graphql = registry.graphql.is_some();
    let has_channels = !registry.channels.is_empty();
    let mut dependencies = Map::new();
    if has_graphql {
        dependencies.insert("@graphql-typed-document-node/core".into(), "^3.2.0".into());
    }
    if has_channels {
        dependencies.insert("eventsource-parser".into(), "^3.1.0 || ^4.0.0".into());
        dependencies.insert("partysocket".into(), "^1.2.0".into());
    }
    let mut peers = vec![("@tanstack/react-query", ">=5.89"), ("msw", "^2.10 || ^3"), ("zod", ">=4.6")];
    if has_graphql {
        peers.extend([("@apollo/client", "^4"), ("graphql", "^16.8 || ^17")]);
    }
    peers.sort_unstable();
    let optional: Map<_, _> = peers.iter().map(|(name, _)| ((*name).to_owned(), json!({ "optional": true }))).collect();
    let peers: Map<_, _> = peers.into_iter().map(|(name, range)| (name.to_owned(), Value::from(range))).collect();
    let mut built_with = BUILT_WITH.to_vec();
    built_with.extend_from_slice(if has_graphql { GRAPHQL_BUILT_WITH } else { &[] });
    built_with.extend_from_slice(if has_channels { CHANNELS_BUILT_WITH } else { &[] });
    built_with.sort_unstable();
    let built_with: Map<_, _> =
        built_with.into_iter().map(|(name, version)| (name.to_owned(), Value::from(version))).collect();
    let manifest = json!({
        "name": info.package,
        "version": info.version,
        "description": format!("Client, types, schemas and mocks of the {}.", info.title),
        "license": info.license,
        "homepage": info.contact.url,
        "type": "module",
        "sideEffects": false,
        "engines": { "node": ">=20.19" },
        "files": FILES.iter().filter(|file| has_graphql || **file != "graphql").collect::<Vec<_>>(),
        "exports": exports(has_graphql, has_channels),
        "scripts": { "build": "tsc --project tsconfig.json", "prepack": "npm run build" },
        "dependencies": dependencies,
        "peerDependencies": peers,
        "peerDependenciesMeta": optional,
        "devDependencies": built_with,
    });
    Artifact::json("typescript/package.json", &manifest)
}

/// Returns the sub-paths, each with its types first.
fn exports(has_graphql: bool, has_channels: bool) -> Value {
    let entry = |file: &str| json!({ "types": format!("./dist/{file}.d.ts"), "default": format!("./dist/{file}.js") });
    let mut exports = Map::from_iter([
        (".".to_owned(), entry("index")),
        ("./schemas".into(), entry("schemas")),
        ("./schemas/objects".into(), entry("schemas/objects")),
        (
            "./validation".into(),
            json!({
                "types": "./dist/validation/index.d.ts",
                "production": "./dist/validation/production.js",
                "default": "./dist/validation/index.js",
            }),
        ),
        ("./validation/always".into(), entry("validation/always")),
        ("./query".into(), entry("query")),
        ("./msw".into(), entry("msw/index")),
    ]);
    if has_channels {
        exports.insert("./realtime".into(), entry("realtime"));
    }
    if has_graphql {
        exports.insert("./graphql".into(), entry("graphql/index"));
        exports.insert("./graphql/apollo".into(), entry("graphql/apollo"));
        for file in ["introspection.json", "schema.graphql"] {
            exports.insert(format!("./graphql/{file}"), format!("./graphql/{file}").into());
        }
    }
    exports.insert("./package.json".into(), "./package.json".into());
    exports.into()
}

/// Returns the compiler options: the strictest ones, so that the package works under any others.
fn compiler() -> Value {
    json!({
        "compilerOptions": {
            "target": "es2022",
            "module": "nodenext",
            "lib": ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
            "types": [],
            "rootDir": "src",
            "outDir": "dist",
            "strict": true,
            "noUncheckedIndexedAccess": true,
            "exactOptionalPropertyTypes": true,
            "noImplicitOverride": true,
            "noPropertyAccessFromIndexSignature": true,
            "noFallthroughCasesInSwitch": true,
            "verbatimModuleSyntax": true,
            "erasableSyntaxOnly": true,
            "declaration": true,
            "declarationMap": true,
            "sourceMap": true,
            "skipLibCheck": true,
        },
        "include": ["src"],
    })
}
