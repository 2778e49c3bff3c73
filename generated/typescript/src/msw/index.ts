// Generated from the contract by `cargo xtask generate`. Do not edit.

import type * as Schema from "../graphql/schema.js";
import type * as operations from "../operations.js";
import type { DataOf } from "../runtime/client/index.js";
import {
  createHandlers,
  createStore,
  failWith as failWithOf,
  type MockOptions,
  type NetworkFailure,
  type OverrideOptions,
  type RequestInfo,
  respondWith as respondWithOf,
  type Store,
} from "../runtime/msw/index.js";
import { contract } from "./contract.js";
import { graphqlHandlers, graphqlOverrides } from "../runtime/msw/graphql/index.js";

export type { AuthMode, MockOptions, NetworkFailure, OverrideOptions, RequestInfo, Store } from "../runtime/msw/index.js";

/** The codes of the problems that an outcome declares. */
type CodesOf<Outcome> = Outcome extends { readonly ok: false; readonly status: infer Status; readonly error: { readonly code: infer Code } }
  ? Status extends 304 | undefined
    ? never
    : Code
  : never;

/** The codes that are possible everywhere. */
type AlwaysCode = "BAD_REQUEST" | "UNSUPPORTED_VERSION" | "NOT_ACCEPTABLE" | "TOO_MANY_REQUESTS" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "MODULE_UNAVAILABLE" | "TIMEOUT";

/** The codes that are possible where a token is needed. */
type BearerCode = "UNAUTHENTICATED" | "TOKEN_EXPIRED" | "INVALID_TOKEN";

/** The codes that are possible where the owner is named. */
type OwnerCode = "FORBIDDEN";

/** The targets of `failWith`, with the codes of their problems. */
export type Failures = {
  listModels: CodesOf<operations.ListModelsOutcome>;
  listModelStatuses: CodesOf<operations.ListModelStatusesOutcome>;
  getAiStatus: CodesOf<operations.GetAiStatusOutcome>;
  requestAIInterpretation: CodesOf<operations.RequestAIInterpretationOutcome>;
  chat: CodesOf<operations.ChatOutcome>;
  sendFeedback: CodesOf<operations.SendFeedbackOutcome>;
  register: CodesOf<operations.RegisterOutcome>;
  login: CodesOf<operations.LoginOutcome>;
  refreshToken: CodesOf<operations.RefreshTokenOutcome>;
  logout: CodesOf<operations.LogoutOutcome>;
  getAuthProfile: CodesOf<operations.GetAuthProfileOutcome>;
  startSocialLogin: CodesOf<operations.StartSocialLoginOutcome>;
  finishSocialLogin: CodesOf<operations.FinishSocialLoginOutcome>;
  listPlans: CodesOf<operations.ListPlansOutcome>;
  subscribeToPlan: CodesOf<operations.SubscribeToPlanOutcome>;
  listPayments: CodesOf<operations.ListPaymentsOutcome>;
  refundPayment: CodesOf<operations.RefundPaymentOutcome>;
  receiveWebhook: CodesOf<operations.ReceiveWebhookOutcome>;
  calculateSaju: CodesOf<operations.CalculateSajuOutcome>;
  getSajuResult: CodesOf<operations.GetSajuResultOutcome>;
  deleteSajuResult: CodesOf<operations.DeleteSajuResultOutcome>;
  listSajuHistory: CodesOf<operations.ListSajuHistoryOutcome>;
  listRecentSaju: CodesOf<operations.ListRecentSajuOutcome>;
  shareSajuResult: CodesOf<operations.ShareSajuResultOutcome>;
  getSharedSaju: CodesOf<operations.GetSharedSajuOutcome>;
  getInterpretation: CodesOf<operations.GetInterpretationOutcome>;
  getHealth: CodesOf<operations.GetHealthOutcome>;
  getProfile: CodesOf<operations.GetProfileOutcome>;
  updateProfile: CodesOf<operations.UpdateProfileOutcome>;
  uploadAvatar: CodesOf<operations.UploadAvatarOutcome>;
  getBirthInfo: CodesOf<operations.GetBirthInfoOutcome>;
  setBirthInfo: CodesOf<operations.SetBirthInfoOutcome>;
  getPreferences: CodesOf<operations.GetPreferencesOutcome>;
  setPreferences: CodesOf<operations.SetPreferencesOutcome>;
  listCalculationHistory: CodesOf<operations.ListCalculationHistoryOutcome>;
  "query.aiModels": AlwaysCode;
  "mutation.requestAIInterpretation": AlwaysCode | BearerCode | "SAJU_RESULT_NOT_FOUND" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED" | "INSUFFICIENT_PERMISSION";
  "subscription.aiInterpretationProgress": AlwaysCode | BearerCode | "INTERPRETATION_NOT_FOUND" | "AI_MODEL_FAILED";
  "query.mySajuResults": AlwaysCode | BearerCode;
  "query.sajuResult": AlwaysCode | BearerCode;
  "mutation.calculateSaju": AlwaysCode | BearerCode | "INVALID_SOLAR_DATE" | "INVALID_TIME" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "AMBIGUOUS_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE" | "INVALID_LONGITUDE" | "INVALID_LATITUDE" | "INVALID_GENDER" | "CALCULATION_FAILED";
  "mutation.shareSajuResult": AlwaysCode | BearerCode | "SAJU_RESULT_NOT_FOUND" | "EMAIL_NOT_CONFIRMED";
  "subscription.systemStatus": AlwaysCode;
  "query.recommendedContent": AlwaysCode | BearerCode;
  "subscription.notifications": AlwaysCode | BearerCode;
  interpretationFeed: AlwaysCode | BearerCode | "INTERPRETATION_NOT_FOUND";
  userSocket: AlwaysCode | BearerCode | OwnerCode;
  "userSocket.ai_interpretation_request": AlwaysCode | "SAJU_RESULT_NOT_FOUND" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED" | "INSUFFICIENT_PERMISSION";
  "userSocket.authenticate": AlwaysCode;
  "userSocket.chat_message": AlwaysCode | "ROOM_NOT_FOUND" | "ROOM_NOT_JOINED";
  "userSocket.join_room": AlwaysCode | "ROOM_NOT_FOUND";
  "userSocket.leave_room": AlwaysCode | "ROOM_NOT_JOINED";
  "userSocket.ping": AlwaysCode;
  "userSocket.saju_calculation_request": AlwaysCode | "INVALID_SOLAR_DATE" | "INVALID_TIME" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "AMBIGUOUS_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE" | "INVALID_LONGITUDE" | "INVALID_LATITUDE" | "INVALID_GENDER" | "CALCULATION_FAILED";
  "userSocket.typing_indicator": AlwaysCode | "ROOM_NOT_FOUND" | "ROOM_NOT_JOINED";
  systemFeed: AlwaysCode;
  notificationFeed: AlwaysCode | BearerCode;
};

/** The targets of `respondWith`, with the types of their data. */
export type Data = {
  listModels: DataOf<operations.ListModelsOutcome>;
  listModelStatuses: DataOf<operations.ListModelStatusesOutcome>;
  getAiStatus: DataOf<operations.GetAiStatusOutcome>;
  requestAIInterpretation: DataOf<operations.RequestAIInterpretationOutcome>;
  chat: DataOf<operations.ChatOutcome>;
  sendFeedback: DataOf<operations.SendFeedbackOutcome>;
  register: DataOf<operations.RegisterOutcome>;
  login: DataOf<operations.LoginOutcome>;
  refreshToken: DataOf<operations.RefreshTokenOutcome>;
  logout: DataOf<operations.LogoutOutcome>;
  getAuthProfile: DataOf<operations.GetAuthProfileOutcome>;
  startSocialLogin: DataOf<operations.StartSocialLoginOutcome>;
  finishSocialLogin: DataOf<operations.FinishSocialLoginOutcome>;
  listPlans: DataOf<operations.ListPlansOutcome>;
  subscribeToPlan: DataOf<operations.SubscribeToPlanOutcome>;
  listPayments: DataOf<operations.ListPaymentsOutcome>;
  refundPayment: DataOf<operations.RefundPaymentOutcome>;
  receiveWebhook: DataOf<operations.ReceiveWebhookOutcome>;
  calculateSaju: DataOf<operations.CalculateSajuOutcome>;
  getSajuResult: DataOf<operations.GetSajuResultOutcome>;
  deleteSajuResult: DataOf<operations.DeleteSajuResultOutcome>;
  listSajuHistory: DataOf<operations.ListSajuHistoryOutcome>;
  listRecentSaju: DataOf<operations.ListRecentSajuOutcome>;
  shareSajuResult: DataOf<operations.ShareSajuResultOutcome>;
  getSharedSaju: DataOf<operations.GetSharedSajuOutcome>;
  getInterpretation: DataOf<operations.GetInterpretationOutcome>;
  getHealth: DataOf<operations.GetHealthOutcome>;
  getProfile: DataOf<operations.GetProfileOutcome>;
  updateProfile: DataOf<operations.UpdateProfileOutcome>;
  uploadAvatar: DataOf<operations.UploadAvatarOutcome>;
  getBirthInfo: DataOf<operations.GetBirthInfoOutcome>;
  setBirthInfo: DataOf<operations.SetBirthInfoOutcome>;
  getPreferences: DataOf<operations.GetPreferencesOutcome>;
  setPreferences: DataOf<operations.SetPreferencesOutcome>;
  listCalculationHistory: DataOf<operations.ListCalculationHistoryOutcome>;
  "query.aiModels": Schema.Query["aiModels"];
  "mutation.requestAIInterpretation": Schema.Mutation["requestAIInterpretation"];
  "query.mySajuResults": Schema.Query["mySajuResults"];
  "query.sajuResult": Schema.Query["sajuResult"];
  "mutation.calculateSaju": Schema.Mutation["calculateSaju"];
  "mutation.shareSajuResult": Schema.Mutation["shareSajuResult"];
  "query.recommendedContent": Schema.Query["recommendedContent"];
};

/** The base URL of an override, the same as that of the handlers. */
export type Place = { readonly baseUrl?: string };

/** The handlers of the whole contract, for `setupServer(...handlers())` and `setupWorker(...handlers())`. */
export const handlers = (options: MockOptions = {}): ReturnType<typeof createHandlers> => createHandlers(contract, options, graphqlHandlers);

/** The state of a mock: share it between handlers, read it, or reset it between tests. */
export const createMockStore = (options?: Parameters<typeof createStore>[1]): Store => createStore(contract, options);

/** A handler for `server.use(...)` that fails: an operation, a GraphQL field, a channel, or a message of one. */
export const failWith = <Target extends keyof Failures>(
  target: Target,
  failure: Failures[Target] | NetworkFailure,
  { baseUrl = "*", ...options }: OverrideOptions & Place = {},
): ReturnType<typeof failWithOf> => failWithOf(contract, baseUrl, target, failure, options, graphqlOverrides);

/** A handler for `server.use(...)` that answers an operation or a GraphQL field with other data. */
export const respondWith = <Target extends keyof Data>(
  target: Target,
  data: Data[Target] | ((info: RequestInfo) => Data[Target] | Promise<Data[Target]>),
  { baseUrl = "*", ...options }: OverrideOptions & Place & { readonly status?: number } = {},
): ReturnType<typeof respondWithOf> => respondWithOf<Data[Target]>(contract, baseUrl, target, data, options, graphqlOverrides);
