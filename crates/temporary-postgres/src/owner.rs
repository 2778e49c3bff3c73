//! Who runs the servers: PostgreSQL and PgBouncer refuse to be root, which a test in a container often is.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::Command,
};

use crate::Error;

/// Whom root becomes, the first that there is.
const STAND_INS: [&str; 2] = ["postgres", "nobody"];

/// Who runs a server: somebody else where this is root, and whoever this is otherwise.
#[derive(Debug)]
pub(crate) struct Owner(Option<(u32, u32)>);

impl Owner {
    /// Who is to own a new folder, which is theirs from now on.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let made_by = fs::metadata(folder).map_err(|error| Error::Io("a temporary folder", error))?.uid();
        if made_by != 0 {
            return Ok(Self(None));
        }
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let owner = Self(STAND_INS.iter().find_map(|name| ids(&users, name)));
        owner.give(folder)?;
        Ok(owner)
    }

    /// Gives them a file.
    pub(crate) fn give(&self, path: &Path) -> Result<(), Error> {
        let Some((user, group)) = self.0 else { return Ok(()) };
        chown(path, Some(user), Some(group)).map_err(|error| Error::Io("a file of another user", error))
    }

    /// A command that they run, in a folder that they may be in.
    pub(crate) fn run<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command.current_dir("/")
    }
}

/// The ids of a user and their group.
fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> =
        users.lines().map(|line| line.split(':').collect()).find(|user: &Vec<&str>| user[0] == name)?;
    Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
}
