// Generated from the contract by `cargo xtask generate`. Do not edit.

import { type CallOptions, type Client, type Failure, type NoAnswer, type NotModified, type Success, call } from "./runtime/client/index.js";
import type * as T from "./types.js";

/** The HTTP status of each problem. */
type Statuses = {
  BAD_REQUEST: 400;
  UNSUPPORTED_VERSION: 400;
  UNAUTHENTICATED: 401;
  TOKEN_EXPIRED: 401;
  INVALID_TOKEN: 401;
  FORBIDDEN: 403;
  INSUFFICIENT_PERMISSION: 403;
  NOT_ACCEPTABLE: 406;
  IDEMPOTENCY_KEY_IN_USE: 409;
  PRECONDITION_FAILED: 412;
  PAYLOAD_TOO_LARGE: 413;
  UNSUPPORTED_MEDIA_TYPE: 415;
  VALIDATION_FAILED: 422;
  IDEMPOTENCY_KEY_REUSED: 422;
  TOO_MANY_REQUESTS: 429;
  INTERNAL_ERROR: 500;
  SERVICE_UNAVAILABLE: 503;
  MODULE_UNAVAILABLE: 503;
  TIMEOUT: 504;
  INVALID_CREDENTIALS: 401;
  ACCOUNT_DISABLED: 403;
  EMAIL_TAKEN: 409;
  INVALID_REFRESH_TOKEN: 401;
  REFRESH_TOKEN_REUSED: 401;
  SOCIAL_LOGIN_FAILED: 401;
  SOCIAL_PROVIDER_UNAVAILABLE: 503;
  EMAIL_NOT_CONFIRMED: 403;
  BIRTH_INFO_NOT_FOUND: 404;
  UNREADABLE_IMAGE: 422;
  INVALID_SOLAR_DATE: 422;
  INVALID_TIME: 422;
  INVALID_LUNAR_DATE: 422;
  LEAP_MONTH_ABSENT: 422;
  NONEXISTENT_LOCAL_TIME: 422;
  AMBIGUOUS_LOCAL_TIME: 422;
  OUT_OF_RANGE: 422;
  UNKNOWN_TIMEZONE: 422;
  INVALID_LONGITUDE: 422;
  INVALID_LATITUDE: 422;
  INVALID_GENDER: 422;
  CALCULATION_FAILED: 500;
  SAJU_RESULT_NOT_FOUND: 404;
  SHARED_RESULT_NOT_FOUND: 404;
  INTERPRETATION_NOT_FOUND: 404;
  INTERPRETATION_NOT_READY: 409;
  UNKNOWN_AI_MODEL: 422;
  AI_MODEL_UNAVAILABLE: 503;
  AI_QUOTA_EXCEEDED: 429;
  AI_MODEL_FAILED: 502;
  PLAN_NOT_FOUND: 404;
  PAYMENT_NOT_FOUND: 404;
  ALREADY_SUBSCRIBED: 409;
  PAYMENT_DECLINED: 402;
  REFUND_NOT_POSSIBLE: 409;
  INVALID_WEBHOOK_SIGNATURE: 401;
  PAYMENT_PROVIDER_UNAVAILABLE: 503;
  ROOM_NOT_FOUND: 404;
  ROOM_NOT_JOINED: 409;
};

/** An outcome for each of some problems, told apart by `status` and `error.code`. */
type Failures<Code extends keyof Statuses> = { [C in Code]: Failure<T.Problem, Statuses[C], C> }[Code];

/** The codes that are possible everywhere. */
type AlwaysCode = "BAD_REQUEST" | "UNSUPPORTED_VERSION" | "NOT_ACCEPTABLE" | "TOO_MANY_REQUESTS" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "MODULE_UNAVAILABLE" | "TIMEOUT";

/** The codes that are possible where a token is needed. */
type BearerCode = "UNAUTHENTICATED" | "TOKEN_EXPIRED" | "INVALID_TOKEN";

/** The codes that are possible where the owner is named. */
type OwnerCode = "FORBIDDEN";

/** The codes that are possible where there is a body. */
type BodyCode = "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED";

/** The codes that are possible where an idempotency key is sent. */
type KeyCode = "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_REUSED";

/** What {@link listModels} takes. */
export type ListModelsArguments = {
  query?: {
    /** The topic that the models must support. */
    type?: T.InterpretationType;
    /** The depth that the models must support. */
    depth?: T.InterpretationDepth;
    /** The state that the models must be in. */
    status?: T.ServiceState;
  };
};

/** What comes of {@link listModels}. */
export type ListModelsOutcome =
  | Success<200, T.ApiResponseOfListOfAIModelStatus>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * List the AI models.
 *
 * Without parameters, returns every model of the platform, for example to fill a form. With parameters, returns
 * the models that match all of them. The best model for most users comes first.
 *
 * `GET /ai/models`
 */
export const listModels = (client: Client, args?: ListModelsArguments, options?: CallOptions): Promise<ListModelsOutcome> =>
  call(client, { id: "listModels", method: "GET", path: "/ai/models", envelope: true }, args, options);

/** What comes of {@link listModelStatuses}. */
export type ListModelStatusesOutcome =
  | Success<200, T.ApiResponseOfListOfAIModelStatus>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * List the status of every AI model.
 *
 * Returns the same objects as `/ai/models`, sorted by id and never from a cache. Clients poll it every ten
 * seconds.
 *
 * `GET /ai/models/status`
 */
export const listModelStatuses = (client: Client, options?: CallOptions): Promise<ListModelStatusesOutcome> =>
  call(client, { id: "listModelStatuses", method: "GET", path: "/ai/models/status", envelope: true }, undefined, options);

/** What comes of {@link getAiStatus}. */
export type GetAiStatusOutcome =
  | Success<200, T.ApiResponseOfAIServiceStatus>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * Get the status of the AI service.
 *
 * Returns one state for all models together and the expected waiting time of a new request.
 *
 * `GET /ai/status`
 */
export const getAiStatus = (client: Client, options?: CallOptions): Promise<GetAiStatusOutcome> =>
  call(client, { id: "getAiStatus", method: "GET", path: "/ai/status", envelope: true }, undefined, options);

/** What {@link requestAIInterpretation} takes. */
export type RequestAIInterpretationArguments = {
  body: T.AIInterpretationInput;
};

/** What comes of {@link requestAIInterpretation}. */
export type RequestAIInterpretationOutcome =
  | Success<202, T.ApiResponseOfAIInterpretationRequest>
  | Failures<AlwaysCode | BearerCode | "INSUFFICIENT_PERMISSION" | KeyCode | BodyCode | "SAJU_RESULT_NOT_FOUND" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED">
  | NoAnswer;

/**
 * Request an interpretation.
 *
 * Accepts the request and responds before any model has started. The progress is reported on
 * `/events/interpretations/{requestId}`, on the user's WebSocket connection, and by the subscription
 * `aiInterpretationProgress`. The finished interpretation is also part of the result.
 *
 * `POST /ai/interpret`
 */
export const requestAIInterpretation = (client: Client, args: RequestAIInterpretationArguments, options?: CallOptions): Promise<RequestAIInterpretationOutcome> =>
  call(client, { id: "requestAIInterpretation", method: "POST", path: "/ai/interpret", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link chat} takes. */
export type ChatArguments = {
  body: T.AIChatInput;
};

/** What comes of {@link chat}. */
export type ChatOutcome =
  | Success<200, T.ApiResponseOfAIChatReply>
  | Failures<AlwaysCode | BearerCode | "INSUFFICIENT_PERMISSION" | KeyCode | BodyCode | "SAJU_RESULT_NOT_FOUND" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED" | "AI_MODEL_FAILED" | "ROOM_NOT_FOUND">
  | NoAnswer;

/**
 * Send a message to an AI model.
 *
 * Responds when the model's reply is complete. Each conversation has its own room. The user's other devices can
 * follow the conversation there, and the model remembers the earlier messages of the room.
 *
 * `POST /ai/chat`
 */
export const chat = (client: Client, args: ChatArguments, options?: CallOptions): Promise<ChatOutcome> =>
  call(client, { id: "chat", method: "POST", path: "/ai/chat", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link sendFeedback} takes. */
export type SendFeedbackArguments = {
  body: T.AIFeedbackInput;
};

/** What comes of {@link sendFeedback}. */
export type SendFeedbackOutcome =
  | Success<204, void>
  | Failures<Exclude<AlwaysCode, "NOT_ACCEPTABLE"> | BearerCode | BodyCode | "INTERPRETATION_NOT_FOUND">
  | NoAnswer;

/**
 * Rate an interpretation.
 *
 * A user has one rating for each interpretation; a second one replaces the first.
 *
 * `POST /ai/feedback`
 */
export const sendFeedback = (client: Client, args: SendFeedbackArguments, options?: CallOptions): Promise<SendFeedbackOutcome> =>
  call(client, { id: "sendFeedback", method: "POST", path: "/ai/feedback", auth: true, body: "json" }, args, options);

/** What {@link register} takes. */
export type RegisterArguments = {
  body: T.RegistrationInput;
};

/** What comes of {@link register}. */
export type RegisterOutcome =
  | Success<201, T.ApiResponseOfAuthSession>
  | Failures<AlwaysCode | BodyCode | "EMAIL_TAKEN">
  | NoAnswer;

/**
 * Register an account.
 *
 * Creates the account and signs the user in. A repeated call fails with 409. A password that is easy to guess
 * fails with 422 and a violation at `/password` with the code `guessable`. A confirmation message is sent to the
 * email address; `emailVerified` is false until the user confirms it.
 *
 * `POST /auth/register`
 */
export const register = (client: Client, args: RegisterArguments, options?: CallOptions): Promise<RegisterOutcome> =>
  call(client, { id: "register", method: "POST", path: "/auth/register", body: "json", envelope: true }, args, options);

/** What {@link login} takes. */
export type LoginArguments = {
  body: T.LoginCredentials;
};

/** What comes of {@link login}. */
export type LoginOutcome =
  | Success<200, T.ApiResponseOfAuthSession>
  | Failures<AlwaysCode | BodyCode | "INVALID_CREDENTIALS" | "ACCOUNT_DISABLED">
  | NoAnswer;

/**
 * Sign in with a password.
 *
 * Starts a new session; the user's sessions on other devices stay open. A wrong address and a wrong password give
 * the same problem, after the same time. After too many wrong passwords from one device or network, the next
 * attempt from there must wait, longer each time. The response is then a 429 with the waiting time in
 * `Retry-After`.
 *
 * `POST /auth/login`
 */
export const login = (client: Client, args: LoginArguments, options?: CallOptions): Promise<LoginOutcome> =>
  call(client, { id: "login", method: "POST", path: "/auth/login", body: "json", envelope: true }, args, options);

/** What {@link refreshToken} takes. */
export type RefreshTokenArguments = {
  body: T.RefreshInput;
};

/** What comes of {@link refreshToken}. */
export type RefreshTokenOutcome =
  | Success<200, T.ApiResponseOfAuthSession>
  | Failures<AlwaysCode | BodyCode | "ACCOUNT_DISABLED" | "INVALID_REFRESH_TOKEN" | "REFRESH_TOKEN_REUSED">
  | NoAnswer;

/**
 * Exchange a refresh token.
 *
 * Returns new tokens and invalidates the old refresh token. If the old token is sent again within a short grace
 * period, it gets the same response, because two tabs may refresh at once. If it is sent again later, its session
 * ends.
 *
 * `POST /auth/refresh`
 */
export const refreshToken = (client: Client, args: RefreshTokenArguments, options?: CallOptions): Promise<RefreshTokenOutcome> =>
  call(client, { id: "refreshToken", method: "POST", path: "/auth/refresh", body: "json", envelope: true }, args, options);

/** What comes of {@link logout}. */
export type LogoutOutcome =
  | Success<204, void>
  | Failures<Exclude<AlwaysCode, "NOT_ACCEPTABLE"> | BearerCode>
  | NoAnswer;

/**
 * Sign out.
 *
 * Ends the session of the access token: both its tokens become invalid, and its open channels are closed.
 *
 * `POST /auth/logout`
 */
export const logout = (client: Client, options?: CallOptions): Promise<LogoutOutcome> =>
  call(client, { id: "logout", method: "POST", path: "/auth/logout", auth: true }, undefined, options);

/** What comes of {@link getAuthProfile}. */
export type GetAuthProfileOutcome =
  | Success<200, T.ApiResponseOfAuthProfile>
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * Get the signed-in user.
 *
 * Returns the user and the user's permissions. Clients call this once at startup to check whether a stored token
 * is still valid.
 *
 * `GET /auth/profile`
 */
export const getAuthProfile = (client: Client, options?: CallOptions): Promise<GetAuthProfileOutcome> =>
  call(client, { id: "getAuthProfile", method: "GET", path: "/auth/profile", auth: true, envelope: true }, undefined, options);

/** What {@link startSocialLogin} takes. */
export type StartSocialLoginArguments = {
  path: {
    /** The sign-in provider. */
    provider: T.SocialProvider;
  };
  query?: {
    /**
     * The address that the provider redirects to; must be registered for the client.
     * @example "https://heal7.com/auth/callback"
     */
    redirectUri?: T.Uri;
  };
};

/** What comes of {@link startSocialLogin}. */
export type StartSocialLoginOutcome =
  | Success<200, T.ApiResponseOfSocialAuthorization>
  | Failures<AlwaysCode | "SOCIAL_PROVIDER_UNAVAILABLE">
  | NoAnswer;

/**
 * Start a sign-in with a provider.
 *
 * Returns the provider's page and a state; it never redirects. The client opens the page itself and keeps the
 * state, to compare it with the state that the provider sends back.
 *
 * `GET /auth/social/{provider}`
 */
export const startSocialLogin = (client: Client, args: StartSocialLoginArguments, options?: CallOptions): Promise<StartSocialLoginOutcome> =>
  call(client, { id: "startSocialLogin", method: "GET", path: "/auth/social/{provider}", envelope: true }, args, options);

/** What {@link finishSocialLogin} takes. */
export type FinishSocialLoginArguments = {
  path: {
    /** The sign-in provider. */
    provider: T.SocialProvider;
  };
  body: T.SocialLoginInput;
};

/** What comes of {@link finishSocialLogin}. */
export type FinishSocialLoginOutcome =
  | Success<200, T.ApiResponseOfAuthSession>
  | Failures<AlwaysCode | BodyCode | "ACCOUNT_DISABLED" | "EMAIL_TAKEN" | "SOCIAL_LOGIN_FAILED" | "SOCIAL_PROVIDER_UNAVAILABLE">
  | NoAnswer;

/**
 * Finish a sign-in with a provider.
 *
 * Exchanges the authorisation code for a session. The first sign-in creates the account. If the email address
 * already has an account, the call fails with 409 `EMAIL_TAKEN`: the user must sign in as before, for example with
 * the password.
 *
 * `POST /auth/social/{provider}`
 */
export const finishSocialLogin = (client: Client, args: FinishSocialLoginArguments, options?: CallOptions): Promise<FinishSocialLoginOutcome> =>
  call(client, { id: "finishSocialLogin", method: "POST", path: "/auth/social/{provider}", body: "json", envelope: true }, args, options);

/** What comes of {@link listPlans}. */
export type ListPlansOutcome =
  | Success<200, T.ApiResponseOfListOfPlan>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * List the plans on sale.
 *
 * The cheapest plan comes first. Plans that are no longer sold are not listed; they continue for their
 * subscribers.
 *
 * `GET /payments/plans`
 */
export const listPlans = (client: Client, options?: CallOptions): Promise<ListPlansOutcome> =>
  call(client, { id: "listPlans", method: "GET", path: "/payments/plans", envelope: true }, undefined, options);

/** What {@link subscribeToPlan} takes. */
export type SubscribeToPlanArguments = {
  body: T.SubscribeInput;
};

/** What comes of {@link subscribeToPlan}. */
export type SubscribeToPlanOutcome =
  | Success<201, T.ApiResponseOfPlanSubscription>
  | Failures<AlwaysCode | BearerCode | KeyCode | BodyCode | "PLAN_NOT_FOUND" | "ALREADY_SUBSCRIBED" | "PAYMENT_DECLINED" | "PAYMENT_PROVIDER_UNAVAILABLE">
  | NoAnswer;

/**
 * Subscribe to a plan.
 *
 * Confirms the payment with the provider, then gives the plan's permissions to the user; the user's next access
 * token has them. If the provider has not decided yet, the payment is `pending`, and a notification reports the
 * outcome.
 *
 * `POST /payments/subscribe`
 */
export const subscribeToPlan = (client: Client, args: SubscribeToPlanArguments, options?: CallOptions): Promise<SubscribeToPlanOutcome> =>
  call(client, { id: "subscribeToPlan", method: "POST", path: "/payments/subscribe", auth: true, body: "json", idempotencyKey: "required", envelope: true }, args, options);

/** What {@link listPayments} takes. */
export type ListPaymentsArguments = {
  query?: {
    /**
     * The page number, counted from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The maximum number of payments on a page.
     * From 1 to 100.
     * @defaultValue 20
     */
    limit?: number;
  };
};

/** What comes of {@link listPayments}. */
export type ListPaymentsOutcome =
  | Success<200, T.ApiResponseOfListOfPayment>
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * List the user's payments.
 *
 * The newest payment comes first. Failed and refunded payments are included. A page past the end is empty.
 *
 * `GET /payments/history`
 */
export const listPayments = (client: Client, args?: ListPaymentsArguments, options?: CallOptions): Promise<ListPaymentsOutcome> =>
  call(client, { id: "listPayments", method: "GET", path: "/payments/history", auth: true, envelope: true }, args, options);

/** What {@link refundPayment} takes. */
export type RefundPaymentArguments = {
  body: T.RefundInput;
};

/** What comes of {@link refundPayment}. */
export type RefundPaymentOutcome =
  | Success<200, T.ApiResponseOfPayment>
  | Failures<AlwaysCode | BearerCode | KeyCode | BodyCode | "PAYMENT_NOT_FOUND" | "REFUND_NOT_POSSIBLE" | "PAYMENT_PROVIDER_UNAVAILABLE">
  | NoAnswer;

/**
 * Refund a payment.
 *
 * Asks the provider to refund all or part of a payment. After a full refund, the subscription that the payment was
 * for ends at once.
 *
 * `POST /payments/refund`
 */
export const refundPayment = (client: Client, args: RefundPaymentArguments, options?: CallOptions): Promise<RefundPaymentOutcome> =>
  call(client, { id: "refundPayment", method: "POST", path: "/payments/refund", auth: true, body: "json", idempotencyKey: "required", envelope: true }, args, options);

/** What {@link receiveWebhook} takes. */
export type ReceiveWebhookArguments = {
  path: {
    /** The payment provider that calls. */
    provider: T.PaymentProvider;
  };
  headers?: {
    /**
     * The provider's signature of the body. A call without a signature is refused.
     * From 1 to 1024 characters.
     * @example "v1:c2lnbmF0dXJlIG9mIHRoZSBib2R5"
     */
    "Webhook-Signature"?: string;
    /**
     * The time at which the provider sent the event, in the provider's format.
     *
     * The signature covers it.
     * From 1 to 64 characters.
     * @example "2026-01-15T18:36:02+09:00"
     */
    "Webhook-Timestamp"?: string;
  };
  /** The file, at most 1000000 bytes. */
  body: Blob | BufferSource | ReadableStream<Uint8Array>;
  /** What the bytes are; a Blob says so itself. */
  contentType?: "application/json";
};

/** What comes of {@link receiveWebhook}. */
export type ReceiveWebhookOutcome =
  | Success<200, T.ApiResponseOfWebhookReceipt>
  | Failures<AlwaysCode | Exclude<BodyCode, "VALIDATION_FAILED"> | "INVALID_WEBHOOK_SIGNATURE">
  | NoAnswer;

/**
 * Receive a payment provider's webhook.
 *
 * Called by the provider, never by a client. The body has the provider's own format, which is not described here.
 * Its signature is verified over the raw bytes before the body is parsed. The same event may arrive more than
 * once.
 *
 * `POST /payments/webhooks/{provider}`
 */
export const receiveWebhook = (client: Client, args: ReceiveWebhookArguments, options?: CallOptions): Promise<ReceiveWebhookOutcome> =>
  call(client, { id: "receiveWebhook", method: "POST", path: "/payments/webhooks/{provider}", body: "bytes", envelope: true }, args, options);

/** What {@link calculateSaju} takes. */
export type CalculateSajuArguments = {
  body: T.SajuCalculationInput;
};

/** What comes of {@link calculateSaju}. */
export type CalculateSajuOutcome =
  | Success<201, T.ApiResponseOfSajuResult>
  | Failures<AlwaysCode | BearerCode | KeyCode | BodyCode | "INVALID_SOLAR_DATE" | "INVALID_TIME" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "AMBIGUOUS_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE" | "INVALID_LONGITUDE" | "INVALID_LATITUDE" | "INVALID_GENDER" | "CALCULATION_FAILED">
  | NoAnswer;

/**
 * Calculate the Four Pillars.
 *
 * Calculates the chart and its parts and saves them as a new result, even if the same input was sent before. The
 * response names the conventions that were used, and has a warning if a few minutes would have changed a pillar.
 *
 * `POST /saju/calculate`
 */
export const calculateSaju = (client: Client, args: CalculateSajuArguments, options?: CallOptions): Promise<CalculateSajuOutcome> =>
  call(client, { id: "calculateSaju", method: "POST", path: "/saju/calculate", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link getSajuResult} takes. */
export type GetSajuResultArguments = {
  path: {
    /** The id of the result. */
    id: T.SajuResultId;
  };
};

/** What comes of {@link getSajuResult}. */
export type GetSajuResultOutcome =
  | Success<200, T.ApiResponseOfSajuResult>
  | NotModified
  | Failures<AlwaysCode | BearerCode | "SAJU_RESULT_NOT_FOUND">
  | NoAnswer;

/**
 * Get a result.
 *
 * Returns the result with all its parts and the interpretations that are ready. Another user's result gives a
 * 404, like a result that does not exist.
 *
 * `GET /saju/results/{id}`
 */
export const getSajuResult = (client: Client, args: GetSajuResultArguments, options?: CallOptions): Promise<GetSajuResultOutcome> =>
  call(client, { id: "getSajuResult", method: "GET", path: "/saju/results/{id}", auth: true, envelope: true }, args, options);

/** What {@link deleteSajuResult} takes. */
export type DeleteSajuResultArguments = {
  path: {
    /** The id of the result. */
    id: T.SajuResultId;
  };
};

/** What comes of {@link deleteSajuResult}. */
export type DeleteSajuResultOutcome =
  | Success<204, void>
  | Failures<Exclude<AlwaysCode, "NOT_ACCEPTABLE"> | BearerCode | "SAJU_RESULT_NOT_FOUND">
  | NoAnswer;

/**
 * Delete a result.
 *
 * Also deletes its interpretations and its share tokens. The user's calculation history keeps an entry without the
 * result.
 *
 * `DELETE /saju/results/{id}`
 */
export const deleteSajuResult = (client: Client, args: DeleteSajuResultArguments, options?: CallOptions): Promise<DeleteSajuResultOutcome> =>
  call(client, { id: "deleteSajuResult", method: "DELETE", path: "/saju/results/{id}", auth: true }, args, options);

/** What {@link listSajuHistory} takes. */
export type ListSajuHistoryArguments = {
  query?: {
    /**
     * The page number, counted from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The maximum number of results on a page.
     * From 1 to 100.
     * @defaultValue 20
     */
    limit?: number;
    /**
     * The id of the last result that the client already has.
     *
     * `page` is then counted from the result after it, so new results do not shift the pages.
     */
    after?: T.SajuResultId;
  };
};

/** What comes of {@link listSajuHistory}. */
export type ListSajuHistoryOutcome =
  | Success<200, T.ApiResponseOfListOfSajuResult>
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * List the user's results.
 *
 * Returns whole results in pages, newest first. A page past the end is empty. `/users/calculation-history` returns
 * the history without the results.
 *
 * `GET /saju/history`
 */
export const listSajuHistory = (client: Client, args?: ListSajuHistoryArguments, options?: CallOptions): Promise<ListSajuHistoryOutcome> =>
  call(client, { id: "listSajuHistory", method: "GET", path: "/saju/history", auth: true, envelope: true }, args, options);

/** What comes of {@link listRecentSaju}. */
export type ListRecentSajuOutcome =
  | Success<200, T.ApiResponseOfListOfSajuResult>
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * List the user's last ten results.
 *
 * Returns a plain list without pages, newest first, for a dashboard that polls it every 30 seconds.
 *
 * `GET /saju/recent`
 */
export const listRecentSaju = (client: Client, options?: CallOptions): Promise<ListRecentSajuOutcome> =>
  call(client, { id: "listRecentSaju", method: "GET", path: "/saju/recent", auth: true, envelope: true }, undefined, options);

/** What {@link shareSajuResult} takes. */
export type ShareSajuResultArguments = {
  body: T.ShareInput;
};

/** What comes of {@link shareSajuResult}. */
export type ShareSajuResultOutcome =
  | Success<201, T.ApiResponseOfShareResult>
  | Failures<AlwaysCode | BearerCode | KeyCode | BodyCode | "EMAIL_NOT_CONFIRMED" | "SAJU_RESULT_NOT_FOUND">
  | NoAnswer;

/**
 * Share a result.
 *
 * Creates a token with which anyone can see the result, and sends messages if `shareType` needs them. Each call
 * creates another token, and the shared content does not change afterwards. Links are open to every user. Messages
 * need a confirmed email address and are limited each day for each sender and each recipient. Beyond the limit,
 * the call fails with 429: nothing is shared, and no message is sent.
 *
 * `POST /saju/share`
 */
export const shareSajuResult = (client: Client, args: ShareSajuResultArguments, options?: CallOptions): Promise<ShareSajuResultOutcome> =>
  call(client, { id: "shareSajuResult", method: "POST", path: "/saju/share", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link getSharedSaju} takes. */
export type GetSharedSajuArguments = {
  path: {
    /** The token of the shared result. */
    token: T.ShareToken;
  };
};

/** What comes of {@link getSharedSaju}. */
export type GetSharedSajuOutcome =
  | Success<200, T.ApiResponseOfSharedSajuResult>
  | Failures<AlwaysCode | "SHARED_RESULT_NOT_FOUND">
  | NoAnswer;

/**
 * Get a shared result.
 *
 * Anyone with the token can see the chart and its parts, but neither the birth date as it was sent nor the
 * account. An expired token gives a 404.
 *
 * `GET /saju/shared/{token}`
 */
export const getSharedSaju = (client: Client, args: GetSharedSajuArguments, options?: CallOptions): Promise<GetSharedSajuOutcome> =>
  call(client, { id: "getSharedSaju", method: "GET", path: "/saju/shared/{token}", envelope: true }, args, options);

/** What {@link getInterpretation} takes. */
export type GetInterpretationArguments = {
  path: {
    /** The id of the interpretation. */
    id: T.InterpretationId;
  };
};

/** What comes of {@link getInterpretation}. */
export type GetInterpretationOutcome =
  | Success<200, T.ApiResponseOfAIInterpretation>
  | NotModified
  | Failures<AlwaysCode | BearerCode | "INTERPRETATION_NOT_FOUND" | "INTERPRETATION_NOT_READY">
  | NoAnswer;

/**
 * Get an interpretation.
 *
 * Its id is the id of its request. While the interpretation is in progress, the call fails with 409;
 * `/events/interpretations/{requestId}` reports the progress.
 *
 * `GET /saju/interpretations/{id}`
 */
export const getInterpretation = (client: Client, args: GetInterpretationArguments, options?: CallOptions): Promise<GetInterpretationOutcome> =>
  call(client, { id: "getInterpretation", method: "GET", path: "/saju/interpretations/{id}", auth: true, envelope: true }, args, options);

/** What comes of {@link getHealth}. */
export type GetHealthOutcome =
  | Success<200, T.ApiResponseOfHealth>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * Get the health of this server.
 *
 * Responds with 200 as long as the server can respond at all; `status` has its state. Load balancers and people
 * read the same response.
 *
 * `GET /health`
 */
export const getHealth = (client: Client, options?: CallOptions): Promise<GetHealthOutcome> =>
  call(client, { id: "getHealth", method: "GET", path: "/health", envelope: true }, undefined, options);

/** What comes of {@link getProfile}. */
export type GetProfileOutcome =
  | Success<200, T.ApiResponseOfUserProfile>
  | NotModified
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * Get the user's profile.
 *
 * Returns the caller's own profile; nobody can read another user's profile.
 *
 * `GET /users/profile`
 */
export const getProfile = (client: Client, options?: CallOptions): Promise<GetProfileOutcome> =>
  call(client, { id: "getProfile", method: "GET", path: "/users/profile", auth: true, envelope: true }, undefined, options);

/** What {@link updateProfile} takes. */
export type UpdateProfileArguments = {
  headers?: {
    /**
     * The `ETag` of the profile that the change is based on.
     *
     * Without it, the last change wins.
     * From 1 to 128 characters.
     * @example "W/\"3f1c9a\""
     */
    "If-Match"?: string;
  };
  body: T.UserProfilePatch;
};

/** What comes of {@link updateProfile}. */
export type UpdateProfileOutcome =
  | Success<200, T.ApiResponseOfUserProfile>
  | Failures<AlwaysCode | BearerCode | "PRECONDITION_FAILED" | BodyCode>
  | NoAnswer;

/**
 * Update the user's profile.
 *
 * Absent properties stay unchanged, and null clears a value (RFC 7396). Returns the whole profile.
 *
 * `PATCH /users/profile`
 */
export const updateProfile = (client: Client, args: UpdateProfileArguments, options?: CallOptions): Promise<UpdateProfileOutcome> =>
  call(client, { id: "updateProfile", method: "PATCH", path: "/users/profile", auth: true, body: "json", envelope: true }, args, options);

/** What {@link uploadAvatar} takes. */
export type UploadAvatarArguments = {
  /** The file, at most 5000000 bytes. */
  body: Blob | BufferSource | ReadableStream<Uint8Array>;
  /** What the bytes are; a Blob says so itself. */
  contentType?: "image/png" | "image/jpeg" | "image/webp";
};

/** What comes of {@link uploadAvatar}. */
export type UploadAvatarOutcome =
  | Success<200, T.ApiResponseOfUserProfile>
  | Failures<AlwaysCode | BearerCode | Exclude<BodyCode, "VALIDATION_FAILED"> | "UNREADABLE_IMAGE">
  | NoAnswer;

/**
 * Set the user's picture.
 *
 * Replaces the current picture. The server crops the new one to a square and removes its metadata. Returns the
 * profile with the new `avatarUrl`.
 *
 * `PUT /users/profile/avatar`
 */
export const uploadAvatar = (client: Client, args: UploadAvatarArguments, options?: CallOptions): Promise<UploadAvatarOutcome> =>
  call(client, { id: "uploadAvatar", method: "PUT", path: "/users/profile/avatar", auth: true, body: "bytes", envelope: true }, args, options);

/** What comes of {@link getBirthInfo}. */
export type GetBirthInfoOutcome =
  | Success<200, T.ApiResponseOfBirthInfo>
  | NotModified
  | Failures<AlwaysCode | BearerCode | "BIRTH_INFO_NOT_FOUND">
  | NoAnswer;

/**
 * Get the user's birth info.
 *
 * Clients fill in the calculation form with it. Fails with 404 until the user has saved birth info.
 *
 * `GET /users/birth-info`
 */
export const getBirthInfo = (client: Client, options?: CallOptions): Promise<GetBirthInfoOutcome> =>
  call(client, { id: "getBirthInfo", method: "GET", path: "/users/birth-info", auth: true, envelope: true }, undefined, options);

/** What {@link setBirthInfo} takes. */
export type SetBirthInfoArguments = {
  headers?: {
    /**
     * The `ETag` of the birth info that the change is based on.
     *
     * Without it, the last change wins.
     * From 1 to 128 characters.
     * @example "W/\"3f1c9a\""
     */
    "If-Match"?: string;
  };
  body: T.BirthInfoInput;
};

/** What comes of {@link setBirthInfo}. */
export type SetBirthInfoOutcome =
  | Success<200, T.ApiResponseOfBirthInfo>
  | Failures<AlwaysCode | BearerCode | "PRECONDITION_FAILED" | BodyCode | "INVALID_SOLAR_DATE" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE">
  | NoAnswer;

/**
 * Set the user's birth info.
 *
 * Replaces the saved birth info and invalidates cached results. The date must exist in its calendar, and the time
 * at its place. Results that were calculated before keep the input that they were calculated from.
 *
 * `PUT /users/birth-info`
 */
export const setBirthInfo = (client: Client, args: SetBirthInfoArguments, options?: CallOptions): Promise<SetBirthInfoOutcome> =>
  call(client, { id: "setBirthInfo", method: "PUT", path: "/users/birth-info", auth: true, body: "json", envelope: true }, args, options);

/** What comes of {@link getPreferences}. */
export type GetPreferencesOutcome =
  | Success<200, T.ApiResponseOfPreferences>
  | NotModified
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * Get the user's preferences.
 *
 * A new account has the platform's defaults: the theme `nebula`, Korean, and all notifications except marketing.
 *
 * `GET /users/preferences`
 */
export const getPreferences = (client: Client, options?: CallOptions): Promise<GetPreferencesOutcome> =>
  call(client, { id: "getPreferences", method: "GET", path: "/users/preferences", auth: true, envelope: true }, undefined, options);

/** What {@link setPreferences} takes. */
export type SetPreferencesArguments = {
  headers?: {
    /**
     * The `ETag` of the preferences that the change is based on.
     *
     * Without it, the last change wins.
     * From 1 to 128 characters.
     * @example "W/\"3f1c9a\""
     */
    "If-Match"?: string;
  };
  body: T.PreferencesInput;
};

/** What comes of {@link setPreferences}. */
export type SetPreferencesOutcome =
  | Success<200, T.ApiResponseOfPreferences>
  | Failures<AlwaysCode | BearerCode | "PRECONDITION_FAILED" | BodyCode>
  | NoAnswer;

/**
 * Set the user's preferences.
 *
 * Replaces all preferences, so absent ones are removed. The user's other devices see the change when their cached
 * copy expires.
 *
 * `PUT /users/preferences`
 */
export const setPreferences = (client: Client, args: SetPreferencesArguments, options?: CallOptions): Promise<SetPreferencesOutcome> =>
  call(client, { id: "setPreferences", method: "PUT", path: "/users/preferences", auth: true, body: "json", envelope: true }, args, options);

/** What {@link listCalculationHistory} takes. */
export type ListCalculationHistoryArguments = {
  query?: {
    /**
     * The page number, counted from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The maximum number of entries on a page.
     * From 1 to 100.
     * @defaultValue 20
     */
    limit?: number;
    /**
     * The id of the last entry that the client already has.
     *
     * `page` is then counted from the entry after it, so new entries do not shift the pages.
     */
    after?: T.HistoryEntryId;
  };
};

/** What comes of {@link listCalculationHistory}. */
export type ListCalculationHistoryOutcome =
  | Success<200, T.ApiResponseOfListOfCalculationHistoryEntry>
  | Failures<AlwaysCode | BearerCode>
  | NoAnswer;

/**
 * List the user's calculation history.
 *
 * Returns a log of calculations, interpretations, shares and deletions, newest first. An entry names its result as
 * long as the result exists. A page past the end is empty.
 *
 * `GET /users/calculation-history`
 */
export const listCalculationHistory = (client: Client, args?: ListCalculationHistoryArguments, options?: CallOptions): Promise<ListCalculationHistoryOutcome> =>
  call(client, { id: "listCalculationHistory", method: "GET", path: "/users/calculation-history", auth: true, envelope: true }, args, options);
