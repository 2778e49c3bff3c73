//! The module `payments`: plans, subscriptions, payments and webhooks of payment providers. Amounts are in whole won.

use contract_kit::prelude::*;

use crate::{
    auth::{GetAuthProfile, Permission},
    envelope::ApiResponse,
    problem::{
        AlreadySubscribed, InvalidWebhookSignature, PaymentDeclined, PaymentNotFound, PaymentProviderUnavailable,
        PlanNotFound, RefundNotPossible,
    },
};

/// The id of a plan: a readable name.
#[contract(id, length(1..=40), pattern = "^[a-z][a-z0-9_]*$", message = "This is not the id of a plan.", example = "premium_monthly")]
pub struct PlanId(pub String);

/// The id of a payment.
#[contract(example = "01936f62-4c5d-7e6f-8071-8293a4b5c6d7")]
pub struct PaymentId(pub Uuid);

/// The id of a subscription to a plan.
#[contract(example = "01936f62-4b10-7c2d-8e3f-405162738495")]
pub struct SubscriptionId(pub Uuid);

/// A payment provider.
#[contract]
pub enum PaymentProvider {
    /// Toss Payments.
    Toss,
    /// A simulation in which the payment key decides the outcome. Not available in production.
    Sandbox,
}

/// The billing interval of a plan.
#[contract]
pub enum BillingInterval {
    /// Once a month.
    Month,
    /// Once a year.
    Year,
    /// Once.
    Once,
}

/// The status of a payment.
#[contract]
pub enum PaymentStatus {
    /// The provider has not decided yet.
    Pending,
    /// The payment succeeded.
    Paid,
    /// The provider declined the payment.
    Failed,
    /// Part of the amount has been refunded.
    PartiallyRefunded,
    /// The whole amount has been refunded.
    Refunded,
}

/// The status of a subscription.
#[contract]
pub enum SubscriptionStatus {
    /// The current period is paid.
    Active,
    /// The last payment is pending or has failed.
    PastDue,
    /// The subscription ends with the paid period.
    Canceled,
}

/// A plan that users can subscribe to.
#[contract]
pub struct Plan {
    /// The id of the plan.
    pub id: PlanId,
    /// The name of the plan.
    #[contract(length(1..=80), example = "프리미엄 월간")]
    pub name: String,
    /// A description of the plan, in one or two sentences.
    #[contract(length(1..=500), example = "모든 AI 모델의 심층 해석을 매일 이용할 수 있습니다.")]
    pub description: String,
    /// The price of one billing interval, in whole won.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub price: i32,
    /// The billing interval.
    pub interval: BillingInterval,
    /// The features of the plan, in the user's language.
    #[contract(items(..=20), example = vec!["AI 심층 해석 하루 20회".to_owned(), "AI 상담 채팅".to_owned()])]
    pub features: Vec<String>,
    /// The permissions that subscribers get.
    #[contract(example = vec![Permission::AiInterpret, Permission::AiChat, Permission::AiComprehensive])]
    pub permissions: Vec<Permission>,
    /// The number of interpretations that a subscriber can request each day.
    #[contract(range(0..), example = 20)]
    pub daily_interpretations: i32,
}

/// A request to subscribe to a plan.
#[contract]
pub struct SubscribeInput {
    /// The id of the plan.
    pub plan_id: PlanId,
    /// The payment provider.
    pub provider: PaymentProvider,
    /// The payment key that the provider's form returned.
    #[contract(length(1..=200), example = "tgen_20260115093600AbCd1")]
    pub payment_key: String,
    /// The price that the user saw, in whole won; must equal the plan's price.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub amount: i32,
}

/// A user's subscription to a plan.
#[contract]
pub struct PlanSubscription {
    /// The id of the subscription.
    pub id: SubscriptionId,
    /// The id of the plan.
    pub plan_id: PlanId,
    /// The status of the subscription.
    pub status: SubscriptionStatus,
    /// The start of the paid period.
    #[contract(example = "2026-01-15T09:36:00Z")]
    pub period_start: DateTime,
    /// The end of the paid period.
    #[contract(example = "2026-02-15T09:36:00Z")]
    pub period_end: DateTime,
    /// The last payment for the subscription.
    pub payment: Payment,
}

/// A payment.
#[contract]
pub struct Payment {
    /// The id of the payment.
    pub id: PaymentId,
    /// The id of the plan that the payment is for.
    pub plan_id: PlanId,
    /// The name of the payment on the user's statement.
    #[contract(length(1..=100), example = "HEAL7 프리미엄 월간")]
    pub order_name: String,
    /// The amount, in whole won.
    #[contract(range(0..=100_000_000), example = 9_900)]
    pub amount: i32,
    /// The refunded part of the amount, in whole won.
    #[contract(range(0..=100_000_000), example = 0)]
    pub refunded_amount: i32,
    /// The status of the payment.
    #[contract(example = PaymentStatus::Paid)]
    pub status: PaymentStatus,
    /// The payment provider.
    pub provider: PaymentProvider,
    /// The address of the provider's receipt.
    #[contract(example = "https://dashboard.tosspayments.com/receipt/tgen_20260115093600AbCd1")]
    pub receipt_url: Option<Uri>,
    /// The time at which the payment was requested.
    #[contract(example = "2026-01-15T09:36:00Z")]
    pub created_at: DateTime,
    /// The time at which the payment succeeded; absent if it has not.
    #[contract(example = "2026-01-15T09:36:02Z")]
    pub paid_at: Option<DateTime>,
}

/// A request for a refund.
#[contract]
pub struct RefundInput {
    /// The id of the payment to refund.
    pub payment_id: PaymentId,
    /// The amount to refund, in whole won; by default all that is left.
    #[contract(range(1..=100_000_000), example = 9_900)]
    pub amount: Option<i32>,
    /// The reason for the refund.
    #[contract(length(1..=200), example = "단순 변심")]
    pub reason: String,
}

/// The response to a payment provider's webhook.
#[contract]
pub struct WebhookReceipt {
    /// Always true. If the webhook cannot be accepted, the response is a problem.
    pub received: True,
}

/// Plans, subscriptions, payments and webhooks of payment providers.
#[module]
pub trait Payments {
    /// List the plans on sale.
    ///
    /// The cheapest plan comes first. Plans that are no longer sold are not listed; they continue for their
    /// subscribers.
    #[get("/payments/plans", auth = Public)]
    fn list_plans() -> ApiResponse<Vec<Plan>>;

    /// Subscribe to a plan.
    ///
    /// Confirms the payment with the provider, then gives the plan's permissions to the user; the user's next access
    /// token has them. If the provider has not decided yet, the payment is `pending`, and a notification reports the
    /// outcome.
    #[post(
        "/payments/subscribe",
        errors(PlanNotFound, AlreadySubscribed, PaymentDeclined, PaymentProviderUnavailable),
        idempotency_key = Required,
        rate = "payment",
        invalidates(ListPayments, GetAuthProfile)
    )]
    fn subscribe_to_plan(body: SubscribeInput) -> Created<ApiResponse<PlanSubscription>>;

    /// List the user's payments.
    ///
    /// The newest payment comes first. Failed and refunded payments are included. A page past the end is empty.
    #[get("/payments/history")]
    fn list_payments(
        /// The page number, counted from 1.
        #[contract(range(1..), default = 1)]
        page: i32,
        /// The maximum number of payments on a page.
        #[contract(range(1..=100), default = 20)]
        limit: i32,
    ) -> ApiResponse<Vec<Payment>>;

    /// Refund a payment.
    ///
    /// Asks the provider to refund all or part of a payment. After a full refund, the subscription that the payment was
    /// for ends at once.
    #[post(
        "/payments/refund",
        errors(PaymentNotFound, RefundNotPossible, PaymentProviderUnavailable),
        idempotency_key = Required,
        rate = "payment",
        invalidates(ListPayments, GetAuthProfile)
    )]
    fn refund_payment(body: RefundInput) -> ApiResponse<Payment>;

    /// Receive a payment provider's webhook.
    ///
    /// Called by the provider, never by a client. The body has the provider's own format, which is not described here.
    /// Its signature is verified over the raw bytes before the body is parsed. The same event may arrive more than
    /// once.
    #[post(
        "/payments/webhooks/{provider}",
        auth = Public,
        bytes("application/json", 1_000_000),
        errors(InvalidWebhookSignature),
        rate = "webhook"
    )]
    fn receive_webhook(
        /// The payment provider that calls.
        provider: PaymentProvider,
        /// The provider's signature of the body. A call without a signature is refused.
        #[header("Webhook-Signature")]
        #[contract(length(1..=1024), example = "v1:c2lnbmF0dXJlIG9mIHRoZSBib2R5")]
        signature: Option<String>,
        /// The time at which the provider sent the event, in the provider's format.
        ///
        /// The signature covers it.
        #[header("Webhook-Timestamp")]
        #[contract(length(1..=64), example = "2026-01-15T18:36:02+09:00")]
        timestamp: Option<String>,
        body: File,
    ) -> ApiResponse<WebhookReceipt>;
}
