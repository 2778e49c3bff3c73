//! scratch
fn main() {
    use contract_kit::registry::build::Contract;
    match tests::bookshop::BookshopContract::registry() { Ok(r) => println!("{}\n{}", serde_json::to_string_pretty(&r).unwrap(), r.graphql.unwrap().sdl), Err(e) => eprintln!("{e}") }
}
