//! Writes `output/openapi.json` of the library's API.

use std::{error::Error, fs};

use utoipa::OpenApi;

fn main() -> Result<(), Box<dyn Error>> {
    fs::create_dir_all("output")?;
    fs::write("output/openapi.json", library_utoipa::Library::openapi().to_pretty_json()?)?;
    Ok(())
}
