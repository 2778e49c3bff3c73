//! Reading and writing the generated files.

use std::{collections::BTreeMap, fs, io, io::Write, path::Path};

use anyhow::Context;

/// What a package manager or a compiler makes inside the generated package; it is not ours.
const FOREIGN: [&str; 2] = ["node_modules", "dist"];

/// Every file below `folder`, by its path with slashes; nothing when the folder is not there.
pub(super) fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries = match fs::read_dir(&next) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if FOREIGN.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                open.push(path);
                continue;
            }
            let below = path.strip_prefix(folder).expect("read_dir stays below its folder");
            let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(name.join("/"), fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Writes a file at once or not at all.
pub(crate) fn write(folder: &Path, path: &str, contents: &str) -> anyhow::Result<()> {
    let target = folder.join(path);
    let parent = target.parent().expect("a file stands in a folder");
    let write = || -> io::Result<()> {
        fs::create_dir_all(parent)?;
        let mut file = tempfile::Builder::new().permissions(permissions()).tempfile_in(parent)?;
        file.write_all(contents.as_bytes())?;
        file.persist(&target).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", target.display()))
}

/// Removes a file, and the folders that it leaves empty.
pub(crate) fn remove(folder: &Path, path: &str) -> anyhow::Result<()> {
    let target = folder.join(path);
    fs::remove_file(&target).with_context(|| format!("cannot remove {}", target.display()))?;
    let mut parent = target.parent();
    while let Some(empty) = parent.filter(|parent| *parent != folder) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        parent = empty.parent();
    }
    Ok(())
}

/// What an ordinary new file may; a temporary one is private otherwise.
#[cfg(unix)]
fn permissions() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o644)
}

#[cfg(not(unix))]
fn permissions() -> fs::Permissions {
    fs::metadata(".").expect("the current folder is there").permissions()
}
