//! The files of a new workspace.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::toolkit::Toolkit;

/// The path of each file, and its text with `{{placeholders}}`. A manifest has another name in the template, so that
/// cargo does not treat the template as a workspace.
const FILES: &[(&str, &str)] = &[
    (".cargo/config.toml", include_str!("template/.cargo/config.toml")),
    (".gitattributes", include_str!("template/.gitattributes")),
    (".githooks/pre-commit", include_str!("template/.githooks/pre-commit")),
    (".github/workflows/contracts.yml", include_str!("template/.github/workflows/contracts.yml")),
    (".gitignore", include_str!("template/.gitignore")),
    ("Cargo.toml", include_str!("template/Cargo.toml.in")),
    ("README.md", include_str!("template/README.md")),
    ("contracts/Cargo.toml", include_str!("template/contracts/Cargo.toml.in")),
    ("contracts/src/lib.rs", include_str!("template/contracts/src/lib.rs")),
    ("contracts/src/problem.rs", include_str!("template/contracts/src/problem.rs")),
    ("rustfmt.toml", include_str!("template/rustfmt.toml")),
    ("server/Cargo.toml", include_str!("template/server/Cargo.toml.in")),
    ("server/src/main.rs", include_str!("template/server/src/main.rs")),
    ("server/src/notes.rs", include_str!("template/server/src/notes.rs")),
    ("server/src/platform.rs", include_str!("template/server/src/platform.rs")),
    ("xtask/Cargo.toml", include_str!("template/xtask/Cargo.toml.in")),
    ("xtask/src/main.rs", include_str!("template/xtask/src/main.rs")),
];
/// The crates on which a workspace depends.
const CRATES: [&str; 3] = ["contract-axum", "contract-cli", "contract-kit"];
/// The script that git runs.
const HOOK: &str = ".githooks/pre-commit";

/// Returns the files, by path, of the workspace for a project in this absolute folder.
pub(crate) fn files(name: &str, folder: &Path, toolkit: &Toolkit) -> Vec<(&'static str, String)> {
    let mut values = vec![("name", name.to_owned()), ("title", title(name))];
    values.extend(CRATES.map(|package| (package, toolkit.source(package, folder))));
    let filled = |text: &str| {
        values.iter().fold(text.to_owned(), |text, (key, value)| text.replace(&format!("{{{{{key}}}}}"), value))
    };
    FILES.iter().map(|(path, text)| (*path, filled(text))).collect()
}

/// Returns the absolute path of a folder that does not exist yet, without symbolic links.
pub(crate) fn absolute(folder: &Path) -> io::Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    for ancestor in folder.ancestors().skip(1) {
        if let (Ok(found), Ok(rest)) = (fs::canonicalize(ancestor), folder.strip_prefix(ancestor)) {
            return Ok(found.join(rest));
        }
    }
    Ok(folder)
}

/// Makes the hook executable, on systems where files have such permissions.
pub(crate) fn make_executable(folder: &Path) -> std::io::Result<()> {
    let hook = folder.join(HOOK);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&hook)?.permissions().mode();
        // Everybody with read permission also gets execute permission.
        fs::set_permissions(&hook, fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))?;
    }
    #[cfg(not(unix))]
    fs::metadata(&hook)?;
    Ok(())
}

/// Converts `book-shop` into `Book shop`.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let (first, rest) = words.split_at(1);
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_filled() {
        let toolkit = Toolkit::Git { address: "https://example.com/toolkit.git".into(), revision: None };
        for (path, text) in files("book-shop", Path::new("/book-shop"), &toolkit) {
            assert!(!text.contains("{{") || path == ".github/workflows/contracts.yml", "{path}:\n{text}");
        }
        assert_eq!(title("book-shop"), "Book shop");
    }
}
