// Generated from the contract by `cargo xtask generate`. Do not edit.

declare const brand: unique symbol;

/** A text or number that only a constructor of `./ids.js` makes: one kind of id is not another. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Something that a person says to a model. */
export type AIChatInput = {
  /**
   * What they say.
   * From 1 to 4000 characters.
   * @example "올해 이직운이 어떤지 궁금해요."
   */
  message: string;
  /**
   * The room in which to go on; absent for a new talk.
   * @example "ai:01936f61-1f2e-7d3c-8b4a-596877869504"
   */
  room?: RoomName;
  /** The result that the talk is about; it stays so in that room. */
  sajuId?: SajuResultId;
  /** Which model to ask; the first of the person's preferences where it is absent. */
  model?: AIModelName;
};

/** What a model says to a person. */
export type AIChatReply = {
  /**
   * The room in which the talk goes on.
   * @example "ai:01936f61-1f2e-7d3c-8b4a-596877869504"
   */
  room: RoomName;
  /**
   * What the person said.
   * @example {"id":"01936f61-2a3b-7c4d-8e5f-60718293a4b5","room":"ai:01936f61-1f2e-7d3c-8b4a-596877869504","role":"user","userId":"01936f5e-7a10-7b3c-8d4e-5f60718293a4","name":"길동이","content":"올해 이직운이 어떤지 궁금해요.","sentAt":"2026-01-15T09:35:00Z"}
   */
  message: ChatMessage;
  /**
   * What the model says.
   * @example {"id":"01936f61-2f40-7152-8364-75869708192a","room":"ai:01936f61-1f2e-7d3c-8b4a-596877869504","role":"assistant","name":"Claude","content":"올해는 목의 기운이 들어와 새로운 자리를 찾기에 좋은 흐름입니다.","sentAt":"2026-01-15T09:35:06Z"}
   */
  reply: ChatMessage;
  /**
   * Which model it was.
   * @example "claude"
   */
  model: AIModel;
};

/** What a person thinks of an interpretation. */
export type AIFeedbackInput = {
  /** Which interpretation. */
  interpretationId: InterpretationId;
  /**
   * How good it was, from 1 to 5.
   * From 1 to 5.
   * @example 5
   */
  rating: number;
  /**
   * What was good or bad about it.
   * From 1 to 2000 characters.
   * @example "제 상황과 정말 잘 맞는 풀이였어요."
   */
  comment?: string;
};

/** An interpretation of a result. */
export type AIInterpretation = {
  /** Which interpretation; the id of the request it was made for. */
  id: InterpretationId;
  /** Which result it interprets. */
  sajuId: SajuResultId;
  /**
   * The model that wrote it: of those that were asked, the one with the most confidence.
   * @example "claude"
   */
  model: AIModel;
  /** What it is about. */
  type: InterpretationType;
  /** How deep it goes. */
  depth: InterpretationDepth;
  /**
   * The text, in Markdown and in the person's language.
   * From 1 to 20000 characters.
   * @example "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다."
   */
  content: string;
  /**
   * How sure the model is, from 0 to 1.
   * From 0 to 1.
   * @example 0.87
   */
  confidence: number;
  /**
   * What each model read, the most confident first; the first is this interpretation's own.
   * From 1 to 9 items.
   * @example [{"model":"claude","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"generatedAt":"2026-01-15T09:31:18Z"},{"model":"gpt","content":"금과 수가 강한 사주로, 목과 화를 가까이하면 균형을 찾을 수 있습니다.","confidence":0.81,"generatedAt":"2026-01-15T09:31:18Z"}]
   */
  readings: Array<ModelReading>;
  /**
   * When it was ready.
   * @example "2026-01-15T09:31:20Z"
   */
  generatedAt: DateTime;
};

/** A request for an interpretation. */
export type AIInterpretationInput = {
  /** Which result to interpret. */
  sajuId: SajuResultId;
  /**
   * Which models to ask; those of the person's preferences where it is absent, else the classic rules.
   * From 1 to 9 items.
   * @example ["claude","gpt"]
   */
  models?: Array<AIModelName>;
  /**
   * How deep.
   * @defaultValue "basic"
   */
  depth?: InterpretationDepth;
  /**
   * About what.
   * @defaultValue "general"
   */
  type?: InterpretationType;
};

/** A request that has been taken up. */
export type AIInterpretationRequest = {
  /** The id by which to follow it; the same as `interpretationId`. */
  requestId: InterpretationId;
  /** The id that the interpretation will have; the same as `requestId`. */
  interpretationId: InterpretationId;
  /** Which result is interpreted. */
  sajuId: SajuResultId;
  /** How far it has come. */
  status: InterpretationStatus;
  /**
   * The models that are asked.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /** How deep. */
  depth: InterpretationDepth;
  /** About what. */
  type: InterpretationType;
  /**
   * Seconds until it is expected to be ready.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
  /**
   * When it was taken up.
   * @example "2026-01-15T09:31:00Z"
   */
  requestedAt: DateTime;
};

/**
 * An AI model of the platform; more will come.
 *
 * - `heal7_classic`: Rules of the classical texts; always there, and free.
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

/** The name of an AI model in a request: one of those that `/ai/models` lists. */
export type AIModelName = string;

/** An AI model and how it is. */
export type AIModelStatus = {
  /**
   * Which model; what a request names it by.
   * @example "claude"
   */
  id: AIModel;
  /**
   * What people call it.
   * From 1 to 80 characters.
   * @example "Claude"
   */
  name: string;
  /**
   * Who makes it.
   * From 1 to 80 characters.
   * @example "Anthropic"
   */
  provider: string;
  /**
   * What it is good at, in the person's language.
   * From 1 to 300 characters.
   * @example "섬세하고 따뜻한 문장으로 사주를 풀이합니다."
   */
  description: string;
  /** How it is. */
  status: ServiceState;
  /**
   * What it can interpret.
   * From 1 to 20 items.
   * @example ["general","career"]
   */
  types: Array<InterpretationType>;
  /**
   * How deep it can go.
   * From 1 to 3 items.
   * @example ["basic","detailed"]
   */
  depths: Array<InterpretationDepth>;
  /**
   * How many interpretations wait for it.
   * At least 0.
   * @example 3
   */
  queueLength: number;
  /**
   * How long an interpretation takes on average, in seconds; absent where it has made none yet.
   * At least 0.
   * @example 12
   */
  averageDuration?: number;
  /**
   * When it was last asked how it is.
   * @example "2026-01-15T09:29:50Z"
   */
  checkedAt: DateTime;
};

/** How the AI service is as a whole. */
export type AIServiceStatus = {
  /** Operational where at least one model is. */
  status: ServiceState;
  /**
   * How many models there are.
   * At least 0.
   * @example 9
   */
  modelsTotal: number;
  /**
   * How many of them can be asked.
   * At least 0.
   * @example 8
   */
  modelsAvailable: number;
  /**
   * How many interpretations wait.
   * At least 0.
   * @example 3
   */
  queueLength: number;
  /**
   * How long a new request waits before it begins, in seconds.
   * At least 0.
   * @example 5
   */
  estimatedWait: number;
  /**
   * When this was found out.
   * @example "2026-01-15T09:29:50Z"
   */
  checkedAt: DateTime;
};

/** A token that speaks for a person for a short time: a JWT, sent as `Authorization: Bearer`. */
export type AccessToken = Brand<string, "AccessToken">;

/**
 * How ages are counted.
 *
 * - `international`: In years since birth.
 * - `korean`: From 1 at birth (세는나이, seneunnai).
 */
export type AgeStyle = "international" | "korean";

/**
 * What to do with a local time that occurred twice because clocks were put back.
 *
 * - `earlier`: Take the first of the two, with a warning.
 * - `reject`: Refuse it with the problem `AMBIGUOUS_LOCAL_TIME`.
 */
export type AmbiguityPolicy = "earlier" | "reject";

/** A successful answer. */
export type ApiResponse<T> = {
  /** Always true; a failure is a problem (RFC 9457), where it is false. */
  success: true;
  /** What was asked for. */
  data: T;
  /**
   * A sentence for the person, in their own language.
   * From 1 to 500 characters.
   * @example "요청이 처리되었습니다."
   */
  message?: string;
  /** Which part of a list this is; there with lists that come in pages. */
  pagination?: Pagination;
};

/** A successful answer. */
export type ApiResponseOfAIChatReply = ApiResponse<AIChatReply>;

/** A successful answer. */
export type ApiResponseOfAIInterpretation = ApiResponse<AIInterpretation>;

/** A successful answer. */
export type ApiResponseOfAIInterpretationRequest = ApiResponse<AIInterpretationRequest>;

/** A successful answer. */
export type ApiResponseOfAIServiceStatus = ApiResponse<AIServiceStatus>;

/** A successful answer. */
export type ApiResponseOfAuthProfile = ApiResponse<AuthProfile>;

/** A successful answer. */
export type ApiResponseOfAuthSession = ApiResponse<AuthSession>;

/** A successful answer. */
export type ApiResponseOfBirthInfo = ApiResponse<BirthInfo>;

/** A successful answer. */
export type ApiResponseOfHealth = ApiResponse<Health>;

/** A successful answer. */
export type ApiResponseOfListOfAIModelStatus = ApiResponse<Array<AIModelStatus>>;

/** A successful answer. */
export type ApiResponseOfListOfCalculationHistoryEntry = ApiResponse<Array<CalculationHistoryEntry>>;

/** A successful answer. */
export type ApiResponseOfListOfPayment = ApiResponse<Array<Payment>>;

/** A successful answer. */
export type ApiResponseOfListOfPlan = ApiResponse<Array<Plan>>;

/** A successful answer. */
export type ApiResponseOfListOfSajuResult = ApiResponse<Array<SajuResult>>;

/** A successful answer. */
export type ApiResponseOfPayment = ApiResponse<Payment>;

/** A successful answer. */
export type ApiResponseOfPlanSubscription = ApiResponse<PlanSubscription>;

/** A successful answer. */
export type ApiResponseOfPreferences = ApiResponse<Preferences>;

/** A successful answer. */
export type ApiResponseOfSajuResult = ApiResponse<SajuResult>;

/** A successful answer. */
export type ApiResponseOfShareResult = ApiResponse<ShareResult>;

/** A successful answer. */
export type ApiResponseOfSharedSajuResult = ApiResponse<SharedSajuResult>;

/** A successful answer. */
export type ApiResponseOfSocialAuthorization = ApiResponse<SocialAuthorization>;

/** A successful answer. */
export type ApiResponseOfUserProfile = ApiResponse<UserProfile>;

/** A successful answer. */
export type ApiResponseOfWebhookReceipt = ApiResponse<WebhookReceipt>;

/** Whom a token speaks for. */
export type AuthProfile = {
  /** The person. */
  user: User;
  /**
   * What the person may do.
   * @example ["saju_calculate","ai_interpret","ai_chat"]
   */
  permissions: Array<Permission>;
  /**
   * When the token expires.
   * @example "2026-01-15T09:45:00Z"
   */
  expiresAt: DateTime;
};

/** A session: who it is, and the tokens that speak for them. */
export type AuthSession = {
  /** The person. */
  user: User;
  /** The access token. */
  token: AccessToken;
  /**
   * Seconds until the access token expires.
   * At least 1.
   * @example 900
   */
  expiresIn: number;
  /** The refresh token; each is good for one exchange. */
  refreshToken: RefreshToken;
  /**
   * What the person may do.
   * @example ["saju_calculate","ai_interpret","ai_chat"]
   */
  permissions: Array<Permission>;
};

/** A token that goes on where another ends. */
export type AuthenticateData = {
  /** The new token, of the same person. */
  token: AccessToken;
};

/**
 * How often a plan is paid for.
 *
 * - `month`: Once a month.
 * - `year`: Once a year.
 * - `once`: Once.
 */
export type BillingInterval = "month" | "year" | "once";

/** A few words of a person about themselves. */
export type Biography = string;

/** When and where a person was born. */
export type BirthInfo = {
  /** The birth date, in the calendar that `isLunar` names. */
  birthDate: CalendarDate;
  /** The birth time as a clock at the place showed it; absent where it is not known. */
  birthTime?: ClockTime;
  /**
   * Whether the date is of the Korean lunar calendar.
   * @example false
   */
  isLunar: boolean;
  /**
   * Whether the lunar month is a leap month (윤달, yundal).
   * @example false
   */
  isLeapMonth?: boolean;
  /** The gender, on which the direction of the luck pillars depends. */
  gender: Gender;
  /** The place; Seoul's clock and the meridian 127.5 east where it is absent. */
  location?: GeoLocation;
};

/** When and where a person was born. */
export type BirthInfoInput = BirthInfo;

/** The moment of birth, as the calculation understood it. */
export type BirthMoment = {
  /**
   * The day in the Gregorian calendar.
   * @example "1976-05-21"
   */
  solarDate: LocalDate;
  /** The day in the Korean lunar calendar. */
  lunarDate: LunarDate;
  /**
   * The instant, which decides the year and month pillars and the luck pillars.
   * @example "1976-05-21T08:50:00Z"
   */
  instant: DateTime;
  /** The effective local time, which decides the day and hour pillars. */
  localTime: LocalDateTime;
  /**
   * Whether the birth time is not known; noon then stands for it, and there is no hour pillar.
   * @example false
   */
  timeUnknown: boolean;
};

/** One thing that a person had done: an entry of a log that only grows. */
export type CalculationHistoryEntry = {
  /** Which entry. */
  id: HistoryEntryId;
  /** What was done. */
  kind: HistoryKind;
  /**
   * When.
   * @example "2026-01-15T09:30:00Z"
   */
  at: DateTime;
  /** The result it was done with; absent once the person has deleted it. */
  resultId?: SajuResultId;
};

/**
 * The step that a calculation is at.
 *
 * - `astronomy`: The dates and the solar terms have been looked up: 20 per cent.
 * - `pillars`: The four pillars stand: 50 per cent.
 * - `analysis`: The five elements and the ten gods are known: 80 per cent.
 */
export type CalculationStep = "astronomy" | "pillars" | "analysis";

/** A day as a person writes it, `YYYY-MM-DD`, of the Gregorian or the Korean lunar calendar; 30 February may be right. */
export type CalendarDate = string;

/** Something that was said in a room. */
export type ChatMessage = {
  /** Which message. */
  id: ChatMessageId;
  /** Where it was said. */
  room: RoomName;
  /** Who said it. */
  role: ChatRole;
  /** Which person, where a person says it. */
  userId?: UserId;
  /**
   * What the person is called in rooms, or the model by people.
   * From 1 to 80 characters.
   * @example "길동이"
   */
  name?: string;
  /**
   * What was said, in Markdown.
   * From 1 to 20000 characters.
   * @example "올해 이직운이 어떤지 궁금해요."
   */
  content: string;
  /**
   * When.
   * @example "2026-01-15T09:35:00Z"
   */
  sentAt: DateTime;
};

/** Something to say in a room. */
export type ChatMessageData = {
  /**
   * Where.
   * @defaultValue "general"
   */
  room?: RoomName;
  /**
   * What, in Markdown.
   * From 1 to 4000 characters.
   * @example "안녕하세요, 반갑습니다!"
   */
  content: string;
};

/** Identifies a chat message; later ones sort after earlier ones. */
export type ChatMessageId = Brand<string, "ChatMessageId">;

/**
 * Who says something.
 *
 * - `user`: A person.
 * - `assistant`: A model.
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

/** What a person's client sends on their connection. */
export type ClientMessage = ClientMessageSajuCalculationRequest | ClientMessageAiInterpretationRequest | ClientMessageChatMessage | ClientMessageTypingIndicator | ClientMessageJoinRoom | ClientMessageLeaveRoom | ClientMessagePing | ClientMessageAuthenticate;

/** Interpret a result. */
export type ClientMessageAiInterpretationRequest = {
  /** Which alternative this is. */
  "type": "ai_interpretation_request";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** What to interpret, and how. */
  data: AIInterpretationInput;
};

/** Go on with a new token. */
export type ClientMessageAuthenticate = {
  /** Which alternative this is. */
  "type": "authenticate";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** The new token. */
  data: AuthenticateData;
};

/** Say something in a room. */
export type ClientMessageChatMessage = {
  /** Which alternative this is. */
  "type": "chat_message";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** What to say. */
  data: ChatMessageData;
};

/** Enter a room. */
export type ClientMessageJoinRoom = {
  /** Which alternative this is. */
  "type": "join_room";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** Which room. */
  data: RoomData;
};

/** Leave a room. */
export type ClientMessageLeaveRoom = {
  /** Which alternative this is. */
  "type": "leave_room";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** Which room. */
  data: RoomData;
};

/** Ask whether the connection is alive. */
export type ClientMessagePing = {
  /** Which alternative this is. */
  "type": "ping";
  /** The client's own name for the message. */
  id?: CorrelationId;
};

/** Calculate the Four Pillars. */
export type ClientMessageSajuCalculationRequest = {
  /** Which alternative this is. */
  "type": "saju_calculation_request";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** What to compute. */
  data: SajuCalculationInput;
};

/** Show or hide that the person is typing. */
export type ClientMessageTypingIndicator = {
  /** Which alternative this is. */
  "type": "typing_indicator";
  /** The client's own name for the message. */
  id?: CorrelationId;
  /** Where, and whether. */
  data: TypingIndicatorData;
};

/** A time of day as a clock showed it, `HH:MM` or `HH:MM:SS`. */
export type ClockTime = string;

/** Whether one part of the platform is well. */
export type ComponentStatus = {
  /**
   * Which part: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage`, `payments`.
   * From 1 to 64 characters.
   * @example "saju_engine"
   */
  name: string;
  /** How well it is. */
  status: ServiceState;
  /**
   * How long it took to answer when it was last asked, in milliseconds.
   * At least 0.
   * @example 4
   */
  latencyMs?: number;
};

/** Identifies a piece of content. */
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

/** A client's own name for a message, by which it knows the answers. */
export type CorrelationId = string;

/** The luck pillars of a person. */
export type DaeunAnalysis = {
  /**
   * Whether the pillars go forward from the month pillar (순행, sunhaeng) or backward (역행, yeokhaeng).
   * @example true
   */
  forward: boolean;
  /**
   * Days between the birth and the solar term it is counted to, to four decimals: the next one forward, the last one
   * backward.
   * From 0 to 32.
   * @example 15.1953
   */
  daysToJeol: number;
  /**
   * The age at which the first decade begins (대운수, daeunsu), made whole as the conventions say.
   * From 0 to 12.
   * @example 5
   */
  startAge: number;
  /** The same age exactly: three days are a year. */
  exactStart: DaeunStart;
  /**
   * The day on which the first decade begins.
   * @example "1981-06-13"
   */
  startDate: LocalDate;
  /**
   * The ten decades.
   * Exactly 10 items.
   * @example [{"pillar":{"cheon":"갑","ji":"오","element":"wood"},"startAge":5,"startYear":1981,"startDate":"1981-06-13","cheonSipsin":"상관","jiSipsin":"편재","unseong":"절"},{"pillar":{"cheon":"을","ji":"미","element":"wood"},"startAge":15,"startYear":1991,"startDate":"1991-06-13","cheonSipsin":"식신","jiSipsin":"편관","unseong":"묘"},{"pillar":{"cheon":"병","ji":"신","element":"fire"},"startAge":25,"startYear":2001,"startDate":"2001-06-13","cheonSipsin":"정재","jiSipsin":"정인","unseong":"사"},{"pillar":{"cheon":"정","ji":"유","element":"fire"},"startAge":35,"startYear":2011,"startDate":"2011-06-13","cheonSipsin":"편재","jiSipsin":"편인","unseong":"병"},{"pillar":{"cheon":"무","ji":"술","element":"earth"},"startAge":45,"startYear":2021,"startDate":"2021-06-13","cheonSipsin":"정관","jiSipsin":"정관","unseong":"쇠"},{"pillar":{"cheon":"기","ji":"해","element":"earth"},"startAge":55,"startYear":2031,"startDate":"2031-06-13","cheonSipsin":"편관","jiSipsin":"겁재","unseong":"제왕"},{"pillar":{"cheon":"경","ji":"자","element":"metal"},"startAge":65,"startYear":2041,"startDate":"2041-06-13","cheonSipsin":"정인","jiSipsin":"비견","unseong":"건록"},{"pillar":{"cheon":"신","ji":"축","element":"metal"},"startAge":75,"startYear":2051,"startDate":"2051-06-13","cheonSipsin":"편인","jiSipsin":"편관","unseong":"관대"},{"pillar":{"cheon":"임","ji":"인","element":"water"},"startAge":85,"startYear":2061,"startDate":"2061-06-13","cheonSipsin":"겁재","jiSipsin":"상관","unseong":"목욕"},{"pillar":{"cheon":"계","ji":"묘","element":"water"},"startAge":95,"startYear":2071,"startDate":"2071-06-13","cheonSipsin":"비견","jiSipsin":"식신","unseong":"장생"}]
   */
  pillars: Array<DaeunPillar>;
};

/** One decade of luck. */
export type DaeunPillar = {
  /**
   * The pillar.
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
   * The year in which the person reaches that age.
   * From 1900 to 2220.
   * @example 1981
   */
  startYear: number;
  /**
   * The day on which the decade begins, by the exact age.
   * @example "1981-06-13"
   */
  startDate: LocalDate;
  /**
   * What the stem is to the day master.
   * @example "상관"
   */
  cheonSipsin: Sipsin;
  /**
   * What the branch is to the day master, by its main hidden stem.
   * @example "편재"
   */
  jiSipsin: Sipsin;
  /**
   * The stage of life of the day master in the branch.
   * @example "절"
   */
  unseong: Unseong;
};

/**
 * How the first age of the luck pillars is made whole.
 *
 * - `round`: To the nearest year, halves up, and at least 1.
 * - `floor`: Down.
 * - `ceil`: Up.
 * - `sect1`: From whole days and double-hours, as the first school of lunar-javascript has it.
 */
export type DaeunRounding = "round" | "floor" | "ceil" | "sect1";

/** An age in years, months and days. */
export type DaeunStart = {
  /**
   * Whole years.
   * From 0 to 11.
   * @example 5
   */
  years: number;
  /**
   * Whole months beyond them.
   * From 0 to 11.
   * @example 0
   */
  months: number;
  /**
   * Whole days beyond them, thirty to the month.
   * From 0 to 30.
   * @example 23
   */
  days: number;
};

/** An instant in UTC: RFC 3339 with `Z`, at most nine fractional digits. */
export type DateTime = string;

/**
 * When the day pillar turns, for births between 23:00 and midnight.
 *
 * - `split`: The day turns at midnight, and the hour stem is the next day's (야자시, yajasi).
 * - `jasi`: The day turns at 23:00 (정자시, jeongjasi).
 * - `midnight`: The day turns at midnight, and the hour stem is the same day's.
 */
export type DayBoundary = "split" | "jasi" | "midnight";

/**
 * How strong the day master is.
 *
 * - `singang`: Strong (신강, singang): support of 55 per cent or more.
 * - `junghwa`: Balanced (중화, junghwa): between the two.
 * - `sinyak`: Weak (신약, sinyak): support of 45 per cent or less.
 */
export type DayMasterStrength = "singang" | "junghwa" | "sinyak";

/** A plain email address. */
export type EmailAddress = string;

/**
 * The class of an error, by which a client chooses how to react.
 *
 * - `NETWORK`: The server was not reached; made by clients, never sent.
 * - `AUTHENTICATION`: The caller is not known or may not do this: 401 and 403.
 * - `VALIDATION`: What was sent is not right: every other 4xx.
 * - `SERVER`: Something failed on the server, or there were too many requests.
 * - `TIMEOUT`: The answer took too long.
 * - `CALCULATION`: The Four Pillars cannot be computed.
 * - `AI_SERVICE`: An AI model failed or may not be asked.
 */
export type ErrorType = "NETWORK" | "AUTHENTICATION" | "VALIDATION" | "SERVER" | "TIMEOUT" | "CALCULATION" | "AI_SERVICE";

/**
 * The gender of a person, on which the direction of the luck pillars depends.
 *
 * - `male`: Male.
 * - `female`: Female.
 */
export type Gender = "male" | "female";

/** A place on earth, and the clock that people there go by. */
export type GeoLocation = {
  /**
   * Degrees north of the equator.
   * From -90 to 90.
   * @example 36.6424
   */
  latitude: number;
  /**
   * Degrees east of Greenwich; it moves the day and hour pillars where `timeMode` is `mean` or `apparent`.
   * From -180 to 180.
   * @example 127.5
   */
  longitude: number;
  /** The clock of the place. */
  timezone: TimeZoneName;
};

/** A place on earth, and the clock that people there go by. */
export type GeoLocationInput = GeoLocation;

/**
 * The structure of a chart (격국, gyeokguk).
 *
 * - `건록격`: The month branch is the office of the day master (geonrokgyeok).
 * - `양인격`: The month branch is the blade of a yang day master (yangingyeok).
 * - `식신격`: Of the eating god (siksingyeok).
 * - `상관격`: Of the hurting officer (sanggwangyeok).
 * - `편재격`: Of indirect wealth (pyeonjaegyeok).
 * - `정재격`: Of direct wealth (jeongjaegyeok).
 * - `편관격`: Of the seventh killing (pyeongwangyeok).
 * - `정관격`: Of the direct officer (jeonggwangyeok).
 * - `편인격`: Of the indirect seal (pyeoningyeok).
 * - `정인격`: Of the direct seal (jeongingyeok).
 */
export type Gyeokguk = "건록격" | "양인격" | "식신격" | "상관격" | "편재격" | "정재격" | "편관격" | "정관격" | "편인격" | "정인격";

/** The structure of a chart, and what decided it. */
export type GyeokgukAnalysis = {
  /**
   * The structure.
   * @example "정재격"
   */
  type: Gyeokguk;
  /**
   * The hidden stem of the month branch that decided it; the main one where the branch itself did.
   * @example "병"
   */
  basisStem: Cheon;
  /**
   * Which of the hidden stems of the month branch that is.
   * @example "본기"
   */
  basis: JijangganPhase;
  /**
   * Whether that stem also stands openly in the year, the month or the hour (투출, tuchul).
   * @example true
   */
  transparent: boolean;
};

/** Whether a server is well. */
export type Health = {
  /** The worst state of its components. */
  status: ServiceState;
  /**
   * The version of the server.
   * From 1 to 64 characters.
   * @example "1.0.0"
   */
  version: string;
  /**
   * The version of the contract that it serves.
   * From 1 to 64 characters.
   * @example "1.0.0"
   */
  contractVersion: string;
  /**
   * The modules that it mounts.
   * @example ["ai","auth","payments","realtime","saju","system","users"]
   */
  modules: Array<string>;
  /** What it depends on. */
  components: Array<ComponentStatus>;
  /**
   * The clock of the server.
   * @example "2026-01-15T09:30:00Z"
   */
  time: DateTime;
};

/** Identifies an entry of the log. */
export type HistoryEntryId = Brand<string, "HistoryEntryId">;

/**
 * What an entry of the log is about; more will come.
 *
 * - `saju_calculation`: The Four Pillars were computed.
 * - `ai_interpretation`: An interpretation was asked for.
 * - `share`: A result was shared.
 * - `deletion`: A result was deleted.
 *
 * It may grow: handle words that are not listed.
 */
export type HistoryKind = "saju_calculation" | "ai_interpretation" | "share" | "deletion" | (string & {});

/**
 * How deep an interpretation goes.
 *
 * - `basic`: A paragraph.
 * - `detailed`: A page.
 * - `comprehensive`: Everything there is to say; needs the permission `ai_comprehensive`.
 */
export type InterpretationDepth = "basic" | "detailed" | "comprehensive";

/** What happens to a request for an interpretation. */
export type InterpretationEvent = InterpretationEventStarted | InterpretationEventProgress | InterpretationEventCompleted | InterpretationEventFailed;

/** The interpretation is ready: the last event of the feed. */
export type InterpretationEventCompleted = {
  /** Which alternative this is. */
  "type": "completed";
  /** Which request. */
  requestId: InterpretationId;
  /** The interpretation. */
  result: AIInterpretation;
};

/** Every model failed: the last event of the feed. */
export type InterpretationEventFailed = {
  /** Which alternative this is. */
  "type": "failed";
  /** Which request. */
  requestId: InterpretationId;
  /**
   * Why.
   * @example {"type":"https://heal7.com/contracts/problems/ai-model-failed","title":"An AI model failed","status":502,"detail":"every model that was asked answered with an error","instance":"/ai/interpret","success":false,"message":"AI 해석 중 오류가 발생했습니다.","code":"AI_MODEL_FAILED","errorType":"AI_SERVICE","recoverable":false,"retryable":true,"requestId":"01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"}
   */
  problem: Problem;
};

/** A model has begun or is done. */
export type InterpretationEventProgress = {
  /** Which alternative this is. */
  "type": "progress";
  /** How far the request has come. */
  progress: InterpretationProgress;
};

/** The first model has begun. */
export type InterpretationEventStarted = {
  /** Which alternative this is. */
  "type": "started";
  /** Which request. */
  requestId: InterpretationId;
  /**
   * The models that are asked.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /**
   * Seconds until it is expected to be ready.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
};

/** Identifies an interpretation, and the request that it is made for. */
export type InterpretationId = Brand<string, "InterpretationId">;

/** What to ask for when a request does not say. */
export type InterpretationOptions = {
  /**
   * Which models to ask.
   * From 1 to 9 items.
   * @example ["claude","gpt"]
   */
  models?: Array<AIModelName>;
  /**
   * How deep.
   * @example "detailed"
   */
  depth?: InterpretationDepth;
  /** About what. */
  type?: InterpretationType;
};

/** What to ask for when a request does not say. */
export type InterpretationOptionsInput = InterpretationOptions;

/** How far a request has come. */
export type InterpretationProgress = {
  /** Which request. */
  requestId: InterpretationId;
  /**
   * How far it has come.
   * @example "running"
   */
  status: InterpretationStatus;
  /**
   * The same in per cent.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * The model that is at work; absent while none is.
   * @example "gpt"
   */
  currentModel?: AIModel;
  /**
   * The models that are done.
   * At most 9 items.
   * @example ["claude"]
   */
  completedModels: Array<AIModel>;
  /**
   * Seconds until it is expected to be ready.
   * At least 0.
   * @example 10
   */
  estimatedTimeRemaining?: number;
  /**
   * The interpretation so far: absent until one model is done, and final when `status` is `completed`.
   * @example {"id":"01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f","sajuId":"01936f5f-2b3c-7d4e-8f50-61728394a5b6","model":"claude","type":"general","depth":"basic","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"readings":[{"model":"claude","content":"계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다.","confidence":0.87,"generatedAt":"2026-01-15T09:31:18Z"}],"generatedAt":"2026-01-15T09:31:20Z"}
   */
  result?: AIInterpretation;
};

/**
 * How far a request for an interpretation has come.
 *
 * - `queued`: It waits for a model.
 * - `running`: At least one model is reading the chart.
 * - `completed`: The interpretation is ready.
 * - `failed`: Every model failed.
 */
export type InterpretationStatus = "queued" | "running" | "completed" | "failed";

/**
 * What an interpretation is about.
 *
 * - `general`: The chart as a whole.
 * - `personality`: The person's character.
 * - `career`: Work and vocation.
 * - `wealth`: Money.
 * - `relationship`: Love, family and friends.
 * - `health`: Body and mind.
 * - `daeun`: The decades of luck (대운, daeun).
 * - `yearly`: The year that is under way (세운, seun).
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
   * The stem.
   * @example "신"
   */
  cheon: Cheon;
  /**
   * Which part of the branch's month it rules.
   * @example "본기"
   */
  phase: JijangganPhase;
  /**
   * How many of the thirty days of the branch's month it rules.
   * From 1 to 30.
   * @example 20
   */
  days: number;
  /**
   * What it is to the day master.
   * @example "편인"
   */
  sipsin: Sipsin;
};

/**
 * Which part of a branch's month a hidden stem rules.
 *
 * - `여기`: What lingers of the month before (yeogi).
 * - `중기`: The middle (junggi).
 * - `본기`: The main one (bongi).
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

/** A date and time of day without a zone, `YYYY-MM-DDTHH:MM:SS`. */
export type LocalDateTime = string;

/** What a person signs in with. */
export type LoginCredentials = {
  /**
   * The address of the account.
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

/** A day of the Korean lunar calendar. */
export type LunarDate = {
  /**
   * The lunar year, named by the Gregorian year in which it begins.
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

/** What one model read in a chart. */
export type ModelReading = {
  /**
   * The model.
   * @example "claude"
   */
  model: AIModel;
  /**
   * The text, in Markdown and in the person's language.
   * From 1 to 20000 characters.
   * @example "계수 일간이 금의 생을 받아 신강하며, 목으로 기운을 풀어내면 재능이 살아납니다."
   */
  content: string;
  /**
   * How sure the model is, from 0 to 1.
   * From 0 to 1.
   * @example 0.87
   */
  confidence: number;
  /**
   * When the model was done.
   * @example "2026-01-15T09:31:18Z"
   */
  generatedAt: DateTime;
};

/**
 * The name of a person in chat rooms: one line with at least one visible character. It has no control characters, no
 * characters that turn the direction of writing, and no invisible ones but variation selectors and joiners in scripts
 * that need them.
 */
export type Nickname = string;

/** Something that the platform tells a person. */
export type Notification = {
  /** Which notification. */
  id: NotificationId;
  /** How serious it is. */
  type: NotificationType;
  /**
   * What it says, in the person's language.
   * From 1 to 500 characters.
   * @example "AI 해석이 완료되었습니다."
   */
  message: string;
  /** What the person can do about it. */
  action?: NotificationAction;
  /**
   * When it was made.
   * @example "2026-01-15T09:31:20Z"
   */
  createdAt: DateTime;
};

/** What a person can do about a notification. */
export type NotificationAction = {
  /**
   * What the button says, in the person's language.
   * From 1 to 40 characters.
   * @example "해석 보기"
   */
  label: string;
  /**
   * Where the button leads.
   * @example "https://heal7.com/interpretations/01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f"
   */
  url?: Uri;
};

/** Identifies a notification; later ones sort after earlier ones. */
export type NotificationId = Brand<string, "NotificationId">;

/** What a person wants to be told about, and how. */
export type NotificationPreferences = {
  /** By email. */
  email: boolean;
  /** On their devices. */
  push: boolean;
  /** When an interpretation is ready. */
  interpretations: boolean;
  /**
   * News and offers of the platform.
   * @example false
   */
  marketing: boolean;
};

/** What a person wants to be told about, and how. */
export type NotificationPreferencesInput = NotificationPreferences;

/**
 * How serious a notification is.
 *
 * - `info`: Good to know.
 * - `warning`: Something needs attention.
 * - `error`: Something went wrong.
 */
export type NotificationType = "info" | "warning" | "error";

/** A random value that ties the answer of a sign-in provider to the request that began it. */
export type OAuthState = Brand<string, "OAuthState">;

/** Which part of a list an answer holds. */
export type Pagination = {
  /**
   * The page, counted from 1.
   * At least 1.
   * @example 1
   */
  page: number;
  /**
   * The most items a page holds.
   * From 1 to 100.
   * @example 20
   */
  limit: number;
  /**
   * The number of items on all pages together.
   * At least 0.
   * @example 1
   */
  total: number;
  /**
   * The number of pages; 0 when there are no items.
   * At least 0.
   * @example 1
   */
  totalPages: number;
};

/** A payment. */
export type Payment = {
  /** Which payment. */
  id: PaymentId;
  /** For which plan. */
  planId: PlanId;
  /**
   * What it is called on the person's statement.
   * From 1 to 100 characters.
   * @example "HEAL7 프리미엄 월간"
   */
  orderName: string;
  /**
   * In whole won.
   * From 0 to 100000000.
   * @example 9900
   */
  amount: number;
  /**
   * How much of it has been given back, in whole won.
   * From 0 to 100000000.
   * @example 0
   */
  refundedAmount: number;
  /**
   * How far it has come.
   * @example "paid"
   */
  status: PaymentStatus;
  /** Who took the money. */
  provider: PaymentProvider;
  /**
   * The provider's receipt.
   * @example "https://dashboard.tosspayments.com/receipt/tgen_20260115093600AbCd1"
   */
  receiptUrl?: Uri;
  /**
   * When it was asked for.
   * @example "2026-01-15T09:36:00Z"
   */
  createdAt: DateTime;
  /**
   * When the money was taken.
   * @example "2026-01-15T09:36:02Z"
   */
  paidAt?: DateTime;
};

/** Identifies a payment. */
export type PaymentId = Brand<string, "PaymentId">;

/**
 * Who takes the money.
 *
 * - `toss`: Toss Payments.
 * - `sandbox`: Nobody: every payment succeeds or fails as its key says. Not on the production server.
 */
export type PaymentProvider = "toss" | "sandbox";

/**
 * How far a payment has come.
 *
 * - `pending`: The provider has not decided yet.
 * - `paid`: The money has been taken.
 * - `failed`: The provider declined it.
 * - `partially_refunded`: Part of the money has been given back.
 * - `refunded`: All of the money has been given back.
 */
export type PaymentStatus = "pending" | "paid" | "failed" | "partially_refunded" | "refunded";

/**
 * Something that a person may do; more will come.
 *
 * - `saju_calculate`: Compute results and share them.
 * - `ai_interpret`: Ask for interpretations.
 * - `ai_chat`: Talk with an AI model.
 * - `ai_comprehensive`: Ask for comprehensive interpretations.
 * - `admin`: Run the platform.
 *
 * It may grow: handle words that are not listed.
 */
export type Permission = "saju_calculate" | "ai_interpret" | "ai_chat" | "ai_comprehensive" | "admin" | (string & {});

/**
 * The name of a person: one line with at least one visible character. It has no control characters, no characters that
 * turn the direction of writing, and no invisible ones but variation selectors and joiners in scripts that need them.
 */
export type PersonName = string;

/**
 * Which of the four pillars.
 *
 * - `year`: The year pillar (연주, yeonju).
 * - `month`: The month pillar (월주, wolju).
 * - `day`: The day pillar (일주, ilju).
 * - `hour`: The hour pillar (시주, siju).
 */
export type PillarPosition = "year" | "month" | "day" | "hour";

/** Something that a person can subscribe to. */
export type Plan = {
  /** Which plan. */
  id: PlanId;
  /**
   * What it is called.
   * From 1 to 80 characters.
   * @example "프리미엄 월간"
   */
  name: string;
  /**
   * What it is, in a sentence or two.
   * From 1 to 500 characters.
   * @example "모든 AI 모델의 심층 해석을 매일 이용할 수 있습니다."
   */
  description: string;
  /**
   * The price of one interval, in whole won.
   * From 0 to 100000000.
   * @example 9900
   */
  price: number;
  /** How often it is paid for. */
  interval: BillingInterval;
  /**
   * What it offers, in the person's language.
   * At most 20 items.
   * @example ["AI 심층 해석 하루 20회","AI 상담 채팅"]
   */
  features: Array<string>;
  /**
   * What it allows its subscribers to do.
   * @example ["ai_interpret","ai_chat","ai_comprehensive"]
   */
  permissions: Array<Permission>;
  /**
   * How many interpretations a day it allows for.
   * At least 0.
   * @example 20
   */
  dailyInterpretations: number;
};

/** Identifies a plan by a readable name. */
export type PlanId = Brand<string, "PlanId">;

/** A person's subscription to a plan. */
export type PlanSubscription = {
  /** Which subscription. */
  id: SubscriptionId;
  /** To which plan. */
  planId: PlanId;
  /** How it stands. */
  status: SubscriptionStatus;
  /**
   * When the period that is paid for began.
   * @example "2026-01-15T09:36:00Z"
   */
  periodStart: DateTime;
  /**
   * When the period that is paid for ends.
   * @example "2026-02-15T09:36:00Z"
   */
  periodEnd: DateTime;
  /** The last payment for it. */
  payment: Payment;
};

/** How a person likes the platform to be. */
export type Preferences = {
  /**
   * The colours of the user interface.
   * @example "nebula"
   */
  theme: Theme;
  /** The language of messages and interpretations. */
  language: Language;
  /** What to be told about, and how. */
  notifications: NotificationPreferences;
  /** The conventions for calculations that name none. */
  calculation?: SajuOptions;
  /** What to ask the AI models for when a request does not say. */
  interpretation?: InterpretationOptions;
};

/** How a person likes the platform to be. */
export type PreferencesInput = Preferences;

/** A failure: a problem of RFC 9457, which is also the envelope that a client reads `success` from. */
export type Problem = {
  /**
   * What kind of problem it is: the address of its description, one for each code.
   * @example "https://heal7.com/contracts/problems/validation-failed"
   */
  type: Uri;
  /**
   * A short sentence in English, the same for every problem of this code.
   * From 1 to 200 characters.
   * @example "The values do not fit the contract"
   */
  title: string;
  /**
   * The HTTP status; on a channel or in GraphQL, the one that REST would have answered.
   * From 400 to 599.
   * @example 422
   */
  status: number;
  /**
   * What went wrong this time, in English; the title where there is no more to say.
   * From 1 to 2000 characters.
   * @example "birthDate does not match the pattern of a calendar date"
   */
  detail: string;
  /**
   * The path of the request or channel on which it happened.
   * From 1 to 2048 characters.
   * @example "/saju/calculate"
   */
  instance: string;
  /** Always false; a success has true. */
  success: false;
  /**
   * A sentence for the person, in their own language.
   * From 1 to 500 characters.
   * @example "입력한 값을 다시 확인해 주세요."
   */
  message: string;
  /**
   * The code that a program decides by.
   * @example "VALIDATION_FAILED"
   */
  code: ProblemCode;
  /**
   * The class that the code belongs to.
   * @example "VALIDATION"
   */
  errorType: ErrorType;
  /**
   * Whether the person can mend it: sign in again, correct a field.
   * @example true
   */
  recoverable: boolean;
  /**
   * Whether the same request may succeed later; follows from the code.
   * @example false
   */
  retryable: boolean;
  /**
   * The id under which the server logged the request; the `X-Request-Id` of the answer.
   * From 1 to 128 characters.
   * @example "01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"
   */
  requestId: string;
  /**
   * What is wrong with the input: reasons by property path.
   * @example {"birthDate":["does not match the pattern of a calendar date"]}
   */
  errors?: { [key in string]: Array<string> };
  /** What is wrong with the input, place by place: the same as `errors` with pointers and rules. */
  violations?: Array<Violation>;
};

/**
 * The code of a problem; more will come.
 *
 * - `BAD_REQUEST`: The request cannot be read: malformed JSON, or a parameter that is unknown, repeated or of the wrong form.
 * - `UNSUPPORTED_VERSION`: `X-API-Version` names a version that this server does not speak.
 * - `UNAUTHENTICATED`: There is no token, and the call needs one.
 * - `TOKEN_EXPIRED`: The access token has expired: refresh it and call again.
 * - `INVALID_TOKEN`: The access token was not made by this platform, or has been revoked: sign in again.
 * - `FORBIDDEN`: The call names another person than the one whom the token speaks for.
 * - `INSUFFICIENT_PERMISSION`: The person's plan does not allow this.
 * - `NOT_FOUND`: No operation has this path.
 * - `METHOD_NOT_ALLOWED`: The path has operations, and none of them with this method; `Allow` lists the methods.
 * - `NOT_ACCEPTABLE`: `Accept` leaves out every media type in which the server can answer.
 * - `IDEMPOTENCY_KEY_IN_USE`: The first request with this `Idempotency-Key` has not been answered yet.
 * - `PRECONDITION_FAILED`: `If-Match` names a version that has been replaced: read the resource again and repeat the change.
 * - `PAYLOAD_TOO_LARGE`: The body is larger than the operation allows.
 * - `UNSUPPORTED_MEDIA_TYPE`: The body has another media type than the operation takes.
 * - `VALIDATION_FAILED`: The request can be read and its values do not fit the contract; `violations` lists all of them.
 * - `IDEMPOTENCY_KEY_REUSED`: This `Idempotency-Key` was used with another body within the last 24 hours.
 * - `TOO_MANY_REQUESTS`: There were too many requests of this rate class; `Retry-After` says how long to wait.
 * - `INTERNAL_ERROR`: Something failed on the server; the cause is in its log under `requestId`.
 * - `SERVICE_UNAVAILABLE`: The server, or something it needs, is down or overloaded.
 * - `MODULE_UNAVAILABLE`: This server does not mount the module that the call belongs to.
 * - `TIMEOUT`: Something that the server needs did not answer in time.
 * - `INVALID_CREDENTIALS`: The address and the password do not belong together.
 * - `ACCOUNT_DISABLED`: The account has been closed or suspended.
 * - `EMAIL_TAKEN`: There is already an account with this email address.
 * - `INVALID_REFRESH_TOKEN`: The refresh token has expired or was never made by this platform: sign in again.
 * - `REFRESH_TOKEN_REUSED`: The refresh token had been rotated before; every session that stems from it has ended.
 * - `SOCIAL_LOGIN_FAILED`: The provider does not confirm the code, or the state was not made for this sign-in.
 * - `SOCIAL_PROVIDER_UNAVAILABLE`: The sign-in provider is not set up on this server or does not answer.
 * - `EMAIL_NOT_CONFIRMED`: Messages to others need a confirmed address, and the caller's is not: the link in the message that was sent to it
 * confirms it.
 * - `BIRTH_INFO_NOT_FOUND`: The person has not given their birth info yet.
 * - `UNREADABLE_IMAGE`: The uploaded bytes are not a picture of the media type they claim to be.
 * - `INVALID_SOLAR_DATE`: The birth date is not a day of the Gregorian calendar.
 * - `INVALID_TIME`: The birth time is not a time of day.
 * - `INVALID_LUNAR_DATE`: The birth date is not a day of the Korean lunar calendar.
 * - `LEAP_MONTH_ABSENT`: The lunar year has no leap month of that number.
 * - `NONEXISTENT_LOCAL_TIME`: The clocks of the place jumped over this time on that day.
 * - `AMBIGUOUS_LOCAL_TIME`: The clocks of the place showed this time twice on that day, and `ambiguity` is `reject`.
 * - `OUT_OF_RANGE`: The birth date lies outside 1900-01-01 to 2100-12-31.
 * - `UNKNOWN_TIMEZONE`: The time zone is not one of the IANA database.
 * - `INVALID_LONGITUDE`: The longitude is not within 180 degrees of Greenwich.
 * - `INVALID_LATITUDE`: The latitude is not within 90 degrees of the equator.
 * - `INVALID_GENDER`: The direction of the luck pillars needs one of the two genders.
 * - `CALCULATION_FAILED`: The engine failed on input that it should be able to compute.
 * - `SAJU_RESULT_NOT_FOUND`: The person has no result with this id.
 * - `SHARED_RESULT_NOT_FOUND`: Nothing is shared under this token, or no longer.
 * - `INTERPRETATION_NOT_FOUND`: The person has no interpretation with this id, or it failed.
 * - `INTERPRETATION_NOT_READY`: The interpretation is still being made.
 * - `UNKNOWN_AI_MODEL`: One of the models that were named is not of this platform.
 * - `AI_MODEL_UNAVAILABLE`: None of the models that were named can be asked at the moment.
 * - `AI_QUOTA_EXCEEDED`: The person has used up what their plan allows for today.
 * - `AI_MODEL_FAILED`: Every model that was asked answered with an error.
 * - `PLAN_NOT_FOUND`: There is no plan with this id, or it is no longer sold.
 * - `PAYMENT_NOT_FOUND`: The person has no payment with this id.
 * - `ALREADY_SUBSCRIBED`: The person already has this plan.
 * - `PAYMENT_DECLINED`: The payment provider declined the payment.
 * - `REFUND_NOT_POSSIBLE`: The payment is not settled, is refunded already, or is too old to be refunded.
 * - `INVALID_WEBHOOK_SIGNATURE`: The signature of the webhook does not fit its body, or its time is too far off.
 * - `PAYMENT_PROVIDER_UNAVAILABLE`: The payment provider is not set up on this server or does not answer.
 * - `ROOM_NOT_FOUND`: There is no room of this name for this person.
 * - `ROOM_NOT_JOINED`: The person must join the room before they speak in it.
 * - `NETWORK_ERROR`: The server could not be reached, or the connection broke off.
 * - `OFFLINE`: The device is offline.
 * - `REQUEST_TIMEOUT`: The client stopped waiting for the answer.
 * - `INVALID_RESPONSE`: The answer does not fit the contract.
 * - `CIRCUIT_BREAKER_OPEN`: After several failures the client does not call for a while.
 *
 * It may grow: handle words that are not listed.
 */
export type ProblemCode = "BAD_REQUEST" | "UNSUPPORTED_VERSION" | "UNAUTHENTICATED" | "TOKEN_EXPIRED" | "INVALID_TOKEN" | "FORBIDDEN" | "INSUFFICIENT_PERMISSION" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | "IDEMPOTENCY_KEY_IN_USE" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "TOO_MANY_REQUESTS" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "MODULE_UNAVAILABLE" | "TIMEOUT" | "INVALID_CREDENTIALS" | "ACCOUNT_DISABLED" | "EMAIL_TAKEN" | "INVALID_REFRESH_TOKEN" | "REFRESH_TOKEN_REUSED" | "SOCIAL_LOGIN_FAILED" | "SOCIAL_PROVIDER_UNAVAILABLE" | "EMAIL_NOT_CONFIRMED" | "BIRTH_INFO_NOT_FOUND" | "UNREADABLE_IMAGE" | "INVALID_SOLAR_DATE" | "INVALID_TIME" | "INVALID_LUNAR_DATE" | "LEAP_MONTH_ABSENT" | "NONEXISTENT_LOCAL_TIME" | "AMBIGUOUS_LOCAL_TIME" | "OUT_OF_RANGE" | "UNKNOWN_TIMEZONE" | "INVALID_LONGITUDE" | "INVALID_LATITUDE" | "INVALID_GENDER" | "CALCULATION_FAILED" | "SAJU_RESULT_NOT_FOUND" | "SHARED_RESULT_NOT_FOUND" | "INTERPRETATION_NOT_FOUND" | "INTERPRETATION_NOT_READY" | "UNKNOWN_AI_MODEL" | "AI_MODEL_UNAVAILABLE" | "AI_QUOTA_EXCEEDED" | "AI_MODEL_FAILED" | "PLAN_NOT_FOUND" | "PAYMENT_NOT_FOUND" | "ALREADY_SUBSCRIBED" | "PAYMENT_DECLINED" | "REFUND_NOT_POSSIBLE" | "INVALID_WEBHOOK_SIGNATURE" | "PAYMENT_PROVIDER_UNAVAILABLE" | "ROOM_NOT_FOUND" | "ROOM_NOT_JOINED" | "NETWORK_ERROR" | "OFFLINE" | "REQUEST_TIMEOUT" | "INVALID_RESPONSE" | "CIRCUIT_BREAKER_OPEN" | (string & {});

/**
 * The recipient of a message: an email address, or the id of a friend at the messenger. It is one line without control
 * characters and invisible ones.
 */
export type Recipient = string;

/** A piece of content that suits a person, and why. */
export type RecommendedContent = {
  /** Which piece. */
  id: ContentId;
  /** What kind it is. */
  type: ContentType;
  /**
   * Its title.
   * From 1 to 120 characters.
   * @example "나무의 기운을 채우는 아침 산책"
   */
  title: string;
  /**
   * What it is about, in a sentence or two.
   * From 1 to 500 characters.
   * @example "부족한 목 기운을 일상에서 보완하는 다섯 가지 방법을 소개합니다."
   */
  summary: string;
  /**
   * Where it is.
   * @example "https://heal7.com/contents/morning-walk"
   */
  url: Uri;
  /**
   * A picture of it.
   * @example "https://cdn.heal7.com/contents/morning-walk.webp"
   */
  imageUrl?: Uri;
  /**
   * Why it is recommended, in the person's language.
   * From 1 to 300 characters.
   * @example "사주에 목이 없어 나무의 기운을 보완하는 콘텐츠를 추천합니다."
   */
  reason: string;
  /** The element that it strengthens. */
  element?: WuxingElement;
  /**
   * How well it suits the person, from 0 to 1; lists are sorted by it.
   * From 0 to 1.
   * @example 0.92
   */
  score: number;
  /**
   * When it came out.
   * @example "2026-01-05T00:00:00Z"
   */
  publishedAt: DateTime;
};

/** The exchange of a refresh token. */
export type RefreshInput = {
  /** The newest refresh token of the session. */
  refreshToken: RefreshToken;
};

/** A token that is exchanged once for a new session; the exchange answers another one. */
export type RefreshToken = Brand<string, "RefreshToken">;

/** Money to give back. */
export type RefundInput = {
  /** Of which payment. */
  paymentId: PaymentId;
  /**
   * How much, in whole won; all that is left where it is absent.
   * From 1 to 100000000.
   * @example 9900
   */
  amount?: number;
  /**
   * Why.
   * From 1 to 200 characters.
   * @example "단순 변심"
   */
  reason: string;
};

/** A new account. */
export type RegistrationInput = {
  /**
   * The address to sign in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /**
   * The password, as typed. One that is easy to guess is refused.
   * From 8 to 128 characters.
   * @example "별이빛나는밤에1976"
   */
  password: string;
  /** What the person is called. */
  name: PersonName;
};

/** A room to enter or to leave. */
export type RoomData = {
  /**
   * Which room.
   * @defaultValue "general"
   */
  room?: RoomName;
};

/** The name of a room; everybody begins in `general`, and a talk with a model has a room of its own. */
export type RoomName = string;

/** What a person asks to be computed. */
export type SajuCalculation = SajuCalculationInput;

/** What a person asks to be computed. */
export type SajuCalculationInput = {
  /** The birth date, in the calendar that `isLunar` names. */
  birthDate: CalendarDate;
  /** The birth time as a clock at the place showed it; where it is not known there is no hour pillar. */
  birthTime?: ClockTime;
  /**
   * Whether the date is of the Korean lunar calendar.
   * @example false
   */
  isLunar: boolean;
  /**
   * Whether the lunar month is a leap month (윤달, yundal); ignored with a warning where the date is solar.
   * @example false
   */
  isLeapMonth?: boolean;
  /** The gender of the person who was born. */
  gender: Gender;
  /** The name of the person who was born; it does not enter the sums. */
  name: PersonName;
  /** Where they were born; Seoul's clock and the meridian 127.5 east where it is absent. */
  location?: GeoLocation;
  /** The conventions to compute by; what is absent is the default of each. */
  options?: SajuOptions;
};

/** What the mutation `calculateSaju` answers. */
export type SajuCalculationResult = {
  /** Always true; a failure is a GraphQL error. */
  success: true;
  /**
   * A sentence for the person, in their own language.
   * From 1 to 500 characters.
   * @example "사주 계산이 완료되었습니다."
   */
  message?: string;
  /** The result. */
  result: SajuResult;
  /**
   * Seconds until the result is whole; 0, since it is computed before the answer.
   * At least 0.
   * @example 0
   */
  estimatedProcessingTime: number;
};

/** The conventions that a result was computed with, defaults included. */
export type SajuConventions = {
  /** The clock that decided the day and hour pillars. */
  timeMode: TimeMode;
  /** When the day pillar turns. */
  dayBoundary: DayBoundary;
  /** When the year pillar turns. */
  yearStart: YearStart;
  /** How the first age of the luck pillars was made whole. */
  daeunRounding: DaeunRounding;
  /** How ages are counted. */
  ageStyle: AgeStyle;
  /** What was to be done with a local time that occurred twice. */
  ambiguity: AmbiguityPolicy;
  /** The clock that the birth time was read by. */
  timezone: TimeZoneName;
  /**
   * The meridian of the local time, in degrees east; absent where `timeMode` is `clock` or `wall`.
   * From -180 to 180.
   * @example 127.5
   */
  longitude?: number;
  /**
   * The engine and its version.
   * From 1 to 64 characters.
   * @example "saju 1.0.0"
   */
  engine: string;
};

/** The conventions to compute by: schools differ, and each answer names what it was computed with. */
export type SajuOptions = {
  /** The clock that decides the day and hour pillars; `mean` where absent. */
  timeMode?: TimeMode;
  /** When the day pillar turns; `split` where absent. */
  dayBoundary?: DayBoundary;
  /** When the year pillar turns; `ipchun` where absent. */
  yearStart?: YearStart;
  /** How the first age of the luck pillars is made whole; `round` where absent. */
  daeunRounding?: DaeunRounding;
  /** How ages are counted; `international` where absent. */
  ageStyle?: AgeStyle;
  /** What to do with a local time that occurred twice; `earlier` where absent. */
  ambiguity?: AmbiguityPolicy;
};

/** The conventions to compute by: schools differ, and each answer names what it was computed with. */
export type SajuOptionsInput = SajuOptions;

/** The chart (사주팔자, saju palja): four pillars, eight characters. */
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
   * The hour pillar; absent where the birth time is not known.
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
   * The element of the stem; the branch's own stands in `wuxing.elements`.
   * @example "water"
   */
  element: WuxingElement;
};

/** The Four Pillars of a person, computed once and never again. */
export type SajuResult = {
  /** Which result. */
  id: SajuResultId;
  /** Whose result. */
  userId: UserId;
  /** What it was computed from, as it was sent. */
  input: SajuCalculationInput;
  /** The conventions it was computed with. */
  conventions: SajuConventions;
  /** The moment of birth, as the calculation understood it. */
  moment: BirthMoment;
  /** The four pillars. */
  sajuPan: SajuPan;
  /** The five elements. */
  wuxing: WuxingAnalysis;
  /** The ten gods. */
  sipsin: SipsinAnalysis;
  /** The structure. */
  gyeokguk: GyeokgukAnalysis;
  /** The luck pillars. */
  daeun: DaeunAnalysis;
  /**
   * What may make the result other than expected.
   * @example []
   */
  warnings: Array<SajuWarning>;
  /** The interpretations that are ready, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /**
   * When it was computed.
   * @example "2026-01-15T09:30:00Z"
   */
  createdAt: DateTime;
  /**
   * When an interpretation was last added.
   * @example "2026-01-15T09:31:20Z"
   */
  updatedAt: DateTime;
};

/** Which results to list; what is absent does not matter. */
export type SajuResultFilter = {
  /**
   * Part of the name, in upper or lower case.
   * From 1 to 50 characters.
   * @example "길동"
   */
  name?: string;
  /** The gender. */
  gender?: Gender;
  /**
   * Whether the date was of the lunar calendar.
   * @example false
   */
  isLunar?: boolean;
  /**
   * The day master.
   * @example "계"
   */
  dayMaster?: Cheon;
  /**
   * Computed at this instant or later.
   * @example "2026-01-01T00:00:00Z"
   */
  createdFrom?: DateTime;
  /**
   * Computed before this instant.
   * @example "2026-02-01T00:00:00Z"
   */
  createdBefore?: DateTime;
  /** Whether there is an interpretation. */
  interpreted?: boolean;
};

/** Identifies a result. */
export type SajuResultId = Brand<string, "SajuResultId">;

/** Something that may make a result other than expected. */
export type SajuWarning = {
  /**
   * What it is.
   * @example "near_hour_edge"
   */
  code: SajuWarningCode;
  /**
   * The same in a sentence of the person's language.
   * From 1 to 300 characters.
   * @example "출생 시각이 시주의 경계에서 5분 이내입니다."
   */
  message: string;
  /**
   * Which pillar would be another.
   * @example "hour"
   */
  position?: PillarPosition;
  /**
   * The pillar it would be.
   * @example {"cheon":"임","ji":"술","element":"water"}
   */
  neighbour?: SajuPillar;
};

/**
 * What a warning is about; more will come.
 *
 * - `ambiguous_local_time`: The local time occurred twice, and the earlier one was taken.
 * - `near_solar_term`: The birth is within five minutes of a solar term (절, jeol) at which the month pillar turns.
 * - `near_hour_edge`: The effective local time is within five minutes of an edge of the hour.
 * - `lmt`: The zone had no standard time yet: local mean time was taken.
 * - `lunar_forecast`: The lunar date lies after 2050, where the calendar is a forecast.
 * - `leap_flag_ignored`: The date is solar, so that `isLeapMonth` was ignored.
 * - `time_unknown`: There is no birth time, and a pillar turns on that day.
 *
 * It may grow: handle words that are not listed.
 */
export type SajuWarningCode = "ambiguous_local_time" | "near_solar_term" | "near_hour_edge" | "lmt" | "lunar_forecast" | "leap_flag_ignored" | "time_unknown" | (string & {});

/** What the server sends on a person's connection. */
export type ServerMessage = ServerMessageSajuCalculationStarted | ServerMessageSajuCalculationProgress | ServerMessageSajuCalculationCompleted | ServerMessageSajuCalculationFailed | ServerMessageAiInterpretationStarted | ServerMessageAiInterpretationProgress | ServerMessageAiInterpretationCompleted | ServerMessageAiInterpretationFailed | ServerMessageChatMessage | ServerMessageTypingIndicator | ServerMessageUserJoined | ServerMessageUserLeft | ServerMessageNotification | ServerMessageReauthenticate | ServerMessageError | ServerMessagePong;

/** An interpretation is ready. */
export type ServerMessageAiInterpretationCompleted = {
  /** Which alternative this is. */
  "type": "ai_interpretation_completed";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /** Which request. */
  requestId: InterpretationId;
  /** The interpretation. */
  result: AIInterpretation;
};

/** An interpretation failed, or its request was refused. */
export type ServerMessageAiInterpretationFailed = {
  /** Which alternative this is. */
  "type": "ai_interpretation_failed";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /** Which request; absent where it was refused. */
  requestId?: InterpretationId;
  /**
   * Why.
   * @example {"type":"https://heal7.com/contracts/problems/ai-model-failed","title":"An AI model failed","status":502,"detail":"every model that was asked answered with an error","instance":"/ai/interpret","success":false,"message":"AI 해석 중 오류가 발생했습니다.","code":"AI_MODEL_FAILED","errorType":"AI_SERVICE","recoverable":false,"retryable":true,"requestId":"01936f5e-9b1c-7d2e-8f30-4a5b6c7d8e9f"}
   */
  problem: Problem;
};

/** A model has begun or is done. */
export type ServerMessageAiInterpretationProgress = {
  /** Which alternative this is. */
  "type": "ai_interpretation_progress";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /** Which request. */
  requestId: InterpretationId;
  /**
   * How far it has come, in per cent.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * The model that is at work; absent while none is.
   * @example "gpt"
   */
  currentModel?: AIModel;
  /**
   * The models that are done.
   * At most 9 items.
   * @example ["claude"]
   */
  completedModels: Array<AIModel>;
  /**
   * Seconds until it is expected to be ready.
   * At least 0.
   * @example 10
   */
  estimatedTimeRemaining?: number;
};

/** A request for an interpretation has been taken up. */
export type ServerMessageAiInterpretationStarted = {
  /** Which alternative this is. */
  "type": "ai_interpretation_started";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /** Which request. */
  requestId: InterpretationId;
  /** Which result is interpreted. */
  sajuId: SajuResultId;
  /**
   * The models that are asked.
   * @example ["claude","gpt"]
   */
  models: Array<AIModel>;
  /**
   * Seconds until it is expected to be ready.
   * At least 0.
   * @example 20
   */
  estimatedTime: number;
};

/** Something was said in a room that the person is in. */
export type ServerMessageChatMessage = {
  /** Which alternative this is. */
  "type": "chat_message";
  /** The client's own name for the message, where it was this client's. */
  id?: CorrelationId;
  /** What was said. */
  message: ChatMessage;
};

/** A message could not be taken. */
export type ServerMessageError = {
  /** Which alternative this is. */
  "type": "error";
  /** The client's own name for the message, where it could be read. */
  id?: CorrelationId;
  /** Why. */
  problem: Problem;
};

/** The platform tells the person something. */
export type ServerMessageNotification = {
  /** Which alternative this is. */
  "type": "notification";
  /** What it tells. */
  notification: Notification;
};

/** The connection is alive. */
export type ServerMessagePong = {
  /** Which alternative this is. */
  "type": "pong";
  /** The client's own name for the ping. */
  id?: CorrelationId;
  /**
   * The clock of the server.
   * @example "2026-01-15T09:33:00Z"
   */
  timestamp: DateTime;
};

/** The token is about to end: send `authenticate` with a new one. */
export type ServerMessageReauthenticate = {
  /** Which alternative this is. */
  "type": "reauthenticate";
  /**
   * When the server closes the connection with 4401 unless it has a new token.
   * @example "2026-01-15T09:45:00Z"
   */
  expiresAt: DateTime;
};

/** The calculation is done. */
export type ServerMessageSajuCalculationCompleted = {
  /** Which alternative this is. */
  "type": "saju_calculation_completed";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /**
   * Per cent: 100.
   * From 0 to 100.
   * @example 100
   */
  progress: number;
  /** The whole result, as it has been kept. */
  result: SajuResult;
};

/** The calculation failed. */
export type ServerMessageSajuCalculationFailed = {
  /** Which alternative this is. */
  "type": "saju_calculation_failed";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /** Why. */
  problem: Problem;
};

/** The calculation has come to another step. */
export type ServerMessageSajuCalculationProgress = {
  /** Which alternative this is. */
  "type": "saju_calculation_progress";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /**
   * The step it is at.
   * @example "pillars"
   */
  step: CalculationStep;
  /**
   * Per cent: 20, 50 and 80, as the step says.
   * From 0 to 100.
   * @example 50
   */
  progress: number;
  /**
   * A sentence for the person, in their own language.
   * From 1 to 300 characters.
   * @example "사주판을 구성하고 있습니다..."
   */
  message: string;
};

/** The calculation has begun. */
export type ServerMessageSajuCalculationStarted = {
  /** Which alternative this is. */
  "type": "saju_calculation_started";
  /** The client's own name for the request. */
  id?: CorrelationId;
  /**
   * Per cent: 0.
   * From 0 to 100.
   * @example 0
   */
  progress: number;
  /**
   * A sentence for the person, in their own language.
   * From 1 to 300 characters.
   * @example "사주 계산을 시작합니다..."
   */
  message: string;
};

/** Somebody in a room began or stopped typing. */
export type ServerMessageTypingIndicator = {
  /** Which alternative this is. */
  "type": "typing_indicator";
  /** Where. */
  room: RoomName;
  /** Who. */
  userId: UserId;
  /**
   * What they are called in rooms.
   * @example "길동이"
   */
  name: PersonName;
  /** Whether they are typing. */
  isTyping: boolean;
};

/** Somebody entered a room, perhaps the person themselves. */
export type ServerMessageUserJoined = {
  /** Which alternative this is. */
  "type": "user_joined";
  /** The client's own name for its message, where it was this client. */
  id?: CorrelationId;
  /** Where. */
  room: RoomName;
  /** Who. */
  userId: UserId;
  /**
   * What they are called in rooms.
   * @example "길동이"
   */
  name: PersonName;
  /**
   * When.
   * @example "2026-01-15T09:34:00Z"
   */
  timestamp: DateTime;
};

/** Somebody left a room, perhaps the person themselves. */
export type ServerMessageUserLeft = {
  /** Which alternative this is. */
  "type": "user_left";
  /** The client's own name for its message, where it was this client. */
  id?: CorrelationId;
  /** Where. */
  room: RoomName;
  /** Who. */
  userId: UserId;
  /**
   * When.
   * @example "2026-01-15T09:39:00Z"
   */
  timestamp: DateTime;
};

/**
 * How well something is.
 *
 * - `operational`: It works.
 * - `degraded`: It works, slowly or in part.
 * - `unavailable`: It does not work.
 * - `maintenance`: It has been taken down on purpose.
 */
export type ServiceState = "operational" | "degraded" | "unavailable" | "maintenance";

/** What to share, and how. */
export type ShareInput = {
  /** Which result. */
  sajuId: SajuResultId;
  /**
   * How.
   * @example "email"
   */
  shareType: ShareType;
  /**
   * To whom; needed unless `shareType` is `link`. One that stands here twice gets one message.
   * From 1 to 20 items.
   */
  recipients?: Array<Recipient>;
  /**
   * Days after which the token ends.
   * From 1 to 365.
   * @defaultValue 30
   */
  expiresInDays?: number;
};

/** A result that has been shared. */
export type ShareResult = {
  /** Which result. */
  sajuId: SajuResultId;
  /** The token it is shared under. */
  token: ShareToken;
  /**
   * The page on which others see it.
   * @example "https://heal7.com/shared/sh_9Jk2mN4pQ6rS8tV0wX1yZ3"
   */
  url: Uri;
  /**
   * How it was shared.
   * @example "email"
   */
  shareType: ShareType;
  /**
   * To whom a message goes; empty for a link.
   * At most 20 items.
   */
  recipients: Array<Recipient>;
  /**
   * When it was shared.
   * @example "2026-01-15T09:40:00Z"
   */
  createdAt: DateTime;
  /**
   * When the token ends.
   * @example "2026-02-14T09:40:00Z"
   */
  expiresAt: DateTime;
};

/** A token under which anybody may see a shared result. */
export type ShareToken = Brand<string, "ShareToken">;

/**
 * How a result is shared.
 *
 * - `link`: A link, which the person passes on themselves.
 * - `email`: A message to email addresses.
 * - `kakao`: A message to friends at KakaoTalk.
 */
export type ShareType = "link" | "email" | "kakao";

/** What others see of a result: the chart and its parts, without what it was computed from and for whose account. */
export type SharedSajuResult = {
  /** The name that was computed for. */
  name: PersonName;
  /** The four pillars. */
  sajuPan: SajuPan;
  /** The five elements. */
  wuxing: WuxingAnalysis;
  /** The ten gods. */
  sipsin: SipsinAnalysis;
  /** The structure. */
  gyeokguk: GyeokgukAnalysis;
  /** The luck pillars. */
  daeun: DaeunAnalysis;
  /** The interpretations that were ready when it was shared, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /**
   * When it was shared.
   * @example "2026-01-15T09:40:00Z"
   */
  sharedAt: DateTime;
  /**
   * When the token ends.
   * @example "2026-02-14T09:40:00Z"
   */
  expiresAt: DateTime;
};

/**
 * One of the ten gods (십신, sipsin): what a stem is to the day master.
 *
 * - `비견`: The companion: same element, same polarity (bigyeon).
 * - `겁재`: The rival: same element, other polarity (geopjae).
 * - `식신`: The eating god: what it feeds, same polarity (siksin).
 * - `상관`: The hurting officer: what it feeds, other polarity (sanggwan).
 * - `편재`: Indirect wealth: what it conquers, same polarity (pyeonjae).
 * - `정재`: Direct wealth: what it conquers, other polarity (jeongjae).
 * - `편관`: The seventh killing: what conquers it, same polarity (pyeongwan).
 * - `정관`: The direct officer: what conquers it, other polarity (jeonggwan).
 * - `편인`: The indirect seal: what feeds it, same polarity (pyeonin).
 * - `정인`: The direct seal: what feeds it, other polarity (jeongin).
 */
export type Sipsin = "비견" | "겁재" | "식신" | "상관" | "편재" | "정재" | "편관" | "정관" | "편인" | "정인";

/** The ten gods of a chart. */
export type SipsinAnalysis = {
  /**
   * The day master (일간, ilgan): the stem of the day, from which the others are seen.
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
   * The hour pillar; absent where the birth time is not known.
   * @example {"cheon":"편인","ji":"편인","jijanggan":[{"cheon":"경","phase":"여기","days":10,"sipsin":"정인"},{"cheon":"신","phase":"본기","days":20,"sipsin":"편인"}],"unseong":"병"}
   */
  hour?: SipsinPillar;
  /**
   * How often each of the ten gods occurs, in their order.
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

/** How often one of the ten gods occurs. */
export type SipsinCount = {
  /** Which god. */
  sipsin: Sipsin;
  /**
   * How many of the stems and branches beside the day master are it.
   * From 0 to 7.
   * @example 1
   */
  count: number;
};

/** The ten gods of one pillar. */
export type SipsinPillar = {
  /**
   * What the stem is; absent on the day pillar, whose stem is the day master (일간, ilgan) itself.
   * @example "편인"
   */
  cheon?: Sipsin;
  /**
   * What the branch is, by its main hidden stem.
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
   * The stage of life of the day master in the branch.
   * @example "병"
   */
  unseong: Unseong;
};

/** Where a person signs in with a provider. */
export type SocialAuthorization = {
  /**
   * The provider's page, to be opened in the browser.
   * @example "https://kauth.kakao.com/oauth/authorize?client_id=heal7&response_type=code&state=st_8Hq2LxV5nR1cT7yKb4Wd"
   */
  authorizationUrl: Uri;
  /** The state that the provider will send back. */
  state: OAuthState;
};

/** What a provider sent back to the client. */
export type SocialLoginInput = {
  /**
   * The authorisation code.
   * From 1 to 2048 characters.
   * @example "4/0AbCdEfGhIjKlMnOp"
   */
  code: string;
  /** The state that the sign-in began with. */
  state: OAuthState;
  /**
   * Where the provider sent the person; the same address as at the beginning.
   * @example "https://heal7.com/auth/callback"
   */
  redirectUri?: Uri;
};

/**
 * Who vouches for a person instead of a password.
 *
 * - `google`: Google.
 * - `kakao`: Kakao.
 * - `naver`: Naver.
 */
export type SocialProvider = "google" | "kakao" | "naver";

/** A subscription to take out. */
export type SubscribeInput = {
  /** Which plan. */
  planId: PlanId;
  /** Who takes the money. */
  provider: PaymentProvider;
  /**
   * What the provider's own form answered for this payment.
   * From 1 to 200 characters.
   * @example "tgen_20260115093600AbCd1"
   */
  paymentKey: string;
  /**
   * The price that the person saw, in whole won; the plan's own must be the same.
   * From 0 to 100000000.
   * @example 9900
   */
  amount: number;
};

/** Identifies a subscription to a plan. */
export type SubscriptionId = Brand<string, "SubscriptionId">;

/**
 * How a subscription stands.
 *
 * - `active`: It is paid for.
 * - `past_due`: The last payment is under way or has failed.
 * - `canceled`: It ends with the period that is paid for.
 */
export type SubscriptionStatus = "active" | "past_due" | "canceled";

/** How the platform is, when that changes. */
export type SystemStatusUpdate = {
  /** The worst state of its components. */
  status: ServiceState;
  /**
   * A sentence for people, where there is something to say.
   * From 1 to 500 characters.
   * @example "모든 서비스가 정상적으로 운영되고 있습니다."
   */
  message?: string;
  /** Each part of the platform. */
  components: Array<ComponentStatus>;
  /**
   * When it became so.
   * @example "2026-01-15T09:30:00Z"
   */
  updatedAt: DateTime;
};

/**
 * The colours of the user interface.
 *
 * - `light`: Dark on light.
 * - `dark`: Light on dark.
 * - `nebula`: The platform's own, before a night sky.
 */
export type Theme = "light" | "dark" | "nebula";

/**
 * The clock that decides the day and hour pillars.
 *
 * - `mean`: Local mean solar time: four minutes for each degree of longitude.
 * - `clock`: Standard time of the place, with daylight saving taken off.
 * - `apparent`: Apparent solar time (진태양시, jintaeyangsi): mean solar time and the equation of time.
 * - `wall`: The time as it was typed in.
 */
export type TimeMode = "mean" | "clock" | "apparent" | "wall";

/** The name of a time zone in the IANA database. */
export type TimeZoneName = string;

/** Whether a person is typing in a room. */
export type TypingIndicatorData = {
  /**
   * Where.
   * @defaultValue "general"
   */
  room?: RoomName;
  /**
   * Whether they are; a client says so again every few seconds, and the server forgets it after ten.
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

/** The account of a person. */
export type User = {
  /** Which person. */
  id: UserId;
  /**
   * The address they sign in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /** Whether they have shown that the address is theirs. */
  emailVerified: boolean;
  /** What they are called. */
  name: PersonName;
  /**
   * Where their picture is.
   * @example "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp"
   */
  avatarUrl?: Uri;
  /**
   * When they registered.
   * @example "2026-01-02T03:04:05Z"
   */
  createdAt: DateTime;
};

/** Identifies a person. */
export type UserId = Brand<string, "UserId">;

/** What a person shows of themselves, and what the platform remembers for them. */
export type UserProfile = {
  /** Which person. */
  id: UserId;
  /**
   * The address they sign in with.
   * @example "hong@example.com"
   */
  email: EmailAddress;
  /** What they are called. */
  name: PersonName;
  /** What they are called in chat rooms. */
  nickname?: Nickname;
  /** A few words about themselves. */
  bio?: Biography;
  /**
   * Where their picture is.
   * @example "https://cdn.heal7.com/avatars/01936f5e-7a10-7b3c-8d4e-5f60718293a4.webp"
   */
  avatarUrl?: Uri;
  /** When and where they were born, once they have said so. */
  birthInfo?: BirthInfo;
  /** How they like the platform to be. */
  preferences: Preferences;
  /**
   * When they registered.
   * @example "2026-01-02T03:04:05Z"
   */
  createdAt: DateTime;
  /**
   * When the profile was last changed.
   * @example "2026-01-10T11:12:13Z"
   */
  updatedAt: DateTime;
};

/** Changes to a profile: what is absent stays, null clears. */
export type UserProfilePatch = {
  /** What they are called. */
  name?: PersonName;
  /**
   * What they are called in chat rooms.
   * @example "길동이"
   */
  nickname?: Nickname | null;
  /**
   * A few words about themselves.
   * @example "별과 사주를 좋아합니다."
   */
  bio?: Biography | null;
};

/** One thing that is wrong with the input. */
export type Violation = {
  /**
   * Where: a JSON pointer into the body, or `query/limit`, `path/id`, `header/x-api-version`.
   * At most 500 characters.
   * @example "/birthDate"
   */
  pointer: string;
  /**
   * The rule that is broken: a keyword of JSON Schema, or the code of a rule beyond the schema.
   * From 1 to 100 characters.
   * @example "pattern"
   */
  code: string;
  /**
   * What is wrong, in English.
   * From 1 to 1000 characters.
   * @example "Write a day as YYYY-MM-DD, such as 1976-05-21. It is \"1976-5-21\"."
   */
  detail: string;
};

/** What a payment provider gets for telling us something. */
export type WebhookReceipt = {
  /** Always true; what cannot be taken is a problem. */
  received: true;
};

/** The five elements of a chart: how many, how strong, and what to do about it. */
export type WuxingAnalysis = {
  /**
   * The elements of the eight characters in pillar order, stem before branch; six where there is no hour pillar.
   * From 6 to 8 items.
   * @example ["fire","earth","water","fire","water","metal","metal","metal"]
   */
  elements: Array<WuxingElement>;
  /** How evenly the elements are spread, by weight. */
  balance: WuxingBalance;
  /** How many of the eight characters have each element. */
  counts: WuxingCounts;
  /** The weight of each element in per cent: stems whole, branches split over their hidden stems, the month double. */
  weighted: WuxingWeights;
  /**
   * What is strong in the chart, in sentences of the person's language.
   * At most 5 items.
   * @example ["금의 기운이 강합니다 (38.5%)."]
   */
  strengths: Array<string>;
  /**
   * What is weak in the chart, in sentences of the person's language.
   * At most 5 items.
   * @example ["목의 기운이 약합니다 (3.3%)."]
   */
  weaknesses: Array<string>;
  /**
   * What to do about it, in sentences of the person's language.
   * At most 10 items.
   * @example ["푸른색과 동쪽, 숫자 3과 8로 목의 기운을 보완해 보세요.","노란색과 중앙, 숫자 5와 10으로 토의 기운을 보완해 보세요.","붉은색과 남쪽, 숫자 2와 7로 화의 기운을 보완해 보세요."]
   */
  recommendations: Array<string>;
  /**
   * The elements with 30 per cent or more; the largest alone where none has so much.
   * From 1 to 5 items.
   * @example ["metal"]
   */
  strongElements: Array<WuxingElement>;
  /**
   * The elements with 10 per cent or less; the smallest alone where none has so little.
   * From 1 to 5 items.
   * @example ["wood"]
   */
  weakElements: Array<WuxingElement>;
  /**
   * The elements with 40 per cent or more.
   * At most 2 items.
   * @example []
   */
  excessElements: Array<WuxingElement>;
  /**
   * The elements that none of the eight characters has.
   * At most 4 items.
   * @example ["wood"]
   */
  missingElements: Array<WuxingElement>;
  /**
   * How strong the day master is.
   * @example "singang"
   */
  dayMasterStrength: DayMasterStrength;
  /**
   * The weight of the day master's own element and of the one that feeds it, in per cent.
   * From 0 to 100.
   * @example 61.8
   */
  dayMasterSupport: number;
  /**
   * The elements that would balance the chart (용신, yongsin), best first, and what stands for them.
   * From 1 to 5 items.
   * @example [{"element":"wood","color":"blue","direction":"east","season":"spring","numbers":[3,8]},{"element":"earth","color":"yellow","direction":"center","season":"turn","numbers":[5,10]},{"element":"fire","color":"red","direction":"south","season":"summer","numbers":[2,7]}]
   */
  remedies: Array<WuxingRemedy>;
};

/** How evenly the five elements are spread: 100 when each has a fifth, 0 when one has everything. */
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

/** How many characters have each element: eight together, six where there is no hour pillar. */
export type WuxingCounts = {
  /**
   * Wood.
   * From 0 to 8.
   * @example 0
   */
  wood: number;
  /**
   * Fire.
   * From 0 to 8.
   * @example 2
   */
  fire: number;
  /**
   * Earth.
   * From 0 to 8.
   * @example 1
   */
  earth: number;
  /**
   * Metal.
   * From 0 to 8.
   * @example 3
   */
  metal: number;
  /**
   * Water.
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

/** An element that would balance a chart, and what stands for it. */
export type WuxingRemedy = {
  /** The element. */
  element: WuxingElement;
  /** Its colour. */
  color: WuxingColor;
  /** Its direction. */
  direction: WuxingDirection;
  /** Its season. */
  season: WuxingSeason;
  /**
   * Its numbers.
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

/** The weight of each element in per cent, with one decimal; 100 together. */
export type WuxingWeights = {
  /**
   * Wood.
   * From 0 to 100.
   * @example 3.3
   */
  wood: number;
  /**
   * Fire.
   * From 0 to 100.
   * @example 23.0
   */
  fire: number;
  /**
   * Earth.
   * From 0 to 100.
   * @example 11.9
   */
  earth: number;
  /**
   * Metal.
   * From 0 to 100.
   * @example 38.5
   */
  metal: number;
  /**
   * Water.
   * From 0 to 100.
   * @example 23.3
   */
  water: number;
};

/**
 * When the year pillar turns.
 *
 * - `ipchun`: At the beginning of spring (입춘, ipchun).
 * - `dongji`: At the winter solstice (동지, dongji).
 * - `lunar_new_year`: At the lunar new year (설날, seollal), as folk zodiac signs have it.
 */
export type YearStart = "ipchun" | "dongji" | "lunar_new_year";
