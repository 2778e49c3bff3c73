//! `cargo xtask bench`: measurements, each with its own section in `docs/benchmarks.md`.

mod codegen;
mod compile;
mod conformance;
mod machine;
mod measure;
mod mock;
mod report;
mod running;
mod saju;
mod server;
mod wrk;

#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Race today's generators of TypeScript on our own OpenAPI document and GraphQL schema.
    Codegen(codegen::Arguments),
    /// Compile the contract and generate from it, beside an earlier revision and other toolkits.
    Compile(compile::Arguments),
    /// Test broken shops with our conformance suite and with schemathesis.
    Conformance(conformance::Arguments),
    /// Put the mock under load, beside Prism and the reference server.
    Mock(mock::Arguments),
    /// Race other calculators of the Four Pillars on the same births.
    Saju(saju::Arguments),
    /// Put the reference server under load, beside a handler that does nothing and FastAPI.
    Server(server::Arguments),
}

/// Measures, and writes the results.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<u8> {
    match bench {
        Bench::Codegen(arguments) => codegen::run(arguments),
        Bench::Compile(arguments) => compile::run(arguments),
        Bench::Conformance(arguments) => conformance::run(arguments),
        Bench::Mock(arguments) => mock::run(arguments),
        Bench::Saju(arguments) => saju::run(arguments),
        Bench::Server(arguments) => server::run(arguments),
    }
}
