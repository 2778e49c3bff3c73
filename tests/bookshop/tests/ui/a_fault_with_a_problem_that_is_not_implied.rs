//! A fault may occur at any operation, so that its problem is one that the contract implies.
use contract_axum::{Fault, Occurrence, Platform};
use contract_kit::{example::Example, exchange::{Caller, TokenFault}, problem::{Details, Failure, ProblemType as _}};
use bookshop::problem::{BookNotFound, Problem, ProblemCode};

struct Server;

impl Platform for Server {
    type Problems = ProblemCode;

    async fn authenticate(&self, _: &str) -> Result<Caller, TokenFault> {
        Err(TokenFault::Invalid)
    }

    fn problem(&self, _: &Details, _: &Occurrence<'_>) -> Problem {
        Problem::example()
    }

    fn fault(&self, _: &Fault) -> Option<Failure<ProblemCode>> {
        Some(BookNotFound.because("there is no such book").into())
    }
}

fn main() {}
