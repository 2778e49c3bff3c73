//! An operation that raises a problem it does not declare.
use contract_kit::{operation::{Handle, Request, Outcome}, problem::ProblemType};
use bookshop::{catalogue::GetBook, problem::OrderNotFound};

struct Server;

impl Handle<GetBook> for Server {
    async fn handle(&self, _: Request<GetBook>) -> Outcome<GetBook> {
        Err(OrderNotFound.because("there is no such order"))?
    }
}

fn main() {}
