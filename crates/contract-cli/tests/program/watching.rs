//! `contract generate --watch`: files follow the registry, and are not changed while it has mistakes.

use std::{fs, path::Path, process::Command};

use crate::running::Watching;

#[test]
fn files_follow_a_registry_and_stay_while_it_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, output) = (folder.path().join("registry.json"), folder.path().join("formats"));
    let bookshop = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract-model/tests/registries/bookshop.json");
    let text = fs::read_to_string(bookshop).unwrap();
    fs::write(&registry, &text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_contract"));
    command.args(["generate", "--watch", "--registry"]).arg(&registry).arg("--output").arg(&output);
    let watching = Watching::start(&mut command);
    assert_eq!(watching.until_it_watches(), "");
    let types = || fs::read_to_string(output.join("typescript/src/types.ts")).unwrap();
    assert!(types().contains("An edition of a book."));

    fs::write(&registry, text.replace("An edition of a book.", "One impression of a book.")).unwrap();
    assert_eq!(watching.until_it_watches(), "");
    assert!(types().contains("One impression of a book."));

    fs::write(&registry, "{").unwrap();
    let printed = watching.until_it_watches();
    assert!(
        printed.contains("error: cannot use") && printed.contains("the generated files stay as they were"),
        "{printed}"
    );
    assert!(types().contains("One impression of a book."));

    // As an editor saves: a new file replaces the old one.
    let saved = folder.path().join("registry.json~");
    fs::write(&saved, &text).unwrap();
    fs::rename(&saved, &registry).unwrap();
    assert_eq!(watching.until_it_watches(), "");
    assert!(types().contains("An edition of a book."));
}
