//! The module `payments`: plans, what a person has paid, and what payment providers tell us. Money is whole won.

use contract_kit::prelude::*;

use crate::{
    auth::{GetAuthProfile, Permission},
    envelope::ApiResponse,
    problem::{
        AlreadySubscribed, InvalidWebhookSignature, PaymentDeclined, PaymentNotFound, PaymentProviderUnavailable,
        PlanNotFound, RefundNotPossible,
    },
};

/// Identifies a plan by a readable name.
#[contract(id, length(1..=40), pattern = "^[a-z][a-z0-9_]*$", message = "This is not the id of a plan.", example = "premium_monthly")]
pub struct PlanId(pub String);

/// Identifies a payment.
#[contract(example = "01936f62-4c5d-7e6f-8071-8293a4b5c6d7")]
pub struct PaymentId(pub Uuid);

/// Identifies a subscription to a plan.
#[contract(example = "01936f62-4b10-7c2d-8e3f-405162738495")]
pub struct SubscriptionId(pub Uuid);

/// Who takes the money.
#[contract]
pub enum PaymentProvider {
    /// Toss Payments.
    Toss,
    /// Nobody: every payment succeeds or fails as its key says. Not on the production server.
    Sandbox,
}

/// How often a plan is paid for.
#[contract]
pub enum BillingInterval {
    /// Once a month.
    Month,
    /// Once a year.
    Year,
    /// Once.
    Once,
}

/// How far a payment has come.
#[contract]
pub enum PaymentStatus {
    /// The provider has not decided yet.
    Pending,
    /// The money has been taken.
    Paid,
    /// The provider declined it.
    Failed,
    /// Part of the money has been given back.
    PartiallyRefunded,
    /// All of the money has been given back.
    Refunded,
}

/// How a subscription stands.
#[contract]
pub enum SubscriptionStatus {
    /// It is paid for.
    Active,
    /// The last payment is under way or has failed.
    PastDue,
    /// It ends with the period that is paid for.
    Canceled,
}

/// Something that a person can subscribe to.
#[contract]
pub struct Plan {
    /// Which plan.
    pub id: PlanId,
    /// What it is called.
    #[contract(length(1..=80), example = "프리미엄 월간")]
    pub name: String,
    /// What it is, in a sentence or two.
    #[contract(length(1..=500), example = "모든 AI 모델의 심층 해석을 매일 이용할 수 있습니다.")]
    pub description: String,
    /// The price of one interval, in whole won.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub price: i32,
    /// How often it is paid for.
    pub interval: BillingInterval,
    /// What it offers, in the person's language.
    #[contract(items(..=20), example = vec!["AI 심층 해석 하루 20회".to_owned(), "AI 상담 채팅".to_owned()])]
    pub features: Vec<String>,
    /// What it allows its subscribers to do.
    #[contract(example = vec![Permission::AiInterpret, Permission::AiChat, Permission::AiComprehensive])]
    pub permissions: Vec<Permission>,
    /// How many interpretations a day it allows for.
    #[contract(range(0..), example = 20)]
    pub daily_interpretations: i32,
}

/// A subscription to take out.
#[contract]
pub struct SubscribeInput {
    /// Which plan.
    pub plan_id: PlanId,
    /// Who takes the money.
    pub provider: PaymentProvider,
    /// What the provider's own form answered for this payment.
    #[contract(length(1..=200), example = "tgen_20260115093600AbCd1")]
    pub payment_key: String,
    /// The price that the person saw, in whole won; the plan's own must be the same.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub amount: i32,
}

/// A person's subscription to a plan.
#[contract]
pub struct PlanSubscription {
    /// Which subscription.
    pub id: SubscriptionId,
    /// To which plan.
    pub plan_id: PlanId,
    /// How it stands.
    pub status: SubscriptionStatus,
    /// When the period that is paid for began.
    #[contract(example = "2026-01-15T09:36:00Z")]
    pub period_start: DateTime,
    /// When the period that is paid for ends.
    #[contract(example = "2026-02-15T09:36:00Z")]
    pub period_end: DateTime,
    /// The last payment for it.
    pub payment: Payment,
}

/// A payment.
#[contract]
pub struct Payment {
    /// Which payment.
    pub id: PaymentId,
    /// For which plan.
    pub plan_id: PlanId,
    /// What it is called on the person's statement.
    #[contract(length(1..=100), example = "HEAL7 프리미엄 월간")]
    pub order_name: String,
    /// In whole won.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub amount: i32,
    /// How much of it has been given back, in whole won.
    #[contract(range(0..=100_000_000), example = 0)]
    pub refunded_amount: i32,
    /// How far it has come.
    #[contract(example = PaymentStatus::Paid)]
    pub status: PaymentStatus,
    /// Who took the money.
    pub provider: PaymentProvider,
    /// The provider's receipt.
    #[contract(example = "https://dashboard.tosspayments.com/receipt/tgen_20260115093600AbCd1")]
    pub receipt_url: Option<Uri>,
    /// When it was asked for.
    #[contract(example = "2026-01-15T09:36:00Z")]
    pub created_at: DateTime,
    /// When the money was taken.
    #[contract(example = "2026-01-15T09:36:02Z")]
    pub paid_at: Option<DateTime>,
}

/// Money to give back.
#[contract]
pub struct RefundInput {
    /// Of which payment.
    pub payment_id: PaymentId,
    /// How much, in whole won; all that is left where it is absent.
    #[contract(range(1..=100_000_000), example = 9_900)]
    pub amount: Option<i32>,
    /// Why.
    #[contract(length(1..=200), example = "단순 변심")]
    pub reason: String,
}

/// What a payment provider gets for telling us something.
#[contract]
pub struct WebhookReceipt {
    /// Always true; what cannot be taken is a problem.
    pub received: True,
}

/// Plans, what a person has paid, and what payment providers tell us.
#[module]
pub trait Payments {
    /// The plans that are sold.
    ///
    /// Cheapest first. Plans that are no longer sold go on for those who have them and are not listed.
    #[get("/payments/plans", auth = Public)]
    fn list_plans() -> ApiResponse<Vec<Plan>>;

    /// Subscribe to a plan.
    ///
    /// Confirms the payment with the provider, then gives the person the plan's permissions; their next token has
    /// them. A payment that the provider is still deciding about is answered as `pending`, and its outcome is notified.
    #[post(
        "/payments/subscribe",
        errors(PlanNotFound, AlreadySubscribed, PaymentDeclined, PaymentProviderUnavailable),
        idempotency_key = Required,
        rate = "payment",
        invalidates(ListPayments, GetAuthProfile)
    )]
    fn subscribe_to_plan(body: SubscribeInput) -> Created<ApiResponse<PlanSubscription>>;

    /// What the person has paid, newest first.
    ///
    /// With payments that failed and those that were given back. A page past the end is empty.
    #[get("/payments/history")]
    fn list_payments(
        /// Which page, from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The most payments a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
    ) -> ApiResponse<Vec<Payment>>;

    /// Give money back.
    ///
    /// Asks the provider to give back all or part of a payment. When all of it has been given back, the subscription
    /// it paid for ends at once.
    #[post(
        "/payments/refund",
        errors(PaymentNotFound, RefundNotPossible, PaymentProviderUnavailable),
        idempotency_key = Required,
        rate = "payment",
        invalidates(ListPayments, GetAuthProfile)
    )]
    fn refund_payment(body: RefundInput) -> ApiResponse<Payment>;

    /// What a payment provider tells us.
    ///
    /// Called by the provider, never by a client. The body is the provider's own and is not described here: its bytes
    /// are checked against the signature before they are read. The same event may come more than once.
    #[post(
        "/payments/webhooks/{provider}",
        auth = Public,
        bytes("application/json", 1_000_000),
        errors(InvalidWebhookSignature),
        rate = "webhook"
    )]
    fn receive_webhook(
        /// Which provider calls.
        provider: PaymentProvider,
        /// The signature of the body, as the provider makes it; without one the call is refused.
        #[header("Webhook-Signature")]
        #[contract(length(1..=1024), example = "v1:c2lnbmF0dXJlIG9mIHRoZSBib2R5")]
        signature: Option<String>,
        /// When the provider sent it, as the provider writes it; part of what is signed.
        #[header("Webhook-Timestamp")]
        #[contract(length(1..=64), example = "2026-01-15T18:36:02+09:00")]
        timestamp: Option<String>,
        body: File,
    ) -> ApiResponse<WebhookReceipt>;
}
