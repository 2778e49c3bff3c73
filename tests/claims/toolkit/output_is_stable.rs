//! The same contract gives the same bytes: for every order of modules, in every place and language in which the program
//! runs, and through `registry.json` and back.

use bookshop::BookshopContract;
use contract_emit::Sources;
use contract_kit::{
    build::{Contract, build},
    registry::Registry,
};
use tests::output::outputs;

#[test]
fn output_is_independent_of_the_order_of_modules() {
    fn shuffled<C: Contract>() {
        let first = contract_emit::emit(&C::registry().unwrap(), &Sources::default()).unwrap();
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..8 {
            let mut modules = C::modules();
            random.shuffle(&mut modules);
            let (registry, ()) = build::<C, ()>(modules, |_| ()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
            assert_eq!(first, contract_emit::emit(&registry, &Sources::default()).unwrap());
        }
    }
    shuffled::<BookshopContract>();
    shuffled::<contracts::Heal7Contract>();
}

#[test]
fn output_is_independent_of_the_order_of_documents() {
    for mut output in outputs() {
        output.sources.documents.reverse();
        assert_eq!(contract_emit::emit(&output.registry, &output.sources).unwrap(), output.emission, "{}", output.name);
    }
}

#[test]
fn output_from_the_registry_file_is_the_same() {
    for output in outputs() {
        let text = &output.emission.file("registry.json").unwrap().contents;
        let registry = Registry::from_json(text).unwrap_or_else(|error| panic!("{}: {error}", output.name));
        assert_eq!(registry, output.registry, "{}", output.name);
        assert_eq!(contract_emit::emit(&registry, &output.sources).unwrap(), output.emission, "{}", output.name);
    }
}

#[test]
fn output_has_clean_line_endings() {
    for output in outputs() {
        for artifact in &output.emission.artifacts {
            let text = &artifact.contents;
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{} ends otherwise", artifact.path);
            assert!(!text.contains('\r'), "{} has carriage returns", artifact.path);
            assert!(
                text.lines().all(|line| line.trim_end() == line),
                "{} has spaces at the end of a line",
                artifact.path
            );
        }
    }
}
