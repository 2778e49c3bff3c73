//! The TypeScript package does what a frontend team expects: as packed by npm, on every supported version of Node, in
//! the projects of its users, and in a browser.

use std::path::Path;

use tests::node::{folder, run};

const NODE: &str = "node";

#[test]
fn the_runtime_passes_its_own_tests() {
    let folder = folder("crates/contract-emit/runtime");
    run(&folder, Path::new(NODE), &["node_modules/typescript/bin/tsc"]);
    run(&folder, Path::new(NODE), &["node_modules/vitest/vitest.mjs", "run"]);
}

#[test]
fn packed_package_passes_on_node_20_22_and_24() {
    let folder = folder("tests/package");
    run(&folder, Path::new(NODE), &["build.mjs"]);
    for compiler in ["typescript", "typescript7"] {
        run(&folder, Path::new(NODE), &[&format!("node_modules/{compiler}/bin/tsc"), "--project", "tsconfig.json"]);
    }
    let (node22, node24) = (folder.join("node_modules/node22/bin/node"), folder.join("node_modules/node24/bin/node"));
    for node in [Path::new(NODE), &node22, &node24] {
        run(&folder, node, &["node_modules/vitest/vitest.mjs", "run"]);
    }
    run(&folder, &node22, &["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.msw3.config.ts"]);
}

#[test]
fn projects_build_with_it_and_a_browser_runs_it() {
    let package = folder("tests/package");
    run(&package, Path::new(NODE), &["build.mjs"]);
    run(&package, Path::new(NODE), &["../consumers/check.mjs"]);
}
