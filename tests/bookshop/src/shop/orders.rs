//! Orders, their events, and the help desk.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use contract_axum::Replay;
use contract_kit::{
    channel::{Connection, Opening, Outgoing, Receive, Sent, Serve},
    graphql::{Events, Field, Resolve, Subscribe},
    operation::{Caller, Handle, Outcome, Request},
    prelude::*,
    problem::{Failure, ProblemType as _, Raised},
};
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;

use super::{Shop, envelope};
use crate::{
    faults::Fault,
    orders::{
        CancelOrder, Desk, DeskReply, DeskRequestAsk, DeskRequestPing, GetOrder, NewOrder, Order, OrderEvent,
        OrderEvents, OrderEventsSubscription, OrderId, PlaceOrder, PlaceOrderMutation,
    },
    problem::{OrderNotFound, OutOfStock},
};

/// The question that makes the desk close the connection.
pub const GOODBYE: &str = "Goodbye";
/// The question that the desk never answers.
pub const WAIT: &str = "Wait for me";
/// A number of copies that exceeds the stock of every book.
const COPIES: i32 = 50;

/// The orders of a shop, and its desk.
pub(super) struct Orders {
    fault: Option<Fault>,
    placed: Mutex<BTreeMap<String, Placed>>,
    /// The sender to each customer at the desk, by connection.
    desk: Mutex<BTreeMap<u64, mpsc::UnboundedSender<Sent<DeskReply>>>>,
}

impl std::fmt::Debug for Orders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Orders").finish_non_exhaustive()
    }
}

struct Placed {
    customer: String,
    order: Order,
    events: Arc<Replay<OrderEvent>>,
}

impl Orders {
    pub(super) fn with_fault(fault: Option<Fault>) -> Self {
        Self { fault, placed: Mutex::default(), desk: Mutex::default() }
    }

    /// Accepts an order; with the fault `dropped_by`, without an event.
    fn place(&self, customer: String, order: NewOrder, dropped_by: Fault) -> Result<Order, Raised<OutOfStock>> {
        if order.lines.iter().any(|line| line.copies > COPIES) {
            return Err(OutOfStock.because("there are fifty at most"));
        }
        let id = OrderId(Uuid::now_v7());
        let order = Order {
            id,
            lines: order.lines,
            address: order.address,
            placed_at: DateTime(jiff::Timestamp::UNIX_EPOCH),
            payment: None,
        };
        let events = Arc::new(Replay::new(8));
        if self.fault != Some(dropped_by) {
            events.publish(OrderEvent::Placed { order: order.clone() });
        }
        let placed = Placed { customer, order: order.clone(), events };
        self.placed.lock().unwrap_or_else(PoisonError::into_inner).insert(id.0.to_string(), placed);
        Ok(order)
    }

    /// Shows an order to its customer; with the fault `open_by`, to everybody.
    fn with_order<T>(
        &self,
        caller: &Caller,
        id: OrderId,
        open_by: Fault,
        see: impl FnOnce(&Placed) -> T,
    ) -> Result<T, Raised<OrderNotFound>> {
        let placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_open = self.fault == Some(open_by);
        let own = placed.get(&id.0.to_string()).filter(|placed| is_open || placed.customer == caller.subject);
        own.map(see).ok_or_else(|| OrderNotFound.because("it is not among yours"))
    }

    fn events(&self, caller: &Caller, id: OrderId) -> Result<Arc<Replay<OrderEvent>>, Raised<OrderNotFound>> {
        self.with_order(caller, id, Fault::FeedOfAnotherIsOpen, |placed| Arc::clone(&placed.events))
    }

    fn tell(&self, connection: &Connection, reply: Sent<DeskReply>) {
        if let Some(line) = self.desk.lock().unwrap_or_else(PoisonError::into_inner).get(&connection.id) {
            // A customer who has disconnected gets no reply.
            _ = line.send(reply);
        }
    }
}

impl Shop {
    /// Ships an order.
    pub fn ship(&self, id: OrderId) {
        if let Some(placed) = self.orders.placed.lock().unwrap_or_else(PoisonError::into_inner).get(&id.0.to_string()) {
            placed.events.publish(OrderEvent::Shipped { order_id: id, tracking: None });
        }
    }
}

impl Handle<PlaceOrder> for Shop {
    async fn handle(&self, request: Request<PlaceOrder>) -> Outcome<PlaceOrder> {
        let order = self.orders.place(request.caller.subject, request.body, Fault::EventIsDropped)?;
        Ok(Created { location: format!("/orders/{}", order.id.0), body: envelope(order) })
    }
}

impl Handle<GetOrder> for Shop {
    async fn handle(&self, request: Request<GetOrder>) -> Outcome<GetOrder> {
        let (caller, id) = (&request.caller, request.parameters.id);
        let open_by = Fault::OrderOfAnotherIsReadable;
        Ok(envelope(self.orders.with_order(caller, id, open_by, |placed| placed.order.clone())?))
    }
}

impl Handle<CancelOrder> for Shop {
    async fn handle(&self, request: Request<CancelOrder>) -> Outcome<CancelOrder> {
        let id = request.parameters.id;
        self.orders.with_order(&request.caller, id, Fault::OrderOfAnotherIsCancelled, |_| ())?;
        if !self.has(Fault::DeletedIsReadable) {
            self.orders.placed.lock().unwrap_or_else(PoisonError::into_inner).remove(&id.0.to_string());
        }
        Ok(NoContent)
    }
}

impl Serve<OrderEvents> for Shop {
    async fn open(&self, opening: Opening<OrderEvents>) -> Result<Outgoing<OrderEvents>, Failure<OrderEvents>> {
        let events = self.orders.events(&opening.caller, opening.parameters.id)?;
        Ok(events.listen(opening.last_event_id.as_deref()))
    }
}

impl Serve<Desk> for Shop {
    async fn open(&self, opening: Opening<Desk>) -> Result<Outgoing<Desk>, Failure<Desk>> {
        let (line, replies) = mpsc::unbounded_channel();
        self.orders.desk.lock().unwrap_or_else(PoisonError::into_inner).insert(opening.connection.id, line);
        let replies =
            stream::unfold(replies, |mut replies| async { replies.recv().await.map(|reply| (reply, replies)) });
        Ok(replies.boxed())
    }
}

impl Receive<DeskRequestAsk> for Shop {
    async fn receive(&self, connection: &Connection, message: DeskRequestAsk) -> Result<(), Failure<DeskRequestAsk>> {
        let who = connection.subject.as_deref().unwrap_or_default();
        assert!(message.text != super::PANICS, "the desk has fallen over");
        if message.text == WAIT {
            std::future::pending::<()>().await;
        }
        let reply = match message.text.as_str() {
            GOODBYE => Sent::Close { code: 4000, reason: "closing time".into() },
            text => DeskReply::Answer { id: message.id, text: format!("{who}: {text}?") }.into(),
        };
        self.orders.tell(connection, reply);
        Ok(())
    }
}

impl Receive<DeskRequestPing> for Shop {
    async fn receive(&self, connection: &Connection, _: DeskRequestPing) -> Result<(), Failure<DeskRequestPing>> {
        self.orders.tell(connection, DeskReply::Pong {}.into());
        Ok(())
    }
}

impl Resolve<PlaceOrderMutation> for Shop {
    async fn resolve(
        &self,
        caller: Caller,
        arguments: <PlaceOrderMutation as Field>::Arguments,
    ) -> Result<Order, Failure<PlaceOrderMutation>> {
        Ok(self.orders.place(caller.subject, arguments.input, Fault::EventOfAMutationIsDropped)?)
    }
}

impl Subscribe<OrderEventsSubscription> for Shop {
    async fn subscribe(
        &self,
        caller: Caller,
        arguments: <OrderEventsSubscription as Field>::Arguments,
    ) -> Result<Events<OrderEventsSubscription>, Failure<OrderEventsSubscription>> {
        let events = self.orders.events(&caller, arguments.id)?;
        let messages = events.listen(None).filter_map(|sent| async {
            match sent {
                Sent::Message(message) | Sent::Event { message, .. } => Some(Ok(message)),
                Sent::Close { .. } => None,
            }
        });
        Ok(messages.boxed())
    }
}
