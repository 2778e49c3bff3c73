//! Scratch.
use contract_kit::registry::build::Contract;
fn main() {
    let out = std::env::args().nth(1).expect("a folder");
    match contracts::Heal7Contract::registry() {
        Ok(r) => {
            std::fs::create_dir_all(&out).expect("x");
            std::fs::write(format!("{out}/schema.graphql"), &r.graphql.as_ref().expect("g").sdl).expect("x");
            eprintln!(
                "modules {} operations {} channels {} fields {} types {} problems {}",
                r.modules.len(),
                r.operations.len(),
                r.channels.len(),
                r.graphql.as_ref().expect("g").fields.len(),
                r.types.len(),
                r.problems.len()
            );
        }
        Err(e) => eprintln!("{e}"),
    }
}
