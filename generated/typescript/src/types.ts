// Generated from the contract by `cargo xtask generate`. Do not edit.

declare const brand: unique symbol;

/** A text or number that only a constructor of `./ids.js` makes: one kind of id is not another. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A user's message to an AI model. */
export type AIChatInput = {
  /**
   * The text of the message.
   * From 1 to 4000 characters.
   * @example "올해 이직운이 어떤지 궁금해요."
   */
  message: string;
  /**
   * The room of the conversation to continue; absent to start a new one.
   * @example "ai:01936f61-1f2e-7d3c-8b4a-596877869504"
   */
  room?: RoomName;
  /**
   * The id of the result that the conversation is about.
   *
   * It stays the same for the whole conversation in that room.
   */
  sajuId?: SajuResultId;
  /** The model to ask; by default the first model of the user's preferences. */
  model?: AIModelName;
};

/** An AI model's reply to a user. */
export type AIChatReply = {
  /**
   * The room of the conversation, to send with the next message.
   * @example "ai:01936f61-1f2e-7d3c-8b4a-596877869504"
   */
  room: RoomName;
  /**
   * The user's message.
   * @example {"id":"01936f61-2a3b-7c4d-8e5f-60718293a4b5","room":"ai:01936f61-1f2e-7d3c-8b4a-596877869504","role":"user","userId":"01936f5e-7a10-7b3c-8d4e-5f60718293a4","name":"길동이","content":"올해 이직운이 어떤지 궁금해요.","sentAt":"2026-01-15T09:35:00Z"}
   */
  message: ChatMessage;
  /**
   * The model's message.
   * @example {"id":"01936f61-2f40-7152-8364-75869708192a","room":"ai:01936f61-1f2e-7d3c-8b4a-596877869504","role":"assistant","name":"Claude","content":"올해는 목의 기운이 들어와 새로운 자리를 찾기에 좋은 흐름입니다.","sentAt":"2026-01-15T09:35:06Z"}
   */
  reply: ChatMessage;
  /**
   * The model that replied.
   * @example "claude"
   */
  model: AIModel;
};

/** A user's feedback on an interpretation. */
export type AIFeedbackInput = {
  /** The id of the interpretation. */
  interpretationId: InterpretationId;
  /**
   * The rating, from 1 (worst) to 5 (best).
   * From 1 to 5.
   * @example 5
   */
  rating: number;
  /**
   * A comment on the good and bad sides of the interpretation.
   * From 1 to 2000 characters.
   * @example "제 상황과 정말 잘 맞는 풀이였어요."
   */
  comment?: string;
};

/** An interpretation of a result. */
export type AIInterpretation = {
  /** The id of the interpretation; equals the id of its request. */
  id: InterpretationId;
  /** The id of the interpreted result. */
  sajuId: SajuResultId;
  /**
   * The model that wrote the text: the one with the highest confidence.
   * @example "claude"
   */
  model: AIModel;
  /** The topic of the interpretation. */
  type: InterpretationType;
  /** The depth of the interpretation. */
  depth: InterpretationDepth;
  /**
   * The text, in Markdown and in the user's language.
   * From 1 to 20000 characters.
   * @example "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다."
   */
  content: string;
  /**
   * The model's confidence in the text, from 0 to 1.
   * From 0 to 1.
   * @example 0.87
   */
  confidence: number;
  /**
   * The readings of all models, highest confidence first.
   *
   * The first reading is the text of the interpretation itself.
   * From 1 to 9 items.
   * @example [{"model":"claude","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"generatedAt":"2026-01-15T09:31:18Z"},{"model":"gpt","content":"금과 수가 강한 사주로, 목과 화를 가까이하면 균형을 찾을 수 있습니다.","confidence":0.81,"generatedAt":"2026-01-15T09:31:18Z"}]
   */
  readings: Array<ModelReading>;
  /**
   * The time at which the interpretation was ready.
   * @example "2026-01-15T09:31:20Z"
   */
  generatedAt: DateTime;
};

/** A request for an interpretation. */
export type AIInterpretationInput = {
  /** The id of the result to interpret. */
  sajuId: SajuResultId;
  /**
   * The models to ask.
   *
   * By default, the models of the user's preferences, or `heal7_classic` if there are none.
   * From 1 to 9 items.
   * @example ["claude","gpt"]
   */
  models?: Array<AIModelName>;
  /**
   * The depth of the interpretation.
   * @defaultValue "basic"
   */
  depth?: InterpretationDepth;
  /**
   * The topic of the interpretation.
   * @defaultValue "general"
   */
  type?: InterpretationType;
};

/** An accepted request for an interpretation. */
export type AIInterpretationRequest = {
  /** The id of the request, used to follow its progress; equals `interpretationId`. */
  requestId: InterpretationId;
  /** The id that the interpretation will have; equals `requestId`. */
  interpretationId: InterpretationId;
  /** The id of the result to interpret. */
  sajuId: SajuResultId;
  /** The status of the request. */
  status: InterpretationStatus;
  /**
   * The models that the request uses.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /** The depth of the interpretation. */
  depth: InterpretationDepth;
  /** The topic of the interpretation. */
  type: InterpretationType;
  /**
   * The expected time until the interpretation is ready, in seconds.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
  /**
   * The time at which the request was accepted.
   * @example "2026-01-15T09:31:00Z"
   */
  requestedAt: DateTime;
};

/**
 * An AI model of the platform. More models will be added.
 *
 * - `heal7_classic`: The rules of the classical texts; always available and free.
 * - `gpt`: GPT, by OpenAI.
 * - `claude`: Claude, by Anthropic.
 * - `gemini`: Gemini, by Google.
 * - `hyperclova_x`: HyperCLOVA X, by Naver.
 * - `exaone`: Exaone, by LG AI Research.
 * - `solar`: Solar, by Upstage.
 * - `llama`: Llama, by Meta.
 * - `qwen`: Qwen, by Alibaba Cloud.
 *
 * It may grow: handle words that are not listed.
 */
export type AIModel = "heal7_classic" | "gpt" | "claude" | "gemini" | "hyperclova_x" | "exaone" | "solar" | "llama" | "qwen" | (string & {});

/** The name of an AI model in a request: an `id` that `/ai/models` lists. */
export type AIModelName = string;

/** An AI model with its abilities and status. */
export type AIModelStatus = {
  /**
   * The id of the model, as used in requests.
   * @example "claude"
   */
  id: AIModel;
  /**
   * The display name of the model.
   * From 1 to 80 characters.
   * @example "Claude"
   */
  name: string;
  /**
   * The company that makes the model.
   * From 1 to 80 characters.
   * @example "Anthropic"
   */
  provider: string;
  /**
   * The strengths of the model, in the user's language.
   * From 1 to 300 characters.
   * @example "섬세하고 따뜻한 문장으로 사주를 풀이합니다."
   */
  description: string;
  /** The state of the model. */
  status: ServiceState;
  /**
   * The topics that the model can interpret.
   * From 1 to 20 items.
   * @example ["general","career"]
   */
  types: Array<InterpretationType>;
  /**
   * The depths that the model supports.
   * From 1 to 3 items.
   * @example ["basic","detailed"]
   */
  depths: Array<InterpretationDepth>;
  /**
   * The number of interpretations that wait for the model.
   * At least 0.
   * @example 3
   */
  queueLength: number;
  /**
   * The average time for one interpretation, in seconds.
   *
   * Absent if the model has not made an interpretation yet.
   * At least 0.
   * @example 12
   */
  averageDuration?: number;
  /**
   * The time of the last status check.
   * @example "2026-01-15T09:29:50Z"
   */
  checkedAt: DateTime;
};

/** The status of the AI service as a whole. */
export type AIServiceStatus = {
  /** The state of the service: `operational` if at least one model is. */
  status: ServiceState;
  /**
   * The number of models.
   * At least 0.
   * @example 9
   */
  modelsTotal: number;
  /**
   * The number of models that are available for requests.
   * At least 0.
   * @example 8
   */
  modelsAvailable: number;
  /**
   * The number of interpretations that wait for a model.
   * At least 0.
   * @example 3
   */
  queueLength: number;
  /**
   * The expected waiting time of a new request, in seconds.
   * At least 0.
   * @example 5
   */
  estimatedWait: number;
  /**
   * The time of the last status check.
   * @example "2026-01-15T09:29:50Z"
   */
  checkedAt: DateTime;
};

/** A short-lived JWT that authenticates a user, sent as `Authorization: Bearer`. */
export type AccessToken = Brand<string, "AccessToken">;

/**
 * The way in which ages are counted.
 *
 * - `international`: In years since birth.
 * - `korean`: Counted from 1 at birth (세는나이, seneunnai).
 */
export type AgeStyle = "international" | "korean";

/**
 * The handling of a local time that occurred twice because clocks were set back.
 *
 * - `earlier`: Use the first of the two, with a warning.
 * - `reject`: Fail with the problem `AMBIGUOUS_LOCAL_TIME`.
 */
export type AmbiguityPolicy = "earlier" | "reject";

/** A successful response. */
export type ApiResponse<T> = {
  /** Always true. A failure is a problem (RFC 9457), in which it is false. */
  success: true;
  /** The requested data. */
  data: T;
  /**
   * A message for the user, in the user's language.
   * From 1 to 500 characters.
   * @example "요청이 처리되었습니다."
   */
  message?: string;
  /** The page of the list; present only for lists with pages. */
  pagination?: Pagination;
};

/** A successful response. */
export type ApiResponseOfAIChatReply = ApiResponse<AIChatReply>;

/** A successful response. */
export type ApiResponseOfAIInterpretation = ApiResponse<AIInterpretation>;

/** A successful response. */
export type ApiResponseOfAIInterpretationRequest = ApiResponse<AIInterpretationRequest>;

/** A successful response. */
export type ApiResponseOfAIServiceStatus = ApiResponse<AIServiceStatus>;

/** A successful response. */
export type ApiResponseOfAuthProfile = ApiResponse<AuthProfile>;

/** A successful response. */
export type ApiResponseOfAuthSession = ApiResponse<AuthSession>;

/** A successful response. */
export type ApiResponseOfBirthInfo = ApiResponse<BirthInfo>;

/** A successful response. */
export type ApiResponseOfHealth = ApiResponse<Health>;

/** A successful response. */
export type ApiResponseOfListOfAIModelStatus = ApiResponse<Array<AIModelStatus>>;

/** A successful response. */
export type ApiResponseOfListOfCalculationHistoryEntry = ApiResponse<Array<CalculationHistoryEntry>>;

/** A successful response. */
export type ApiResponseOfListOfPayment = ApiResponse<Array<Payment>>;

/** A successful response. */
export type ApiResponseOfListOfPlan = ApiResponse<Array<Plan>>;

/** A successful response. */
export type ApiResponseOfListOfSajuResult = ApiResponse<Array<SajuResult>>;

/** A successful response. */
export type ApiResponseOfPayment = ApiResponse<Payment>;

/** A successful response. */
export type ApiResponseOfPlanSubscription = ApiResponse<PlanSubscription>;

/** A successful response. */
export type ApiResponseOfPreferences = ApiResponse<Preferences>;

/** A successful response. */
export type ApiResponseOfSajuResult = ApiResponse<SajuResult>;

/** A successful response. */
export type ApiResponseOfShareResult = ApiResponse<ShareResult>;

/** A successful response. */
export type ApiResponseOfSharedSajuResult = ApiResponse<SharedSajuResult>;

/** A successful response. */
export type ApiResponseOfSocialAuthorization = ApiResponse<SocialAuthorization>;

/** A successful response. */
export type ApiResponseOfUserProfile = ApiResponse<UserProfile>;

/** A successful response. */
export type ApiResponseOfWebhookReceipt = ApiResponse<WebhookReceipt>;

/** The user of an access token, with the user's permissions. */
export type AuthProfile = {
  /** The signed-in user. */
  user: User;
  /**
   * The permissions of the user.
   * @example ["saju_calculate","ai_interpret","ai_chat"]
   */
  permissions: Array<Permission>;
  /**
   * The time at which the access token expires.
   * @example "2026-01-15T09:45:00Z"
   */
  expiresAt: DateTime;
};

/** A session: the user, the tokens and the permissions. */
export type AuthSession = {
  /** The signed-in user. */
  user: User;
  /** The access token. */
  token: AccessToken;
  /**
   * The time until the access token expires, in seconds.
   * At least 1.
   * @example 900
   */
  expiresIn: number;
  /** The refresh token, valid for one exchange. */
  refreshToken: RefreshToken;
  /**
   * The permissions of the user.
   * @example ["saju_calculate","ai_interpret","ai_chat"]
   */
  permissions: Array<Permission>;
};

/** A new access token for the connection. */
export type AuthenticateData = {
  /** The new access token, of the same user. */
  token: AccessToken;
};

/**
 * The billing interval of a plan.
 *
 * - `month`: Once a month.
 * - `year`: Once a year.
 * - `once`: Once.
 */
export type BillingInterval = "month" | "year" | "once";

/** A short text by a user about themselves. */
export type Biography = string;

/** The birth date, time and place of a person. */
export type BirthInfo = {
  /** The birth date, in the calendar that `isLunar` selects. */
  birthDate: CalendarDate;
  /** The birth time on the local clock; absent if it is unknown. */
  birthTime?: ClockTime;
  /**
   * Whether the date is in the Korean lunar calendar.
   * @example false
   */
  isLunar: boolean;
  /**
   * Whether the lunar month is a leap month (윤달, yundal).
   * @example false
   */
  isLeapMonth?: boolean;
  /** The gender; the direction of the luck pillars (대운, daeun) depends on it. */
  gender: Gender;
  /** The birth place; by default Seoul's clock and the meridian 127.5 degrees east. */
  location?: GeoLocation;
};

/** The birth date, time and place of a person. */
export type BirthInfoInput = BirthInfo;

/** The moment of birth, as used in the calculation. */
export type BirthMoment = {
  /**
   * The date in the Gregorian calendar.
   * @example "1976-05-21"
   */
  solarDate: LocalDate;
  /** The date in the Korean lunar calendar. */
  lunarDate: LunarDate;
  /**
   * The moment in UTC; it decides the year, month and luck pillars.
   * @example "1976-05-21T08:50:00Z"
   */
  instant: DateTime;
  /** The effective local time; it decides the day and hour pillars. */
  localTime: LocalDateTime;
  /**
   * Whether the birth time is unknown.
   *
   * If it is, the calculation uses noon, and the chart has no hour pillar.
   * @example false
   */
  timeUnknown: boolean;
};

/** An entry of the calculation history, a log that only grows. */
export type CalculationHistoryEntry = {
  /** The id of the entry. */
  id: HistoryEntryId;
  /** The kind of action. */
  kind: HistoryKind;
  /**
   * The time of the action.
   * @example "2026-01-15T09:30:00Z"
   */
  at: DateTime;
  /** The id of the result; absent after the user has deleted it. */
  resultId?: SajuResultId;
};

/**
 * A step that a calculation has reached.
 *
 * - `astronomy`: The dates and the solar terms are known: 20 percent.
 * - `pillars`: The four pillars are known: 50 percent.
 * - `analysis`: The five elements and the ten gods are known: 80 percent.
 */
export type CalculationStep = "astronomy" | "pillars" | "analysis";

/**
 * A date in the Gregorian or the Korean lunar calendar, `YYYY-MM-DD`.
 *
 * In the lunar calendar, 30 February can be a valid date.
 */
export type CalendarDate = string;

/** A message in a chat room. */
export type ChatMessage = {
  /** The id of the message. */
  id: ChatMessageId;
  /** The room of the message. */
  room: RoomName;
  /** The role of the author. */
  role: ChatRole;
  /** The id of the author; absent if the author is not a user. */
  userId?: UserId;
  /**
   * The author's display name: the user's name in chat rooms, or the model's name.
   * From 1 to 80 characters.
   * @example "길동이"
   */
  name?: string;
  /**
   * The text of the message, in Markdown.
   * From 1 to 20000 characters.
   * @example "올해 이직운이 어떤지 궁금해요."
   */
  content: string;
  /**
   * The time at which the message was sent.
   * @example "2026-01-15T09:35:00Z"
   */
  sentAt: DateTime;
};

/** A chat message to send. */
export type ChatMessageData = {
  /**
   * The room.
   * @defaultValue "general"
   */
  room?: RoomName;
  /**
   * The text of the message, in Markdown.
   * From 1 to 4000 characters.
   * @example "안녕하세요, 반갑습니다!"
   */
  content: string;
};

/** The id of a chat message. The ids of later messages sort after those of earlier ones. */
export type ChatMessageId = Brand<string, "ChatMessageId">;

/**
 * The role of a message's author.
 *
 * - `user`: A user.
 * - `assistant`: An AI model.
 * - `system`: The platform.
 */
export type ChatRole = "user" | "assistant" | "system";

/**
 * A heavenly stem (천간, cheongan).
 *
 * - `갑`: Yang wood (gap).
 * - `을`: Yin wood (eul).
 * - `병`: Yang fire (byeong).
 * - `정`: Yin fire (jeong).
 * - `무`: Yang earth (mu).
 * - `기`: Yin earth (gi).
 * - `경`: Yang metal (gyeong).
 * - `신`: Yin metal (sin).
 * - `임`: Yang water (im).
 * - `계`: Yin water (gye).
 */
export type Cheon = "갑" | "을" | "병" | "정" | "무" | "기" | "경" | "신" | "임" | "계";

/** A message from the client on the user's connection. */
export type ClientMessage = ClientMessageSajuCalculationRequest | ClientMessageAiInterpretationRequest | ClientMessageChatMessage | ClientMessageTypingIndicator | ClientMessageJoinRoom | ClientMessageLeaveRoom | ClientMessagePing | ClientMessageAuthenticate;

/** Request an interpretation. */
export type ClientMessageAiInterpretationRequest = {
  /** The alternative of this value. */
  "type": "ai_interpretation_request";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The requested interpretation. */
  data: AIInterpretationInput;
};

/** Replace the access token of the connection. */
export type ClientMessageAuthenticate = {
  /** The alternative of this value. */
  "type": "authenticate";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The new access token. */
  data: AuthenticateData;
};

/** Send a chat message. */
export type ClientMessageChatMessage = {
  /** The alternative of this value. */
  "type": "chat_message";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The chat message. */
  data: ChatMessageData;
};

/** Join a room. */
export type ClientMessageJoinRoom = {
  /** The alternative of this value. */
  "type": "join_room";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The room to join. */
  data: RoomData;
};

/** Leave a room. */
export type ClientMessageLeaveRoom = {
  /** The alternative of this value. */
  "type": "leave_room";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The room to leave. */
  data: RoomData;
};

/** Check whether the connection is alive. */
export type ClientMessagePing = {
  /** The alternative of this value. */
  "type": "ping";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
};

/** Calculate the Four Pillars. */
export type ClientMessageSajuCalculationRequest = {
  /** The alternative of this value. */
  "type": "saju_calculation_request";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The input of the calculation. */
  data: SajuCalculationInput;
};

/** Show or hide that the user is typing. */
export type ClientMessageTypingIndicator = {
  /** The alternative of this value. */
  "type": "typing_indicator";
  /** The client's id for the message; the answers repeat it. */
  id?: CorrelationId;
  /** The room and the typing state. */
  data: TypingIndicatorData;
};

/** A time of day on a local clock, `HH:MM` or `HH:MM:SS`. */
export type ClockTime = string;

/** The state of one component of the platform. */
export type ComponentStatus = {
  /**
   * The name: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage` or `payments`.
   * From 1 to 64 characters.
   * @example "saju_engine"
   */
  name: string;
  /** The state of the component. */
  status: ServiceState;
  /**
   * The response time of the last check, in milliseconds.
   * At least 0.
   * @example 4
   */
  latencyMs?: number;
};

/** The id of a piece of content. */
export type ContentId = Brand<string, "ContentId">;

/**
 * A kind of content.
 *
 * - `article`: Something to read.
 * - `video`: Something to watch.
 * - `meditation`: A guided meditation to listen to.
 * - `course`: Several lessons.
 * - `product`: Something to buy.
 */
export type ContentType = "article" | "video" | "meditation" | "course" | "product";

/** An id that a client gives to a message; the answers repeat it. */
export type CorrelationId = string;

/** The luck pillars (대운, daeun) of a person. */
export type DaeunAnalysis = {
  /**
   * Whether the pillars run forward from the month pillar (순행, sunhaeng).
   *
   * If false, they run backward (역행, yeokhaeng).
   * @example true
   */
  forward: boolean;
  /**
   * The days between the birth and a solar term (절, jeol), to four decimals.
   *
   * If `forward` is true, this is the next solar term; otherwise it is the last one.
   * From 0 to 32.
   * @example 15.1953
   */
  daysToJeol: number;
  /**
   * The age at which the first decade begins (대운수, daeunsu), in whole years.
   *
   * The conventions decide how it is rounded and counted.
   * From 0 to 12.
   * @example 5
   */
  startAge: number;
  /**
   * The exact age at which the first decade begins.
   *
   * Each three days to the solar term are one year of age.
   */
  exactStart: DaeunStart;
  /**
   * The day on which the first decade begins.
   * @example "1981-06-13"
   */
  startDate: LocalDate;
  /**
   * The ten decades of luck.
   * Exactly 10 items.
   * @example [{"pillar":{"cheon":"갑","ji":"오","element":"wood"},"startAge":5,"startYear":1981,"startDate":"1981-06-13","cheonSipsin":"상관","jiSipsin":"편재","unseong":"절"},{"pillar":{"cheon":"을","ji":"미","element":"wood"},"startAge":15,"startYear":1991,"startDate":"1991-06-13","cheonSipsin":"식신","jiSipsin":"편관","unseong":"묘"},{"pillar":{"cheon":"병","ji":"신","element":"fire"},"startAge":25,"startYear":2001,"startDate":"2001-06-13","cheonSipsin":"정재","jiSipsin":"정인","unseong":"사"},{"pillar":{"cheon":"정","ji":"유","element":"fire"},"startAge":35,"startYear":2011,"startDate":"2011-06-13","cheonSipsin":"편재","jiSipsin":"편인","unseong":"병"},{"pillar":{"cheon":"무","ji":"술","element":"earth"},"startAge":45,"startYear":2021,"startDate":"2021-06-13","cheonSipsin":"정관","jiSipsin":"정관","unseong":"쇠"},{"pillar":{"cheon":"기","ji":"해","element":"earth"},"startAge":55,"startYear":2031,"startDate":"2031-06-13","cheonSipsin":"편관","jiSipsin":"겁재","unseong":"제왕"},{"pillar":{"cheon":"경","ji":"자","element":"metal"},"startAge":65,"startYear":2041,"startDate":"2041-06-13","cheonSipsin":"정인","jiSipsin":"비견","unseong":"건록"},{"pillar":{"cheon":"신","ji":"축","element":"metal"},"startAge":75,"startYear":2051,"startDate":"2051-06-13","cheonSipsin":"편인","jiSipsin":"편관","unseong":"관대"},{"pillar":{"cheon":"임","ji":"인","element":"water"},"startAge":85,"startYear":2061,"startDate":"2061-06-13","cheonSipsin":"겁재","jiSipsin":"상관","unseong":"목욕"},{"pillar":{"cheon":"계","ji":"묘","element":"water"},"startAge":95,"startYear":2071,"startDate":"2071-06-13","cheonSipsin":"비견","jiSipsin":"식신","unseong":"장생"}]
   */
  pillars: Array<DaeunPillar>;
};

/** One decade of luck. */
export type DaeunPillar = {
  /**
   * The pillar of the decade.
   * @example {"cheon":"갑","ji":"오","element":"wood"}
   */
  pillar: SajuPillar;
  /**
   * The age at which the decade begins.
   * From 0 to 120.
   * @example 5
   */
  startAge: number;
  /**
   * The Gregorian year in which the person reaches that age.
   * From 1900 to 2220.
   * @example 1981
   */
  startYear: number;
  /**
   * The day on which the decade begins, according to the exact age.
   * @example "1981-06-13"
   */
  startDate: LocalDate;
  /**
   * The relation of the stem to the day master (십신, sipsin).
   * @example "상관"
   */
  cheonSipsin: Sipsin;
  /**
   * The relation of the branch's main hidden stem to the day master (십신, sipsin).
   * @example "편재"
   */
  jiSipsin: Sipsin;
  /**
   * The stage of life (십이운성, sibi unseong) of the day master in the branch.
   * @example "절"
   */
  unseong: Unseong;
};

/**
 * The rounding of the age at which the first luck pillar begins.
 *
 * - `round`: Rounded to the nearest year, halves up, but at least 1.
 * - `floor`: Rounded down.
 * - `ceil`: Rounded up.
 * - `sect1`: The whole years of an age counted in days and double-hours, like `sect` 1 of lunar-javascript.
 */
export type DaeunRounding = "round" | "floor" | "ceil" | "sect1";

/** An age in years, months and days. */
export type DaeunStart = {
  /**
   * The whole years.
   * From 0 to 11.
   * @example 5
   */
  years: number;
  /**
   * The whole months after the years.
   * From 0 to 11.
   * @example 0
   */
  months: number;
  /**
   * The whole days after the months; a month has thirty days.
   * From 0 to 30.
   * @example 23
   */
  days: number;
};

/** An instant in UTC: RFC 3339 with `Z`, at most nine fractional digits. */
export type DateTime = string;

/**
 * The time at which the day pillar changes, for births between 23:00 and midnight.
 *
 * - `split`: The day changes at midnight, and the hour stem is the next day's (야자시, yajasi).
 * - `jasi`: The day changes at 23:00 (정자시, jeongjasi).
 * - `midnight`: The day changes at midnight, and the hour stem is the same day's.
 */
export type DayBoundary = "split" | "jasi" | "midnight";

/**
 * The strength of the day master.
 *
 * - `singang`: Strong (신강, singang): support of 55 percent or more.
 * - `junghwa`: Balanced (중화, junghwa): support between 45 and 55 percent.
 * - `sinyak`: Weak (신약, sinyak): support of 45 percent or less.
 */
export type DayMasterStrength = "singang" | "junghwa" | "sinyak";

/** A plain email address. */
export type EmailAddress = string;

/**
 * The class of an error, which tells a client how to react.
 *
 * - `NETWORK`: The server was not reached. Clients create this error; the server never sends it.
 * - `AUTHENTICATION`: The caller is not authenticated or not allowed to do this: 401 and 403.
 * - `VALIDATION`: The request cannot be fulfilled as it was sent: most other 4xx.
 * - `SERVER`: The server failed, or there were too many requests.
 * - `TIMEOUT`: The response took too long.
 * - `CALCULATION`: The Four Pillars cannot be calculated.
 * - `AI_SERVICE`: An AI model failed or is unavailable, or the quota is used up.
 */
export type ErrorType = "NETWORK" | "AUTHENTICATION" | "VALIDATION" | "SERVER" | "TIMEOUT" | "CALCULATION" | "AI_SERVICE";

/**
 * The gender of a person; the direction of the luck pillars (대운, daeun) depends on it.
 *
 * - `male`: Male.
 * - `female`: Female.
 */
export type Gender = "male" | "female";

/** A place on earth, with its time zone. */
export type GeoLocation = {
  /**
   * The latitude, in degrees north of the equator. It does not affect the result.
   * From -90 to 90.
   * @example 36.6424
   */
  latitude: number;
  /**
   * The longitude, in degrees east of Greenwich.
   *
   * It affects the day and hour pillars if `timeMode` is `mean` or `apparent`.
   * From -180 to 180.
   * @example 127.5
   */
  longitude: number;
  /** The time zone of the place. */
  timezone: TimeZoneName;
};

/** A place on earth, with its time zone. */
export type GeoLocationInput = GeoLocation;

/**
 * The structure of a chart (격국, gyeokguk).
 *
 * - `건록격`: The month branch is the office of the day master (geonrokgyeok).
 * - `양인격`: The month branch is the blade of a yang day master (yangingyeok).
 * - `식신격`: The structure of the eating god (siksingyeok).
 * - `상관격`: The structure of the hurting officer (sanggwangyeok).
 * - `편재격`: The structure of indirect wealth (pyeonjaegyeok).
 * - `정재격`: The structure of direct wealth (jeongjaegyeok).
 * - `편관격`: The structure of the seventh killing (pyeongwangyeok).
 * - `정관격`: The structure of the direct officer (jeonggwangyeok).
 * - `편인격`: The structure of the indirect seal (pyeoningyeok).
 * - `정인격`: The structure of the direct seal (jeongingyeok).
 */
export type Gyeokguk = "건록격" | "양인격" | "식신격" | "상관격" | "편재격" | "정재격" | "편관격" | "정관격" | "편인격" | "정인격";

/** The structure of a chart (격국, gyeokguk), and the hidden stem that decided it. */
export type GyeokgukAnalysis = {
  /**
   * The structure.
   * @example "정재격"
   */
  type: Gyeokguk;
  /**
   * The hidden stem of the month branch that decided the structure.
   *
   * If the branch itself decided it, this is its main hidden stem.
   * @example "병"
   */
  basisStem: Cheon;
  /**
   * The phase of that hidden stem in the month branch.
   * @example "본기"
   */
  basis: JijangganPhase;
  /**
   * Whether that stem is also the stem of the year, month or hour pillar (투출, tuchul).
   * @example true
   */
  transparent: boolean;
};

/** The health of a server. */
export type Health = {
  /** The worst state of the components. */
  status: ServiceState;
  /**
   * The version of the server.
   * From 1 to 64 characters.
   * @example "1.0.0"
   */
  version: string;
  /**
   * The version of the contract that the server implements.
   * From 1 to 64 characters.
   * @example "1.0.0"
   */
  contractVersion: string;
  /**
   * The modules that the server provides.
   * @example ["ai","auth","payments","realtime","saju","system","users"]
   */
  modules: Array<string>;
  /** The components that the server depends on. */
  components: Array<ComponentStatus>;
  /**
   * The current time of the server.
   * @example "2026-01-15T09:30:00Z"
   */
  time: DateTime;
};

/** The id of an entry of the calculation history. */
export type HistoryEntryId = Brand<string, "HistoryEntryId">;

/**
 * The kind of action in a history entry. More kinds will be added.
 *
 * - `saju_calculation`: The Four Pillars were calculated.
 * - `ai_interpretation`: An interpretation was requested.
 * - `share`: A result was shared.
 * - `deletion`: A result was deleted.
 *
 * It may grow: handle words that are not listed.
 */
export type HistoryKind = "saju_calculation" | "ai_interpretation" | "share" | "deletion" | (string & {});

/**
 * The depth of an interpretation.
 *
 * - `basic`: One paragraph.
 * - `detailed`: One page.
 * - `comprehensive`: A complete interpretation; needs the permission `ai_comprehensive`.
 */
export type InterpretationDepth = "basic" | "detailed" | "comprehensive";

/** An event of a request for an interpretation. */
export type InterpretationEvent = InterpretationEventStarted | InterpretationEventProgress | InterpretationEventCompleted | InterpretationEventFailed;

/** The interpretation is ready. This is the last event of the feed. */
export type InterpretationEventCompleted = {
  /** The alternative of this value. */
  "type": "completed";
  /** The id of the request. */
  requestId: InterpretationId;
  /** The interpretation. */
  result: AIInterpretation;
};

/** Every model failed. This is the last event of the feed. */
export type InterpretationEventFailed = {
  /** The alternative of this value. */
  "type": "failed";
  /** The id of the request. */
  requestId: InterpretationId;
  /**
   * The reason for the failure.
   * @example {"type":"https://heal7.com/contracts/problems/ai-model-failed","title":"An AI model failed","status":502,"detail":"every model that was asked answered with an error","instance":"/ai/interpret","success":false,"message":"AI 해석 중 오류가 발생했습니다.","code":"AI_MODEL_FAILED","errorType":"AI_SERVICE","recoverable":false,"retryable":true,"requestId":"01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"}
   */
  problem: Problem;
};

/** A model has started or finished. */
export type InterpretationEventProgress = {
  /** The alternative of this value. */
  "type": "progress";
  /** The progress of the request. */
  progress: InterpretationProgress;
};

/** The first model has started. */
export type InterpretationEventStarted = {
  /** The alternative of this value. */
  "type": "started";
  /** The id of the request. */
  requestId: InterpretationId;
  /**
   * The models that the request uses.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /**
   * The expected time until the interpretation is ready, in seconds.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
};

/** The id of an interpretation and of its request. */
export type InterpretationId = Brand<string, "InterpretationId">;

/** Default options for interpretation requests that omit them. */
export type InterpretationOptions = {
  /**
   * The models to ask.
   * From 1 to 9 items.
   * @example ["claude","gpt"]
   */
  models?: Array<AIModelName>;
  /**
   * The depth of the interpretation.
   * @example "detailed"
   */
  depth?: InterpretationDepth;
  /** The topic of the interpretation. */
  type?: InterpretationType;
};

/** Default options for interpretation requests that omit them. */
export type InterpretationOptionsInput = InterpretationOptions;

/** The progress of a request for an interpretation. */
export type InterpretationProgress = {
  /** The id of the request. */
  requestId: InterpretationId;
  /**
   * The status of the request.
   * @example "running"
   */
  status: InterpretationStatus;
  /**
   * The progress, in percent.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * The model that is working; absent if none is.
   * @example "gpt"
   */
  currentModel?: AIModel;
  /**
   * The models that have finished.
   * At most 9 items.
   * @example ["claude"]
   */
  completedModels: Array<AIModel>;
  /**
   * The expected time until the interpretation is ready, in seconds.
   * At least 0.
   * @example 10
   */
  estimatedTimeRemaining?: number;
  /**
   * The interpretation so far.
   *
   * Absent until the first model finishes; final when `status` is `completed`.
   * @example {"id":"01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f","sajuId":"01936f5f-2b3c-7d4e-8f50-61728394a5b6","model":"claude","type":"general","depth":"basic","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"readings":[{"model":"claude","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"generatedAt":"2026-01-15T09:31:18Z"}],"generatedAt":"2026-01-15T09:31:20Z"}
   */
  result?: AIInterpretation;
};

/**
 * The status of a request for an interpretation.
 *
 * - `queued`: The request waits for a model.
 * - `running`: At least one model is reading the chart.
 * - `completed`: The interpretation is ready.
 * - `failed`: Every model failed.
 */
export type InterpretationStatus = "queued" | "running" | "completed" | "failed";

/**
 * The topic of an interpretation.
 *
 * - `general`: The chart as a whole.
 * - `personality`: The person's character.
 * - `career`: Work and vocation.
 * - `wealth`: Money.
 * - `relationship`: Love, family and friends.
 * - `health`: Body and mind.
 * - `daeun`: The decades of luck (대운, daeun).
 * - `yearly`: The current year (세운, seun).
 */
export type InterpretationType = "general" | "personality" | "career" | "wealth" | "relationship" | "health" | "daeun" | "yearly";

/**
 * An earthly branch (지지, jiji).
 *
 * - `자`: The rat, water (ja).
 * - `축`: The ox, earth (chuk).
 * - `인`: The tiger, wood (in).
 * - `묘`: The rabbit, wood (myo).
 * - `진`: The dragon, earth (jin).
 * - `사`: The snake, fire (sa).
 * - `오`: The horse, fire (o).
 * - `미`: The goat, earth (mi).
 * - `신`: The monkey, metal (sin).
 * - `유`: The rooster, metal (yu).
 * - `술`: The dog, earth (sul).
 * - `해`: The pig, water (hae).
 */
export type Ji = "자" | "축" | "인" | "묘" | "진" | "사" | "오" | "미" | "신" | "유" | "술" | "해";

/** A stem hidden in a branch (지장간, jijanggan). */
export type Jijanggan = {
  /**
   * The hidden stem.
   * @example "신"
   */
  cheon: Cheon;
  /**
   * The part of the branch's month that the stem rules.
   * @example "본기"
   */
  phase: JijangganPhase;
  /**
   * The number of days that the stem rules, of the thirty days of the branch's month.
   * From 1 to 30.
   * @example 20
   */
  days: number;
  /**
   * The relation of the stem to the day master (십신, sipsin).
   * @example "편인"
   */
  sipsin: Sipsin;
};

/**
 * The part of a branch's month that a hidden stem rules.
 *
 * - `여기`: The remainder of the previous month (yeogi).
 * - `중기`: The middle part (junggi).
 * - `본기`: The main part (bongi).
 */
export type JijangganPhase = "여기" | "중기" | "본기";

/**
 * A language of the platform.
 *
 * - `ko`: Korean.
 * - `en`: English.
 * - `ja`: Japanese.
 */
export type Language = "ko" | "en" | "ja";

/** A day of the Gregorian calendar: RFC 3339 full-date. */
export type LocalDate = string;

/** A date and time without a time zone, `YYYY-MM-DDTHH:MM:SS`. */
export type LocalDateTime = string;

/** The email address and password of an account. */
export type LoginCredentials = {
  /**
   * The email address of the account.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /**
   * The password, as typed.
   * From 1 to 128 characters.
   * @example "별이빛나는밤에1976"
   */
  password: string;
};

/** A date in the Korean lunar calendar. */
export type LunarDate = {
  /**
   * The lunar year, named after the Gregorian year in which it begins.
   * From 1899 to 2100.
   * @example 1976
   */
  year: number;
  /**
   * The month.
   * From 1 to 12.
   * @example 4
   */
  month: number;
  /**
   * The day.
   * From 1 to 30.
   * @example 23
   */
  day: number;
  /**
   * Whether the month is a leap month (윤달, yundal).
   * @example false
   */
  isLeapMonth: boolean;
};

/** One model's reading of a chart. */
export type ModelReading = {
  /**
   * The model.
   * @example "claude"
   */
  model: AIModel;
  /**
   * The text, in Markdown and in the user's language.
   * From 1 to 20000 characters.
   * @example "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다."
   */
  content: string;
  /**
   * The model's confidence in the text, from 0 to 1.
   * From 0 to 1.
   * @example 0.87
   */
  confidence: number;
  /**
   * The time at which the model finished.
   * @example "2026-01-15T09:31:18Z"
   */
  generatedAt: DateTime;
};

/**
 * The name of a user in chat rooms: one line with at least one visible character.
 *
 * It has no control characters, no characters that change the writing direction, and no invisible characters except
 * variation selectors and joiners in scripts that need them.
 */
export type Nickname = string;

/** A message of the platform to a user. */
export type Notification = {
  /** The id of the notification. */
  id: NotificationId;
  /** The severity of the notification. */
  type: NotificationType;
  /**
   * The text of the notification, in the user's language.
   * From 1 to 500 characters.
   * @example "AI 해석이 완료되었습니다."
   */
  message: string;
  /** The action that the user can take; absent if there is no action. */
  action?: NotificationAction;
  /**
   * The time at which the notification was created.
   * @example "2026-01-15T09:31:20Z"
   */
  createdAt: DateTime;
};

/** An action that a user can take on a notification. */
export type NotificationAction = {
  /**
   * The label of the button, in the user's language.
   * From 1 to 40 characters.
   * @example "해석 보기"
   */
  label: string;
  /**
   * The address that the button opens.
   * @example "https://heal7.com/interpretations/01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f"
   */
  url?: Uri;
};

/** The id of a notification. The ids of later notifications sort after those of earlier ones. */
export type NotificationId = Brand<string, "NotificationId">;

/** The notifications that a user wants, and how they are sent. */
export type NotificationPreferences = {
  /** Whether to send notifications by email. */
  email: boolean;
  /** Whether to send push notifications to the user's devices. */
  push: boolean;
  /** Whether to notify the user when an interpretation is ready. */
  interpretations: boolean;
  /**
   * Whether to send news and offers of the platform.
   * @example false
   */
  marketing: boolean;
};

/** The notifications that a user wants, and how they are sent. */
export type NotificationPreferencesInput = NotificationPreferences;

/**
 * The severity of a notification.
 *
 * - `info`: Good to know.
 * - `warning`: Something needs attention.
 * - `error`: Something went wrong.
 */
export type NotificationType = "info" | "warning" | "error";

/** A random value that links a provider's response to the sign-in that was started. */
export type OAuthState = Brand<string, "OAuthState">;

/** The page of a list that a response contains. */
export type Pagination = {
  /**
   * The page number, counted from 1.
   * At least 1.
   * @example 1
   */
  page: number;
  /**
   * The maximum number of items on a page.
   * From 1 to 100.
   * @example 20
   */
  limit: number;
  /**
   * The total number of items on all pages.
   * At least 0.
   * @example 1
   */
  total: number;
  /**
   * The number of pages; 0 if there are no items.
   * At least 0.
   * @example 1
   */
  totalPages: number;
};

/** A payment. */
export type Payment = {
  /** The id of the payment. */
  id: PaymentId;
  /** The id of the plan that the payment is for. */
  planId: PlanId;
  /**
   * The name of the payment on the user's statement.
   * From 1 to 100 characters.
   * @example "HEAL7 프리미엄 월간"
   */
  orderName: string;
  /**
   * The amount, in whole won.
   * From 0 to 100000000.
   * @example 9900
   */
  amount: number;
  /**
   * The refunded part of the amount, in whole won.
   * From 0 to 100000000.
   * @example 0
   */
  refundedAmount: number;
  /**
   * The status of the payment.
   * @example "paid"
   */
  status: PaymentStatus;
  /** The payment provider. */
  provider: PaymentProvider;
  /**
   * The address of the provider's receipt.
   * @example "https://dashboard.tosspayments.com/receipt/tgen_20260115093600AbCd1"
   */
  receiptUrl?: Uri;
  /**
   * The time at which the payment was requested.
   * @example "2026-01-15T09:36:00Z"
   */
  createdAt: DateTime;
  /**
   * The time at which the payment succeeded; absent if it has not.
   * @example "2026-01-15T09:36:02Z"
   */
  paidAt?: DateTime;
};

/** The id of a payment. */
export type PaymentId = Brand<string, "PaymentId">;

/**
 * A payment provider.
 *
 * - `toss`: Toss Payments.
 * - `sandbox`: A simulation in which the payment key decides the outcome. Not available in production.
 */
export type PaymentProvider = "toss" | "sandbox";

/**
 * The status of a payment.
 *
 * - `pending`: The provider has not decided yet.
 * - `paid`: The payment succeeded.
 * - `failed`: The provider declined the payment.
 * - `partially_refunded`: Part of the amount has been refunded.
 * - `refunded`: The whole amount has been refunded.
 */
export type PaymentStatus = "pending" | "paid" | "failed" | "partially_refunded" | "refunded";

/**
 * A permission of a user. More permissions will be added.
 *
 * - `saju_calculate`: Calculate results and share them.
 * - `ai_interpret`: Request interpretations.
 * - `ai_chat`: Chat with an AI model.
 * - `ai_comprehensive`: Request comprehensive interpretations.
 * - `admin`: Administer the platform.
 *
 * It may grow: handle words that are not listed.
 */
export type Permission = "saju_calculate" | "ai_interpret" | "ai_chat" | "ai_comprehensive" | "admin" | (string & {});

/**
 * The name of a person: one line with at least one visible character.
 *
 * It has no control characters, no characters that change the writing direction, and no invisible characters except
 * variation selectors and joiners in scripts that need them.
 */
export type PersonName = string;

/**
 * The position of one of the four pillars.
 *
 * - `year`: The year pillar (연주, yeonju).
 * - `month`: The month pillar (월주, wolju).
 * - `day`: The day pillar (일주, ilju).
 * - `hour`: The hour pillar (시주, siju).
 */
export type PillarPosition = "year" | "month" | "day" | "hour";

/** A plan that users can subscribe to. */
export type Plan = {
  /** The id of the plan. */
  id: PlanId;
  /**
   * The name of the plan.
   * From 1 to 80 characters.
   * @example "프리미엄 월간"
   */
  name: string;
  /**
   * A description of the plan, in one or two sentences.
   * From 1 to 500 characters.
   * @example "모든 AI 모델의 심층 해석을 매일 이용할 수 있습니다."
   */
  description: string;
  /**
   * The price of one billing interval, in whole won.
   * From 0 to 100000000.
   * @example 9900
   */
  price: number;
  /** The billing interval. */
  interval: BillingInterval;
  /**
   * The features of the plan, in the user's language.
   * At most 20 items.
   * @example ["AI 심층 해석 하루 20회","AI 상담 채팅"]
   */
  features: Array<string>;
  /**
   * The permissions that subscribers get.
   * @example ["ai_interpret","ai_chat","ai_comprehensive"]
   */
  permissions: Array<Permission>;
  /**
   * The number of interpretations that a subscriber can request each day.
   * At least 0.
   * @example 20
   */
  dailyInterpretations: number;
};

/** The id of a plan: a readable name. */
export type PlanId = Brand<string, "PlanId">;

/** A user's subscription to a plan. */
export type PlanSubscription = {
  /** The id of the subscription. */
  id: SubscriptionId;
  /** The id of the plan. */
  planId: PlanId;
  /** The status of the subscription. */
  status: SubscriptionStatus;
  /**
   * The start of the paid period.
   * @example "2026-01-15T09:36:00Z"
   */
  periodStart: DateTime;
  /**
   * The end of the paid period.
   * @example "2026-02-15T09:36:00Z"
   */
  periodEnd: DateTime;
  /** The last payment for the subscription. */
  payment: Payment;
};

/** A user's preferences. */
export type Preferences = {
  /**
   * The theme of the user interface.
   * @example "nebula"
   */
  theme: Theme;
  /** The language of messages and interpretations. */
  language: Language;
  /** The notifications that the user wants, and how they are sent. */
  notifications: NotificationPreferences;
  /** The default conventions of calculations. */
  calculation?: SajuOptions;
  /** The default options of interpretation requests. */
  interpretation?: InterpretationOptions;
};

/** A user's preferences. */
export type PreferencesInput = Preferences;

/** A failure: a problem (RFC 9457) that also has the `success` of every response. */
export type Problem = {
  /**
   * The URI of the problem's description, one for each code.
   * @example "https://heal7.com/contracts/problems/validation-failed"
   */
  type: Uri;
  /**
   * A short title in English, the same for every problem with this code.
   * From 1 to 200 characters.
   * @example "The values do not fit the contract"
   */
  title: string;
  /**
   * The HTTP status; on a channel or in GraphQL, the status that REST would have used.
   * From 400 to 599.
   * @example 422
   */
  status: number;
  /**
   * An explanation of this occurrence, in English; the title if there are no details.
   * From 1 to 2000 characters.
   * @example "birthDate does not match the pattern of a calendar date"
   */
  detail: string;
  /**
   * The path of the request or channel on which the problem occurred.
   * From 1 to 2048 characters.
   * @example "/saju/calculate"
   */
  instance: string;
  /** Always false. In a successful response, it is true. */
  success: false;
  /**
   * A message for the user, in the user's language.
   * From 1 to 500 characters.
   * @example "입력한 값을 다시 확인해 주세요."
   */
  message: string;
  /**
   * The code of the problem, for programs to branch on.
   * @example "VALIDATION_FAILED"
   */
  code: ProblemCode;
  /**
   * The class of the code.
   * @example "VALIDATION"
   */
  errorType: ErrorType;
  /**
   * Whether the user can fix the problem, for example by signing in again.
   * @example true
   */
  recoverable: boolean;
  /**
   * Whether the same request may succeed later; determined by the code.
   * @example false
   */
  retryable: boolean;
  /**
   * The id under which the server logged the request; equals `X-Request-Id`.
   * From 1 to 128 characters.
   * @example "01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"
   */
  requestId: string;
  /**
   * The errors in the input: reasons by property path.
   * @example {"birthDate":["does not match the pattern of a calendar date"]}
   */
  errors?: { [key in string]: Array<string> };
  /**
   * The errors in the input, each with its pointer and rule.
   *
   * They are the same errors as in `errors`.
   */
  violations?: Array<Violation>;
};

/**
 * The code of a problem. More codes will be added.
 *
 * - `BAD_REQUEST`: The request cannot be read: malformed JSON, or an unknown, repeated or malformed parameter.
 * - `UNSUPPORTED_VERSION`: `X-API-Version` names a version that this server does not support.
 * - `UNAUTHENTICATED`: The call needs an access token, but none was sent.
 * - `TOKEN_EXPIRED`: The access token has expired: refresh it and retry.
 * - `INVALID_TOKEN`: The access token was not issued by this platform or has been revoked: sign in again.
 * - `FORBIDDEN`: The call names another user than the one that the access token belongs to.
 * - `INSUFFICIENT_PERMISSION`: The user's plan does not include the required permission.
 * - `NOT_FOUND`: No operation has this path.
 * - `METHOD_NOT_ALLOWED`: No operation of this path has this method; `Allow` lists the supported methods.
 * - `NOT_ACCEPTABLE`: `Accept` excludes every media type that the server can respond with.
 * - `IDEMPOTENCY_KEY_IN_USE`: The first request with this `Idempotency-Key` has not been answered yet.
 * - `PRECONDITION_FAILED`: `If-Match` names a version that has been replaced: read the resource again and repeat the change.
 * - `PAYLOAD_TOO_LARGE`: The body is larger than the operation allows.
 * - `UNSUPPORTED_MEDIA_TYPE`: The operation does not accept the media type of the body.
 * - `VALIDATION_FAILED`: The request can be read, but its values violate the contract; `violations` lists all errors.
 * - `IDEMPOTENCY_KEY_REUSED`: This `Idempotency-Key` was used with another body within the last 24 hours.
 * - `TOO_MANY_REQUESTS`: There were too many requests of this rate class; `Retry-After` has the waiting time.
 * - `INTERNAL_ERROR`: The server failed; its log has the cause under `requestId`.
 * - `SERVICE_UNAVAILABLE`: The server, or a service that it needs, is down or overloaded.
 * - `MODULE_UNAVAILABLE`: This server does not provide the module that the call belongs to.
 * - `TIMEOUT`: A service that the server needs did not respond in time.
 * - `INVALID_CREDENTIALS`: The email address or the password is wrong.
 * - `ACCOUNT_DISABLED`: The account has been closed or suspended.
 * - `EMAIL_TAKEN`: An account with this email address already exists.
 * - `INVALID_REFRESH_TOKEN`: The refresh token has expired or was not issued by this platform: sign in again.
 * - `REFRESH_TOKEN_REUSED`: The refresh token was exchanged before, so its session has ended: sign in again.
 * - `SOCIAL_LOGIN_FAILED`: The provider rejected the code, or the state does not belong to this sign-in.
 * - `SOCIAL_PROVIDER_UNAVAILABLE`: The sign-in provider is not configured on this server or does not respond.
 * - `EMAIL_NOT_CONFIRMED`: Messages to others need a confirmed email address: the caller must open the link in the confirmation message.
 * - `BIRTH_INFO_NOT_FOUND`: The user has not saved birth info yet.
 * - `UNREADABLE_IMAGE`: The uploaded bytes are not a picture of the declared media type.
 * - `INVALID_SOLAR_DATE`: The birth date does not exist in the Gregorian calendar.
 * - `INVALID_TIME`: The birth time is not a valid time of day.
 * - `INVALID_LUNAR_DATE`: The birth date does not exist in the Korean lunar calendar.
 * - `LEAP_MONTH_ABSENT`: The lunar year has no leap month (윤달, yundal) with this number.
 * - `NONEXISTENT_LOCAL_TIME`: The local clocks skipped this time on that day.
 * - `AMBIGUOUS_LOCAL_TIME`: The local clocks showed this time twice on that day, and `ambiguity` is `reject`.
 * - `OUT_OF_RANGE`: The birth date is outside the range from 1900-01-01 to 2100-12-31.
 * - `UNKNOWN_TIMEZONE`: The time zone is not in the IANA database.
 * - `INVALID_LONGITUDE`: The longitude is not between -180 and 180 degrees.
 * - `INVALID_LATITUDE`: The latitude is not between -90 and 90 degrees.
 * - `INVALID_GENDER`: The gender is unknown; the direction of the luck pillars (대운, daeun) depends on it.
 * - `CALCULATION_FAILED`: The engine failed on valid input.
 * - `SAJU_RESULT_NOT_FOUND`: The user has no result with this id.
 * - `SHARED_RESULT_NOT_FOUND`: No result is shared under this token, or the token is no longer valid.
 * - `INTERPRETATION_NOT_FOUND`: The user has no interpretation with this id, or it failed.
 * - `INTERPRETATION_NOT_READY`: The interpretation is still in progress.
 * - `UNKNOWN_AI_MODEL`: One of the requested models is unknown to the platform.
 * - `AI_MODEL_UNAVAILABLE`: None of the requested models is available at the moment.
 * - `AI_QUOTA_EXCEEDED`: The user has used up today's quota of their plan.
 * - `AI_MODEL_FAILED`: Every requested model responded with an error.
 * - `PLAN_NOT_FOUND`: No plan has this id, or the plan is no longer sold.
 * - `PAYMENT_NOT_FOUND`: The user has no payment with this id.
 * - `ALREADY_SUBSCRIBED`: The user is already subscribed to this plan.
 * - `PAYMENT_DECLINED`: The payment provider declined the payment.
 * - `REFUND_NOT_POSSIBLE`: The payment is not settled, is already refunded, or is too old for a refund.
 * - `INVALID_WEBHOOK_SIGNATURE`: The signature does not match the body of the webhook, or the timestamp is too far off.
 * - `PAYMENT_PROVIDER_UNAVAILABLE`: The payment provider is not configured on this server or does not respond.
 * - `ROOM_NOT_FOUND`: No room with this name exists for the user.
 * - `ROOM_NOT_JOINED`: The user is not in the room: join it first.
 * - `NETWORK_ERROR`: The server could not be reached, or the connection was lost.
 * - `OFFLINE`: The device is offline.
 * - `REQUEST_TIMEOUT`: The client stopped waiting for the response.
 * - `INVALID_RESPONSE`: The response does not match the contract.
 * - `CIRCUIT_BREAKER_OPEN`: The client makes no calls for a while after several failures.
 *
 * It may grow: handle words that are not listed.
 */
export type ProblemCode = "BAD_REQUEST" | "UNSUPPORTED_VERSION" | "UNAUTHENTICATED" | "TOKEN_EXPIRED" | "INVALID_TOKEN" | "FORBIDDEN" | "INSUFFICIENT_PERMISSION" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | "IDEMPOTENCY_KEY_IN_USE" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "TOO_MANY_REQUESTS" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "MODULE_UNAVAILABLE" | "TIMEOUT" | "INVALID_CREDENTIALS" | "ACCOUNT_DISABLED" | "EMAIL_TAKEN" | "INVALID_REFRESH_TOKEN" | "REFRESH_TOKEN_REUSED" | "SOCIAL_LOGIN_FAILED" | "SOCIAL_PROVIDER_UNAVAILABLE" | "EMAIL_NOT_CONFIRMED" | "BIRTH_INFO_NOT_FOUND" | "UNREADABLE_IMAGE" | "INVALID_SOLAR_DATE" | "INVALID_TIME" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "AMBIGUOUS_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE" | "INVALID_LONGITUDE" | "INVALID_LATITUDE" | "INVALID_GENDER" | "CALCULATION_FAILED" | "SAJU_RESULT_NOT_FOUND" | "SHARED_RESULT_NOT_FOUND" | "INTERPRETATION_NOT_FOUND" | "INTERPRETATION_NOT_READY" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED" | "AI_MODEL_FAILED" | "PLAN_NOT_FOUND" | "PAYMENT_NOT_FOUND" | "ALREADY_SUBSCRIBED" | "PAYMENT_DECLINED" | "REFUND_NOT_POSSIBLE" | "INVALID_WEBHOOK_SIGNATURE" | "PAYMENT_PROVIDER_UNAVAILABLE" | "ROOM_NOT_FOUND" | "ROOM_NOT_JOINED" | "NETWORK_ERROR" | "OFFLINE" | "REQUEST_TIMEOUT" | "INVALID_RESPONSE" | "CIRCUIT_BREAKER_OPEN" | (string & {});

/**
 * The recipient of a message: an email address, or the id of a friend in the messenger.
 *
 * It is one line without control characters and invisible characters.
 */
export type Recipient = string;

/** A piece of content that suits a user, with the reason. */
export type RecommendedContent = {
  /** The id of the content. */
  id: ContentId;
  /** The kind of content. */
  type: ContentType;
  /**
   * The title of the content.
   * From 1 to 120 characters.
   * @example "나무의 기운을 채우는 아침 산책"
   */
  title: string;
  /**
   * A summary of the content, in one or two sentences.
   * From 1 to 500 characters.
   * @example "부족한 목 기운을 일상에서 보완하는 다섯 가지 방법을 소개합니다."
   */
  summary: string;
  /**
   * The address of the content.
   * @example "https://heal7.com/contents/morning-walk"
   */
  url: Uri;
  /**
   * The address of a picture of the content.
   * @example "https://cdn.heal7.com/contents/morning-walk.webp"
   */
  imageUrl?: Uri;
  /**
   * The reason for the recommendation, in the user's language.
   * From 1 to 300 characters.
   * @example "사주에 목이 없어 나무의 기운을 보완하는 콘텐츠를 추천합니다."
   */
  reason: string;
  /** The element that the content strengthens; absent if there is none. */
  element?: WuxingElement;
  /**
   * The relevance for the user, from 0 to 1; lists are sorted by it, highest first.
   * From 0 to 1.
   * @example 0.92
   */
  score: number;
  /**
   * The time of publication.
   * @example "2026-01-05T00:00:00Z"
   */
  publishedAt: DateTime;
};

/** A request to exchange a refresh token. */
export type RefreshInput = {
  /** The newest refresh token of the session. */
  refreshToken: RefreshToken;
};

/** A token to exchange, once, for a new access token and a new refresh token. */
export type RefreshToken = Brand<string, "RefreshToken">;

/** A request for a refund. */
export type RefundInput = {
  /** The id of the payment to refund. */
  paymentId: PaymentId;
  /**
   * The amount to refund, in whole won; by default all that is left.
   * From 1 to 100000000.
   * @example 9900
   */
  amount?: number;
  /**
   * The reason for the refund.
   * From 1 to 200 characters.
   * @example "단순 변심"
   */
  reason: string;
};

/** The data of a new account. */
export type RegistrationInput = {
  /**
   * The email address to sign in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /**
   * The password, as typed. Passwords that are easy to guess are refused.
   * From 8 to 128 characters.
   * @example "별이빛나는밤에1976"
   */
  password: string;
  /** The user's name. */
  name: PersonName;
};

/** A room to join or leave. */
export type RoomData = {
  /**
   * The name of the room.
   * @defaultValue "general"
   */
  room?: RoomName;
};

/**
 * The name of a chat room.
 *
 * Every connection starts in `general`. A conversation with an AI model has its own room.
 */
export type RoomName = string;

/** The input of a calculation. */
export type SajuCalculation = SajuCalculationInput;

/** The input of a calculation. */
export type SajuCalculationInput = {
  /** The birth date, in the calendar that `isLunar` selects. */
  birthDate: CalendarDate;
  /**
   * The birth time on the local clock.
   *
   * Absent if it is unknown; the chart then has no hour pillar.
   */
  birthTime?: ClockTime;
  /**
   * Whether the date is in the Korean lunar calendar.
   * @example false
   */
  isLunar: boolean;
  /**
   * Whether the lunar month is a leap month (윤달, yundal).
   *
   * Ignored with a warning if the date is solar.
   * @example false
   */
  isLeapMonth?: boolean;
  /** The gender of the person. */
  gender: Gender;
  /** The name of the person. It does not affect the result. */
  name: PersonName;
  /** The birth place; by default Seoul's clock and the meridian 127.5 degrees east. */
  location?: GeoLocation;
  /** The conventions of the calculation; absent ones have their defaults. */
  options?: SajuOptions;
};

/** The response of the mutation `calculateSaju`. */
export type SajuCalculationResult = {
  /** Always true; a failure is a GraphQL error. */
  success: true;
  /**
   * A message for the user, in the user's language.
   * From 1 to 500 characters.
   * @example "사주 계산이 완료되었습니다."
   */
  message?: string;
  /** The result. */
  result: SajuResult;
  /**
   * The time until the result is complete, in seconds.
   *
   * It is 0, because the result is calculated before the response.
   * At least 0.
   * @example 0
   */
  estimatedProcessingTime: number;
};

/** The conventions that a result was calculated with, including the defaults. */
export type SajuConventions = {
  /** The clock that decided the day and hour pillars. */
  timeMode: TimeMode;
  /** The time at which the day pillar changes. */
  dayBoundary: DayBoundary;
  /** The time at which the year pillar changes. */
  yearStart: YearStart;
  /** The rounding of the age at which the first luck pillar begins. */
  daeunRounding: DaeunRounding;
  /** The way in which ages are counted. */
  ageStyle: AgeStyle;
  /** The handling of a local time that occurred twice. */
  ambiguity: AmbiguityPolicy;
  /** The time zone of the birth time. */
  timezone: TimeZoneName;
  /**
   * The meridian of the local time, in degrees east of Greenwich.
   *
   * Absent if `timeMode` is `clock` or `wall`.
   * From -180 to 180.
   * @example 127.5
   */
  longitude?: number;
  /**
   * The name and version of the engine.
   * From 1 to 64 characters.
   * @example "saju 1.0.0"
   */
  engine: string;
};

/**
 * The conventions of a calculation.
 *
 * Schools of saju differ, so each result names the conventions that it was calculated with.
 */
export type SajuOptions = {
  /** The clock that decides the day and hour pillars; by default `mean`. */
  timeMode?: TimeMode;
  /** The time at which the day pillar changes; by default `split`. */
  dayBoundary?: DayBoundary;
  /** The time at which the year pillar changes; by default `ipchun`. */
  yearStart?: YearStart;
  /** The rounding of the age at which the first luck pillar begins; by default `round`. */
  daeunRounding?: DaeunRounding;
  /** The way in which ages are counted; by default `international`. */
  ageStyle?: AgeStyle;
  /** The handling of a local time that occurred twice; by default `earlier`. */
  ambiguity?: AmbiguityPolicy;
};

/**
 * The conventions of a calculation.
 *
 * Schools of saju differ, so each result names the conventions that it was calculated with.
 */
export type SajuOptionsInput = SajuOptions;

/** The chart (사주팔자, saju palja): four pillars with eight characters. */
export type SajuPan = {
  /**
   * The year pillar.
   * @example {"cheon":"병","ji":"진","element":"fire"}
   */
  year: SajuPillar;
  /**
   * The month pillar.
   * @example {"cheon":"계","ji":"사","element":"water"}
   */
  month: SajuPillar;
  /**
   * The day pillar; its stem is the day master (일간, ilgan).
   * @example {"cheon":"계","ji":"유","element":"water"}
   */
  day: SajuPillar;
  /**
   * The hour pillar; absent if the birth time is unknown.
   * @example {"cheon":"신","ji":"유","element":"metal"}
   */
  hour?: SajuPillar;
};

/** A pillar: a stem over a branch. */
export type SajuPillar = {
  /**
   * The heavenly stem.
   * @example "계"
   */
  cheon: Cheon;
  /**
   * The earthly branch.
   * @example "유"
   */
  ji: Ji;
  /**
   * The element of the stem. The element of the branch is in `wuxing.elements`.
   * @example "water"
   */
  element: WuxingElement;
};

/** The Four Pillars of a person, calculated once and never again. */
export type SajuResult = {
  /** The id of the result. */
  id: SajuResultId;
  /** The id of the user who owns the result. */
  userId: UserId;
  /** The input of the calculation, as it was sent. */
  input: SajuCalculationInput;
  /** The conventions of the calculation. */
  conventions: SajuConventions;
  /** The moment of birth, as used in the calculation. */
  moment: BirthMoment;
  /** The four pillars. */
  sajuPan: SajuPan;
  /** The five elements (오행, ohaeng). */
  wuxing: WuxingAnalysis;
  /** The ten gods (십신, sipsin). */
  sipsin: SipsinAnalysis;
  /** The structure of the chart (격국, gyeokguk). */
  gyeokguk: GyeokgukAnalysis;
  /** The luck pillars (대운, daeun). */
  daeun: DaeunAnalysis;
  /**
   * The reasons why the result may differ from the expected one.
   * @example []
   */
  warnings: Array<SajuWarning>;
  /** The interpretations that are ready, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /**
   * The time of the calculation.
   * @example "2026-01-15T09:30:00Z"
   */
  createdAt: DateTime;
  /**
   * The time at which an interpretation was last added.
   * @example "2026-01-15T09:31:20Z"
   */
  updatedAt: DateTime;
};

/** The conditions for listed results; absent ones do not apply. */
export type SajuResultFilter = {
  /**
   * A part of the person's name, in upper or lower case.
   * From 1 to 50 characters.
   * @example "길동"
   */
  name?: string;
  /** The gender of the person. */
  gender?: Gender;
  /**
   * Whether the birth date was in the lunar calendar.
   * @example false
   */
  isLunar?: boolean;
  /**
   * The day master (일간, ilgan).
   * @example "계"
   */
  dayMaster?: Cheon;
  /**
   * The earliest time of the calculation, inclusive.
   * @example "2026-01-01T00:00:00Z"
   */
  createdFrom?: DateTime;
  /**
   * The end of the time range of the calculation, exclusive.
   * @example "2026-02-01T00:00:00Z"
   */
  createdBefore?: DateTime;
  /** Whether the result has an interpretation. */
  interpreted?: boolean;
};

/** The id of a result. */
export type SajuResultId = Brand<string, "SajuResultId">;

/** A reason why a result may differ from the expected one. */
export type SajuWarning = {
  /**
   * The code of the warning.
   * @example "near_hour_edge"
   */
  code: SajuWarningCode;
  /**
   * The text of the warning, in the user's language.
   * From 1 to 300 characters.
   * @example "출생 시각이 시주의 경계에서 5분 이내입니다."
   */
  message: string;
  /**
   * The position of the pillar that could be different.
   * @example "hour"
   */
  position?: PillarPosition;
  /**
   * The other pillar that could be at this position.
   * @example {"cheon":"임","ji":"술","element":"water"}
   */
  neighbour?: SajuPillar;
};

/**
 * The code of a warning. More codes will be added.
 *
 * - `ambiguous_local_time`: The local time occurred twice, and the earlier one was used.
 * - `near_solar_term`: The birth is within five minutes of a solar term (절기, jeolgi) that changes the year or month pillar.
 * - `near_hour_edge`: The effective local time is within five minutes of a change of the hour or day pillar.
 * - `lmt`: The time zone had no standard time yet, so local mean time was used.
 * - `lunar_forecast`: The lunar date is after 2050, where the calendar is a forecast.
 * - `leap_flag_ignored`: The date is solar, so `isLeapMonth` was ignored.
 * - `time_unknown`: The birth time is unknown, and the year or month pillar changes on that day.
 *
 * It may grow: handle words that are not listed.
 */
export type SajuWarningCode = "ambiguous_local_time" | "near_solar_term" | "near_hour_edge" | "lmt" | "lunar_forecast" | "leap_flag_ignored" | "time_unknown" | (string & {});

/** A message from the server on the user's connection. */
export type ServerMessage = ServerMessageSajuCalculationStarted | ServerMessageSajuCalculationProgress | ServerMessageSajuCalculationCompleted | ServerMessageSajuCalculationFailed | ServerMessageAiInterpretationStarted | ServerMessageAiInterpretationProgress | ServerMessageAiInterpretationCompleted | ServerMessageAiInterpretationFailed | ServerMessageChatMessage | ServerMessageTypingIndicator | ServerMessageUserJoined | ServerMessageUserLeft | ServerMessageNotification | ServerMessageReauthenticate | ServerMessageError | ServerMessagePong;

/** An interpretation is ready. */
export type ServerMessageAiInterpretationCompleted = {
  /** The alternative of this value. */
  "type": "ai_interpretation_completed";
  /** The client's id for the request. */
  id?: CorrelationId;
  /** The id of the interpretation request. */
  requestId: InterpretationId;
  /** The interpretation. */
  result: AIInterpretation;
};

/** An interpretation failed, or its request was refused. */
export type ServerMessageAiInterpretationFailed = {
  /** The alternative of this value. */
  "type": "ai_interpretation_failed";
  /** The client's id for the request. */
  id?: CorrelationId;
  /** The id of the interpretation request; absent if the request was refused. */
  requestId?: InterpretationId;
  /**
   * The reason for the failure.
   * @example {"type":"https://heal7.com/contracts/problems/ai-model-failed","title":"An AI model failed","status":502,"detail":"every model that was asked answered with an error","instance":"/ai/interpret","success":false,"message":"AI 해석 중 오류가 발생했습니다.","code":"AI_MODEL_FAILED","errorType":"AI_SERVICE","recoverable":false,"retryable":true,"requestId":"01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"}
   */
  problem: Problem;
};

/** A model has started or finished. */
export type ServerMessageAiInterpretationProgress = {
  /** The alternative of this value. */
  "type": "ai_interpretation_progress";
  /** The client's id for the request. */
  id?: CorrelationId;
  /** The id of the interpretation request. */
  requestId: InterpretationId;
  /**
   * The progress, in percent.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * The model that is working; absent if none is.
   * @example "gpt"
   */
  currentModel?: AIModel;
  /**
   * The models that have finished.
   * At most 9 items.
   * @example ["claude"]
   */
  completedModels: Array<AIModel>;
  /**
   * The expected time until the interpretation is ready, in seconds.
   * At least 0.
   * @example 10
   */
  estimatedTimeRemaining?: number;
};

/** A request for an interpretation has been accepted. */
export type ServerMessageAiInterpretationStarted = {
  /** The alternative of this value. */
  "type": "ai_interpretation_started";
  /** The client's id for the request. */
  id?: CorrelationId;
  /** The id of the interpretation request. */
  requestId: InterpretationId;
  /** The id of the result to interpret. */
  sajuId: SajuResultId;
  /**
   * The models that the request uses.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /**
   * The expected time until the interpretation is ready, in seconds.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
};

/** A chat message was sent in a room that the user has joined. */
export type ServerMessageChatMessage = {
  /** The alternative of this value. */
  "type": "chat_message";
  /** The client's id for the message; present only if this client sent it. */
  id?: CorrelationId;
  /** The chat message. */
  message: ChatMessage;
};

/** A client message could not be processed. */
export type ServerMessageError = {
  /** The alternative of this value. */
  "type": "error";
  /** The client's id for the message; absent if it could not be read. */
  id?: CorrelationId;
  /** The reason for the failure. */
  problem: Problem;
};

/** The platform has a notification for the user. */
export type ServerMessageNotification = {
  /** The alternative of this value. */
  "type": "notification";
  /** The notification. */
  notification: Notification;
};

/** The connection is alive. */
export type ServerMessagePong = {
  /** The alternative of this value. */
  "type": "pong";
  /** The client's id for the ping. */
  id?: CorrelationId;
  /**
   * The current time of the server.
   * @example "2026-01-15T09:33:00Z"
   */
  timestamp: DateTime;
};

/** The access token is about to expire: send `authenticate` with a new one. */
export type ServerMessageReauthenticate = {
  /** The alternative of this value. */
  "type": "reauthenticate";
  /**
   * The time at which the server closes the connection with 4401 unless it gets a new token.
   * @example "2026-01-15T09:45:00Z"
   */
  expiresAt: DateTime;
};

/** The calculation is complete. */
export type ServerMessageSajuCalculationCompleted = {
  /** The alternative of this value. */
  "type": "saju_calculation_completed";
  /** The client's id for the request. */
  id?: CorrelationId;
  /**
   * The progress, in percent: 100.
   * From 0 to 100.
   * @example 100
   */
  progress: number;
  /** The whole result, as it was saved. */
  result: SajuResult;
};

/** The calculation failed. */
export type ServerMessageSajuCalculationFailed = {
  /** The alternative of this value. */
  "type": "saju_calculation_failed";
  /** The client's id for the request. */
  id?: CorrelationId;
  /** The reason for the failure. */
  problem: Problem;
};

/** The calculation has reached another step. */
export type ServerMessageSajuCalculationProgress = {
  /** The alternative of this value. */
  "type": "saju_calculation_progress";
  /** The client's id for the request. */
  id?: CorrelationId;
  /**
   * The step that the calculation has reached.
   * @example "pillars"
   */
  step: CalculationStep;
  /**
   * The progress, in percent: 20, 50 or 80, depending on the step.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * A message for the user, in the user's language.
   * From 1 to 300 characters.
   * @example "사주판을 구성하고 있습니다..."
   */
  message: string;
};

/** The calculation has started. */
export type ServerMessageSajuCalculationStarted = {
  /** The alternative of this value. */
  "type": "saju_calculation_started";
  /** The client's id for the request. */
  id?: CorrelationId;
  /**
   * The progress, in percent: 0.
   * From 0 to 100.
   * @example 0
   */
  progress: number;
  /**
   * A message for the user, in the user's language.
   * From 1 to 300 characters.
   * @example "사주 계산을 시작합니다..."
   */
  message: string;
};

/** A user in a room started or stopped typing. */
export type ServerMessageTypingIndicator = {
  /** The alternative of this value. */
  "type": "typing_indicator";
  /** The room. */
  room: RoomName;
  /** The id of the user. */
  userId: UserId;
  /**
   * The user's name in chat rooms.
   * @example "길동이"
   */
  name: PersonName;
  /** Whether the user is typing. */
  isTyping: boolean;
};

/** A user joined a room; this may be the recipient of the message. */
export type ServerMessageUserJoined = {
  /** The alternative of this value. */
  "type": "user_joined";
  /** The client's id for its own message; present only if this client sent it. */
  id?: CorrelationId;
  /** The room. */
  room: RoomName;
  /** The id of the user. */
  userId: UserId;
  /**
   * The user's name in chat rooms.
   * @example "길동이"
   */
  name: PersonName;
  /**
   * The time of the event.
   * @example "2026-01-15T09:34:00Z"
   */
  timestamp: DateTime;
};

/** A user left a room; this may be the recipient of the message. */
export type ServerMessageUserLeft = {
  /** The alternative of this value. */
  "type": "user_left";
  /** The client's id for its own message; present only if this client sent it. */
  id?: CorrelationId;
  /** The room. */
  room: RoomName;
  /** The id of the user. */
  userId: UserId;
  /**
   * The time of the event.
   * @example "2026-01-15T09:39:00Z"
   */
  timestamp: DateTime;
};

/**
 * The state of a service or of one of its components.
 *
 * - `operational`: It works normally.
 * - `degraded`: It works, but slowly or only in part.
 * - `unavailable`: It does not work.
 * - `maintenance`: It is down for maintenance.
 */
export type ServiceState = "operational" | "degraded" | "unavailable" | "maintenance";

/** A request to share a result. */
export type ShareInput = {
  /** The id of the result. */
  sajuId: SajuResultId;
  /**
   * The way in which the result is shared.
   * @example "email"
   */
  shareType: ShareType;
  /**
   * The recipients; required unless `shareType` is `link`.
   *
   * A recipient that is listed twice gets one message.
   * From 1 to 20 items.
   */
  recipients?: Array<Recipient>;
  /**
   * The lifetime of the token, in days.
   * From 1 to 365.
   * @defaultValue 30
   */
  expiresInDays?: number;
};

/** A result that has been shared, with its token. */
export type ShareResult = {
  /** The id of the result. */
  sajuId: SajuResultId;
  /** The token of the shared result. */
  token: ShareToken;
  /**
   * The address of the page on which others see the result.
   * @example "https://heal7.com/shared/sh_9Jk2mN4pQ6rS8tV0wX1yZ3"
   */
  url: Uri;
  /**
   * The way in which the result is shared.
   * @example "email"
   */
  shareType: ShareType;
  /**
   * The recipients of the messages; empty for a link.
   * At most 20 items.
   */
  recipients: Array<Recipient>;
  /**
   * The time at which the result was shared.
   * @example "2026-01-15T09:40:00Z"
   */
  createdAt: DateTime;
  /**
   * The time at which the token expires.
   * @example "2026-02-14T09:40:00Z"
   */
  expiresAt: DateTime;
};

/** A token with which anyone can see a shared result. */
export type ShareToken = Brand<string, "ShareToken">;

/**
 * The way in which a result is shared.
 *
 * - `link`: A link that the user passes on.
 * - `email`: A message to email addresses.
 * - `kakao`: A message to friends on KakaoTalk.
 */
export type ShareType = "link" | "email" | "kakao";

/**
 * The part of a result that others see: the chart and its parts.
 *
 * It leaves out the account and the input of the calculation, except for the name.
 */
export type SharedSajuResult = {
  /** The name of the person. */
  name: PersonName;
  /** The four pillars. */
  sajuPan: SajuPan;
  /** The five elements (오행, ohaeng). */
  wuxing: WuxingAnalysis;
  /** The ten gods (십신, sipsin). */
  sipsin: SipsinAnalysis;
  /** The structure of the chart (격국, gyeokguk). */
  gyeokguk: GyeokgukAnalysis;
  /** The luck pillars (대운, daeun). */
  daeun: DaeunAnalysis;
  /** The interpretations that were ready when the result was shared, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /**
   * The time at which the result was shared.
   * @example "2026-01-15T09:40:00Z"
   */
  sharedAt: DateTime;
  /**
   * The time at which the token expires.
   * @example "2026-02-14T09:40:00Z"
   */
  expiresAt: DateTime;
};

/**
 * One of the ten gods (십신, sipsin): the relation of a stem to the day master.
 *
 * - `비견`: The companion (bigyeon): same element, same polarity.
 * - `겁재`: The rival (geopjae): same element, other polarity.
 * - `식신`: The eating god (siksin): the element that the day master feeds, same polarity.
 * - `상관`: The hurting officer (sanggwan): the element that the day master feeds, other polarity.
 * - `편재`: Indirect wealth (pyeonjae): the element that the day master conquers, same polarity.
 * - `정재`: Direct wealth (jeongjae): the element that the day master conquers, other polarity.
 * - `편관`: The seventh killing (pyeongwan): the element that conquers the day master, same polarity.
 * - `정관`: The direct officer (jeonggwan): the element that conquers the day master, other polarity.
 * - `편인`: The indirect seal (pyeonin): the element that feeds the day master, same polarity.
 * - `정인`: The direct seal (jeongin): the element that feeds the day master, other polarity.
 */
export type Sipsin = "비견" | "겁재" | "식신" | "상관" | "편재" | "정재" | "편관" | "정관" | "편인" | "정인";

/** The ten gods of a chart. */
export type SipsinAnalysis = {
  /**
   * The day master (일간, ilgan): the stem of the day pillar, which all relations refer to.
   * @example "계"
   */
  dayMaster: Cheon;
  /**
   * The year pillar.
   * @example {"cheon":"정재","ji":"정관","jijanggan":[{"cheon":"을","phase":"여기","days":9,"sipsin":"식신"},{"cheon":"계","phase":"중기","days":3,"sipsin":"비견"},{"cheon":"무","phase":"본기","days":18,"sipsin":"정관"}],"unseong":"양"}
   */
  year: SipsinPillar;
  /**
   * The month pillar.
   * @example {"cheon":"비견","ji":"정재","jijanggan":[{"cheon":"무","phase":"여기","days":7,"sipsin":"정관"},{"cheon":"경","phase":"중기","days":7,"sipsin":"정인"},{"cheon":"병","phase":"본기","days":16,"sipsin":"정재"}],"unseong":"태"}
   */
  month: SipsinPillar;
  /**
   * The day pillar.
   * @example {"ji":"편인","jijanggan":[{"cheon":"경","phase":"여기","days":10,"sipsin":"정인"},{"cheon":"신","phase":"본기","days":20,"sipsin":"편인"}],"unseong":"병"}
   */
  day: SipsinPillar;
  /**
   * The hour pillar; absent if the birth time is unknown.
   * @example {"cheon":"편인","ji":"편인","jijanggan":[{"cheon":"경","phase":"여기","days":10,"sipsin":"정인"},{"cheon":"신","phase":"본기","days":20,"sipsin":"편인"}],"unseong":"병"}
   */
  hour?: SipsinPillar;
  /**
   * The number of occurrences of each of the ten gods, in their usual order.
   * Exactly 10 items.
   * @example [{"sipsin":"비견","count":1},{"sipsin":"겁재","count":0},{"sipsin":"식신","count":0},{"sipsin":"상관","count":0},{"sipsin":"편재","count":0},{"sipsin":"정재","count":2},{"sipsin":"편관","count":0},{"sipsin":"정관","count":1},{"sipsin":"편인","count":3},{"sipsin":"정인","count":0}]
   */
  counts: Array<SipsinCount>;
  /**
   * The two void branches (공망, gongmang) of the day pillar.
   * Exactly 2 items.
   * @example ["술","해"]
   */
  gongmang: Array<Ji>;
};

/** The number of occurrences of one of the ten gods in a chart. */
export type SipsinCount = {
  /** The god. */
  sipsin: Sipsin;
  /**
   * The number of stems and branches with this god, without the day master.
   * From 0 to 7.
   * @example 1
   */
  count: number;
};

/** The ten gods of one pillar. */
export type SipsinPillar = {
  /**
   * The relation of the stem to the day master.
   *
   * Absent on the day pillar, whose stem is the day master (일간, ilgan) itself.
   * @example "편인"
   */
  cheon?: Sipsin;
  /**
   * The relation of the branch's main hidden stem to the day master.
   * @example "편인"
   */
  ji: Sipsin;
  /**
   * The hidden stems of the branch, in the order in which they rule.
   * From 2 to 3 items.
   * @example [{"cheon":"경","phase":"여기","days":10,"sipsin":"정인"},{"cheon":"신","phase":"본기","days":20,"sipsin":"편인"}]
   */
  jijanggan: Array<Jijanggan>;
  /**
   * The stage of life (십이운성, sibi unseong) of the day master in the branch.
   * @example "병"
   */
  unseong: Unseong;
};

/** The provider's sign-in page and the state of the sign-in. */
export type SocialAuthorization = {
  /**
   * The address of the provider's page, to open in the browser.
   * @example "https://kauth.kakao.com/oauth/authorize?client_id=heal7&response_type=code&state=st_8Hq2LxV5nR1cT7yKb4Wd"
   */
  authorizationUrl: Uri;
  /** The state that the provider will send back. */
  state: OAuthState;
};

/** The values that a sign-in provider sent back to the client. */
export type SocialLoginInput = {
  /**
   * The authorisation code.
   * From 1 to 2048 characters.
   * @example "4/0AbCdEfGhIjKlMnOp"
   */
  code: string;
  /** The state that the sign-in started with. */
  state: OAuthState;
  /**
   * The address that the provider redirected to.
   *
   * It equals the one that the sign-in started with.
   * @example "https://heal7.com/auth/callback"
   */
  redirectUri?: Uri;
};

/**
 * A provider that users can sign in with instead of a password.
 *
 * - `google`: Google.
 * - `kakao`: Kakao.
 * - `naver`: Naver.
 */
export type SocialProvider = "google" | "kakao" | "naver";

/** A request to subscribe to a plan. */
export type SubscribeInput = {
  /** The id of the plan. */
  planId: PlanId;
  /** The payment provider. */
  provider: PaymentProvider;
  /**
   * The payment key that the provider's form returned.
   * From 1 to 200 characters.
   * @example "tgen_20260115093600AbCd1"
   */
  paymentKey: string;
  /**
   * The price that the user saw, in whole won; must equal the plan's price.
   * From 0 to 100000000.
   * @example 9900
   */
  amount: number;
};

/** The id of a subscription to a plan. */
export type SubscriptionId = Brand<string, "SubscriptionId">;

/**
 * The status of a subscription.
 *
 * - `active`: The current period is paid.
 * - `past_due`: The last payment is pending or has failed.
 * - `canceled`: The subscription ends with the paid period.
 */
export type SubscriptionStatus = "active" | "past_due" | "canceled";

/** The state of the platform, sent when it changes. */
export type SystemStatusUpdate = {
  /** The worst state of the components. */
  status: ServiceState;
  /**
   * A message for users; absent if there is nothing to report.
   * From 1 to 500 characters.
   * @example "모든 서비스가 정상적으로 운영되고 있습니다."
   */
  message?: string;
  /** The components of the platform. */
  components: Array<ComponentStatus>;
  /**
   * The time at which this state was observed.
   * @example "2026-01-15T09:30:00Z"
   */
  updatedAt: DateTime;
};

/**
 * A theme of the user interface.
 *
 * - `light`: Dark on light.
 * - `dark`: Light on dark.
 * - `nebula`: The platform's own theme, with a night sky.
 */
export type Theme = "light" | "dark" | "nebula";

/**
 * The clock that decides the day and hour pillars.
 *
 * - `mean`: Local mean solar time: four minutes for each degree of longitude.
 * - `clock`: The standard time of the place, without daylight saving time.
 * - `apparent`: Apparent solar time (진태양시, jintaeyangsi): mean solar time plus the equation of time.
 * - `wall`: The time as it was entered.
 */
export type TimeMode = "mean" | "clock" | "apparent" | "wall";

/** The name of a time zone in the IANA database. */
export type TimeZoneName = string;

/** The typing state of the user in a room. */
export type TypingIndicatorData = {
  /**
   * The room.
   * @defaultValue "general"
   */
  room?: RoomName;
  /**
   * Whether the user is typing.
   *
   * The server resets the state after ten seconds, so clients repeat the message every few seconds.
   * @defaultValue true
   */
  isTyping?: boolean;
};

/**
 * One of the twelve stages of life (십이운성, sibi unseong) of the day master in a branch.
 *
 * - `장생`: Birth (jangsaeng).
 * - `목욕`: Bath (mogyok).
 * - `관대`: Coming of age (gwandae).
 * - `건록`: Office (geonrok).
 * - `제왕`: Prime (jewang).
 * - `쇠`: Decline (soe).
 * - `병`: Illness (byeong).
 * - `사`: Death (sa).
 * - `묘`: Grave (myo).
 * - `절`: Extinction (jeol).
 * - `태`: Conception (tae).
 * - `양`: Nurture (yang).
 */
export type Unseong = "장생" | "목욕" | "관대" | "건록" | "제왕" | "쇠" | "병" | "사" | "묘" | "절" | "태" | "양";

/** An absolute http or https URI. */
export type Uri = string;

/** A user account. */
export type User = {
  /** The id of the user. */
  id: UserId;
  /**
   * The email address that the user signs in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /** Whether the user has confirmed the email address. */
  emailVerified: boolean;
  /** The user's name. */
  name: PersonName;
  /**
   * The address of the user's picture.
   * @example "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp"
   */
  avatarUrl?: Uri;
  /**
   * The time of the registration.
   * @example "2026-01-02T03:04:05Z"
   */
  createdAt: DateTime;
};

/** The id of a user. */
export type UserId = Brand<string, "UserId">;

/** A user's profile, with the birth info and the preferences. */
export type UserProfile = {
  /** The id of the user. */
  id: UserId;
  /**
   * The email address that the user signs in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /** The user's name. */
  name: PersonName;
  /** The user's name in chat rooms. */
  nickname?: Nickname;
  /** A short text by the user about themselves. */
  bio?: Biography;
  /**
   * The address of the user's picture.
   * @example "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp"
   */
  avatarUrl?: Uri;
  /** The user's birth info; absent until the user has saved it. */
  birthInfo?: BirthInfo;
  /** The user's preferences. */
  preferences: Preferences;
  /**
   * The time of the registration.
   * @example "2026-01-02T03:04:05Z"
   */
  createdAt: DateTime;
  /**
   * The time of the last change to the profile.
   * @example "2026-01-10T11:12:13Z"
   */
  updatedAt: DateTime;
};

/** Changes to a profile: absent properties stay unchanged, null clears a value. */
export type UserProfilePatch = {
  /** The user's name. */
  name?: PersonName;
  /**
   * The user's name in chat rooms.
   * @example "길동이"
   */
  nickname?: Nickname | null;
  /**
   * A short text by the user about themselves.
   * @example "별과 사주를 좋아합니다."
   */
  bio?: Biography | null;
};

/** One error in the input. */
export type Violation = {
  /**
   * The place of the error.
   *
   * A JSON Pointer into the body, or a parameter such as `query/limit`, `path/id` or `header/x-api-version`.
   * At most 500 characters.
   * @example "/birthDate"
   */
  pointer: string;
  /**
   * The violated rule: a JSON Schema keyword, or the code of a rule beyond the schema.
   * From 1 to 100 characters.
   * @example "pattern"
   */
  code: string;
  /**
   * A description of the error, in English.
   * From 1 to 1000 characters.
   * @example "Write a day as YYYY-MM-DD, such as 1976-05-21. It is \"1976-5-21\"."
   */
  detail: string;
};

/** The response to a payment provider's webhook. */
export type WebhookReceipt = {
  /** Always true. If the webhook cannot be accepted, the response is a problem. */
  received: true;
};

/** The five elements (오행, ohaeng) of a chart: their counts, weights and remedies. */
export type WuxingAnalysis = {
  /**
   * The elements of the eight characters, in pillar order, stem before branch.
   *
   * There are six if the chart has no hour pillar.
   * From 6 to 8 items.
   * @example ["fire","earth","water","fire","water","metal","metal","metal"]
   */
  elements: Array<WuxingElement>;
  /** The evenness of the elements, by weight. */
  balance: WuxingBalance;
  /** The number of characters of each element. */
  counts: WuxingCounts;
  /**
   * The weight of each element, in percent.
   *
   * A stem counts whole, a branch is split over its hidden stems, and the month branch counts twice.
   */
  weighted: WuxingWeights;
  /**
   * Sentences about the strong elements of the chart, in the user's language.
   * At most 5 items.
   * @example ["금의 기운이 강합니다 (38.5%)."]
   */
  strengths: Array<string>;
  /**
   * Sentences about the weak elements of the chart, in the user's language.
   * At most 5 items.
   * @example ["목의 기운이 약합니다 (3.3%)."]
   */
  weaknesses: Array<string>;
  /**
   * Sentences that recommend how to balance the elements, in the user's language.
   * At most 10 items.
   * @example ["푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.","노란색과 중앙, 숫자 5와 10으로 토의 기운을 보완해 보세요.","붉은색과 남쪽, 숫자 2와 7로 화의 기운을 보완해 보세요."]
   */
  recommendations: Array<string>;
  /**
   * The elements with 30 percent or more; if there are none, the largest one.
   * From 1 to 5 items.
   * @example ["metal"]
   */
  strongElements: Array<WuxingElement>;
  /**
   * The elements with 10 percent or less; if there are none, the smallest one.
   * From 1 to 5 items.
   * @example ["wood"]
   */
  weakElements: Array<WuxingElement>;
  /**
   * The elements with 40 percent or more.
   * At most 2 items.
   * @example []
   */
  excessElements: Array<WuxingElement>;
  /**
   * The elements that no character of the chart has.
   * At most 4 items.
   * @example ["wood"]
   */
  missingElements: Array<WuxingElement>;
  /**
   * The strength of the day master.
   * @example "singang"
   */
  dayMasterStrength: DayMasterStrength;
  /**
   * The total weight of the day master's element and the element that feeds it, in percent.
   * From 0 to 100.
   * @example 61.8
   */
  dayMasterSupport: number;
  /**
   * The elements that would balance the chart (용신, yongsin), best first.
   * From 1 to 5 items.
   * @example [{"element":"wood","color":"blue","direction":"east","season":"spring","numbers":[3,8]},{"element":"earth","color":"yellow","direction":"center","season":"turn","numbers":[5,10]},{"element":"fire","color":"red","direction":"south","season":"summer","numbers":[2,7]}]
   */
  remedies: Array<WuxingRemedy>;
};

/**
 * The evenness of the five elements, from 0 to 100.
 *
 * It is 100 if each element has a fifth of the weight, and 0 if one element has all of it.
 */
export type WuxingBalance = number;

/**
 * The colour of an element.
 *
 * - `blue`: Blue and green, of wood (청, cheong).
 * - `red`: Red, of fire (적, jeok).
 * - `yellow`: Yellow, of earth (황, hwang).
 * - `white`: White, of metal (백, baek).
 * - `black`: Black, of water (흑, heuk).
 */
export type WuxingColor = "blue" | "red" | "yellow" | "white" | "black";

/**
 * The number of characters of each element.
 *
 * The total is eight, or six if the chart has no hour pillar.
 */
export type WuxingCounts = {
  /**
   * The number of wood characters.
   * From 0 to 8.
   * @example 0
   */
  wood: number;
  /**
   * The number of fire characters.
   * From 0 to 8.
   * @example 2
   */
  fire: number;
  /**
   * The number of earth characters.
   * From 0 to 8.
   * @example 1
   */
  earth: number;
  /**
   * The number of metal characters.
   * From 0 to 8.
   * @example 3
   */
  metal: number;
  /**
   * The number of water characters.
   * From 0 to 8.
   * @example 2
   */
  water: number;
};

/**
 * The direction of an element.
 *
 * - `east`: East, of wood.
 * - `south`: South, of fire.
 * - `center`: The centre, of earth.
 * - `west`: West, of metal.
 * - `north`: North, of water.
 */
export type WuxingDirection = "east" | "south" | "center" | "west" | "north";

/**
 * One of the five elements (오행, ohaeng).
 *
 * - `wood`: Wood (목, mok).
 * - `fire`: Fire (화, hwa).
 * - `earth`: Earth (토, to).
 * - `metal`: Metal (금, geum).
 * - `water`: Water (수, su).
 */
export type WuxingElement = "wood" | "fire" | "earth" | "metal" | "water";

/** An element that would balance a chart, with its colour, direction, season and numbers. */
export type WuxingRemedy = {
  /** The element. */
  element: WuxingElement;
  /** The colour of the element. */
  color: WuxingColor;
  /** The direction of the element. */
  direction: WuxingDirection;
  /** The season of the element. */
  season: WuxingSeason;
  /**
   * The numbers of the element.
   * Exactly 2 items.
   * @example [3,8]
   */
  numbers: Array<number>;
};

/**
 * The season of an element.
 *
 * - `spring`: Spring, of wood.
 * - `summer`: Summer, of fire.
 * - `turn`: The turns between seasons (환절기, hwanjeolgi), of earth.
 * - `autumn`: Autumn, of metal.
 * - `winter`: Winter, of water.
 */
export type WuxingSeason = "spring" | "summer" | "turn" | "autumn" | "winter";

/** The weight of each element, in percent with one decimal. The total is 100. */
export type WuxingWeights = {
  /**
   * The weight of wood, in percent.
   * From 0 to 100.
   * @example 3.3
   */
  wood: number;
  /**
   * The weight of fire, in percent.
   * From 0 to 100.
   * @example 23.0
   */
  fire: number;
  /**
   * The weight of earth, in percent.
   * From 0 to 100.
   * @example 11.9
   */
  earth: number;
  /**
   * The weight of metal, in percent.
   * From 0 to 100.
   * @example 38.5
   */
  metal: number;
  /**
   * The weight of water, in percent.
   * From 0 to 100.
   * @example 23.3
   */
  water: number;
};

/**
 * The time at which the year pillar changes.
 *
 * - `ipchun`: At the beginning of spring (입춘, ipchun).
 * - `dongji`: At the winter solstice (동지, dongji).
 * - `lunar_new_year`: At the lunar new year (설날, seollal), as in the popular zodiac.
 */
export type YearStart = "ipchun" | "dongji" | "lunar_new_year";
