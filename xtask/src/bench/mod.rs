//! `cargo xtask bench`: measurements, each with a section of its own in `docs/benchmarks.md`.

mod codegen;
mod measure;
mod report;

#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Race today's generators of TypeScript on our own OpenAPI document and GraphQL schema.
    Codegen(codegen::Arguments),
}

/// Measures, and writes what came out.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<u8> {
    match bench {
        Bench::Codegen(arguments) => codegen::run(arguments),
    }
}
