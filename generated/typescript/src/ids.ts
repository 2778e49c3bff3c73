// Generated from the contract by `cargo xtask generate`. Do not edit.

import type { AccessToken, ChatMessageId, ContentId, HistoryEntryId, InterpretationId, NotificationId, OAuthState, PaymentId, PlanId, RefreshToken, SajuResultId, ShareToken, SubscriptionId, UserId } from "./types.js";

/** Says that `value` is a `AccessToken`; parse it with `AccessTokenSchema` where it comes from outside. */
export const asAccessToken = (value: string): AccessToken => value as AccessToken;

/** Says that `value` is a `ChatMessageId`; parse it with `ChatMessageIdSchema` where it comes from outside. */
export const asChatMessageId = (value: string): ChatMessageId => value as ChatMessageId;

/** Says that `value` is a `ContentId`; parse it with `ContentIdSchema` where it comes from outside. */
export const asContentId = (value: string): ContentId => value as ContentId;

/** Says that `value` is a `HistoryEntryId`; parse it with `HistoryEntryIdSchema` where it comes from outside. */
export const asHistoryEntryId = (value: string): HistoryEntryId => value as HistoryEntryId;

/** Says that `value` is a `InterpretationId`; parse it with `InterpretationIdSchema` where it comes from outside. */
export const asInterpretationId = (value: string): InterpretationId => value as InterpretationId;

/** Says that `value` is a `NotificationId`; parse it with `NotificationIdSchema` where it comes from outside. */
export const asNotificationId = (value: string): NotificationId => value as NotificationId;

/** Says that `value` is a `OAuthState`; parse it with `OAuthStateSchema` where it comes from outside. */
export const asOAuthState = (value: string): OAuthState => value as OAuthState;

/** Says that `value` is a `PaymentId`; parse it with `PaymentIdSchema` where it comes from outside. */
export const asPaymentId = (value: string): PaymentId => value as PaymentId;

/** Says that `value` is a `PlanId`; parse it with `PlanIdSchema` where it comes from outside. */
export const asPlanId = (value: string): PlanId => value as PlanId;

/** Says that `value` is a `RefreshToken`; parse it with `RefreshTokenSchema` where it comes from outside. */
export const asRefreshToken = (value: string): RefreshToken => value as RefreshToken;

/** Says that `value` is a `SajuResultId`; parse it with `SajuResultIdSchema` where it comes from outside. */
export const asSajuResultId = (value: string): SajuResultId => value as SajuResultId;

/** Says that `value` is a `ShareToken`; parse it with `ShareTokenSchema` where it comes from outside. */
export const asShareToken = (value: string): ShareToken => value as ShareToken;

/** Says that `value` is a `SubscriptionId`; parse it with `SubscriptionIdSchema` where it comes from outside. */
export const asSubscriptionId = (value: string): SubscriptionId => value as SubscriptionId;

/** Says that `value` is a `UserId`; parse it with `UserIdSchema` where it comes from outside. */
export const asUserId = (value: string): UserId => value as UserId;
