// Generated from the contract by `cargo xtask generate`. Do not edit.

export { type ClientOptions, createClient } from "./client.js";
export { asAccessToken, asChatMessageId, asContentId, asHistoryEntryId, asInterpretationId, asNotificationId, asOAuthState, asPaymentId, asPlanId, asRefreshToken, asSajuResultId, asShareToken, asSubscriptionId, asUserId } from "./ids.js";
export * from "./operations.js";
export {
  type ApplicationError,
  type CallOptions,
  type Client,
  type DataOf,
  type ErrorOf,
  type Failure,
  type NoAnswer,
  type PageOf,
  type Success,
  isApplicationError,
  unwrap,
  unwrapPage,
} from "./runtime/client/index.js";
export type * from "./types.js";
