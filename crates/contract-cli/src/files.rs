//! Files below a folder: they are read completely, and written completely or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    io::Write,
    path::Path,
};

use anyhow::Context;
use rayon::prelude::*;

/// The folders that a package manager or a compiler creates inside the generated package; they are not generated.
const FOREIGN: [&str; 2] = ["node_modules", "dist"];
/// The permissions of a new file, before the umask.
const FILE_MODE: u32 = 0o666;
/// The permissions of a new folder, before the umask.
const FOLDER_MODE: u32 = 0o777;

/// Returns every file below `folder`, by its path with slashes; nothing where the folder does not exist.
pub fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
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

/// Creates a folder with these files, by path: all of them or none.
pub fn create(folder: &Path, files: &[(&str, &str)]) -> anyhow::Result<()> {
    let create = || -> io::Result<()> {
        // In the same parent folder, because a rename must not cross file systems.
        let parent = folder.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        let whole = tempfile::Builder::new().permissions(permissions(FOLDER_MODE)).tempdir_in(parent)?;
        let folders: BTreeSet<_> = files.iter().filter_map(|(path, _)| Path::new(path).parent()).collect();
        folders.into_iter().try_for_each(|below| fs::create_dir_all(whole.path().join(below)))?;
        files.par_iter().try_for_each(|(path, contents)| fs::write(whole.path().join(path), contents))?;
        fs::rename(whole.path(), folder)?;
        _ = whole.keep();
        Ok(())
    };
    create().with_context(|| format!("cannot make {}", folder.display()))
}

/// Writes a file completely or not at all.
pub fn write(folder: &Path, path: impl AsRef<Path>, contents: &str) -> anyhow::Result<()> {
    let target = folder.join(path);
    let parent = target.parent().expect("a file stands in a folder");
    let write = || -> io::Result<()> {
        fs::create_dir_all(parent)?;
        let mut file = tempfile::Builder::new().permissions(permissions(FILE_MODE)).tempfile_in(parent)?;
        file.write_all(contents.as_bytes())?;
        file.persist(&target).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", target.display()))
}

/// Removes a file, and the folders that it leaves empty.
pub fn remove(folder: &Path, path: &str) -> anyhow::Result<()> {
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

/// Returns the permissions of an ordinary new file or folder, to which the system applies the umask. Without them, a
/// temporary one would stay private.
#[cfg(unix)]
fn permissions(mode: u32) -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(mode)
}

#[cfg(not(unix))]
fn permissions(_mode: u32) -> fs::Permissions {
    fs::metadata(".").expect("the current folder is there").permissions()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_new_folder_is_there_with_all_its_files() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("deep/generated");
        create(&folder, &[("a.json", "{}\n"), ("b/c.ts", "export {};\n")]).unwrap();
        let found: Vec<_> = read(&folder).unwrap().into_iter().collect();
        assert_eq!(found, [("a.json".into(), b"{}\n".to_vec()), ("b/c.ts".into(), b"export {};\n".to_vec())]);
        assert_eq!(names(&place.path().join("deep")), ["generated"], "nothing else is left");
    }

    #[test]
    fn a_new_folder_is_not_there_where_a_file_cannot_be_written() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("generated");
        let error = create(&folder, &[("a.json", "{}\n"), ("a.json/b.json", "{}\n")]).unwrap_err();
        assert!(error.to_string().starts_with("cannot make "), "{error}");
        assert_eq!(names(place.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn written_files_are_readable_by_others() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let ordinary = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        fs::create_dir(place.path().join("folder")).unwrap();
        fs::write(place.path().join("file"), "").unwrap();
        let folder = place.path().join("generated");
        create(&folder, &[("a.json", "{}\n")]).unwrap();
        write(&folder, "b.json", "{}\n").unwrap();
        assert_eq!(ordinary(&folder), ordinary(&place.path().join("folder")));
        assert_eq!(ordinary(&folder.join("a.json")), ordinary(&place.path().join("file")));
        assert_eq!(ordinary(&folder.join("b.json")), ordinary(&place.path().join("file")));
    }
}
