//! The user that runs the servers: PostgreSQL and PgBouncer refuse to run as root, which a test in a container often
//! does.

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

/// The users that run the servers instead of root; the first one that exists is taken.
const STAND_INS: [&str; 2] = ["postgres", "nobody"];

/// The user and group that run a server if this process runs as root; otherwise `None`, and the current user runs it.
#[derive(Debug)]
pub(crate) struct Owner(Option<(u32, u32)>);

impl Owner {
    /// Chooses the owner of a new folder, and gives the folder to them.
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

    /// Gives a file to the owner.
    pub(crate) fn give(&self, path: &Path) -> Result<(), Error> {
        let Some((user, group)) = self.0 else { return Ok(()) };
        chown(path, Some(user), Some(group)).map_err(|error| Error::Io("a file of another user", error))
    }

    /// Makes a command run as the owner, in a folder that they may enter.
    pub(crate) fn run<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command.current_dir("/")
    }
}

/// Returns the ids of a user and of their group, from the text of `/etc/passwd`.
fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> =
        users.lines().map(|line| line.split(':').collect()).find(|user: &Vec<&str>| user[0] == name)?;
    Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
}
