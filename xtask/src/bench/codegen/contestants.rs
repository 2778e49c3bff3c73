//! The contestants: each generator, its command, and the files that it must write.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};
use serde_json::Value;

/// The folder of the bench for all output; from there, imports find the bench's packages.
pub(super) const OUTPUT: &str = "dist";

/// One generator, configured by the file next to its package.
pub(super) struct Contestant {
    /// The name of its folder below [`OUTPUT`].
    pub id: &'static str,
    /// The title, with its version and its output.
    pub name: String,
    /// The folder of its TypeScript, relative to its own folder.
    pub sources: &'static str,
    /// Its program, relative to the folder of the bench.
    pub program: PathBuf,
    pub arguments: Vec<String>,
    /// The files that it must write, relative to its folder; it may write more.
    pub writes: &'static [&'static str],
}

impl Contestant {
    /// The command that generates once, run in the folder of the bench.
    pub(super) fn command(&self, bench: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(bench).env("NO_COLOR", "1");
        command
    }

    /// The folder of its output.
    pub(super) fn output(&self, bench: &Path) -> PathBuf {
        bench.join(OUTPUT).join(self.id)
    }

    /// Fails if a file is missing: a generator may report success and write nothing.
    pub(super) fn check(&self, bench: &Path) -> anyhow::Result<()> {
        for file in self.writes {
            let is_written = fs::metadata(self.output(bench).join(file)).is_ok_and(|file| file.len() > 0);
            if !is_written {
                bail!("it ended well and wrote no {file}");
            }
        }
        Ok(())
    }
}

/// Our generator, built for release; the others read the documents that it writes.
pub(super) fn ours() -> anyhow::Result<Contestant> {
    let this = std::env::current_exe().context("this program cannot tell where it is")?;
    let target = this.ancestors().nth(2).context("this program stands in no target folder")?;
    let program = target.join("release").join(this.file_name().context("this program has no name")?);
    Ok(Contestant {
        id: "ours",
        name: "HEAL7 contracts: everything".into(),
        sources: "typescript/src",
        program,
        arguments: ["generate", "--output", "dist/ours"].map(str::to_owned).to_vec(),
        writes: &["openapi/openapi.json", "graphql/schema.graphql", "typescript/src/index.ts"],
    })
}

/// Today's generators, at the versions of the bench's package.
pub(super) fn others(bench: &Path) -> anyhow::Result<Vec<Contestant>> {
    let versions = versions(bench)?;
    let peer = |id, package: &str, makes, program: &str, arguments: &[&str], writes| Contestant {
        id,
        name: format!("{package} {}: {makes}", versions[package].as_str().unwrap_or("of unknown version")),
        sources: "",
        program: node(bench),
        arguments: [&[&*format!("node_modules/.bin/{program}")], arguments]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect(),
        writes,
    };
    Ok(vec![
        peer(
            "openapi-typescript",
            "openapi-typescript",
            "types",
            "openapi-typescript",
            &["dist/ours/openapi/openapi.json", "--output", "dist/openapi-typescript/schema.ts"],
            &["schema.ts"],
        ),
        peer("orval-zod", "orval", "zod", "orval", &["--config", "orval-zod.config.mjs"], &["schemas.ts"]),
        peer(
            "orval-query",
            "orval",
            "query, msw",
            "orval",
            &["--config", "orval-query.config.mjs"],
            &["client.ts", "client.msw.ts"],
        ),
        peer(
            "hey-api",
            "@hey-api/openapi-ts",
            "types, sdk, zod, query",
            "openapi-ts",
            &["--file", "hey-api.config.mjs"],
            &["types.gen.ts", "sdk.gen.ts", "zod.gen.ts", "@tanstack/react-query.gen.ts", "client/client.gen.ts"],
        ),
        peer(
            "graphql-codegen",
            "@graphql-codegen/client-preset",
            "documents",
            "graphql-codegen",
            &["--config", "graphql-codegen.config.mjs"],
            &["graphql.ts", "gql.ts"],
        ),
    ])
}

/// The Node that runs the others: also a package, because some of them need a newer one than the project.
pub(super) fn node(bench: &Path) -> PathBuf {
    bench.join("node_modules/.bin/node")
}

/// The version of each package of the bench.
pub(super) fn versions(bench: &Path) -> anyhow::Result<Value> {
    let text = fs::read(bench.join("package.json")).context("the bench has no package.json")?;
    let mut manifest: Value = serde_json::from_slice(&text).context("the bench's package.json is no JSON")?;
    Ok(manifest["devDependencies"].take())
}
