//! scratch
fn main() {
    use contract_kit::registry::build::Contract;
    let out = std::env::args().nth(1).unwrap();
    match tests::bookshop::BookshopContract::registry() {
        Ok(r) => {
            let t = std::time::Instant::now();
            let e = emit::emit(&r).unwrap();
            eprintln!("{:?}", t.elapsed());
            for a in e.artifacts {
                let p = std::path::Path::new(&out).join(&a.path);
                std::fs::create_dir_all(p.parent().unwrap()).unwrap();
                std::fs::write(p, a.contents).unwrap();
            }
            std::fs::write(
                std::path::Path::new(&out).join("typescript/src/proof.ts"),
                emit::typescript::proof::emit(&r, "./types.js").unwrap().contents,
            )
            .unwrap();
        }
        Err(e) => eprintln!("{e}"),
    }
}
