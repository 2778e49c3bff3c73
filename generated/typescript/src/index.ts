// Generated from the contract by `cargo xtask generate`. Do not edit.

export type * from "./types.js";
export { accessToken, chatMessageId, contentId, historyEntryId, interpretationId, notificationId, oAuthState, paymentId, planId, refreshToken, sajuResultId, shareToken, subscriptionId, userId } from "./ids.js";
