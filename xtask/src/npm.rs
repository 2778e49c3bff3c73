//! `cargo xtask npm`: packs the program `contract` for npm, as a main package and one package for each platform.
//!
//! The sources of the packages are in `crates/contract-cli/npm`; `cli/platforms.json` lists the platforms there.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, anyhow};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{SUCCESS, steps, terminal};

/// The version of every package, which is the version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The program, as cargo names it.
const PROGRAM: &str = "contract";
/// npm is a script on Windows, which must be called by its full name.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  cargo xtask npm                    pack it as the tests do, into target/npm\n  cargo xtask npm --release          pack it to publish; building takes minutes the first time\n  cargo xtask npm --output packages  pack it into another folder\n\nOnly the program for this platform is built. To publish, run `cargo xtask npm --release` on each platform, and pass its tarball to `npm publish`; publish the main package last.\n\nExit codes: 0 packed, 1 failure, 2 wrong usage"
)]
pub(crate) struct Arguments {
    /// Optimise as for production; building takes minutes the first time.
    #[arg(long)]
    release: bool,
    /// The folder of the packages and their tarballs [default: target/npm].
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// A platform that has a package.
#[derive(Deserialize)]
struct Platform {
    /// The end of the package's name.
    name: String,
    /// The system and the processor, in Node's names.
    os: String,
    cpu: String,
    /// The C library, if the system has several.
    libc: Option<String>,
    /// The file name of the program.
    binary: String,
}

/// Builds the program, lays out the packages and packs them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<u8> {
    let sources = steps::root().join("crates/contract-cli/npm");
    let output = arguments.output.clone().unwrap_or_else(|| steps::root().join("target/npm"));
    let platforms: Vec<Platform> = read(&sources.join("cli/platforms.json"))?;
    let platform = this_one(&platforms)?;

    terminal::progress(&format!("Building {PROGRAM} for {}", platform.name));
    let program = build(arguments.release)?;
    fs::create_dir_all(&output).with_context(|| format!("cannot create {}", output.display()))?;
    // npm runs in the folder of a package.
    let output = output.canonicalize().with_context(|| format!("cannot find {}", output.display()))?;
    let manifest: Map<String, Value> = read(&sources.join("cli/package.json"))?;
    let packages = [
        main_package(&sources, &output, &manifest, &platforms)?,
        platform_package(&sources, &output, &manifest, platform, &program)?,
    ];
    for package in packages {
        let tarball = pack(&package, &output)?;
        let size = fs::metadata(&tarball).with_context(|| format!("npm did not write {}", tarball.display()))?.len();
        terminal::line(format!("{}  {}", tarball.display(), readable(size)));
    }
    Ok(SUCCESS)
}

/// The current platform.
fn this_one(platforms: &[Platform]) -> anyhow::Result<&Platform> {
    let os = match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        os => os,
    };
    let cpu = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        cpu => cpu,
    };
    let (libc, note) = if cfg!(target_env = "musl") { ("musl", " with musl") } else { ("glibc", "") };
    let fits = |platform: &&Platform| {
        platform.os == os && platform.cpu == cpu && platform.libc.as_deref().is_none_or(|needed| needed == libc)
    };
    platforms.iter().find(fits).ok_or_else(|| {
        let known: Vec<_> = platforms.iter().map(|platform| platform.name.as_str()).collect();
        anyhow!("there is no package for {os}-{cpu}{note}: platforms.json lists {}", known.join(", "))
    })
}

/// Builds the program and returns its path.
fn build(release: bool) -> anyhow::Result<PathBuf> {
    let mut command = Command::new("cargo");
    // The whole workspace, so that features agree and nothing is built twice.
    command
        .args(["build", "--quiet", "--bin", PROGRAM, "--message-format", "json-render-diagnostics", "--manifest-path"])
        .arg(steps::root().join("Cargo.toml"))
        .stderr(Stdio::inherit());
    if release {
        command.arg("--release");
    }
    steps::output(&mut command)?
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == PROGRAM)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .context("cargo does not say where the program is")
}

/// Lays out the main package, which depends on the package of each platform.
fn main_package(
    sources: &Path,
    output: &Path,
    manifest: &Map<String, Value>,
    platforms: &[Platform],
) -> anyhow::Result<PathBuf> {
    let name = name(manifest)?;
    let folder = empty_folder(output, name)?;
    copy(&sources.join("cli"), &folder)?;
    let mut manifest = manifest.clone();
    manifest.insert("version".into(), VERSION.into());
    let dependencies: Map<_, _> =
        platforms.iter().map(|platform| (format!("{name}-{}", platform.name), VERSION.into())).collect();
    manifest.insert("optionalDependencies".into(), dependencies.into());
    finish(&folder, &manifest)?;
    Ok(folder)
}

/// Lays out the package of a platform, which contains the program.
fn platform_package(
    sources: &Path,
    output: &Path,
    main: &Map<String, Value>,
    platform: &Platform,
    program: &Path,
) -> anyhow::Result<PathBuf> {
    let cli = name(main)?;
    let name = format!("{cli}-{}", platform.name);
    let folder = empty_folder(output, &name)?;
    let mut manifest = Map::from_iter([
        ("name".to_owned(), json!(name)),
        ("version".to_owned(), json!(VERSION)),
        ("description".to_owned(), json!(format!("The program `{PROGRAM}` for {}.", platform.name))),
        ("os".to_owned(), json!([platform.os])),
        ("cpu".to_owned(), json!([platform.cpu])),
        ("files".to_owned(), json!([platform.binary])),
        // A program cannot be started from an archive, in which yarn keeps packages.
        ("preferUnplugged".to_owned(), json!(true)),
    ]);
    if let Some(libc) = &platform.libc {
        manifest.insert("libc".into(), json!([libc]));
    }
    for shared in ["license", "engines", "publishConfig"] {
        if let Some(value) = main.get(shared) {
            manifest.insert(shared.into(), value.clone());
        }
    }
    let readme = fs::read_to_string(sources.join("platform/README.md")).context("cannot read platform/README.md")?;
    let readme = [("package", name.as_str()), ("platform", &platform.name), ("cli", cli)]
        .iter()
        .fold(readme, |text, (key, value)| text.replace(&format!("{{{{{key}}}}}"), value));
    write(&folder.join("README.md"), readme)?;
    let copied = folder.join(&platform.binary);
    fs::copy(program, &copied).with_context(|| format!("cannot copy {}", program.display()))?;
    strip(&copied);
    finish(&folder, &manifest)?;
    Ok(folder)
}

/// Removes the debug information, which is half of a development build. Windows keeps it in a separate file.
fn strip(program: &Path) {
    let stripped = cfg!(windows) || Command::new("strip").arg(program).status().is_ok_and(|status| status.success());
    if !stripped {
        terminal::note("`strip` is not installed: the package of a development build is twice as large without it");
    }
}

/// Writes the files of every package: its manifest and the licence.
fn finish(folder: &Path, manifest: &Map<String, Value>) -> anyhow::Result<()> {
    write(&folder.join("package.json"), format!("{:#}\n", Value::Object(manifest.clone())))?;
    fs::copy(steps::root().join("LICENSE"), folder.join("LICENSE")).context("cannot copy LICENSE")?;
    Ok(())
}

/// Packs a package and returns the path of the tarball.
fn pack(folder: &Path, output: &Path) -> anyhow::Result<PathBuf> {
    terminal::progress(&format!("Packing {}", folder.display()));
    let mut command = Command::new(NPM);
    command.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(output).current_dir(folder);
    let printed = steps::output(&mut command)?;
    let file = printed.lines().last().context("npm does not say which file it has written")?;
    Ok(output.join(file.trim()))
}

/// The name in a manifest.
fn name(manifest: &Map<String, Value>) -> anyhow::Result<&str> {
    manifest.get("name").and_then(Value::as_str).context("cli/package.json has no name")
}

/// An empty folder with npm's name for the tarball: `@a/b` becomes `a-b`.
fn empty_folder(output: &Path, package: &str) -> anyhow::Result<PathBuf> {
    let folder = output.join(package.trim_start_matches('@').replace('/', "-"));
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// Copies the files of a folder and its subfolders.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    Ok(())
}

fn read<T: for<'a> Deserialize<'a>>(file: &Path) -> anyhow::Result<T> {
    let shown = file.display();
    let file = File::open(file).with_context(|| format!("cannot read {shown}"))?;
    serde_json::from_reader(file).with_context(|| format!("{shown} has a mistake"))
}

fn write(file: &Path, text: String) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// `16109338` as `15.4 MiB`.
fn readable(bytes: u64) -> String {
    let kib = bytes / 1024;
    if kib < 1024 { format!("{kib} KiB") } else { format!("{}.{} MiB", kib / 1024, kib % 1024 * 10 / 1024) }
}
