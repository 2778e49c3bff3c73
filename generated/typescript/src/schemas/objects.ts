// Generated from the contract by `cargo xtask generate`. Do not edit.

import type * as z from "zod";
import * as schemas from "../schemas.js";
import type * as T from "../types.js";

/** The schema of a {@link T.AIChatInput}. */
export const AIChatInputSchema = schemas.AIChatInputSchema as unknown as z.ZodObject<
  {
    message: z.ZodString;
    room: z.ZodExactOptional<z.ZodType<T.RoomName>>;
    sajuId: z.ZodExactOptional<z.ZodType<T.SajuResultId>>;
    model: z.ZodExactOptional<z.ZodType<T.AIModelName>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.AIChatReply}. */
export const AIChatReplySchema = schemas.AIChatReplySchema as unknown as z.ZodObject<
  {
    room: z.ZodType<T.RoomName>;
    message: typeof ChatMessageSchema;
    reply: typeof ChatMessageSchema;
    model: z.ZodType<T.AIModel>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AIFeedbackInput}. */
export const AIFeedbackInputSchema = schemas.AIFeedbackInputSchema as unknown as z.ZodObject<
  {
    interpretationId: z.ZodType<T.InterpretationId>;
    rating: z.ZodNumber;
    comment: z.ZodExactOptional<z.ZodString>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.AIInterpretation}. */
export const AIInterpretationSchema = schemas.AIInterpretationSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.InterpretationId>;
    sajuId: z.ZodType<T.SajuResultId>;
    model: z.ZodType<T.AIModel>;
    type: z.ZodType<T.InterpretationType>;
    depth: z.ZodType<T.InterpretationDepth>;
    content: z.ZodString;
    confidence: z.ZodNumber;
    readings: z.ZodArray<typeof ModelReadingSchema>;
    generatedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AIInterpretationInput}. */
export const AIInterpretationInputSchema = schemas.AIInterpretationInputSchema as unknown as z.ZodObject<
  {
    sajuId: z.ZodType<T.SajuResultId>;
    models: z.ZodExactOptional<z.ZodArray<z.ZodType<T.AIModelName>>>;
    depth: z.ZodExactOptional<z.ZodType<T.InterpretationDepth>>;
    type: z.ZodExactOptional<z.ZodType<T.InterpretationType>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.AIInterpretationRequest}. */
export const AIInterpretationRequestSchema = schemas.AIInterpretationRequestSchema as unknown as z.ZodObject<
  {
    requestId: z.ZodType<T.InterpretationId>;
    interpretationId: z.ZodType<T.InterpretationId>;
    sajuId: z.ZodType<T.SajuResultId>;
    status: z.ZodType<T.InterpretationStatus>;
    models: z.ZodArray<z.ZodType<T.AIModel>>;
    depth: z.ZodType<T.InterpretationDepth>;
    type: z.ZodType<T.InterpretationType>;
    estimatedTime: z.ZodNumber;
    requestedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AIModelStatus}. */
export const AIModelStatusSchema = schemas.AIModelStatusSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.AIModel>;
    name: z.ZodString;
    provider: z.ZodString;
    description: z.ZodString;
    status: z.ZodType<T.ServiceState>;
    types: z.ZodArray<z.ZodType<T.InterpretationType>>;
    depths: z.ZodArray<z.ZodType<T.InterpretationDepth>>;
    queueLength: z.ZodNumber;
    averageDuration: z.ZodExactOptional<z.ZodNumber>;
    checkedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AIServiceStatus}. */
export const AIServiceStatusSchema = schemas.AIServiceStatusSchema as unknown as z.ZodObject<
  {
    status: z.ZodType<T.ServiceState>;
    modelsTotal: z.ZodNumber;
    modelsAvailable: z.ZodNumber;
    queueLength: z.ZodNumber;
    estimatedWait: z.ZodNumber;
    checkedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAIChatReply}. */
export const ApiResponseOfAIChatReplySchema = schemas.ApiResponseOfAIChatReplySchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AIChatReplySchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAIInterpretation}. */
export const ApiResponseOfAIInterpretationSchema = schemas.ApiResponseOfAIInterpretationSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AIInterpretationSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAIInterpretationRequest}. */
export const ApiResponseOfAIInterpretationRequestSchema = schemas.ApiResponseOfAIInterpretationRequestSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AIInterpretationRequestSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAIServiceStatus}. */
export const ApiResponseOfAIServiceStatusSchema = schemas.ApiResponseOfAIServiceStatusSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AIServiceStatusSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAuthProfile}. */
export const ApiResponseOfAuthProfileSchema = schemas.ApiResponseOfAuthProfileSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AuthProfileSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfAuthSession}. */
export const ApiResponseOfAuthSessionSchema = schemas.ApiResponseOfAuthSessionSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof AuthSessionSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfBirthInfo}. */
export const ApiResponseOfBirthInfoSchema = schemas.ApiResponseOfBirthInfoSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof BirthInfoSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfHealth}. */
export const ApiResponseOfHealthSchema = schemas.ApiResponseOfHealthSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof HealthSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfListOfAIModelStatus}. */
export const ApiResponseOfListOfAIModelStatusSchema = schemas.ApiResponseOfListOfAIModelStatusSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: z.ZodArray<typeof AIModelStatusSchema>;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfListOfCalculationHistoryEntry}. */
export const ApiResponseOfListOfCalculationHistoryEntrySchema = schemas.ApiResponseOfListOfCalculationHistoryEntrySchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: z.ZodArray<typeof CalculationHistoryEntrySchema>;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfListOfPayment}. */
export const ApiResponseOfListOfPaymentSchema = schemas.ApiResponseOfListOfPaymentSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: z.ZodArray<typeof PaymentSchema>;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfListOfPlan}. */
export const ApiResponseOfListOfPlanSchema = schemas.ApiResponseOfListOfPlanSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: z.ZodArray<typeof PlanSchema>;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfListOfSajuResult}. */
export const ApiResponseOfListOfSajuResultSchema = schemas.ApiResponseOfListOfSajuResultSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: z.ZodArray<typeof SajuResultSchema>;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfPayment}. */
export const ApiResponseOfPaymentSchema = schemas.ApiResponseOfPaymentSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof PaymentSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfPlanSubscription}. */
export const ApiResponseOfPlanSubscriptionSchema = schemas.ApiResponseOfPlanSubscriptionSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof PlanSubscriptionSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfPreferences}. */
export const ApiResponseOfPreferencesSchema = schemas.ApiResponseOfPreferencesSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof PreferencesSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfSajuResult}. */
export const ApiResponseOfSajuResultSchema = schemas.ApiResponseOfSajuResultSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof SajuResultSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfShareResult}. */
export const ApiResponseOfShareResultSchema = schemas.ApiResponseOfShareResultSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof ShareResultSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfSharedSajuResult}. */
export const ApiResponseOfSharedSajuResultSchema = schemas.ApiResponseOfSharedSajuResultSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof SharedSajuResultSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfSocialAuthorization}. */
export const ApiResponseOfSocialAuthorizationSchema = schemas.ApiResponseOfSocialAuthorizationSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof SocialAuthorizationSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfUserProfile}. */
export const ApiResponseOfUserProfileSchema = schemas.ApiResponseOfUserProfileSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof UserProfileSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ApiResponseOfWebhookReceipt}. */
export const ApiResponseOfWebhookReceiptSchema = schemas.ApiResponseOfWebhookReceiptSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    data: typeof WebhookReceiptSchema;
    message: z.ZodExactOptional<z.ZodString>;
    pagination: z.ZodExactOptional<typeof PaginationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AuthProfile}. */
export const AuthProfileSchema = schemas.AuthProfileSchema as unknown as z.ZodObject<
  {
    user: typeof UserSchema;
    permissions: z.ZodArray<z.ZodType<T.Permission>>;
    expiresAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AuthSession}. */
export const AuthSessionSchema = schemas.AuthSessionSchema as unknown as z.ZodObject<
  {
    user: typeof UserSchema;
    token: z.ZodType<T.AccessToken>;
    expiresIn: z.ZodNumber;
    refreshToken: z.ZodType<T.RefreshToken>;
    permissions: z.ZodArray<z.ZodType<T.Permission>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.AuthenticateData}. */
export const AuthenticateDataSchema = schemas.AuthenticateDataSchema as unknown as z.ZodObject<
  {
    token: z.ZodType<T.AccessToken>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.BirthInfo}. */
export const BirthInfoSchema = schemas.BirthInfoSchema as unknown as z.ZodObject<
  {
    birthDate: z.ZodType<T.CalendarDate>;
    birthTime: z.ZodExactOptional<z.ZodType<T.ClockTime>>;
    isLunar: z.ZodBoolean;
    isLeapMonth: z.ZodExactOptional<z.ZodBoolean>;
    gender: z.ZodType<T.Gender>;
    location: z.ZodExactOptional<typeof GeoLocationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.BirthInfoInput}. */
export const BirthInfoInputSchema = schemas.BirthInfoInputSchema as unknown as z.ZodObject<
  {
    birthDate: z.ZodType<T.CalendarDate>;
    birthTime: z.ZodExactOptional<z.ZodType<T.ClockTime>>;
    isLunar: z.ZodBoolean;
    isLeapMonth: z.ZodExactOptional<z.ZodBoolean>;
    gender: z.ZodType<T.Gender>;
    location: z.ZodExactOptional<typeof GeoLocationInputSchema>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.BirthMoment}. */
export const BirthMomentSchema = schemas.BirthMomentSchema as unknown as z.ZodObject<
  {
    solarDate: z.ZodType<T.LocalDate>;
    lunarDate: typeof LunarDateSchema;
    instant: z.ZodType<T.DateTime>;
    localTime: z.ZodType<T.LocalDateTime>;
    timeUnknown: z.ZodBoolean;
  },
  z.core.$strip
>;

/** The schema of a {@link T.CalculationHistoryEntry}. */
export const CalculationHistoryEntrySchema = schemas.CalculationHistoryEntrySchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.HistoryEntryId>;
    kind: z.ZodType<T.HistoryKind>;
    at: z.ZodType<T.DateTime>;
    resultId: z.ZodExactOptional<z.ZodType<T.SajuResultId>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ChatMessage}. */
export const ChatMessageSchema = schemas.ChatMessageSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.ChatMessageId>;
    room: z.ZodType<T.RoomName>;
    role: z.ZodType<T.ChatRole>;
    userId: z.ZodExactOptional<z.ZodType<T.UserId>>;
    name: z.ZodExactOptional<z.ZodString>;
    content: z.ZodString;
    sentAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ChatMessageData}. */
export const ChatMessageDataSchema = schemas.ChatMessageDataSchema as unknown as z.ZodObject<
  {
    room: z.ZodExactOptional<z.ZodType<T.RoomName>>;
    content: z.ZodString;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageAiInterpretationRequest}. */
export const ClientMessageAiInterpretationRequestSchema = schemas.ClientMessageAiInterpretationRequestSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ai_interpretation_request">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof AIInterpretationInputSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageAuthenticate}. */
export const ClientMessageAuthenticateSchema = schemas.ClientMessageAuthenticateSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"authenticate">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof AuthenticateDataSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageChatMessage}. */
export const ClientMessageChatMessageSchema = schemas.ClientMessageChatMessageSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"chat_message">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof ChatMessageDataSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageJoinRoom}. */
export const ClientMessageJoinRoomSchema = schemas.ClientMessageJoinRoomSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"join_room">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof RoomDataSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageLeaveRoom}. */
export const ClientMessageLeaveRoomSchema = schemas.ClientMessageLeaveRoomSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"leave_room">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof RoomDataSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessagePing}. */
export const ClientMessagePingSchema = schemas.ClientMessagePingSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ping">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageSajuCalculationRequest}. */
export const ClientMessageSajuCalculationRequestSchema = schemas.ClientMessageSajuCalculationRequestSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"saju_calculation_request">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof SajuCalculationInputSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ClientMessageTypingIndicator}. */
export const ClientMessageTypingIndicatorSchema = schemas.ClientMessageTypingIndicatorSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"typing_indicator">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    data: typeof TypingIndicatorDataSchema;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ComponentStatus}. */
export const ComponentStatusSchema = schemas.ComponentStatusSchema as unknown as z.ZodObject<
  {
    name: z.ZodString;
    status: z.ZodType<T.ServiceState>;
    latencyMs: z.ZodExactOptional<z.ZodNumber>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.DaeunAnalysis}. */
export const DaeunAnalysisSchema = schemas.DaeunAnalysisSchema as unknown as z.ZodObject<
  {
    forward: z.ZodBoolean;
    daysToJeol: z.ZodNumber;
    startAge: z.ZodNumber;
    exactStart: typeof DaeunStartSchema;
    startDate: z.ZodType<T.LocalDate>;
    pillars: z.ZodArray<typeof DaeunPillarSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.DaeunPillar}. */
export const DaeunPillarSchema = schemas.DaeunPillarSchema as unknown as z.ZodObject<
  {
    pillar: typeof SajuPillarSchema;
    startAge: z.ZodNumber;
    startYear: z.ZodNumber;
    startDate: z.ZodType<T.LocalDate>;
    cheonSipsin: z.ZodType<T.Sipsin>;
    jiSipsin: z.ZodType<T.Sipsin>;
    unseong: z.ZodType<T.Unseong>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.DaeunStart}. */
export const DaeunStartSchema = schemas.DaeunStartSchema as unknown as z.ZodObject<
  {
    years: z.ZodNumber;
    months: z.ZodNumber;
    days: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.GeoLocation}. */
export const GeoLocationSchema = schemas.GeoLocationSchema as unknown as z.ZodObject<
  {
    latitude: z.ZodNumber;
    longitude: z.ZodNumber;
    timezone: z.ZodType<T.TimeZoneName>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.GeoLocationInput}. */
export const GeoLocationInputSchema = schemas.GeoLocationInputSchema as unknown as z.ZodObject<
  {
    latitude: z.ZodNumber;
    longitude: z.ZodNumber;
    timezone: z.ZodType<T.TimeZoneName>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.GyeokgukAnalysis}. */
export const GyeokgukAnalysisSchema = schemas.GyeokgukAnalysisSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<T.Gyeokguk>;
    basisStem: z.ZodType<T.Cheon>;
    basis: z.ZodType<T.JijangganPhase>;
    transparent: z.ZodBoolean;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Health}. */
export const HealthSchema = schemas.HealthSchema as unknown as z.ZodObject<
  {
    status: z.ZodType<T.ServiceState>;
    version: z.ZodString;
    contractVersion: z.ZodString;
    modules: z.ZodArray<z.ZodString>;
    components: z.ZodArray<typeof ComponentStatusSchema>;
    time: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationEventCompleted}. */
export const InterpretationEventCompletedSchema = schemas.InterpretationEventCompletedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"completed">;
    requestId: z.ZodType<T.InterpretationId>;
    result: typeof AIInterpretationSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationEventFailed}. */
export const InterpretationEventFailedSchema = schemas.InterpretationEventFailedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"failed">;
    requestId: z.ZodType<T.InterpretationId>;
    problem: typeof ProblemSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationEventProgress}. */
export const InterpretationEventProgressSchema = schemas.InterpretationEventProgressSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"progress">;
    progress: typeof InterpretationProgressSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationEventStarted}. */
export const InterpretationEventStartedSchema = schemas.InterpretationEventStartedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"started">;
    requestId: z.ZodType<T.InterpretationId>;
    models: z.ZodArray<z.ZodType<T.AIModel>>;
    estimatedTime: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationOptions}. */
export const InterpretationOptionsSchema = schemas.InterpretationOptionsSchema as unknown as z.ZodObject<
  {
    models: z.ZodExactOptional<z.ZodArray<z.ZodType<T.AIModelName>>>;
    depth: z.ZodExactOptional<z.ZodType<T.InterpretationDepth>>;
    type: z.ZodExactOptional<z.ZodType<T.InterpretationType>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.InterpretationOptionsInput}. */
export const InterpretationOptionsInputSchema = schemas.InterpretationOptionsInputSchema as unknown as z.ZodObject<
  {
    models: z.ZodExactOptional<z.ZodArray<z.ZodType<T.AIModelName>>>;
    depth: z.ZodExactOptional<z.ZodType<T.InterpretationDepth>>;
    type: z.ZodExactOptional<z.ZodType<T.InterpretationType>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.InterpretationProgress}. */
export const InterpretationProgressSchema = schemas.InterpretationProgressSchema as unknown as z.ZodObject<
  {
    requestId: z.ZodType<T.InterpretationId>;
    status: z.ZodType<T.InterpretationStatus>;
    progress: z.ZodNumber;
    currentModel: z.ZodExactOptional<z.ZodType<T.AIModel>>;
    completedModels: z.ZodArray<z.ZodType<T.AIModel>>;
    estimatedTimeRemaining: z.ZodExactOptional<z.ZodNumber>;
    result: z.ZodExactOptional<typeof AIInterpretationSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Jijanggan}. */
export const JijangganSchema = schemas.JijangganSchema as unknown as z.ZodObject<
  {
    cheon: z.ZodType<T.Cheon>;
    phase: z.ZodType<T.JijangganPhase>;
    days: z.ZodNumber;
    sipsin: z.ZodType<T.Sipsin>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.LoginCredentials}. */
export const LoginCredentialsSchema = schemas.LoginCredentialsSchema as unknown as z.ZodObject<
  {
    email: z.ZodType<T.EmailAddress>;
    password: z.ZodString;
  },
  z.core.$strict
>;

/** The schema of a {@link T.LunarDate}. */
export const LunarDateSchema = schemas.LunarDateSchema as unknown as z.ZodObject<
  {
    year: z.ZodNumber;
    month: z.ZodNumber;
    day: z.ZodNumber;
    isLeapMonth: z.ZodBoolean;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ModelReading}. */
export const ModelReadingSchema = schemas.ModelReadingSchema as unknown as z.ZodObject<
  {
    model: z.ZodType<T.AIModel>;
    content: z.ZodString;
    confidence: z.ZodNumber;
    generatedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Notification}. */
export const NotificationSchema = schemas.NotificationSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.NotificationId>;
    type: z.ZodType<T.NotificationType>;
    message: z.ZodString;
    action: z.ZodExactOptional<typeof NotificationActionSchema>;
    createdAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.NotificationAction}. */
export const NotificationActionSchema = schemas.NotificationActionSchema as unknown as z.ZodObject<
  {
    label: z.ZodString;
    url: z.ZodExactOptional<z.ZodType<T.Uri>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.NotificationPreferences}. */
export const NotificationPreferencesSchema = schemas.NotificationPreferencesSchema as unknown as z.ZodObject<
  {
    email: z.ZodBoolean;
    push: z.ZodBoolean;
    interpretations: z.ZodBoolean;
    marketing: z.ZodBoolean;
  },
  z.core.$strip
>;

/** The schema of a {@link T.NotificationPreferencesInput}. */
export const NotificationPreferencesInputSchema = schemas.NotificationPreferencesInputSchema as unknown as z.ZodObject<
  {
    email: z.ZodBoolean;
    push: z.ZodBoolean;
    interpretations: z.ZodBoolean;
    marketing: z.ZodBoolean;
  },
  z.core.$strict
>;

/** The schema of a {@link T.Pagination}. */
export const PaginationSchema = schemas.PaginationSchema as unknown as z.ZodObject<
  {
    page: z.ZodNumber;
    limit: z.ZodNumber;
    total: z.ZodNumber;
    totalPages: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Payment}. */
export const PaymentSchema = schemas.PaymentSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.PaymentId>;
    planId: z.ZodType<T.PlanId>;
    orderName: z.ZodString;
    amount: z.ZodNumber;
    refundedAmount: z.ZodNumber;
    status: z.ZodType<T.PaymentStatus>;
    provider: z.ZodType<T.PaymentProvider>;
    receiptUrl: z.ZodExactOptional<z.ZodType<T.Uri>>;
    createdAt: z.ZodType<T.DateTime>;
    paidAt: z.ZodExactOptional<z.ZodType<T.DateTime>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Plan}. */
export const PlanSchema = schemas.PlanSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.PlanId>;
    name: z.ZodString;
    description: z.ZodString;
    price: z.ZodNumber;
    interval: z.ZodType<T.BillingInterval>;
    features: z.ZodArray<z.ZodString>;
    permissions: z.ZodArray<z.ZodType<T.Permission>>;
    dailyInterpretations: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.PlanSubscription}. */
export const PlanSubscriptionSchema = schemas.PlanSubscriptionSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.SubscriptionId>;
    planId: z.ZodType<T.PlanId>;
    status: z.ZodType<T.SubscriptionStatus>;
    periodStart: z.ZodType<T.DateTime>;
    periodEnd: z.ZodType<T.DateTime>;
    payment: typeof PaymentSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.Preferences}. */
export const PreferencesSchema = schemas.PreferencesSchema as unknown as z.ZodObject<
  {
    theme: z.ZodType<T.Theme>;
    language: z.ZodType<T.Language>;
    notifications: typeof NotificationPreferencesSchema;
    calculation: z.ZodExactOptional<typeof SajuOptionsSchema>;
    interpretation: z.ZodExactOptional<typeof InterpretationOptionsSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.PreferencesInput}. */
export const PreferencesInputSchema = schemas.PreferencesInputSchema as unknown as z.ZodObject<
  {
    theme: z.ZodType<T.Theme>;
    language: z.ZodType<T.Language>;
    notifications: typeof NotificationPreferencesInputSchema;
    calculation: z.ZodExactOptional<typeof SajuOptionsInputSchema>;
    interpretation: z.ZodExactOptional<typeof InterpretationOptionsInputSchema>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.Problem}. */
export const ProblemSchema = schemas.ProblemSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<T.Uri>;
    title: z.ZodString;
    status: z.ZodNumber;
    detail: z.ZodString;
    instance: z.ZodString;
    success: z.ZodType<false>;
    message: z.ZodString;
    code: z.ZodType<T.ProblemCode>;
    errorType: z.ZodType<T.ErrorType>;
    recoverable: z.ZodBoolean;
    retryable: z.ZodBoolean;
    requestId: z.ZodString;
    errors: z.ZodExactOptional<z.ZodType<{ [key in string]: Array<string> }>>;
    violations: z.ZodExactOptional<z.ZodArray<typeof ViolationSchema>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.RecommendedContent}. */
export const RecommendedContentSchema = schemas.RecommendedContentSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.ContentId>;
    type: z.ZodType<T.ContentType>;
    title: z.ZodString;
    summary: z.ZodString;
    url: z.ZodType<T.Uri>;
    imageUrl: z.ZodExactOptional<z.ZodType<T.Uri>>;
    reason: z.ZodString;
    element: z.ZodExactOptional<z.ZodType<T.WuxingElement>>;
    score: z.ZodNumber;
    publishedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.RefreshInput}. */
export const RefreshInputSchema = schemas.RefreshInputSchema as unknown as z.ZodObject<
  {
    refreshToken: z.ZodType<T.RefreshToken>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.RefundInput}. */
export const RefundInputSchema = schemas.RefundInputSchema as unknown as z.ZodObject<
  {
    paymentId: z.ZodType<T.PaymentId>;
    amount: z.ZodExactOptional<z.ZodNumber>;
    reason: z.ZodString;
  },
  z.core.$strict
>;

/** The schema of a {@link T.RegistrationInput}. */
export const RegistrationInputSchema = schemas.RegistrationInputSchema as unknown as z.ZodObject<
  {
    email: z.ZodType<T.EmailAddress>;
    password: z.ZodString;
    name: z.ZodType<T.PersonName>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.RoomData}. */
export const RoomDataSchema = schemas.RoomDataSchema as unknown as z.ZodObject<
  {
    room: z.ZodExactOptional<z.ZodType<T.RoomName>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SajuCalculation}. */
export const SajuCalculationSchema = schemas.SajuCalculationSchema as unknown as z.ZodObject<
  {
    birthDate: z.ZodType<T.CalendarDate>;
    birthTime: z.ZodExactOptional<z.ZodType<T.ClockTime>>;
    isLunar: z.ZodBoolean;
    isLeapMonth: z.ZodExactOptional<z.ZodBoolean>;
    gender: z.ZodType<T.Gender>;
    name: z.ZodType<T.PersonName>;
    location: z.ZodExactOptional<typeof GeoLocationSchema>;
    options: z.ZodExactOptional<typeof SajuOptionsSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuCalculationInput}. */
export const SajuCalculationInputSchema = schemas.SajuCalculationInputSchema as unknown as z.ZodObject<
  {
    birthDate: z.ZodType<T.CalendarDate>;
    birthTime: z.ZodExactOptional<z.ZodType<T.ClockTime>>;
    isLunar: z.ZodBoolean;
    isLeapMonth: z.ZodExactOptional<z.ZodBoolean>;
    gender: z.ZodType<T.Gender>;
    name: z.ZodType<T.PersonName>;
    location: z.ZodExactOptional<typeof GeoLocationInputSchema>;
    options: z.ZodExactOptional<typeof SajuOptionsInputSchema>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SajuCalculationResult}. */
export const SajuCalculationResultSchema = schemas.SajuCalculationResultSchema as unknown as z.ZodObject<
  {
    success: z.ZodType<true>;
    message: z.ZodExactOptional<z.ZodString>;
    result: typeof SajuResultSchema;
    estimatedProcessingTime: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuConventions}. */
export const SajuConventionsSchema = schemas.SajuConventionsSchema as unknown as z.ZodObject<
  {
    timeMode: z.ZodType<T.TimeMode>;
    dayBoundary: z.ZodType<T.DayBoundary>;
    yearStart: z.ZodType<T.YearStart>;
    daeunRounding: z.ZodType<T.DaeunRounding>;
    ageStyle: z.ZodType<T.AgeStyle>;
    ambiguity: z.ZodType<T.AmbiguityPolicy>;
    timezone: z.ZodType<T.TimeZoneName>;
    longitude: z.ZodExactOptional<z.ZodNumber>;
    engine: z.ZodString;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuOptions}. */
export const SajuOptionsSchema = schemas.SajuOptionsSchema as unknown as z.ZodObject<
  {
    timeMode: z.ZodExactOptional<z.ZodType<T.TimeMode>>;
    dayBoundary: z.ZodExactOptional<z.ZodType<T.DayBoundary>>;
    yearStart: z.ZodExactOptional<z.ZodType<T.YearStart>>;
    daeunRounding: z.ZodExactOptional<z.ZodType<T.DaeunRounding>>;
    ageStyle: z.ZodExactOptional<z.ZodType<T.AgeStyle>>;
    ambiguity: z.ZodExactOptional<z.ZodType<T.AmbiguityPolicy>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuOptionsInput}. */
export const SajuOptionsInputSchema = schemas.SajuOptionsInputSchema as unknown as z.ZodObject<
  {
    timeMode: z.ZodExactOptional<z.ZodType<T.TimeMode>>;
    dayBoundary: z.ZodExactOptional<z.ZodType<T.DayBoundary>>;
    yearStart: z.ZodExactOptional<z.ZodType<T.YearStart>>;
    daeunRounding: z.ZodExactOptional<z.ZodType<T.DaeunRounding>>;
    ageStyle: z.ZodExactOptional<z.ZodType<T.AgeStyle>>;
    ambiguity: z.ZodExactOptional<z.ZodType<T.AmbiguityPolicy>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SajuPan}. */
export const SajuPanSchema = schemas.SajuPanSchema as unknown as z.ZodObject<
  {
    year: typeof SajuPillarSchema;
    month: typeof SajuPillarSchema;
    day: typeof SajuPillarSchema;
    hour: z.ZodExactOptional<typeof SajuPillarSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuPillar}. */
export const SajuPillarSchema = schemas.SajuPillarSchema as unknown as z.ZodObject<
  {
    cheon: z.ZodType<T.Cheon>;
    ji: z.ZodType<T.Ji>;
    element: z.ZodType<T.WuxingElement>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuResult}. */
export const SajuResultSchema = schemas.SajuResultSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.SajuResultId>;
    userId: z.ZodType<T.UserId>;
    input: typeof SajuCalculationSchema;
    conventions: typeof SajuConventionsSchema;
    moment: typeof BirthMomentSchema;
    sajuPan: typeof SajuPanSchema;
    wuxing: typeof WuxingAnalysisSchema;
    sipsin: typeof SipsinAnalysisSchema;
    gyeokguk: typeof GyeokgukAnalysisSchema;
    daeun: typeof DaeunAnalysisSchema;
    warnings: z.ZodArray<typeof SajuWarningSchema>;
    aiInterpretations: z.ZodArray<typeof AIInterpretationSchema>;
    createdAt: z.ZodType<T.DateTime>;
    updatedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SajuResultFilter}. */
export const SajuResultFilterSchema = schemas.SajuResultFilterSchema as unknown as z.ZodObject<
  {
    name: z.ZodExactOptional<z.ZodString>;
    gender: z.ZodExactOptional<z.ZodType<T.Gender>>;
    isLunar: z.ZodExactOptional<z.ZodBoolean>;
    dayMaster: z.ZodExactOptional<z.ZodType<T.Cheon>>;
    createdFrom: z.ZodExactOptional<z.ZodType<T.DateTime>>;
    createdBefore: z.ZodExactOptional<z.ZodType<T.DateTime>>;
    interpreted: z.ZodExactOptional<z.ZodBoolean>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SajuWarning}. */
export const SajuWarningSchema = schemas.SajuWarningSchema as unknown as z.ZodObject<
  {
    code: z.ZodType<T.SajuWarningCode>;
    message: z.ZodString;
    position: z.ZodExactOptional<z.ZodType<T.PillarPosition>>;
    neighbour: z.ZodExactOptional<typeof SajuPillarSchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageAiInterpretationCompleted}. */
export const ServerMessageAiInterpretationCompletedSchema = schemas.ServerMessageAiInterpretationCompletedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ai_interpretation_completed">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    requestId: z.ZodType<T.InterpretationId>;
    result: typeof AIInterpretationSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageAiInterpretationFailed}. */
export const ServerMessageAiInterpretationFailedSchema = schemas.ServerMessageAiInterpretationFailedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ai_interpretation_failed">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    requestId: z.ZodExactOptional<z.ZodType<T.InterpretationId>>;
    problem: typeof ProblemSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageAiInterpretationProgress}. */
export const ServerMessageAiInterpretationProgressSchema = schemas.ServerMessageAiInterpretationProgressSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ai_interpretation_progress">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    requestId: z.ZodType<T.InterpretationId>;
    progress: z.ZodNumber;
    currentModel: z.ZodExactOptional<z.ZodType<T.AIModel>>;
    completedModels: z.ZodArray<z.ZodType<T.AIModel>>;
    estimatedTimeRemaining: z.ZodExactOptional<z.ZodNumber>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageAiInterpretationStarted}. */
export const ServerMessageAiInterpretationStartedSchema = schemas.ServerMessageAiInterpretationStartedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"ai_interpretation_started">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    requestId: z.ZodType<T.InterpretationId>;
    sajuId: z.ZodType<T.SajuResultId>;
    models: z.ZodArray<z.ZodType<T.AIModel>>;
    estimatedTime: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageChatMessage}. */
export const ServerMessageChatMessageSchema = schemas.ServerMessageChatMessageSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"chat_message">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    message: typeof ChatMessageSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageError}. */
export const ServerMessageErrorSchema = schemas.ServerMessageErrorSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"error">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    problem: typeof ProblemSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageNotification}. */
export const ServerMessageNotificationSchema = schemas.ServerMessageNotificationSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"notification">;
    notification: typeof NotificationSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessagePong}. */
export const ServerMessagePongSchema = schemas.ServerMessagePongSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"pong">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    timestamp: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageReauthenticate}. */
export const ServerMessageReauthenticateSchema = schemas.ServerMessageReauthenticateSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"reauthenticate">;
    expiresAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageSajuCalculationCompleted}. */
export const ServerMessageSajuCalculationCompletedSchema = schemas.ServerMessageSajuCalculationCompletedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"saju_calculation_completed">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    progress: z.ZodNumber;
    result: typeof SajuResultSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageSajuCalculationFailed}. */
export const ServerMessageSajuCalculationFailedSchema = schemas.ServerMessageSajuCalculationFailedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"saju_calculation_failed">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    problem: typeof ProblemSchema;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageSajuCalculationProgress}. */
export const ServerMessageSajuCalculationProgressSchema = schemas.ServerMessageSajuCalculationProgressSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"saju_calculation_progress">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    step: z.ZodType<T.CalculationStep>;
    progress: z.ZodNumber;
    message: z.ZodString;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageSajuCalculationStarted}. */
export const ServerMessageSajuCalculationStartedSchema = schemas.ServerMessageSajuCalculationStartedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"saju_calculation_started">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    progress: z.ZodNumber;
    message: z.ZodString;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageTypingIndicator}. */
export const ServerMessageTypingIndicatorSchema = schemas.ServerMessageTypingIndicatorSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"typing_indicator">;
    room: z.ZodType<T.RoomName>;
    userId: z.ZodType<T.UserId>;
    name: z.ZodType<T.PersonName>;
    isTyping: z.ZodBoolean;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageUserJoined}. */
export const ServerMessageUserJoinedSchema = schemas.ServerMessageUserJoinedSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"user_joined">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    room: z.ZodType<T.RoomName>;
    userId: z.ZodType<T.UserId>;
    name: z.ZodType<T.PersonName>;
    timestamp: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ServerMessageUserLeft}. */
export const ServerMessageUserLeftSchema = schemas.ServerMessageUserLeftSchema as unknown as z.ZodObject<
  {
    type: z.ZodType<"user_left">;
    id: z.ZodExactOptional<z.ZodType<T.CorrelationId>>;
    room: z.ZodType<T.RoomName>;
    userId: z.ZodType<T.UserId>;
    timestamp: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.ShareInput}. */
export const ShareInputSchema = schemas.ShareInputSchema as unknown as z.ZodObject<
  {
    sajuId: z.ZodType<T.SajuResultId>;
    shareType: z.ZodType<T.ShareType>;
    recipients: z.ZodExactOptional<z.ZodArray<z.ZodType<T.Recipient>>>;
    expiresInDays: z.ZodExactOptional<z.ZodNumber>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.ShareResult}. */
export const ShareResultSchema = schemas.ShareResultSchema as unknown as z.ZodObject<
  {
    sajuId: z.ZodType<T.SajuResultId>;
    token: z.ZodType<T.ShareToken>;
    url: z.ZodType<T.Uri>;
    shareType: z.ZodType<T.ShareType>;
    recipients: z.ZodArray<z.ZodType<T.Recipient>>;
    createdAt: z.ZodType<T.DateTime>;
    expiresAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SharedSajuResult}. */
export const SharedSajuResultSchema = schemas.SharedSajuResultSchema as unknown as z.ZodObject<
  {
    name: z.ZodType<T.PersonName>;
    sajuPan: typeof SajuPanSchema;
    wuxing: typeof WuxingAnalysisSchema;
    sipsin: typeof SipsinAnalysisSchema;
    gyeokguk: typeof GyeokgukAnalysisSchema;
    daeun: typeof DaeunAnalysisSchema;
    aiInterpretations: z.ZodArray<typeof AIInterpretationSchema>;
    sharedAt: z.ZodType<T.DateTime>;
    expiresAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SipsinAnalysis}. */
export const SipsinAnalysisSchema = schemas.SipsinAnalysisSchema as unknown as z.ZodObject<
  {
    dayMaster: z.ZodType<T.Cheon>;
    year: typeof SipsinPillarSchema;
    month: typeof SipsinPillarSchema;
    day: typeof SipsinPillarSchema;
    hour: z.ZodExactOptional<typeof SipsinPillarSchema>;
    counts: z.ZodArray<typeof SipsinCountSchema>;
    gongmang: z.ZodArray<z.ZodType<T.Ji>>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SipsinCount}. */
export const SipsinCountSchema = schemas.SipsinCountSchema as unknown as z.ZodObject<
  {
    sipsin: z.ZodType<T.Sipsin>;
    count: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SipsinPillar}. */
export const SipsinPillarSchema = schemas.SipsinPillarSchema as unknown as z.ZodObject<
  {
    cheon: z.ZodExactOptional<z.ZodType<T.Sipsin>>;
    ji: z.ZodType<T.Sipsin>;
    jijanggan: z.ZodArray<typeof JijangganSchema>;
    unseong: z.ZodType<T.Unseong>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SocialAuthorization}. */
export const SocialAuthorizationSchema = schemas.SocialAuthorizationSchema as unknown as z.ZodObject<
  {
    authorizationUrl: z.ZodType<T.Uri>;
    state: z.ZodType<T.OAuthState>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.SocialLoginInput}. */
export const SocialLoginInputSchema = schemas.SocialLoginInputSchema as unknown as z.ZodObject<
  {
    code: z.ZodString;
    state: z.ZodType<T.OAuthState>;
    redirectUri: z.ZodExactOptional<z.ZodType<T.Uri>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SubscribeInput}. */
export const SubscribeInputSchema = schemas.SubscribeInputSchema as unknown as z.ZodObject<
  {
    planId: z.ZodType<T.PlanId>;
    provider: z.ZodType<T.PaymentProvider>;
    paymentKey: z.ZodString;
    amount: z.ZodNumber;
  },
  z.core.$strict
>;

/** The schema of a {@link T.SystemStatusUpdate}. */
export const SystemStatusUpdateSchema = schemas.SystemStatusUpdateSchema as unknown as z.ZodObject<
  {
    status: z.ZodType<T.ServiceState>;
    message: z.ZodExactOptional<z.ZodString>;
    components: z.ZodArray<typeof ComponentStatusSchema>;
    updatedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.TypingIndicatorData}. */
export const TypingIndicatorDataSchema = schemas.TypingIndicatorDataSchema as unknown as z.ZodObject<
  {
    room: z.ZodExactOptional<z.ZodType<T.RoomName>>;
    isTyping: z.ZodExactOptional<z.ZodBoolean>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.User}. */
export const UserSchema = schemas.UserSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.UserId>;
    email: z.ZodType<T.EmailAddress>;
    emailVerified: z.ZodBoolean;
    name: z.ZodType<T.PersonName>;
    avatarUrl: z.ZodExactOptional<z.ZodType<T.Uri>>;
    createdAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.UserProfile}. */
export const UserProfileSchema = schemas.UserProfileSchema as unknown as z.ZodObject<
  {
    id: z.ZodType<T.UserId>;
    email: z.ZodType<T.EmailAddress>;
    name: z.ZodType<T.PersonName>;
    nickname: z.ZodExactOptional<z.ZodType<T.Nickname>>;
    bio: z.ZodExactOptional<z.ZodType<T.Biography>>;
    avatarUrl: z.ZodExactOptional<z.ZodType<T.Uri>>;
    birthInfo: z.ZodExactOptional<typeof BirthInfoSchema>;
    preferences: typeof PreferencesSchema;
    createdAt: z.ZodType<T.DateTime>;
    updatedAt: z.ZodType<T.DateTime>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.UserProfilePatch}. */
export const UserProfilePatchSchema = schemas.UserProfilePatchSchema as unknown as z.ZodObject<
  {
    name: z.ZodExactOptional<z.ZodType<T.PersonName>>;
    nickname: z.ZodExactOptional<z.ZodNullable<z.ZodType<T.Nickname>>>;
    bio: z.ZodExactOptional<z.ZodNullable<z.ZodType<T.Biography>>>;
  },
  z.core.$strict
>;

/** The schema of a {@link T.Violation}. */
export const ViolationSchema = schemas.ViolationSchema as unknown as z.ZodObject<
  {
    pointer: z.ZodString;
    code: z.ZodString;
    detail: z.ZodString;
  },
  z.core.$strip
>;

/** The schema of a {@link T.WebhookReceipt}. */
export const WebhookReceiptSchema = schemas.WebhookReceiptSchema as unknown as z.ZodObject<
  {
    received: z.ZodType<true>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.WuxingAnalysis}. */
export const WuxingAnalysisSchema = schemas.WuxingAnalysisSchema as unknown as z.ZodObject<
  {
    elements: z.ZodArray<z.ZodType<T.WuxingElement>>;
    balance: z.ZodType<T.WuxingBalance>;
    counts: typeof WuxingCountsSchema;
    weighted: typeof WuxingWeightsSchema;
    strengths: z.ZodArray<z.ZodString>;
    weaknesses: z.ZodArray<z.ZodString>;
    recommendations: z.ZodArray<z.ZodString>;
    strongElements: z.ZodArray<z.ZodType<T.WuxingElement>>;
    weakElements: z.ZodArray<z.ZodType<T.WuxingElement>>;
    excessElements: z.ZodArray<z.ZodType<T.WuxingElement>>;
    missingElements: z.ZodArray<z.ZodType<T.WuxingElement>>;
    dayMasterStrength: z.ZodType<T.DayMasterStrength>;
    dayMasterSupport: z.ZodNumber;
    remedies: z.ZodArray<typeof WuxingRemedySchema>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.WuxingCounts}. */
export const WuxingCountsSchema = schemas.WuxingCountsSchema as unknown as z.ZodObject<
  {
    wood: z.ZodNumber;
    fire: z.ZodNumber;
    earth: z.ZodNumber;
    metal: z.ZodNumber;
    water: z.ZodNumber;
  },
  z.core.$strip
>;

/** The schema of a {@link T.WuxingRemedy}. */
export const WuxingRemedySchema = schemas.WuxingRemedySchema as unknown as z.ZodObject<
  {
    element: z.ZodType<T.WuxingElement>;
    color: z.ZodType<T.WuxingColor>;
    direction: z.ZodType<T.WuxingDirection>;
    season: z.ZodType<T.WuxingSeason>;
    numbers: z.ZodArray<z.ZodNumber>;
  },
  z.core.$strip
>;

/** The schema of a {@link T.WuxingWeights}. */
export const WuxingWeightsSchema = schemas.WuxingWeightsSchema as unknown as z.ZodObject<
  {
    wood: z.ZodNumber;
    fire: z.ZodNumber;
    earth: z.ZodNumber;
    metal: z.ZodNumber;
    water: z.ZodNumber;
  },
  z.core.$strip
>;
