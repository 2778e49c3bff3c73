// Generated from the contract by `cargo xtask generate`. Do not edit.

import * as z from "zod";
import type * as T from "./types.js";

/** Any keys. `z.record` passes over a key called `__proto__`: it is judged here, and the result never has it. */
const record = <Values extends z.ZodType>(values: Values) =>
  z
    .custom<Record<string, unknown>>((input) => {
      const isJudgedHere = typeof input === "object" && input !== null && Object.hasOwn(input, "__proto__");
      return !isJudgedHere || values.safeParse((input as Record<string, unknown>)["__proto__"]).success;
    })
    .pipe(z.record(z.string(), values));

export const RoomNameSchema: z.ZodType<T.RoomName> = /*#__PURE__*/ (() => z.string().regex(/^[a-z0-9][a-z0-9:_-]*$/u).min(1).max(64))();

export const SajuResultIdSchema: z.ZodType<T.SajuResultId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.SajuResultId>;

export const AIModelNameSchema: z.ZodType<T.AIModelName> = /*#__PURE__*/ (() => z.string().regex(/^[a-z][a-z0-9_]*$/u).min(1).max(64))();

export const AIChatInputSchema: z.ZodType<T.AIChatInput> = /*#__PURE__*/ (() => z.strictObject({
  message: z.string().min(1).max(4000),
  room: z.exactOptional(RoomNameSchema),
  sajuId: z.exactOptional(SajuResultIdSchema),
  model: z.exactOptional(AIModelNameSchema),
}))();

export const ChatMessageIdSchema: z.ZodType<T.ChatMessageId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.ChatMessageId>;

export const ChatRoleSchema: z.ZodType<T.ChatRole> = /*#__PURE__*/ z.enum(["user", "assistant", "system"]);

export const UserIdSchema: z.ZodType<T.UserId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.UserId>;

export const DateTimeSchema: z.ZodType<T.DateTime> = /*#__PURE__*/ z.stringFormat("date-time", /^(?!9999)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?Z$/u);

export const ChatMessageSchema: z.ZodType<T.ChatMessage> = /*#__PURE__*/ (() => z.object({
  id: ChatMessageIdSchema,
  room: RoomNameSchema,
  role: ChatRoleSchema,
  userId: z.exactOptional(UserIdSchema),
  name: z.exactOptional(z.string().regex(/^(?![ \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u180B-\u180D\u180F\uFE00-\uFE0F]*$)(?:(?:[\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF]|[^\u0000-\uD7FF\uE000-\uFFFF])[\u180B-\u180D\u180F\uFE00-\uFE0F]?[\u180E\u200C\u200D]|[^\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF\u180B-\u180D\u180F\uFE00-\uFE0F\u180E\u200C\u200D][\u180B-\u180D\u180F\uFE00-\uFE0F]?)+$/u).min(1).max(80)),
  content: z.string().min(1).max(20000),
  sentAt: DateTimeSchema,
}))();

export const AIModelSchema: z.ZodType<T.AIModel> = /*#__PURE__*/ (() => z.union([z.enum(["heal7_classic", "gpt", "claude", "gemini", "hyperclova_x", "exaone", "solar", "llama", "qwen"]), z.string() as z.ZodType<string & {}>]))();

export const AIChatReplySchema: z.ZodType<T.AIChatReply> = /*#__PURE__*/ z.object({
  room: RoomNameSchema,
  message: ChatMessageSchema,
  reply: ChatMessageSchema,
  model: AIModelSchema,
});

export const InterpretationIdSchema: z.ZodType<T.InterpretationId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.InterpretationId>;

export const AIFeedbackInputSchema: z.ZodType<T.AIFeedbackInput> = /*#__PURE__*/ (() => z.strictObject({
  interpretationId: InterpretationIdSchema,
  rating: z.int().min(1).max(5),
  comment: z.exactOptional(z.string().min(1).max(2000)),
}))();

export const InterpretationTypeSchema: z.ZodType<T.InterpretationType> = /*#__PURE__*/ z.enum(["general", "personality", "career", "wealth", "relationship", "health", "daeun", "yearly"]);

export const InterpretationDepthSchema: z.ZodType<T.InterpretationDepth> = /*#__PURE__*/ z.enum(["basic", "detailed", "comprehensive"]);

export const ModelReadingSchema: z.ZodType<T.ModelReading> = /*#__PURE__*/ (() => z.object({
  model: AIModelSchema,
  content: z.string().min(1).max(20000),
  confidence: z.number().min(0).max(1),
  generatedAt: DateTimeSchema,
}))();

export const AIInterpretationSchema: z.ZodType<T.AIInterpretation> = /*#__PURE__*/ (() => z.object({
  id: InterpretationIdSchema,
  sajuId: SajuResultIdSchema,
  model: AIModelSchema,
  type: InterpretationTypeSchema,
  depth: InterpretationDepthSchema,
  content: z.string().min(1).max(20000),
  confidence: z.number().min(0).max(1),
  readings: z.array(ModelReadingSchema).min(1).max(9),
  generatedAt: DateTimeSchema,
}))();

export const AIInterpretationInputSchema: z.ZodType<T.AIInterpretationInput> = /*#__PURE__*/ (() => z.strictObject({
  sajuId: SajuResultIdSchema,
  models: z.exactOptional(z.array(AIModelNameSchema).min(1).max(9)),
  depth: z.exactOptional(InterpretationDepthSchema),
  type: z.exactOptional(InterpretationTypeSchema),
}))();

export const InterpretationStatusSchema: z.ZodType<T.InterpretationStatus> = /*#__PURE__*/ z.enum(["queued", "running", "completed", "failed"]);

export const AIInterpretationRequestSchema: z.ZodType<T.AIInterpretationRequest> = /*#__PURE__*/ (() => z.object({
  requestId: InterpretationIdSchema,
  interpretationId: InterpretationIdSchema,
  sajuId: SajuResultIdSchema,
  status: InterpretationStatusSchema,
  models: z.array(AIModelSchema),
  depth: InterpretationDepthSchema,
  type: InterpretationTypeSchema,
  estimatedTime: z.int().min(0).max(2147483647),
  requestedAt: DateTimeSchema,
}))();

export const ServiceStateSchema: z.ZodType<T.ServiceState> = /*#__PURE__*/ z.enum(["operational", "degraded", "unavailable", "maintenance"]);

export const AIModelStatusSchema: z.ZodType<T.AIModelStatus> = /*#__PURE__*/ (() => z.object({
  id: AIModelSchema,
  name: z.string().min(1).max(80),
  provider: z.string().min(1).max(80),
  description: z.string().min(1).max(300),
  status: ServiceStateSchema,
  types: z.array(InterpretationTypeSchema).min(1).max(20),
  depths: z.array(InterpretationDepthSchema).min(1).max(3),
  queueLength: z.int().min(0).max(2147483647),
  averageDuration: z.exactOptional(z.int().min(0).max(2147483647)),
  checkedAt: DateTimeSchema,
}))();

export const AIServiceStatusSchema: z.ZodType<T.AIServiceStatus> = /*#__PURE__*/ (() => z.object({
  status: ServiceStateSchema,
  modelsTotal: z.int().min(0).max(2147483647),
  modelsAvailable: z.int().min(0).max(2147483647),
  queueLength: z.int().min(0).max(2147483647),
  estimatedWait: z.int().min(0).max(2147483647),
  checkedAt: DateTimeSchema,
}))();

export const AccessTokenSchema: z.ZodType<T.AccessToken> = /*#__PURE__*/ (() => z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u).min(20).max(4096))() as unknown as z.ZodType<T.AccessToken>;

export const AgeStyleSchema: z.ZodType<T.AgeStyle> = /*#__PURE__*/ z.enum(["international", "korean"]);

export const AmbiguityPolicySchema: z.ZodType<T.AmbiguityPolicy> = /*#__PURE__*/ z.enum(["earlier", "reject"]);

export const PaginationSchema: z.ZodType<T.Pagination> = /*#__PURE__*/ (() => z.object({
  page: z.int().min(1).max(2147483647),
  limit: z.int().min(1).max(100),
  total: z.int().min(0).max(2147483647),
  totalPages: z.int().min(0).max(2147483647),
}))();

export const ApiResponseOfAIChatReplySchema: z.ZodType<T.ApiResponseOfAIChatReply> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AIChatReplySchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfAIInterpretationSchema: z.ZodType<T.ApiResponseOfAIInterpretation> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AIInterpretationSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfAIInterpretationRequestSchema: z.ZodType<T.ApiResponseOfAIInterpretationRequest> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AIInterpretationRequestSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfAIServiceStatusSchema: z.ZodType<T.ApiResponseOfAIServiceStatus> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AIServiceStatusSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const EmailAddressSchema: z.ZodType<T.EmailAddress> = /*#__PURE__*/ z.stringFormat("email", /^(?=[^@]{1,64}@)(?=.{1,254}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u);

export const PersonNameSchema: z.ZodType<T.PersonName> = /*#__PURE__*/ (() => z.string().regex(/^(?![ \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u180B-\u180D\u180F\uFE00-\uFE0F]*$)(?:(?:[\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF]|[^\u0000-\uD7FF\uE000-\uFFFF])[\u180B-\u180D\u180F\uFE00-\uFE0F]?[\u180E\u200C\u200D]|[^\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF\u180B-\u180D\u180F\uFE00-\uFE0F\u180E\u200C\u200D][\u180B-\u180D\u180F\uFE00-\uFE0F]?)+$/u).min(1).max(50))();

export const UriSchema: z.ZodType<T.Uri> = /*#__PURE__*/ z.stringFormat("uri", /^https?:\/\/(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}|localhost|(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]))(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/u);

export const UserSchema: z.ZodType<T.User> = /*#__PURE__*/ (() => z.object({
  id: UserIdSchema,
  email: EmailAddressSchema,
  emailVerified: z.boolean(),
  name: PersonNameSchema,
  avatarUrl: z.exactOptional(UriSchema),
  createdAt: DateTimeSchema,
}))();

export const PermissionSchema: z.ZodType<T.Permission> = /*#__PURE__*/ (() => z.union([z.enum(["saju_calculate", "ai_interpret", "ai_chat", "ai_comprehensive", "admin"]), z.string() as z.ZodType<string & {}>]))();

export const AuthProfileSchema: z.ZodType<T.AuthProfile> = /*#__PURE__*/ (() => z.object({
  user: UserSchema,
  permissions: z.array(PermissionSchema),
  expiresAt: DateTimeSchema,
}))();

export const ApiResponseOfAuthProfileSchema: z.ZodType<T.ApiResponseOfAuthProfile> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AuthProfileSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const RefreshTokenSchema: z.ZodType<T.RefreshToken> = /*#__PURE__*/ (() => z.string().regex(/^[A-Za-z0-9_-]+$/u).min(32).max(512))() as unknown as z.ZodType<T.RefreshToken>;

export const AuthSessionSchema: z.ZodType<T.AuthSession> = /*#__PURE__*/ (() => z.object({
  user: UserSchema,
  token: AccessTokenSchema,
  expiresIn: z.int().min(1).max(2147483647),
  refreshToken: RefreshTokenSchema,
  permissions: z.array(PermissionSchema),
}))();

export const ApiResponseOfAuthSessionSchema: z.ZodType<T.ApiResponseOfAuthSession> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: AuthSessionSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const CalendarDateSchema: z.ZodType<T.CalendarDate> = /*#__PURE__*/ (() => z.string().regex(/^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/u))();

export const ClockTimeSchema: z.ZodType<T.ClockTime> = /*#__PURE__*/ (() => z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$/u))();

export const GenderSchema: z.ZodType<T.Gender> = /*#__PURE__*/ z.enum(["male", "female"]);

export const TimeZoneNameSchema: z.ZodType<T.TimeZoneName> = /*#__PURE__*/ (() => z.string().regex(/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/u).min(1).max(64))();

export const GeoLocationSchema: z.ZodType<T.GeoLocation> = /*#__PURE__*/ (() => z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timezone: TimeZoneNameSchema,
}))();

export const BirthInfoSchema: z.ZodType<T.BirthInfo> = /*#__PURE__*/ (() => z.object({
  birthDate: CalendarDateSchema,
  birthTime: z.exactOptional(ClockTimeSchema),
  isLunar: z.boolean(),
  isLeapMonth: z.exactOptional(z.boolean()),
  gender: GenderSchema,
  location: z.exactOptional(GeoLocationSchema),
}))();

export const ApiResponseOfBirthInfoSchema: z.ZodType<T.ApiResponseOfBirthInfo> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: BirthInfoSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ComponentStatusSchema: z.ZodType<T.ComponentStatus> = /*#__PURE__*/ (() => z.object({
  name: z.string().min(1).max(64),
  status: ServiceStateSchema,
  latencyMs: z.exactOptional(z.int().min(0).max(2147483647)),
}))();

export const HealthSchema: z.ZodType<T.Health> = /*#__PURE__*/ (() => z.object({
  status: ServiceStateSchema,
  version: z.string().min(1).max(64),
  contractVersion: z.string().min(1).max(64),
  modules: z.array(z.string()),
  components: z.array(ComponentStatusSchema),
  time: DateTimeSchema,
}))();

export const ApiResponseOfHealthSchema: z.ZodType<T.ApiResponseOfHealth> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: HealthSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfListOfAIModelStatusSchema: z.ZodType<T.ApiResponseOfListOfAIModelStatus> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: z.array(AIModelStatusSchema),
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const HistoryEntryIdSchema: z.ZodType<T.HistoryEntryId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.HistoryEntryId>;

export const HistoryKindSchema: z.ZodType<T.HistoryKind> = /*#__PURE__*/ (() => z.union([z.enum(["saju_calculation", "ai_interpretation", "share", "deletion"]), z.string() as z.ZodType<string & {}>]))();

export const CalculationHistoryEntrySchema: z.ZodType<T.CalculationHistoryEntry> = /*#__PURE__*/ (() => z.object({
  id: HistoryEntryIdSchema,
  kind: HistoryKindSchema,
  at: DateTimeSchema,
  resultId: z.exactOptional(SajuResultIdSchema),
}))();

export const ApiResponseOfListOfCalculationHistoryEntrySchema: z.ZodType<T.ApiResponseOfListOfCalculationHistoryEntry> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: z.array(CalculationHistoryEntrySchema),
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const PaymentIdSchema: z.ZodType<T.PaymentId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.PaymentId>;

export const PlanIdSchema: z.ZodType<T.PlanId> = /*#__PURE__*/ (() => z.string().regex(/^[a-z][a-z0-9_]*$/u).min(1).max(40))() as unknown as z.ZodType<T.PlanId>;

export const PaymentStatusSchema: z.ZodType<T.PaymentStatus> = /*#__PURE__*/ z.enum(["pending", "paid", "failed", "partially_refunded", "refunded"]);

export const PaymentProviderSchema: z.ZodType<T.PaymentProvider> = /*#__PURE__*/ z.enum(["toss", "sandbox"]);

export const PaymentSchema: z.ZodType<T.Payment> = /*#__PURE__*/ (() => z.object({
  id: PaymentIdSchema,
  planId: PlanIdSchema,
  orderName: z.string().min(1).max(100),
  amount: z.int().min(0).max(100000000),
  refundedAmount: z.int().min(0).max(100000000),
  status: PaymentStatusSchema,
  provider: PaymentProviderSchema,
  receiptUrl: z.exactOptional(UriSchema),
  createdAt: DateTimeSchema,
  paidAt: z.exactOptional(DateTimeSchema),
}))();

export const ApiResponseOfListOfPaymentSchema: z.ZodType<T.ApiResponseOfListOfPayment> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: z.array(PaymentSchema),
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const BillingIntervalSchema: z.ZodType<T.BillingInterval> = /*#__PURE__*/ z.enum(["month", "year", "once"]);

export const PlanSchema: z.ZodType<T.Plan> = /*#__PURE__*/ (() => z.object({
  id: PlanIdSchema,
  name: z.string().min(1).max(80),
  description: z.string().min(1).max(500),
  price: z.int().min(0).max(100000000),
  interval: BillingIntervalSchema,
  features: z.array(z.string()).max(20),
  permissions: z.array(PermissionSchema),
  dailyInterpretations: z.int().min(0).max(2147483647),
}))();

export const ApiResponseOfListOfPlanSchema: z.ZodType<T.ApiResponseOfListOfPlan> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: z.array(PlanSchema),
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const TimeModeSchema: z.ZodType<T.TimeMode> = /*#__PURE__*/ z.enum(["mean", "clock", "apparent", "wall"]);

export const DayBoundarySchema: z.ZodType<T.DayBoundary> = /*#__PURE__*/ z.enum(["split", "jasi", "midnight"]);

export const YearStartSchema: z.ZodType<T.YearStart> = /*#__PURE__*/ z.enum(["ipchun", "dongji", "lunar_new_year"]);

export const DaeunRoundingSchema: z.ZodType<T.DaeunRounding> = /*#__PURE__*/ z.enum(["round", "floor", "ceil", "sect1"]);

export const SajuOptionsSchema: z.ZodType<T.SajuOptions> = /*#__PURE__*/ (() => z.object({
  timeMode: z.exactOptional(TimeModeSchema),
  dayBoundary: z.exactOptional(DayBoundarySchema),
  yearStart: z.exactOptional(YearStartSchema),
  daeunRounding: z.exactOptional(DaeunRoundingSchema),
  ageStyle: z.exactOptional(AgeStyleSchema),
  ambiguity: z.exactOptional(AmbiguityPolicySchema),
}))();

export const SajuCalculationSchema: z.ZodType<T.SajuCalculation> = /*#__PURE__*/ (() => z.object({
  birthDate: CalendarDateSchema,
  birthTime: z.exactOptional(ClockTimeSchema),
  isLunar: z.boolean(),
  isLeapMonth: z.exactOptional(z.boolean()),
  gender: GenderSchema,
  name: PersonNameSchema,
  location: z.exactOptional(GeoLocationSchema),
  options: z.exactOptional(SajuOptionsSchema),
}))();

export const SajuConventionsSchema: z.ZodType<T.SajuConventions> = /*#__PURE__*/ (() => z.object({
  timeMode: TimeModeSchema,
  dayBoundary: DayBoundarySchema,
  yearStart: YearStartSchema,
  daeunRounding: DaeunRoundingSchema,
  ageStyle: AgeStyleSchema,
  ambiguity: AmbiguityPolicySchema,
  timezone: TimeZoneNameSchema,
  longitude: z.exactOptional(z.number().min(-180).max(180)),
  engine: z.string().min(1).max(64),
}))();

export const LocalDateSchema: z.ZodType<T.LocalDate> = /*#__PURE__*/ z.stringFormat("date", /^(?!9999)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/u);

export const LunarDateSchema: z.ZodType<T.LunarDate> = /*#__PURE__*/ (() => z.object({
  year: z.int().min(1899).max(2100),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(30),
  isLeapMonth: z.boolean(),
}))();

export const LocalDateTimeSchema: z.ZodType<T.LocalDateTime> = /*#__PURE__*/ (() => z.string().regex(/^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$/u))();

export const BirthMomentSchema: z.ZodType<T.BirthMoment> = /*#__PURE__*/ (() => z.object({
  solarDate: LocalDateSchema,
  lunarDate: LunarDateSchema,
  instant: DateTimeSchema,
  localTime: LocalDateTimeSchema,
  timeUnknown: z.boolean(),
}))();

export const CheonSchema: z.ZodType<T.Cheon> = /*#__PURE__*/ z.enum(["갑", "을", "병", "정", "무", "기", "경", "신", "임", "계"]);

export const JiSchema: z.ZodType<T.Ji> = /*#__PURE__*/ z.enum(["자", "축", "인", "묘", "진", "사", "오", "미", "신", "유", "술", "해"]);

export const WuxingElementSchema: z.ZodType<T.WuxingElement> = /*#__PURE__*/ z.enum(["wood", "fire", "earth", "metal", "water"]);

export const SajuPillarSchema: z.ZodType<T.SajuPillar> = /*#__PURE__*/ z.object({
  cheon: CheonSchema,
  ji: JiSchema,
  element: WuxingElementSchema,
});

export const SajuPanSchema: z.ZodType<T.SajuPan> = /*#__PURE__*/ (() => z.object({
  year: SajuPillarSchema,
  month: SajuPillarSchema,
  day: SajuPillarSchema,
  hour: z.exactOptional(SajuPillarSchema),
}))();

export const WuxingBalanceSchema: z.ZodType<T.WuxingBalance> = /*#__PURE__*/ (() => z.number().min(0).max(100))();

export const WuxingCountsSchema: z.ZodType<T.WuxingCounts> = /*#__PURE__*/ (() => z.object({
  wood: z.int().min(0).max(8),
  fire: z.int().min(0).max(8),
  earth: z.int().min(0).max(8),
  metal: z.int().min(0).max(8),
  water: z.int().min(0).max(8),
}))();

export const WuxingWeightsSchema: z.ZodType<T.WuxingWeights> = /*#__PURE__*/ (() => z.object({
  wood: z.number().min(0).max(100),
  fire: z.number().min(0).max(100),
  earth: z.number().min(0).max(100),
  metal: z.number().min(0).max(100),
  water: z.number().min(0).max(100),
}))();

export const DayMasterStrengthSchema: z.ZodType<T.DayMasterStrength> = /*#__PURE__*/ z.enum(["singang", "junghwa", "sinyak"]);

export const WuxingColorSchema: z.ZodType<T.WuxingColor> = /*#__PURE__*/ z.enum(["blue", "red", "yellow", "white", "black"]);

export const WuxingDirectionSchema: z.ZodType<T.WuxingDirection> = /*#__PURE__*/ z.enum(["east", "south", "center", "west", "north"]);

export const WuxingSeasonSchema: z.ZodType<T.WuxingSeason> = /*#__PURE__*/ z.enum(["spring", "summer", "turn", "autumn", "winter"]);

export const WuxingRemedySchema: z.ZodType<T.WuxingRemedy> = /*#__PURE__*/ (() => z.object({
  element: WuxingElementSchema,
  color: WuxingColorSchema,
  direction: WuxingDirectionSchema,
  season: WuxingSeasonSchema,
  numbers: z.array(z.int32()).min(2).max(2),
}))();

export const WuxingAnalysisSchema: z.ZodType<T.WuxingAnalysis> = /*#__PURE__*/ (() => z.object({
  elements: z.array(WuxingElementSchema).min(6).max(8),
  balance: WuxingBalanceSchema,
  counts: WuxingCountsSchema,
  weighted: WuxingWeightsSchema,
  strengths: z.array(z.string()).max(5),
  weaknesses: z.array(z.string()).max(5),
  recommendations: z.array(z.string()).max(10),
  strongElements: z.array(WuxingElementSchema).min(1).max(5),
  weakElements: z.array(WuxingElementSchema).min(1).max(5),
  excessElements: z.array(WuxingElementSchema).max(2),
  missingElements: z.array(WuxingElementSchema).max(4),
  dayMasterStrength: DayMasterStrengthSchema,
  dayMasterSupport: z.number().min(0).max(100),
  remedies: z.array(WuxingRemedySchema).min(1).max(5),
}))();

export const SipsinSchema: z.ZodType<T.Sipsin> = /*#__PURE__*/ z.enum(["비견", "겁재", "식신", "상관", "편재", "정재", "편관", "정관", "편인", "정인"]);

export const JijangganPhaseSchema: z.ZodType<T.JijangganPhase> = /*#__PURE__*/ z.enum(["여기", "중기", "본기"]);

export const JijangganSchema: z.ZodType<T.Jijanggan> = /*#__PURE__*/ (() => z.object({
  cheon: CheonSchema,
  phase: JijangganPhaseSchema,
  days: z.int().min(1).max(30),
  sipsin: SipsinSchema,
}))();

export const UnseongSchema: z.ZodType<T.Unseong> = /*#__PURE__*/ z.enum(["장생", "목욕", "관대", "건록", "제왕", "쇠", "병", "사", "묘", "절", "태", "양"]);

export const SipsinPillarSchema: z.ZodType<T.SipsinPillar> = /*#__PURE__*/ (() => z.object({
  cheon: z.exactOptional(SipsinSchema),
  ji: SipsinSchema,
  jijanggan: z.array(JijangganSchema).min(2).max(3),
  unseong: UnseongSchema,
}))();

export const SipsinCountSchema: z.ZodType<T.SipsinCount> = /*#__PURE__*/ (() => z.object({
  sipsin: SipsinSchema,
  count: z.int().min(0).max(7),
}))();

export const SipsinAnalysisSchema: z.ZodType<T.SipsinAnalysis> = /*#__PURE__*/ (() => z.object({
  dayMaster: CheonSchema,
  year: SipsinPillarSchema,
  month: SipsinPillarSchema,
  day: SipsinPillarSchema,
  hour: z.exactOptional(SipsinPillarSchema),
  counts: z.array(SipsinCountSchema).min(10).max(10),
  gongmang: z.array(JiSchema).min(2).max(2),
}))();

export const GyeokgukSchema: z.ZodType<T.Gyeokguk> = /*#__PURE__*/ z.enum(["건록격", "양인격", "식신격", "상관격", "편재격", "정재격", "편관격", "정관격", "편인격", "정인격"]);

export const GyeokgukAnalysisSchema: z.ZodType<T.GyeokgukAnalysis> = /*#__PURE__*/ (() => z.object({
  type: GyeokgukSchema,
  basisStem: CheonSchema,
  basis: JijangganPhaseSchema,
  transparent: z.boolean(),
}))();

export const DaeunStartSchema: z.ZodType<T.DaeunStart> = /*#__PURE__*/ (() => z.object({
  years: z.int().min(0).max(11),
  months: z.int().min(0).max(11),
  days: z.int().min(0).max(30),
}))();

export const DaeunPillarSchema: z.ZodType<T.DaeunPillar> = /*#__PURE__*/ (() => z.object({
  pillar: SajuPillarSchema,
  startAge: z.int().min(0).max(120),
  startYear: z.int().min(1900).max(2220),
  startDate: LocalDateSchema,
  cheonSipsin: SipsinSchema,
  jiSipsin: SipsinSchema,
  unseong: UnseongSchema,
}))();

export const DaeunAnalysisSchema: z.ZodType<T.DaeunAnalysis> = /*#__PURE__*/ (() => z.object({
  forward: z.boolean(),
  daysToJeol: z.number().min(0).max(32),
  startAge: z.int().min(0).max(12),
  exactStart: DaeunStartSchema,
  startDate: LocalDateSchema,
  pillars: z.array(DaeunPillarSchema).min(10).max(10),
}))();

export const SajuWarningCodeSchema: z.ZodType<T.SajuWarningCode> = /*#__PURE__*/ (() => z.union([z.enum(["ambiguous_local_time", "near_solar_term", "near_hour_edge", "lmt", "lunar_forecast", "leap_flag_ignored", "time_unknown"]), z.string() as z.ZodType<string & {}>]))();

export const PillarPositionSchema: z.ZodType<T.PillarPosition> = /*#__PURE__*/ z.enum(["year", "month", "day", "hour"]);

export const SajuWarningSchema: z.ZodType<T.SajuWarning> = /*#__PURE__*/ (() => z.object({
  code: SajuWarningCodeSchema,
  message: z.string().min(1).max(300),
  position: z.exactOptional(PillarPositionSchema),
  neighbour: z.exactOptional(SajuPillarSchema),
}))();

export const SajuResultSchema: z.ZodType<T.SajuResult> = /*#__PURE__*/ (() => z.object({
  id: SajuResultIdSchema,
  userId: UserIdSchema,
  input: SajuCalculationSchema,
  conventions: SajuConventionsSchema,
  moment: BirthMomentSchema,
  sajuPan: SajuPanSchema,
  wuxing: WuxingAnalysisSchema,
  sipsin: SipsinAnalysisSchema,
  gyeokguk: GyeokgukAnalysisSchema,
  daeun: DaeunAnalysisSchema,
  warnings: z.array(SajuWarningSchema),
  aiInterpretations: z.array(AIInterpretationSchema),
  createdAt: DateTimeSchema,
  updatedAt: DateTimeSchema,
}))();

export const ApiResponseOfListOfSajuResultSchema: z.ZodType<T.ApiResponseOfListOfSajuResult> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: z.array(SajuResultSchema),
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfPaymentSchema: z.ZodType<T.ApiResponseOfPayment> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: PaymentSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const SubscriptionIdSchema: z.ZodType<T.SubscriptionId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.SubscriptionId>;

export const SubscriptionStatusSchema: z.ZodType<T.SubscriptionStatus> = /*#__PURE__*/ z.enum(["active", "past_due", "canceled"]);

export const PlanSubscriptionSchema: z.ZodType<T.PlanSubscription> = /*#__PURE__*/ z.object({
  id: SubscriptionIdSchema,
  planId: PlanIdSchema,
  status: SubscriptionStatusSchema,
  periodStart: DateTimeSchema,
  periodEnd: DateTimeSchema,
  payment: PaymentSchema,
});

export const ApiResponseOfPlanSubscriptionSchema: z.ZodType<T.ApiResponseOfPlanSubscription> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: PlanSubscriptionSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ThemeSchema: z.ZodType<T.Theme> = /*#__PURE__*/ z.enum(["light", "dark", "nebula"]);

export const LanguageSchema: z.ZodType<T.Language> = /*#__PURE__*/ z.enum(["ko", "en", "ja"]);

export const NotificationPreferencesSchema: z.ZodType<T.NotificationPreferences> = /*#__PURE__*/ (() => z.object({
  email: z.boolean(),
  push: z.boolean(),
  interpretations: z.boolean(),
  marketing: z.boolean(),
}))();

export const InterpretationOptionsSchema: z.ZodType<T.InterpretationOptions> = /*#__PURE__*/ (() => z.object({
  models: z.exactOptional(z.array(AIModelNameSchema).min(1).max(9)),
  depth: z.exactOptional(InterpretationDepthSchema),
  type: z.exactOptional(InterpretationTypeSchema),
}))();

export const PreferencesSchema: z.ZodType<T.Preferences> = /*#__PURE__*/ (() => z.object({
  theme: ThemeSchema,
  language: LanguageSchema,
  notifications: NotificationPreferencesSchema,
  calculation: z.exactOptional(SajuOptionsSchema),
  interpretation: z.exactOptional(InterpretationOptionsSchema),
}))();

export const ApiResponseOfPreferencesSchema: z.ZodType<T.ApiResponseOfPreferences> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: PreferencesSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ApiResponseOfSajuResultSchema: z.ZodType<T.ApiResponseOfSajuResult> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: SajuResultSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const ShareTokenSchema: z.ZodType<T.ShareToken> = /*#__PURE__*/ (() => z.string().regex(/^[A-Za-z0-9_-]+$/u).min(22).max(64))() as unknown as z.ZodType<T.ShareToken>;

export const ShareTypeSchema: z.ZodType<T.ShareType> = /*#__PURE__*/ z.enum(["link", "email", "kakao"]);

export const RecipientSchema: z.ZodType<T.Recipient> = /*#__PURE__*/ (() => z.string().regex(/^(?![ \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u180B-\u180D\u180F\uFE00-\uFE0F]*$)(?:(?:[\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF]|[^\u0000-\uD7FF\uE000-\uFFFF])[\u180B-\u180D\u180F\uFE00-\uFE0F]?[\u180E\u200C\u200D]|[^\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF\u180B-\u180D\u180F\uFE00-\uFE0F\u180E\u200C\u200D][\u180B-\u180D\u180F\uFE00-\uFE0F]?)+$/u).min(1).max(254))();

export const ShareResultSchema: z.ZodType<T.ShareResult> = /*#__PURE__*/ (() => z.object({
  sajuId: SajuResultIdSchema,
  token: ShareTokenSchema,
  url: UriSchema,
  shareType: ShareTypeSchema,
  recipients: z.array(RecipientSchema).max(20),
  createdAt: DateTimeSchema,
  expiresAt: DateTimeSchema,
}))();

export const ApiResponseOfShareResultSchema: z.ZodType<T.ApiResponseOfShareResult> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: ShareResultSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const SharedSajuResultSchema: z.ZodType<T.SharedSajuResult> = /*#__PURE__*/ (() => z.object({
  name: PersonNameSchema,
  sajuPan: SajuPanSchema,
  wuxing: WuxingAnalysisSchema,
  sipsin: SipsinAnalysisSchema,
  gyeokguk: GyeokgukAnalysisSchema,
  daeun: DaeunAnalysisSchema,
  aiInterpretations: z.array(AIInterpretationSchema),
  sharedAt: DateTimeSchema,
  expiresAt: DateTimeSchema,
}))();

export const ApiResponseOfSharedSajuResultSchema: z.ZodType<T.ApiResponseOfSharedSajuResult> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: SharedSajuResultSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const OAuthStateSchema: z.ZodType<T.OAuthState> = /*#__PURE__*/ (() => z.string().regex(/^[A-Za-z0-9_-]+$/u).min(16).max(256))() as unknown as z.ZodType<T.OAuthState>;

export const SocialAuthorizationSchema: z.ZodType<T.SocialAuthorization> = /*#__PURE__*/ z.object({
  authorizationUrl: UriSchema,
  state: OAuthStateSchema,
});

export const ApiResponseOfSocialAuthorizationSchema: z.ZodType<T.ApiResponseOfSocialAuthorization> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: SocialAuthorizationSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const NicknameSchema: z.ZodType<T.Nickname> = /*#__PURE__*/ (() => z.string().regex(/^(?![ \u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u180B-\u180D\u180F\uFE00-\uFE0F]*$)(?:(?:[\u0620-\u109F\u1780-\u17B3\u17B6-\u180A\u1810-\u18AF\u1B00-\u1B7F\u2600-\u27BF\uA980-\uA9DF]|[^\u0000-\uD7FF\uE000-\uFFFF])[\u180B-\u180D\u180F\uFE00-\uFE0F]?[\u180E\u200C\u200D]|[^\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF\u180B-\u180D\u180F\uFE00-\uFE0F\u180E\u200C\u200D][\u180B-\u180D\u180F\uFE00-\uFE0F]?)+$/u).min(1).max(30))();

export const BiographySchema: z.ZodType<T.Biography> = /*#__PURE__*/ (() => z.string().min(1).max(500))();

export const UserProfileSchema: z.ZodType<T.UserProfile> = /*#__PURE__*/ (() => z.object({
  id: UserIdSchema,
  email: EmailAddressSchema,
  name: PersonNameSchema,
  nickname: z.exactOptional(NicknameSchema),
  bio: z.exactOptional(BiographySchema),
  avatarUrl: z.exactOptional(UriSchema),
  birthInfo: z.exactOptional(BirthInfoSchema),
  preferences: PreferencesSchema,
  createdAt: DateTimeSchema,
  updatedAt: DateTimeSchema,
}))();

export const ApiResponseOfUserProfileSchema: z.ZodType<T.ApiResponseOfUserProfile> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: UserProfileSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const WebhookReceiptSchema: z.ZodType<T.WebhookReceipt> = /*#__PURE__*/ (() => z.object({
  received: z.literal(true),
}))();

export const ApiResponseOfWebhookReceiptSchema: z.ZodType<T.ApiResponseOfWebhookReceipt> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  data: WebhookReceiptSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  pagination: z.exactOptional(PaginationSchema),
}))();

export const AuthenticateDataSchema: z.ZodType<T.AuthenticateData> = /*#__PURE__*/ z.strictObject({
  token: AccessTokenSchema,
});

export const GeoLocationInputSchema: z.ZodType<T.GeoLocationInput> = /*#__PURE__*/ (() => z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timezone: TimeZoneNameSchema,
}))();

export const BirthInfoInputSchema: z.ZodType<T.BirthInfoInput> = /*#__PURE__*/ (() => z.strictObject({
  birthDate: CalendarDateSchema,
  birthTime: z.exactOptional(ClockTimeSchema),
  isLunar: z.boolean(),
  isLeapMonth: z.exactOptional(z.boolean()),
  gender: GenderSchema,
  location: z.exactOptional(GeoLocationInputSchema),
}))();

export const CalculationStepSchema: z.ZodType<T.CalculationStep> = /*#__PURE__*/ z.enum(["astronomy", "pillars", "analysis"]);

export const ChatMessageDataSchema: z.ZodType<T.ChatMessageData> = /*#__PURE__*/ (() => z.strictObject({
  room: z.exactOptional(RoomNameSchema),
  content: z.string().min(1).max(4000),
}))();

export const CorrelationIdSchema: z.ZodType<T.CorrelationId> = /*#__PURE__*/ (() => z.string().min(1).max(64))();

export const SajuOptionsInputSchema: z.ZodType<T.SajuOptionsInput> = /*#__PURE__*/ (() => z.strictObject({
  timeMode: z.exactOptional(TimeModeSchema),
  dayBoundary: z.exactOptional(DayBoundarySchema),
  yearStart: z.exactOptional(YearStartSchema),
  daeunRounding: z.exactOptional(DaeunRoundingSchema),
  ageStyle: z.exactOptional(AgeStyleSchema),
  ambiguity: z.exactOptional(AmbiguityPolicySchema),
}))();

export const SajuCalculationInputSchema: z.ZodType<T.SajuCalculationInput> = /*#__PURE__*/ (() => z.strictObject({
  birthDate: CalendarDateSchema,
  birthTime: z.exactOptional(ClockTimeSchema),
  isLunar: z.boolean(),
  isLeapMonth: z.exactOptional(z.boolean()),
  gender: GenderSchema,
  name: PersonNameSchema,
  location: z.exactOptional(GeoLocationInputSchema),
  options: z.exactOptional(SajuOptionsInputSchema),
}))();

const $ClientMessageSajuCalculationRequest = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("saju_calculation_request"),
  id: z.exactOptional(CorrelationIdSchema),
  data: SajuCalculationInputSchema,
}))();
export const ClientMessageSajuCalculationRequestSchema: z.ZodType<T.ClientMessageSajuCalculationRequest> = $ClientMessageSajuCalculationRequest;

const $ClientMessageAiInterpretationRequest = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("ai_interpretation_request"),
  id: z.exactOptional(CorrelationIdSchema),
  data: AIInterpretationInputSchema,
}))();
export const ClientMessageAiInterpretationRequestSchema: z.ZodType<T.ClientMessageAiInterpretationRequest> = $ClientMessageAiInterpretationRequest;

const $ClientMessageChatMessage = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("chat_message"),
  id: z.exactOptional(CorrelationIdSchema),
  data: ChatMessageDataSchema,
}))();
export const ClientMessageChatMessageSchema: z.ZodType<T.ClientMessageChatMessage> = $ClientMessageChatMessage;

export const TypingIndicatorDataSchema: z.ZodType<T.TypingIndicatorData> = /*#__PURE__*/ (() => z.strictObject({
  room: z.exactOptional(RoomNameSchema),
  isTyping: z.exactOptional(z.boolean()),
}))();

const $ClientMessageTypingIndicator = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("typing_indicator"),
  id: z.exactOptional(CorrelationIdSchema),
  data: TypingIndicatorDataSchema,
}))();
export const ClientMessageTypingIndicatorSchema: z.ZodType<T.ClientMessageTypingIndicator> = $ClientMessageTypingIndicator;

export const RoomDataSchema: z.ZodType<T.RoomData> = /*#__PURE__*/ (() => z.strictObject({
  room: z.exactOptional(RoomNameSchema),
}))();

const $ClientMessageJoinRoom = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("join_room"),
  id: z.exactOptional(CorrelationIdSchema),
  data: RoomDataSchema,
}))();
export const ClientMessageJoinRoomSchema: z.ZodType<T.ClientMessageJoinRoom> = $ClientMessageJoinRoom;

const $ClientMessageLeaveRoom = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("leave_room"),
  id: z.exactOptional(CorrelationIdSchema),
  data: RoomDataSchema,
}))();
export const ClientMessageLeaveRoomSchema: z.ZodType<T.ClientMessageLeaveRoom> = $ClientMessageLeaveRoom;

const $ClientMessagePing = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("ping"),
  id: z.exactOptional(CorrelationIdSchema),
}))();
export const ClientMessagePingSchema: z.ZodType<T.ClientMessagePing> = $ClientMessagePing;

const $ClientMessageAuthenticate = /*#__PURE__*/ (() => z.strictObject({
  type: z.literal("authenticate"),
  id: z.exactOptional(CorrelationIdSchema),
  data: AuthenticateDataSchema,
}))();
export const ClientMessageAuthenticateSchema: z.ZodType<T.ClientMessageAuthenticate> = $ClientMessageAuthenticate;

export const ClientMessageSchema: z.ZodType<T.ClientMessage> = /*#__PURE__*/ z.discriminatedUnion("type", [$ClientMessageSajuCalculationRequest, $ClientMessageAiInterpretationRequest, $ClientMessageChatMessage, $ClientMessageTypingIndicator, $ClientMessageJoinRoom, $ClientMessageLeaveRoom, $ClientMessagePing, $ClientMessageAuthenticate]);

export const ContentIdSchema: z.ZodType<T.ContentId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.ContentId>;

export const ContentTypeSchema: z.ZodType<T.ContentType> = /*#__PURE__*/ z.enum(["article", "video", "meditation", "course", "product"]);

export const ErrorTypeSchema: z.ZodType<T.ErrorType> = /*#__PURE__*/ z.enum(["NETWORK", "AUTHENTICATION", "VALIDATION", "SERVER", "TIMEOUT", "CALCULATION", "AI_SERVICE"]);

const $InterpretationEventStarted = /*#__PURE__*/ (() => z.object({
  type: z.literal("started"),
  requestId: InterpretationIdSchema,
  models: z.array(AIModelSchema),
  estimatedTime: z.int().min(0).max(2147483647),
}))();
export const InterpretationEventStartedSchema: z.ZodType<T.InterpretationEventStarted> = $InterpretationEventStarted;

export const InterpretationProgressSchema: z.ZodType<T.InterpretationProgress> = /*#__PURE__*/ (() => z.object({
  requestId: InterpretationIdSchema,
  status: InterpretationStatusSchema,
  progress: z.int().min(0).max(100),
  currentModel: z.exactOptional(AIModelSchema),
  completedModels: z.array(AIModelSchema).max(9),
  estimatedTimeRemaining: z.exactOptional(z.int().min(0).max(2147483647)),
  result: z.exactOptional(AIInterpretationSchema),
}))();

const $InterpretationEventProgress = /*#__PURE__*/ (() => z.object({
  type: z.literal("progress"),
  progress: InterpretationProgressSchema,
}))();
export const InterpretationEventProgressSchema: z.ZodType<T.InterpretationEventProgress> = $InterpretationEventProgress;

const $InterpretationEventCompleted = /*#__PURE__*/ (() => z.object({
  type: z.literal("completed"),
  requestId: InterpretationIdSchema,
  result: AIInterpretationSchema,
}))();
export const InterpretationEventCompletedSchema: z.ZodType<T.InterpretationEventCompleted> = $InterpretationEventCompleted;

export const ProblemCodeSchema: z.ZodType<T.ProblemCode> = /*#__PURE__*/ (() => z.union([z.enum(["BAD_REQUEST", "UNSUPPORTED_VERSION", "UNAUTHENTICATED", "TOKEN_EXPIRED", "INVALID_TOKEN", "FORBIDDEN", "INSUFFICIENT_PERMISSION", "NOT_FOUND", "METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "IDEMPOTENCY_KEY_IN_USE", "PRECONDITION_FAILED", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_FAILED", "IDEMPOTENCY_KEY_REUSED", "TOO_MANY_REQUESTS", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE", "MODULE_UNAVAILABLE", "TIMEOUT", "INVALID_CREDENTIALS", "ACCOUNT_DISABLED", "EMAIL_TAKEN", "INVALID_REFRESH_TOKEN", "REFRESH_TOKEN_REUSED", "SOCIAL_LOGIN_FAILED", "SOCIAL_PROVIDER_UNAVAILABLE", "EMAIL_NOT_CONFIRMED", "BIRTH_INFO_NOT_FOUND", "UNREADABLE_IMAGE", "INVALID_SOLAR_DATE", "INVALID_TIME", "INVALID_LUNAR_DATE", "LEAP_MONTH_ABSENT", "NONEXISTENT_LOCAL_TIME", "AMBIGUOUS_LOCAL_TIME", "OUT_OF_RANGE", "UNKNOWN_TIMEZONE", "INVALID_LONGITUDE", "INVALID_LATITUDE", "INVALID_GENDER", "CALCULATION_FAILED", "SAJU_RESULT_NOT_FOUND", "SHARED_RESULT_NOT_FOUND", "INTERPRETATION_NOT_FOUND", "INTERPRETATION_NOT_READY", "UNKNOWN_AI_MODEL", "AI_MODEL_UNAVAILABLE", "AI_QUOTA_EXCEEDED", "AI_MODEL_FAILED", "PLAN_NOT_FOUND", "PAYMENT_NOT_FOUND", "ALREADY_SUBSCRIBED", "PAYMENT_DECLINED", "REFUND_NOT_POSSIBLE", "INVALID_WEBHOOK_SIGNATURE", "PAYMENT_PROVIDER_UNAVAILABLE", "ROOM_NOT_FOUND", "ROOM_NOT_JOINED", "NETWORK_ERROR", "OFFLINE", "REQUEST_TIMEOUT", "INVALID_RESPONSE", "CIRCUIT_BREAKER_OPEN"]), z.string() as z.ZodType<string & {}>]))();

export const ViolationSchema: z.ZodType<T.Violation> = /*#__PURE__*/ (() => z.object({
  pointer: z.string().max(500),
  code: z.string().min(1).max(100),
  detail: z.string().min(1).max(1000),
}))();

export const ProblemSchema: z.ZodType<T.Problem> = /*#__PURE__*/ (() => z.object({
  type: UriSchema,
  title: z.string().min(1).max(200),
  status: z.int().min(400).max(599),
  detail: z.string().min(1).max(2000),
  instance: z.string().regex(/^\//u).min(1).max(2048),
  success: z.literal(false),
  message: z.string().min(1).max(500),
  code: ProblemCodeSchema,
  errorType: ErrorTypeSchema,
  recoverable: z.boolean(),
  retryable: z.boolean(),
  requestId: z.string().regex(/^[A-Za-z0-9._:-]+$/u).min(1).max(128),
  errors: z.exactOptional(record(z.array(z.string()))),
  violations: z.exactOptional(z.array(ViolationSchema)),
}))();

const $InterpretationEventFailed = /*#__PURE__*/ (() => z.object({
  type: z.literal("failed"),
  requestId: InterpretationIdSchema,
  problem: ProblemSchema,
}))();
export const InterpretationEventFailedSchema: z.ZodType<T.InterpretationEventFailed> = $InterpretationEventFailed;

export const InterpretationEventSchema: z.ZodType<T.InterpretationEvent> = /*#__PURE__*/ z.discriminatedUnion("type", [$InterpretationEventStarted, $InterpretationEventProgress, $InterpretationEventCompleted, $InterpretationEventFailed]);

export const InterpretationOptionsInputSchema: z.ZodType<T.InterpretationOptionsInput> = /*#__PURE__*/ (() => z.strictObject({
  models: z.exactOptional(z.array(AIModelNameSchema).min(1).max(9)),
  depth: z.exactOptional(InterpretationDepthSchema),
  type: z.exactOptional(InterpretationTypeSchema),
}))();

export const LoginCredentialsSchema: z.ZodType<T.LoginCredentials> = /*#__PURE__*/ (() => z.strictObject({
  email: EmailAddressSchema,
  password: z.string().min(1).max(128),
}))();

export const NotificationIdSchema: z.ZodType<T.NotificationId> = /*#__PURE__*/ z.stringFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u) as unknown as z.ZodType<T.NotificationId>;

export const NotificationTypeSchema: z.ZodType<T.NotificationType> = /*#__PURE__*/ z.enum(["info", "warning", "error"]);

export const NotificationActionSchema: z.ZodType<T.NotificationAction> = /*#__PURE__*/ (() => z.object({
  label: z.string().min(1).max(40),
  url: z.exactOptional(UriSchema),
}))();

export const NotificationSchema: z.ZodType<T.Notification> = /*#__PURE__*/ (() => z.object({
  id: NotificationIdSchema,
  type: NotificationTypeSchema,
  message: z.string().min(1).max(500),
  action: z.exactOptional(NotificationActionSchema),
  createdAt: DateTimeSchema,
}))();

export const NotificationPreferencesInputSchema: z.ZodType<T.NotificationPreferencesInput> = /*#__PURE__*/ (() => z.strictObject({
  email: z.boolean(),
  push: z.boolean(),
  interpretations: z.boolean(),
  marketing: z.boolean(),
}))();

export const PreferencesInputSchema: z.ZodType<T.PreferencesInput> = /*#__PURE__*/ (() => z.strictObject({
  theme: ThemeSchema,
  language: LanguageSchema,
  notifications: NotificationPreferencesInputSchema,
  calculation: z.exactOptional(SajuOptionsInputSchema),
  interpretation: z.exactOptional(InterpretationOptionsInputSchema),
}))();

export const RecommendedContentSchema: z.ZodType<T.RecommendedContent> = /*#__PURE__*/ (() => z.object({
  id: ContentIdSchema,
  type: ContentTypeSchema,
  title: z.string().min(1).max(120),
  summary: z.string().min(1).max(500),
  url: UriSchema,
  imageUrl: z.exactOptional(UriSchema),
  reason: z.string().min(1).max(300),
  element: z.exactOptional(WuxingElementSchema),
  score: z.number().min(0).max(1),
  publishedAt: DateTimeSchema,
}))();

export const RefreshInputSchema: z.ZodType<T.RefreshInput> = /*#__PURE__*/ z.strictObject({
  refreshToken: RefreshTokenSchema,
});

export const RefundInputSchema: z.ZodType<T.RefundInput> = /*#__PURE__*/ (() => z.strictObject({
  paymentId: PaymentIdSchema,
  amount: z.exactOptional(z.int().min(1).max(100000000)),
  reason: z.string().min(1).max(200),
}))();

export const RegistrationInputSchema: z.ZodType<T.RegistrationInput> = /*#__PURE__*/ (() => z.strictObject({
  email: EmailAddressSchema,
  password: z.string().min(8).max(128),
  name: PersonNameSchema,
}))();

export const SajuCalculationResultSchema: z.ZodType<T.SajuCalculationResult> = /*#__PURE__*/ (() => z.object({
  success: z.literal(true),
  message: z.exactOptional(z.string().min(1).max(500)),
  result: SajuResultSchema,
  estimatedProcessingTime: z.int().min(0).max(2147483647),
}))();

export const SajuResultFilterSchema: z.ZodType<T.SajuResultFilter> = /*#__PURE__*/ (() => z.strictObject({
  name: z.exactOptional(z.string().min(1).max(50)),
  gender: z.exactOptional(GenderSchema),
  isLunar: z.exactOptional(z.boolean()),
  dayMaster: z.exactOptional(CheonSchema),
  createdFrom: z.exactOptional(DateTimeSchema),
  createdBefore: z.exactOptional(DateTimeSchema),
  interpreted: z.exactOptional(z.boolean()),
}))();

const $ServerMessageSajuCalculationStarted = /*#__PURE__*/ (() => z.object({
  type: z.literal("saju_calculation_started"),
  id: z.exactOptional(CorrelationIdSchema),
  progress: z.int().min(0).max(100),
  message: z.string().min(1).max(300),
}))();
export const ServerMessageSajuCalculationStartedSchema: z.ZodType<T.ServerMessageSajuCalculationStarted> = $ServerMessageSajuCalculationStarted;

const $ServerMessageSajuCalculationProgress = /*#__PURE__*/ (() => z.object({
  type: z.literal("saju_calculation_progress"),
  id: z.exactOptional(CorrelationIdSchema),
  step: CalculationStepSchema,
  progress: z.int().min(0).max(100),
  message: z.string().min(1).max(300),
}))();
export const ServerMessageSajuCalculationProgressSchema: z.ZodType<T.ServerMessageSajuCalculationProgress> = $ServerMessageSajuCalculationProgress;

const $ServerMessageSajuCalculationCompleted = /*#__PURE__*/ (() => z.object({
  type: z.literal("saju_calculation_completed"),
  id: z.exactOptional(CorrelationIdSchema),
  progress: z.int().min(0).max(100),
  result: SajuResultSchema,
}))();
export const ServerMessageSajuCalculationCompletedSchema: z.ZodType<T.ServerMessageSajuCalculationCompleted> = $ServerMessageSajuCalculationCompleted;

const $ServerMessageSajuCalculationFailed = /*#__PURE__*/ (() => z.object({
  type: z.literal("saju_calculation_failed"),
  id: z.exactOptional(CorrelationIdSchema),
  problem: ProblemSchema,
}))();
export const ServerMessageSajuCalculationFailedSchema: z.ZodType<T.ServerMessageSajuCalculationFailed> = $ServerMessageSajuCalculationFailed;

const $ServerMessageAiInterpretationStarted = /*#__PURE__*/ (() => z.object({
  type: z.literal("ai_interpretation_started"),
  id: z.exactOptional(CorrelationIdSchema),
  requestId: InterpretationIdSchema,
  sajuId: SajuResultIdSchema,
  models: z.array(AIModelSchema),
  estimatedTime: z.int().min(0).max(2147483647),
}))();
export const ServerMessageAiInterpretationStartedSchema: z.ZodType<T.ServerMessageAiInterpretationStarted> = $ServerMessageAiInterpretationStarted;

const $ServerMessageAiInterpretationProgress = /*#__PURE__*/ (() => z.object({
  type: z.literal("ai_interpretation_progress"),
  id: z.exactOptional(CorrelationIdSchema),
  requestId: InterpretationIdSchema,
  progress: z.int().min(0).max(100),
  currentModel: z.exactOptional(AIModelSchema),
  completedModels: z.array(AIModelSchema).max(9),
  estimatedTimeRemaining: z.exactOptional(z.int().min(0).max(2147483647)),
}))();
export const ServerMessageAiInterpretationProgressSchema: z.ZodType<T.ServerMessageAiInterpretationProgress> = $ServerMessageAiInterpretationProgress;

const $ServerMessageAiInterpretationCompleted = /*#__PURE__*/ (() => z.object({
  type: z.literal("ai_interpretation_completed"),
  id: z.exactOptional(CorrelationIdSchema),
  requestId: InterpretationIdSchema,
  result: AIInterpretationSchema,
}))();
export const ServerMessageAiInterpretationCompletedSchema: z.ZodType<T.ServerMessageAiInterpretationCompleted> = $ServerMessageAiInterpretationCompleted;

const $ServerMessageAiInterpretationFailed = /*#__PURE__*/ (() => z.object({
  type: z.literal("ai_interpretation_failed"),
  id: z.exactOptional(CorrelationIdSchema),
  requestId: z.exactOptional(InterpretationIdSchema),
  problem: ProblemSchema,
}))();
export const ServerMessageAiInterpretationFailedSchema: z.ZodType<T.ServerMessageAiInterpretationFailed> = $ServerMessageAiInterpretationFailed;

const $ServerMessageChatMessage = /*#__PURE__*/ (() => z.object({
  type: z.literal("chat_message"),
  id: z.exactOptional(CorrelationIdSchema),
  message: ChatMessageSchema,
}))();
export const ServerMessageChatMessageSchema: z.ZodType<T.ServerMessageChatMessage> = $ServerMessageChatMessage;

const $ServerMessageTypingIndicator = /*#__PURE__*/ (() => z.object({
  type: z.literal("typing_indicator"),
  room: RoomNameSchema,
  userId: UserIdSchema,
  name: PersonNameSchema,
  isTyping: z.boolean(),
}))();
export const ServerMessageTypingIndicatorSchema: z.ZodType<T.ServerMessageTypingIndicator> = $ServerMessageTypingIndicator;

const $ServerMessageUserJoined = /*#__PURE__*/ (() => z.object({
  type: z.literal("user_joined"),
  id: z.exactOptional(CorrelationIdSchema),
  room: RoomNameSchema,
  userId: UserIdSchema,
  name: PersonNameSchema,
  timestamp: DateTimeSchema,
}))();
export const ServerMessageUserJoinedSchema: z.ZodType<T.ServerMessageUserJoined> = $ServerMessageUserJoined;

const $ServerMessageUserLeft = /*#__PURE__*/ (() => z.object({
  type: z.literal("user_left"),
  id: z.exactOptional(CorrelationIdSchema),
  room: RoomNameSchema,
  userId: UserIdSchema,
  timestamp: DateTimeSchema,
}))();
export const ServerMessageUserLeftSchema: z.ZodType<T.ServerMessageUserLeft> = $ServerMessageUserLeft;

const $ServerMessageNotification = /*#__PURE__*/ (() => z.object({
  type: z.literal("notification"),
  notification: NotificationSchema,
}))();
export const ServerMessageNotificationSchema: z.ZodType<T.ServerMessageNotification> = $ServerMessageNotification;

const $ServerMessageReauthenticate = /*#__PURE__*/ (() => z.object({
  type: z.literal("reauthenticate"),
  expiresAt: DateTimeSchema,
}))();
export const ServerMessageReauthenticateSchema: z.ZodType<T.ServerMessageReauthenticate> = $ServerMessageReauthenticate;

const $ServerMessageError = /*#__PURE__*/ (() => z.object({
  type: z.literal("error"),
  id: z.exactOptional(CorrelationIdSchema),
  problem: ProblemSchema,
}))();
export const ServerMessageErrorSchema: z.ZodType<T.ServerMessageError> = $ServerMessageError;

const $ServerMessagePong = /*#__PURE__*/ (() => z.object({
  type: z.literal("pong"),
  id: z.exactOptional(CorrelationIdSchema),
  timestamp: DateTimeSchema,
}))();
export const ServerMessagePongSchema: z.ZodType<T.ServerMessagePong> = $ServerMessagePong;

export const ServerMessageSchema: z.ZodType<T.ServerMessage> = /*#__PURE__*/ z.discriminatedUnion("type", [$ServerMessageSajuCalculationStarted, $ServerMessageSajuCalculationProgress, $ServerMessageSajuCalculationCompleted, $ServerMessageSajuCalculationFailed, $ServerMessageAiInterpretationStarted, $ServerMessageAiInterpretationProgress, $ServerMessageAiInterpretationCompleted, $ServerMessageAiInterpretationFailed, $ServerMessageChatMessage, $ServerMessageTypingIndicator, $ServerMessageUserJoined, $ServerMessageUserLeft, $ServerMessageNotification, $ServerMessageReauthenticate, $ServerMessageError, $ServerMessagePong]);

export const ShareInputSchema: z.ZodType<T.ShareInput> = /*#__PURE__*/ (() => z.strictObject({
  sajuId: SajuResultIdSchema,
  shareType: ShareTypeSchema,
  recipients: z.exactOptional(z.array(RecipientSchema).min(1).max(20)),
  expiresInDays: z.exactOptional(z.int().min(1).max(365)),
}))();

export const SocialLoginInputSchema: z.ZodType<T.SocialLoginInput> = /*#__PURE__*/ (() => z.strictObject({
  code: z.string().min(1).max(2048),
  state: OAuthStateSchema,
  redirectUri: z.exactOptional(UriSchema),
}))();

export const SocialProviderSchema: z.ZodType<T.SocialProvider> = /*#__PURE__*/ z.enum(["google", "kakao", "naver"]);

export const SubscribeInputSchema: z.ZodType<T.SubscribeInput> = /*#__PURE__*/ (() => z.strictObject({
  planId: PlanIdSchema,
  provider: PaymentProviderSchema,
  paymentKey: z.string().min(1).max(200),
  amount: z.int().min(0).max(100000000),
}))();

export const SystemStatusUpdateSchema: z.ZodType<T.SystemStatusUpdate> = /*#__PURE__*/ (() => z.object({
  status: ServiceStateSchema,
  message: z.exactOptional(z.string().min(1).max(500)),
  components: z.array(ComponentStatusSchema),
  updatedAt: DateTimeSchema,
}))();

export const UserProfilePatchSchema: z.ZodType<T.UserProfilePatch> = /*#__PURE__*/ (() => z.strictObject({
  name: z.exactOptional(PersonNameSchema),
  nickname: z.exactOptional(z.nullable(NicknameSchema)),
  bio: z.exactOptional(z.nullable(BiographySchema)),
}))();
