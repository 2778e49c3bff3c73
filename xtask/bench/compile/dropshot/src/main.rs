//! Writes `output/openapi.json` of the library's API.

use std::{
    error::Error,
    fs::{self, File},
};

fn main() -> Result<(), Box<dyn Error>> {
    fs::create_dir_all("output")?;
    let api = library_dropshot::library_mod::stub_api_description()?;
    api.openapi("Library API", semver::Version::new(1, 0, 0)).write(&mut File::create("output/openapi.json")?)?;
    Ok(())
}
