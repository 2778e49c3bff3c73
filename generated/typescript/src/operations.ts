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
    /** What they shall be able to interpret. */
    type?: T.InterpretationType;
    /** How deep they shall be able to go. */
    depth?: T.InterpretationDepth;
    /** How they shall be. */
    status?: T.ServiceState;
  };
};

/** What comes of {@link listModels}. */
export type ListModelsOutcome =
  | Success<200, T.ApiResponseOfListOfAIModelStatus>
  | Failures<AlwaysCode>
  | NoAnswer;

/**
 * The models that can be asked for something.
 *
 * What a form of choices is filled in with: without parameters every model of the platform, with them those that
 * can do it. The best for most people comes first.
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
 * How every model is.
 *
 * The same objects as `/ai/models` in the order of their ids, and never from a cache: a client asks for it every
 * ten seconds.
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
 * How the AI service is.
 *
 * One state for all models together, and how long a new request would wait.
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
 * Ask for an interpretation.
 *
 * Takes the request up and answers before any model has begun. How it comes along is told on
 * `/events/interpretations/{requestId}`, on the person's connection and by the subscription
 * `aiInterpretationProgress`; when it is ready it also stands in the result.
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
 * Say something to a model.
 *
 * Answers what the model says, when it has said all. The talk has a room of its own, in which the person's other
 * devices follow it, and the model remembers what was said there.
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
 * Say what an interpretation was worth.
 *
 * One opinion a person and interpretation: a second one takes the place of the first.
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
 * Makes the account and signs the person in, so that a repeat is a 409. A password that is easy to guess is a 422
 * with a violation at `/password` whose code is `guessable`. The address is confirmed by a message that is sent to
 * it; until then `emailVerified` is false.
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
 * Begins a new session beside those that the person has on other devices. A wrong address and a wrong password
 * are the same problem, and take the same time. After too many wrong passwords the next attempt from the same place
 * has to wait, each time longer: a 429 says in `Retry-After` for how long.
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
 * Answers new tokens and ends the old refresh token. A token that comes again within a short grace gets the same
 * answer, because two tabs may refresh at once; after that it ends every session that stems from it.
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
 * Ends the session that the token belongs to: its refresh token is revoked, and its open channels are closed.
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
 * Whom the token speaks for.
 *
 * Answers the person and what they may do. A client calls this once at start to find out whether a kept token is
 * still good.
 *
 * `GET /auth/profile`
 */
export const getAuthProfile = (client: Client, options?: CallOptions): Promise<GetAuthProfileOutcome> =>
  call(client, { id: "getAuthProfile", method: "GET", path: "/auth/profile", auth: true, envelope: true }, undefined, options);

/** What {@link startSocialLogin} takes. */
export type StartSocialLoginArguments = {
  path: {
    /** Who vouches for the person. */
    provider: T.SocialProvider;
  };
  query?: {
    /**
     * Where the provider shall send the person back; one of the addresses that are registered for the client.
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
 * Begin a sign-in with a provider.
 *
 * Answers the provider's page and a state, and never a redirect: the client opens the page itself and keeps the
 * state to compare it with what the provider sends back.
 *
 * `GET /auth/social/{provider}`
 */
export const startSocialLogin = (client: Client, args: StartSocialLoginArguments, options?: CallOptions): Promise<StartSocialLoginOutcome> =>
  call(client, { id: "startSocialLogin", method: "GET", path: "/auth/social/{provider}", envelope: true }, args, options);

/** What {@link finishSocialLogin} takes. */
export type FinishSocialLoginArguments = {
  path: {
    /** Who vouches for the person. */
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
 * Exchanges the authorisation code for a session. The first time it makes the account; an address that already
 * has one with a password must sign in with that.
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
 * The plans that are sold.
 *
 * Cheapest first. Plans that are no longer sold go on for those who have them and are not listed.
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
 * Confirms the payment with the provider, then gives the person the plan's permissions; their next token has
 * them. A payment that the provider is still deciding about is answered as `pending`, and its outcome is notified.
 *
 * `POST /payments/subscribe`
 */
export const subscribeToPlan = (client: Client, args: SubscribeToPlanArguments, options?: CallOptions): Promise<SubscribeToPlanOutcome> =>
  call(client, { id: "subscribeToPlan", method: "POST", path: "/payments/subscribe", auth: true, body: "json", idempotencyKey: "required", envelope: true }, args, options);

/** What {@link listPayments} takes. */
export type ListPaymentsArguments = {
  query?: {
    /**
     * Which page, from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The most payments a page.
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
 * What the person has paid, newest first.
 *
 * With payments that failed and those that were given back. A page past the end is empty.
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
 * Give money back.
 *
 * Asks the provider to give back all or part of a payment. When all of it has been given back, the subscription
 * it paid for ends at once.
 *
 * `POST /payments/refund`
 */
export const refundPayment = (client: Client, args: RefundPaymentArguments, options?: CallOptions): Promise<RefundPaymentOutcome> =>
  call(client, { id: "refundPayment", method: "POST", path: "/payments/refund", auth: true, body: "json", idempotencyKey: "required", envelope: true }, args, options);

/** What {@link receiveWebhook} takes. */
export type ReceiveWebhookArguments = {
  path: {
    /** Which provider calls. */
    provider: T.PaymentProvider;
  };
  headers?: {
    /**
     * The signature of the body, as the provider makes it; without one the call is refused.
     * From 1 to 1024 characters.
     * @example "v1:c2lnbmF0dXJlIG9mIHRoZSBib2R5"
     */
    "Webhook-Signature"?: string;
    /**
     * When the provider sent it, as the provider writes it; part of what is signed.
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
 * What a payment provider tells us.
 *
 * Called by the provider, never by a client. The body is the provider's own and is not described here: its bytes
 * are checked against the signature before they are read. The same event may come more than once.
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
 * Computes the chart and its parts and keeps them as a new result, also where the same input was sent before. The
 * answer names the conventions that were used, and warns where a few minutes would have changed a pillar.
 *
 * `POST /saju/calculate`
 */
export const calculateSaju = (client: Client, args: CalculateSajuArguments, options?: CallOptions): Promise<CalculateSajuOutcome> =>
  call(client, { id: "calculateSaju", method: "POST", path: "/saju/calculate", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link getSajuResult} takes. */
export type GetSajuResultArguments = {
  path: {
    /** Which result. */
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
 * One result.
 *
 * With all its parts and the interpretations that are ready. Another person's result is a 404, as one that does
 * not exist.
 *
 * `GET /saju/results/{id}`
 */
export const getSajuResult = (client: Client, args: GetSajuResultArguments, options?: CallOptions): Promise<GetSajuResultOutcome> =>
  call(client, { id: "getSajuResult", method: "GET", path: "/saju/results/{id}", auth: true, envelope: true }, args, options);

/** What {@link deleteSajuResult} takes. */
export type DeleteSajuResultArguments = {
  path: {
    /** Which result. */
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
 * With its interpretations and the tokens it is shared under. The log of the person keeps an entry without it.
 *
 * `DELETE /saju/results/{id}`
 */
export const deleteSajuResult = (client: Client, args: DeleteSajuResultArguments, options?: CallOptions): Promise<DeleteSajuResultOutcome> =>
  call(client, { id: "deleteSajuResult", method: "DELETE", path: "/saju/results/{id}", auth: true }, args, options);

/** What {@link listSajuHistory} takes. */
export type ListSajuHistoryArguments = {
  query?: {
    /**
     * Which page, from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The most results a page.
     * From 1 to 100.
     * @defaultValue 20
     */
    limit?: number;
    /**
     * The last result that is already here; `page` is then counted from the next one, so that new results do not
     * shift the pages.
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
 * The person's results, newest first.
 *
 * Whole results, page by page; a page past the end is empty. The log without the results is
 * `/users/calculation-history`.
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
 * The person's last ten results, newest first.
 *
 * A plain list without pages, for a dashboard that asks for it every half minute.
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
 * Makes a token under which anybody may see the result, and sends messages where the kind of sharing asks for
 * them. Each call makes another token; what they show does not change afterwards. A link is open to everybody;
 * messages need a confirmed address, and a day has a limit for each sender and each recipient: beyond it, nothing
 * is shared and nobody gets a message.
 *
 * `POST /saju/share`
 */
export const shareSajuResult = (client: Client, args: ShareSajuResultArguments, options?: CallOptions): Promise<ShareSajuResultOutcome> =>
  call(client, { id: "shareSajuResult", method: "POST", path: "/saju/share", auth: true, body: "json", idempotencyKey: "optional", envelope: true }, args, options);

/** What {@link getSharedSaju} takes. */
export type GetSharedSajuArguments = {
  path: {
    /** The token it is shared under. */
    token: T.ShareToken;
  };
};

/** What comes of {@link getSharedSaju}. */
export type GetSharedSajuOutcome =
  | Success<200, T.ApiResponseOfSharedSajuResult>
  | Failures<AlwaysCode | "SHARED_RESULT_NOT_FOUND">
  | NoAnswer;

/**
 * A shared result.
 *
 * Anybody who has the token sees the chart and its parts, and neither the birth date as it was sent nor the
 * account. A token that has ended is a 404.
 *
 * `GET /saju/shared/{token}`
 */
export const getSharedSaju = (client: Client, args: GetSharedSajuArguments, options?: CallOptions): Promise<GetSharedSajuOutcome> =>
  call(client, { id: "getSharedSaju", method: "GET", path: "/saju/shared/{token}", envelope: true }, args, options);

/** What {@link getInterpretation} takes. */
export type GetInterpretationArguments = {
  path: {
    /** Which interpretation. */
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
 * One interpretation.
 *
 * Its id is that of the request it was made for. As long as it is being made this is a 409, and
 * `/events/interpretations/{requestId}` tells how it comes along.
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
 * Whether this server is well.
 *
 * Answers 200 as long as the server can answer at all; `status` says how it is. Load balancers and people read
 * the same thing.
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
 * The person's profile.
 *
 * Always the caller's own: nobody can read another person's profile.
 *
 * `GET /users/profile`
 */
export const getProfile = (client: Client, options?: CallOptions): Promise<GetProfileOutcome> =>
  call(client, { id: "getProfile", method: "GET", path: "/users/profile", auth: true, envelope: true }, undefined, options);

/** What {@link updateProfile} takes. */
export type UpdateProfileArguments = {
  headers?: {
    /**
     * The `ETag` of the profile that the change was made on; without it the last change wins.
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
 * Change the profile.
 *
 * What is absent stays as it is, and null clears a value (RFC 7396). Answers the whole profile.
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
 * Set the person's picture.
 *
 * Replaces the picture there was; the server makes it square and strips what a camera wrote into it. Answers the
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
 * The person's birth info.
 *
 * What the calculation form is filled in with. Until the person has given it, this is a 404.
 *
 * `GET /users/birth-info`
 */
export const getBirthInfo = (client: Client, options?: CallOptions): Promise<GetBirthInfoOutcome> =>
  call(client, { id: "getBirthInfo", method: "GET", path: "/users/birth-info", auth: true, envelope: true }, undefined, options);

/** What {@link setBirthInfo} takes. */
export type SetBirthInfoArguments = {
  headers?: {
    /**
     * The `ETag` of the birth info that the change was made on; without it the last change wins.
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
 * Set the person's birth info.
 *
 * Replaces what there was and makes kept results stale. The date must exist in its calendar, and the time in its
 * place; results that were computed before keep the input they were computed from.
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
 * The person's preferences.
 *
 * A new account has the platform's defaults: nebula, Korean, and everything but marketing.
 *
 * `GET /users/preferences`
 */
export const getPreferences = (client: Client, options?: CallOptions): Promise<GetPreferencesOutcome> =>
  call(client, { id: "getPreferences", method: "GET", path: "/users/preferences", auth: true, envelope: true }, undefined, options);

/** What {@link setPreferences} takes. */
export type SetPreferencesArguments = {
  headers?: {
    /**
     * The `ETag` of the preferences that the change was made on; without it the last change wins.
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
 * Set the person's preferences.
 *
 * Replaces all of them, so that what is absent is forgotten. The person's other devices see the change when what
 * they have is no longer fresh.
 *
 * `PUT /users/preferences`
 */
export const setPreferences = (client: Client, args: SetPreferencesArguments, options?: CallOptions): Promise<SetPreferencesOutcome> =>
  call(client, { id: "setPreferences", method: "PUT", path: "/users/preferences", auth: true, body: "json", envelope: true }, args, options);

/** What {@link listCalculationHistory} takes. */
export type ListCalculationHistoryArguments = {
  query?: {
    /**
     * Which page, from 1.
     * At least 1.
     * @defaultValue 1
     */
    page?: number;
    /**
     * The most entries a page.
     * From 1 to 100.
     * @defaultValue 20
     */
    limit?: number;
    /**
     * The last entry that is already here; `page` is then counted from the next one, so that new entries do not
     * shift the pages.
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
 * What the person had computed, interpreted, shared and deleted.
 *
 * A log, newest first: each entry names the result it is about as long as that is there. A page past the end is
 * empty.
 *
 * `GET /users/calculation-history`
 */
export const listCalculationHistory = (client: Client, args?: ListCalculationHistoryArguments, options?: CallOptions): Promise<ListCalculationHistoryOutcome> =>
  call(client, { id: "listCalculationHistory", method: "GET", path: "/users/calculation-history", auth: true, envelope: true }, args, options);
