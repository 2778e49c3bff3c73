//! `cargo xtask pages`: copies the assets of the server's pages into the folder that is built into the server.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
};

use anyhow::Context;
use flate2::{Compression, GzBuilder, read::GzDecoder};

use crate::{DRIFT, SUCCESS, steps, terminal};

/// The name of each file, and its path among the packages.
const ASSETS: [(&str, &str); 5] = [
    ("graphiql.css", "graphiql/graphiql.min.css"),
    ("graphiql.js", "graphiql/graphiql.min.js"),
    ("react-dom.js", "react-dom/umd/react-dom.production.min.js"),
    ("react.js", "react/umd/react.production.min.js"),
    ("scalar.js", "@scalar/api-reference/dist/browser/standalone.js"),
];

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  cargo xtask pages          after a change of crates/contract-pages/pages/package.json\n  cargo xtask pages --check  whether the files are those of the packages; exit code 4 where they are not"
)]
pub(crate) struct Arguments {
    /// Say whether the files are those of the packages, and change nothing.
    #[arg(long)]
    check: bool,
}

/// Writes the compressed files, or compares them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let folder = steps::root().join("crates/contract-pages/pages");
    steps::install(&folder)?;
    let mut stale = Vec::new();
    for (name, path) in ASSETS {
        let source = folder.join("node_modules").join(path);
        let text = fs::read(&source).with_context(|| format!("{path} is not in the packages"))?;
        let target = folder.join("assets").join(format!("{name}.gz"));
        if unpacked(&target).is_ok_and(|there| there == text) {
            continue;
        }
        stale.push(name);
        if !arguments.check {
            let packed = packed(&text).context("the file cannot be compressed")?;
            fs::write(&target, &packed).with_context(|| format!("{} cannot be written", target.display()))?;
        }
    }
    if stale.is_empty() {
        terminal::line("the pages load what the packages hold");
    } else if arguments.check {
        terminal::error(&format!("{} are not those of the packages: run `cargo xtask pages`", stale.join(", ")));
        return Ok(DRIFT);
    } else {
        terminal::line(format!("written: {}", stale.join(", ")));
    }
    Ok(SUCCESS)
}

/// The uncompressed text of a file: another library may have compressed it to different bytes.
fn unpacked(target: &Path) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    GzDecoder::new(fs::File::open(target)?).read_to_end(&mut text)?;
    Ok(text)
}

/// Compresses without a time and a name, so that the same text gives the same bytes.
fn packed(text: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packing = GzBuilder::new().write(Vec::new(), Compression::best());
    packing.write_all(text)?;
    packing.finish()
}
