//! `cargo xtask bench`: measurements, each with a section of its own in `docs/benchmarks.md`.

mod codegen;
mod machine;
mod measure;
mod report;
mod saju;

#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Race today's generators of TypeScript on our own OpenAPI document and GraphQL schema.
    Codegen(codegen::Arguments),
    /// Race other calculators of the Four Pillars on the same births.
    Saju(saju::Arguments),
}

/// Measures, and writes what came out.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<u8> {
    match bench {
        Bench::Codegen(arguments) => codegen::run(arguments),
        Bench::Saju(arguments) => saju::run(arguments),
    }
}
