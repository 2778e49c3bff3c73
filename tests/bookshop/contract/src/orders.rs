//! Orders, and the channels on which they are followed.

use contract_kit::prelude::*;

use super::{
    Envelope,
    catalogue::BookId,
    problem::{OrderNotFound, OutOfStock},
};

/// Identifies an order.
#[contract]
pub struct OrderId(pub Uuid);

/// One line of an order.
#[contract(object, input)]
pub struct LineInput {
    /// The id of the book.
    pub book_id: BookId,
    /// How many copies.
    #[contract(range(1..=99), example = 2)]
    pub copies: i32,
    /// Whether to wrap it.
    pub gift: Option<bool>,
}

/// A new order.
#[contract(input)]
pub struct NewOrder {
    /// The books to send.
    #[contract(items(1..=50))]
    pub lines: Vec<LineInput>,
    /// Where to send it.
    pub address: Address,
}

/// Where things are sent.
#[contract(object, input)]
pub struct Address {
    /// Street and number.
    #[contract(length(1..=120), example = "세종대로 110")]
    pub street: String,
    /// Town.
    #[contract(length(1..=60), example = "서울")]
    pub town: String,
}

/// An order.
#[contract(object)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The books that are sent.
    pub lines: Vec<LineInput>,
    /// Where it is sent.
    pub address: Address,
    /// When it was placed.
    pub placed_at: DateTime,
    /// How it is paid.
    pub payment: Option<Payment>,
}

/// How an order is paid.
#[contract(object, tag = "method", since = "1.2")]
pub enum Payment {
    /// With a card, at once.
    Card {
        /// The money has arrived.
        settled: True,
        /// The last digits of the card.
        #[contract(length(4..=4), pattern = "^[0-9]*$", message = "Write four digits.", example = "4242")]
        digits: String,
    },
    /// By a bank transfer.
    #[contract(rename = "transfer")]
    BankTransfer {
        /// The money has not arrived.
        settled: False,
        /// The last day for it to arrive.
        due_on: LocalDate,
    },
}

/// An event in the life of an order.
#[contract(object)]
pub enum OrderEvent {
    /// It was placed.
    Placed {
        /// The order.
        order: Order,
    },
    /// It is on its way.
    Shipped {
        /// The id of the order.
        order_id: OrderId,
        /// Where to follow the parcel.
        tracking: Option<Uri>,
    },
    /// It has arrived.
    Arrived {
        /// The id of the order.
        order_id: OrderId,
    },
}

/// A message of a customer to the help desk.
#[contract]
pub enum DeskRequest {
    /// A question.
    Ask {
        /// The customer's own number for it.
        #[contract(length(1..=36), example = "q-1")]
        id: Option<String>,
        /// The question.
        #[contract(length(1..=2000), example = "Where is my order?")]
        text: String,
    },
    /// Still there?
    Ping,
}

/// A message of the help desk to a customer.
#[contract]
pub enum DeskReply {
    /// An answer.
    Answer {
        /// The customer's own number for the question.
        #[contract(example = "q-1")]
        id: Option<String>,
        /// The answer.
        #[contract(example = "On its way.")]
        text: String,
    },
    /// Still there.
    Pong,
}

/// A customer who signs in.
#[contract]
pub struct Customer {
    /// The name.
    #[contract(length(1..=40), pattern = "^[a-z]+$", message = "Write a name in lower-case letters.", example = "ada")]
    pub name: String,
}

/// The session of a customer.
#[contract]
pub struct Session {
    /// The token that speaks for the customer.
    #[contract(example = "of:ada")]
    pub token: String,
}

/// Orders.
#[module]
pub trait Orders {
    /// Sign in.
    ///
    /// Begins a session. The shop takes everybody at their word.
    #[post("/session", auth = Public, session(begins, access = "/data/token"))]
    fn sign_in(body: Customer) -> Envelope<Session>;

    /// Sign out.
    ///
    /// Ends the session.
    #[delete("/session", session(ends))]
    fn sign_out();

    /// Place an order.
    ///
    /// The books are set aside at once.
    #[post(
        "/orders",
        errors(OutOfStock),
        idempotency_key = Required,
        causes(OrderEvents("placed"), OrderEventsSubscription("placed"))
    )]
    fn place_order(body: NewOrder) -> Created<Envelope<Order>>;

    /// One order.
    ///
    /// Only the customer's own.
    #[get("/orders/{id}", errors(OrderNotFound))]
    fn get_order(
        /// The id of the order.
        id: OrderId,
    ) -> Envelope<Order>;

    /// Cancel an order.
    ///
    /// Only as long as it has not been shipped.
    #[delete("/orders/{id}", errors(OrderNotFound))]
    fn cancel_order(
        /// The id of the order.
        id: OrderId,
    );

    /// Talk to the help desk.
    #[websocket("/desk")]
    fn desk(client: DeskRequest) -> DeskReply;

    /// A question to the help desk.
    #[receive(answers("answer"))]
    fn ask(message: DeskRequestAsk);

    /// A sign of life.
    #[receive(answers("pong"))]
    fn ping(message: DeskRequestPing);

    /// How one order comes along.
    #[sse("/orders/{id}/events", errors(OrderNotFound))]
    fn order_events(
        /// The id of the order.
        id: OrderId,
    ) -> OrderEvent;

    /// Place an order.
    #[mutation(errors(OutOfStock), causes(OrderEvents("placed"), OrderEventsSubscription("placed")))]
    fn place_order(
        /// The order.
        input: NewOrder,
    ) -> Order;

    /// How one order comes along.
    #[subscription(errors(OrderNotFound))]
    fn order_events(
        /// The id of the order.
        id: OrderId,
    ) -> OrderEvent;
}
