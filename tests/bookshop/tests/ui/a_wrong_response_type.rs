//! An operation that answers another type than it declares.
use contract_kit::{operation::{Handle, Request}, problem::Failure};
use bookshop::{Envelope, Page, catalogue::{Book, GetBook}};

struct Server;

impl Handle<GetBook> for Server {
    async fn handle(&self, _: Request<GetBook>) -> Result<Envelope<Page<Book>>, Failure<GetBook>> {
        unreachable!()
    }
}

fn main() {}
