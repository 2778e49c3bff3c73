//! Where the crates of the toolkit come from, since no registry has them.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

/// A place of the toolkit's crates.
#[derive(Debug, Clone)]
pub(crate) enum Toolkit {
    /// The folder of a checkout.
    Path(PathBuf),
    /// A repository, at a tag, branch or commit where one is named.
    Git { address: String, revision: Option<String> },
}

impl Toolkit {
    /// A dependency on one of the crates, as it stands in a manifest.
    pub(crate) fn dependency(&self, package: &str) -> String {
        match self {
            Self::Path(folder) => {
                format!("{{ path = {} }}", quoted(&folder.join("crates").join(package).display().to_string()))
            }
            Self::Git { address, revision } => {
                let revision = revision.as_ref().map(|revision| format!(", rev = {}", quoted(revision)));
                format!("{{ git = {}{} }}", quoted(address), revision.unwrap_or_default())
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

/// A text of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_repository_may_have_a_revision() {
        let dependency = |place: &str| place.parse::<Toolkit>().unwrap().dependency("contract-kit");
        assert_eq!(dependency("git:https://example.com/t.git"), r#"{ git = "https://example.com/t.git" }"#);
        assert_eq!(
            dependency("git:https://example.com/t.git#v1"),
            r#"{ git = "https://example.com/t.git", rev = "v1" }"#
        );
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
