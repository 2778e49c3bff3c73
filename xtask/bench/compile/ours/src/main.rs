//! Writes every format of the library's API, among them `openapi/openapi.json`.

use std::{error::Error, fs, path::Path};

use contract_kit::build::Contract;

fn main() -> Result<(), Box<dyn Error>> {
    let registry = library::LibraryContract::registry().map_err(|mistakes| mistakes.to_string())?;
    let emission = contract_emit::emit(&registry, &contract_emit::Sources::default()).map_err(|mistakes| mistakes.to_string())?;
    for artifact in emission.artifacts {
        let path = Path::new("output").join(artifact.path);
        fs::create_dir_all(path.parent().expect("an artifact stands in the folder"))?;
        fs::write(path, artifact.contents)?;
    }
    Ok(())
}
