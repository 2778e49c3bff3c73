//! The source of the toolkit's crates, which are not in a registry.

use std::{
    fs,
    path::{Component, Path, PathBuf},
    str::FromStr,
};

/// The source of the toolkit's crates.
#[derive(Debug, Clone)]
pub(crate) enum Toolkit {
    /// The folder of a checkout.
    Path(PathBuf),
    /// A repository, with an optional tag, branch or commit.
    Git { address: String, revision: Option<String> },
}

impl Toolkit {
    /// Writes the source of one of the crates as a dependency for the manifest of a workspace in this folder. A path is
    /// relative to the folder, so that both may be moved together.
    pub(crate) fn source(&self, package: &str, workspace: &Path) -> String {
        match self {
            Self::Path(folder) => {
                let path = relative(workspace, &folder.join("crates").join(package));
                format!("path = {}", quoted(&path.display().to_string()))
            }
            Self::Git { address, revision } => {
                let revision = revision.as_ref().map(|revision| format!(", rev = {}", quoted(revision)));
                format!("git = {}{}", quoted(address), revision.unwrap_or_default())
            }
        }
    }
}

impl FromStr for Toolkit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("path", folder)) => {
                let found = fs::canonicalize(folder).ok().filter(|found| is_checkout(found));
                found.map(Self::Path).ok_or_else(|| {
                    format!("`{folder}` holds no crates/contract-kit: name the folder of a checkout of the toolkit")
                })
            }
            Some(("git", address)) if !address.is_empty() => {
                let (address, revision) = match address.rsplit_once('#') {
                    Some((address, revision)) => (address, Some(revision.to_owned())),
                    None => (address, None),
                };
                Ok(Self::Git { address: address.to_owned(), revision })
            }
            _ => Err("expected `path:FOLDER` or `git:ADDRESS`, such as `path:../contracts-toolkit`".into()),
        }
    }
}

fn is_checkout(folder: &Path) -> bool {
    folder.join("crates/contract-kit/Cargo.toml").is_file()
}

/// Returns the relative path from one absolute folder to another.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}

/// Writes a TOML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_repository_may_have_a_revision() {
        let source = |place: &str| place.parse::<Toolkit>().unwrap().source("contract-kit", Path::new("/orders"));
        assert_eq!(source("git:https://example.com/t.git"), r#"git = "https://example.com/t.git""#);
        assert_eq!(source("git:https://example.com/t.git#v1"), r#"git = "https://example.com/t.git", rev = "v1""#);
    }

    #[test]
    fn a_folder_is_named_from_the_workspace() {
        let toolkit = Toolkit::Path("/work/toolkit".into());
        let from = |workspace: &str| toolkit.source("contract-kit", Path::new(workspace));
        assert_eq!(from("/work/orders"), r#"path = "../toolkit/crates/contract-kit""#);
        assert_eq!(from("/apis/shop/orders"), r#"path = "../../../work/toolkit/crates/contract-kit""#);
    }

    #[test]
    fn a_folder_without_the_crates_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let place = format!("path:{}", folder.path().display());
        let error = place.parse::<Toolkit>().unwrap_err();
        assert!(error.contains("holds no crates/contract-kit"), "{error}");
        for wrong in ["", "path", "svn:x", "git:", "/somewhere"] {
            let error = wrong.parse::<Toolkit>().unwrap_err();
            assert!(error.contains("expected `path:FOLDER` or `git:ADDRESS`"), "{wrong}: {error}");
        }
    }
}
