// Generated from the contract by `cargo xtask generate`. Do not edit.

import type * as T from "../types.js";

/** What each scalar is in TypeScript. */
export type Scalars = {
  ID: string;
  String: string;
  Int: number;
  Float: number;
  Boolean: boolean;
  AIModel: T.AIModel;
  DateTime: T.DateTime;
  LocalDate: T.LocalDate;
  SajuWarningCode: T.SajuWarningCode;
  Uri: T.Uri;
  WuxingBalance: T.WuxingBalance;
};

/** An interpretation of a result. */
export type AIInterpretation = {
  __typename?: "AIInterpretation";
  /** Which interpretation; the id of the request it was made for. */
  id: T.InterpretationId;
  /** Which result it interprets. */
  sajuId: T.SajuResultId;
  /** The model that wrote it: of those that were asked, the one with the most confidence. */
  model: T.AIModel;
  /** What it is about. */
  type: T.InterpretationType;
  /** How deep it goes. */
  depth: T.InterpretationDepth;
  /** The text, in Markdown and in the person's language. */
  content: string;
  /** How sure the model is, from 0 to 1. */
  confidence: number;
  /** What each model read, the most confident first; the first is this interpretation's own. */
  readings: Array<ModelReading>;
  /** When it was ready. */
  generatedAt: T.DateTime;
};

/** A request that has been taken up. */
export type AIInterpretationRequest = {
  __typename?: "AIInterpretationRequest";
  /** The id by which to follow it; the same as `interpretationId`. */
  requestId: T.InterpretationId;
  /** The id that the interpretation will have; the same as `requestId`. */
  interpretationId: T.InterpretationId;
  /** Which result is interpreted. */
  sajuId: T.SajuResultId;
  /** How far it has come. */
  status: T.InterpretationStatus;
  /** The models that are asked. */
  models: Array<T.AIModel>;
  /** How deep. */
  depth: T.InterpretationDepth;
  /** About what. */
  type: T.InterpretationType;
  /** Seconds until it is expected to be ready. */
  estimatedTime: number;
  /** When it was taken up. */
  requestedAt: T.DateTime;
};

/** An AI model and how it is. */
export type AIModelStatus = {
  __typename?: "AIModelStatus";
  /** Which model; what a request names it by. */
  id: T.AIModel;
  /** What people call it. */
  name: string;
  /** Who makes it. */
  provider: string;
  /** What it is good at, in the person's language. */
  description: string;
  /** How it is. */
  status: T.ServiceState;
  /** What it can interpret. */
  types: Array<T.InterpretationType>;
  /** How deep it can go. */
  depths: Array<T.InterpretationDepth>;
  /** How many interpretations wait for it. */
  queueLength: number;
  /** How long an interpretation takes on average, in seconds; absent where it has made none yet. */
  averageDuration: number | null;
  /** When it was last asked how it is. */
  checkedAt: T.DateTime;
};

/** How ages are counted. */
export type AgeStyle = T.AgeStyle;

/** What to do with a local time that occurred twice because clocks were put back. */
export type AmbiguityPolicy = T.AmbiguityPolicy;

/** The moment of birth, as the calculation understood it. */
export type BirthMoment = {
  __typename?: "BirthMoment";
  /** The day in the Gregorian calendar. */
  solarDate: T.LocalDate;
  /** The day in the Korean lunar calendar. */
  lunarDate: LunarDate;
  /** The instant, which decides the year and month pillars and the luck pillars. */
  instant: T.DateTime;
  /** The effective local time, which decides the day and hour pillars. */
  localTime: T.LocalDateTime;
  /** Whether the birth time is not known; noon then stands for it, and there is no hour pillar. */
  timeUnknown: boolean;
};

/** Whether one part of the platform is well. */
export type ComponentStatus = {
  __typename?: "ComponentStatus";
  /** Which part: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage`, `payments`. */
  name: string;
  /** How well it is. */
  status: T.ServiceState;
  /** How long it took to answer when it was last asked, in milliseconds. */
  latencyMs: number | null;
};

/** A kind of content. */
export type ContentType = T.ContentType;

/** The luck pillars of a person. */
export type DaeunAnalysis = {
  __typename?: "DaeunAnalysis";
  /** Whether the pillars go forward from the month pillar (순행, sunhaeng) or backward (역행, yeokhaeng). */
  forward: boolean;
  /**
   * Days between the birth and the solar term it is counted to, to four decimals: the next one forward, the last one
   * backward.
   */
  daysToJeol: number;
  /** The age at which the first decade begins (대운수, daeunsu), made whole as the conventions say. */
  startAge: number;
  /** The same age exactly: three days are a year. */
  exactStart: DaeunStart;
  /** The day on which the first decade begins. */
  startDate: T.LocalDate;
  /** The ten decades. */
  pillars: Array<DaeunPillar>;
};

/** One decade of luck. */
export type DaeunPillar = {
  __typename?: "DaeunPillar";
  /** The pillar. */
  pillar: SajuPillar;
  /** The age at which the decade begins. */
  startAge: number;
  /** The year in which the person reaches that age. */
  startYear: number;
  /** The day on which the decade begins, by the exact age. */
  startDate: T.LocalDate;
  /** What the stem is to the day master. */
  cheonSipsin: T.Sipsin;
  /** What the branch is to the day master, by its main hidden stem. */
  jiSipsin: T.Sipsin;
  /** The stage of life of the day master in the branch. */
  unseong: T.Unseong;
};

/** How the first age of the luck pillars is made whole. */
export type DaeunRounding = T.DaeunRounding;

/** An age in years, months and days. */
export type DaeunStart = {
  __typename?: "DaeunStart";
  /** Whole years. */
  years: number;
  /** Whole months beyond them. */
  months: number;
  /** Whole days beyond them, thirty to the month. */
  days: number;
};

/** When the day pillar turns, for births between 23:00 and midnight. */
export type DayBoundary = T.DayBoundary;

/** How strong the day master is. */
export type DayMasterStrength = T.DayMasterStrength;

/** The gender of a person, on which the direction of the luck pillars depends. */
export type Gender = T.Gender;

/** A place on earth, and the clock that people there go by. */
export type GeoLocation = {
  __typename?: "GeoLocation";
  /** Degrees north of the equator. */
  latitude: number;
  /** Degrees east of Greenwich; it moves the day and hour pillars where `timeMode` is `mean` or `apparent`. */
  longitude: number;
  /** The clock of the place. */
  timezone: T.TimeZoneName;
};

/** A place on earth, and the clock that people there go by. */
export type GeoLocationInput = T.GeoLocationInput;

/** The structure of a chart, and what decided it. */
export type GyeokgukAnalysis = {
  __typename?: "GyeokgukAnalysis";
  /** The structure. */
  type: T.Gyeokguk;
  /** The hidden stem of the month branch that decided it; the main one where the branch itself did. */
  basisStem: T.Cheon;
  /** Which of the hidden stems of the month branch that is. */
  basis: T.JijangganPhase;
  /** Whether that stem also stands openly in the year, the month or the hour (투출, tuchul). */
  transparent: boolean;
};

/** How deep an interpretation goes. */
export type InterpretationDepth = T.InterpretationDepth;

/** How far a request has come. */
export type InterpretationProgress = {
  __typename?: "InterpretationProgress";
  /** Which request. */
  requestId: T.InterpretationId;
  /** How far it has come. */
  status: T.InterpretationStatus;
  /** The same in per cent. */
  progress: number;
  /** The model that is at work; absent while none is. */
  currentModel: T.AIModel | null;
  /** The models that are done. */
  completedModels: Array<T.AIModel>;
  /** Seconds until it is expected to be ready. */
  estimatedTimeRemaining: number | null;
  /** The interpretation so far: absent until one model is done, and final when `status` is `completed`. */
  result: AIInterpretation | null;
};

/** How far a request for an interpretation has come. */
export type InterpretationStatus = T.InterpretationStatus;

/** What an interpretation is about. */
export type InterpretationType = T.InterpretationType;

/** A stem hidden in a branch (지장간, jijanggan). */
export type Jijanggan = {
  __typename?: "Jijanggan";
  /** The stem. */
  cheon: T.Cheon;
  /** Which part of the branch's month it rules. */
  phase: T.JijangganPhase;
  /** How many of the thirty days of the branch's month it rules. */
  days: number;
  /** What it is to the day master. */
  sipsin: T.Sipsin;
};

/** A day of the Korean lunar calendar. */
export type LunarDate = {
  __typename?: "LunarDate";
  /** The lunar year, named by the Gregorian year in which it begins. */
  year: number;
  /** The month. */
  month: number;
  /** The day. */
  day: number;
  /** Whether the month is a leap month (윤달, yundal). */
  isLeapMonth: boolean;
};

/** What one model read in a chart. */
export type ModelReading = {
  __typename?: "ModelReading";
  /** The model. */
  model: T.AIModel;
  /** The text, in Markdown and in the person's language. */
  content: string;
  /** How sure the model is, from 0 to 1. */
  confidence: number;
  /** When the model was done. */
  generatedAt: T.DateTime;
};

/** What can be changed. */
export type Mutation = {
  __typename?: "Mutation";
  /** Ask for an interpretation of one of the caller's results. */
  requestAIInterpretation: AIInterpretationRequest;
  /** Calculate the Four Pillars and keep them as a new result. */
  calculateSaju: SajuCalculationResult;
  /** Share one of the caller's results for thirty days. Messages need a confirmed address. */
  shareSajuResult: ShareResult;
};

/** The arguments of `Mutation.requestAIInterpretation`. */
export type MutationRequestAIInterpretationArgs = {
  sajuId: T.SajuResultId;
  models?: Array<T.AIModelName> | null;
  type: T.InterpretationType;
  depth?: T.InterpretationDepth | null;
};

/** The arguments of `Mutation.calculateSaju`. */
export type MutationCalculateSajuArgs = {
  input: T.SajuCalculationInput;
};

/** The arguments of `Mutation.shareSajuResult`. */
export type MutationShareSajuResultArgs = {
  sajuId: T.SajuResultId;
  shareType: T.ShareType;
  recipients?: Array<T.Recipient> | null;
};

/** Something that the platform tells a person. */
export type Notification = {
  __typename?: "Notification";
  /** Which notification. */
  id: T.NotificationId;
  /** How serious it is. */
  type: T.NotificationType;
  /** What it says, in the person's language. */
  message: string;
  /** What the person can do about it. */
  action: NotificationAction | null;
  /** When it was made. */
  createdAt: T.DateTime;
};

/** What a person can do about a notification. */
export type NotificationAction = {
  __typename?: "NotificationAction";
  /** What the button says, in the person's language. */
  label: string;
  /** Where the button leads. */
  url: T.Uri | null;
};

/** How serious a notification is. */
export type NotificationType = T.NotificationType;

/** Information about pagination in a connection */
export type PageInfo = {
  __typename?: "PageInfo";
  /** When paginating backwards, are there more items? */
  hasPreviousPage: boolean;
  /** When paginating forwards, are there more items? */
  hasNextPage: boolean;
  /** When paginating backwards, the cursor to continue. */
  startCursor: string | null;
  /** When paginating forwards, the cursor to continue. */
  endCursor: string | null;
};

/** Which of the four pillars. */
export type PillarPosition = T.PillarPosition;

/** What can be read. */
export type Query = {
  __typename?: "Query";
  /** Every model of the platform and how it is. */
  aiModels: Array<AIModelStatus>;
  /** The caller's results, newest first. */
  mySajuResults: SajuResultConnection;
  /** One of the caller's results; null where there is none with this id. */
  sajuResult: SajuResult | null;
  /**
   * Content that suits a person, best first: what strengthens a weak element of their newest result, and without a
   * result what most people like.
   */
  recommendedContent: Array<RecommendedContent>;
};

/** The arguments of `Query.mySajuResults`. */
export type QueryMySajuResultsArgs = {
  first?: number | null;
  after?: string | null;
  filter?: T.SajuResultFilter | null;
};

/** The arguments of `Query.sajuResult`. */
export type QuerySajuResultArgs = {
  id: T.SajuResultId;
};

/** The arguments of `Query.recommendedContent`. */
export type QueryRecommendedContentArgs = {
  userId: T.UserId;
  type?: T.ContentType | null;
  limit?: number | null;
};

/** A piece of content that suits a person, and why. */
export type RecommendedContent = {
  __typename?: "RecommendedContent";
  /** Which piece. */
  id: T.ContentId;
  /** What kind it is. */
  type: T.ContentType;
  /** Its title. */
  title: string;
  /** What it is about, in a sentence or two. */
  summary: string;
  /** Where it is. */
  url: T.Uri;
  /** A picture of it. */
  imageUrl: T.Uri | null;
  /** Why it is recommended, in the person's language. */
  reason: string;
  /** The element that it strengthens. */
  element: T.WuxingElement | null;
  /** How well it suits the person, from 0 to 1; lists are sorted by it. */
  score: number;
  /** When it came out. */
  publishedAt: T.DateTime;
};

/** What a person asks to be computed. */
export type SajuCalculation = {
  __typename?: "SajuCalculation";
  /** The birth date, in the calendar that `isLunar` names. */
  birthDate: T.CalendarDate;
  /** The birth time as a clock at the place showed it; where it is not known there is no hour pillar. */
  birthTime: T.ClockTime | null;
  /** Whether the date is of the Korean lunar calendar. */
  isLunar: boolean;
  /** Whether the lunar month is a leap month (윤달, yundal); ignored with a warning where the date is solar. */
  isLeapMonth: boolean | null;
  /** The gender of the person who was born. */
  gender: T.Gender;
  /** The name of the person who was born; it does not enter the sums. */
  name: T.PersonName;
  /** Where they were born; Seoul's clock and the meridian 127.5 east where it is absent. */
  location: GeoLocation | null;
  /** The conventions to compute by; what is absent is the default of each. */
  options: SajuOptions | null;
};

/** What a person asks to be computed. */
export type SajuCalculationInput = T.SajuCalculationInput;

/** What the mutation `calculateSaju` answers. */
export type SajuCalculationResult = {
  __typename?: "SajuCalculationResult";
  /** Always true; a failure is a GraphQL error. */
  success: true;
  /** A sentence for the person, in their own language. */
  message: string | null;
  /** The result. */
  result: SajuResult;
  /** Seconds until the result is whole; 0, since it is computed before the answer. */
  estimatedProcessingTime: number;
};

/** The conventions that a result was computed with, defaults included. */
export type SajuConventions = {
  __typename?: "SajuConventions";
  /** The clock that decided the day and hour pillars. */
  timeMode: T.TimeMode;
  /** When the day pillar turns. */
  dayBoundary: T.DayBoundary;
  /** When the year pillar turns. */
  yearStart: T.YearStart;
  /** How the first age of the luck pillars was made whole. */
  daeunRounding: T.DaeunRounding;
  /** How ages are counted. */
  ageStyle: T.AgeStyle;
  /** What was to be done with a local time that occurred twice. */
  ambiguity: T.AmbiguityPolicy;
  /** The clock that the birth time was read by. */
  timezone: T.TimeZoneName;
  /** The meridian of the local time, in degrees east; absent where `timeMode` is `clock` or `wall`. */
  longitude: number | null;
  /** The engine and its version. */
  engine: string;
};

/** The conventions to compute by: schools differ, and each answer names what it was computed with. */
export type SajuOptions = {
  __typename?: "SajuOptions";
  /** The clock that decides the day and hour pillars; `mean` where absent. */
  timeMode: T.TimeMode | null;
  /** When the day pillar turns; `split` where absent. */
  dayBoundary: T.DayBoundary | null;
  /** When the year pillar turns; `ipchun` where absent. */
  yearStart: T.YearStart | null;
  /** How the first age of the luck pillars is made whole; `round` where absent. */
  daeunRounding: T.DaeunRounding | null;
  /** How ages are counted; `international` where absent. */
  ageStyle: T.AgeStyle | null;
  /** What to do with a local time that occurred twice; `earlier` where absent. */
  ambiguity: T.AmbiguityPolicy | null;
};

/** The conventions to compute by: schools differ, and each answer names what it was computed with. */
export type SajuOptionsInput = T.SajuOptionsInput;

/** The chart (사주팔자, saju palja): four pillars, eight characters. */
export type SajuPan = {
  __typename?: "SajuPan";
  /** The year pillar. */
  year: SajuPillar;
  /** The month pillar. */
  month: SajuPillar;
  /** The day pillar; its stem is the day master (일간, ilgan). */
  day: SajuPillar;
  /** The hour pillar; absent where the birth time is not known. */
  hour: SajuPillar | null;
};

/** A pillar: a stem over a branch. */
export type SajuPillar = {
  __typename?: "SajuPillar";
  /** The heavenly stem. */
  cheon: T.Cheon;
  /** The earthly branch. */
  ji: T.Ji;
  /** The element of the stem; the branch's own stands in `wuxing.elements`. */
  element: T.WuxingElement;
};

/** The Four Pillars of a person, computed once and never again. */
export type SajuResult = {
  __typename?: "SajuResult";
  /** Which result. */
  id: T.SajuResultId;
  /** Whose result. */
  userId: T.UserId;
  /** What it was computed from, as it was sent. */
  input: SajuCalculation;
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
  /** What may make the result other than expected. */
  warnings: Array<SajuWarning>;
  /** The interpretations that are ready, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /** When it was computed. */
  createdAt: T.DateTime;
  /** When an interpretation was last added. */
  updatedAt: T.DateTime;
};

export type SajuResultConnection = {
  __typename?: "SajuResultConnection";
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
  /** A list of edges. */
  edges: Array<SajuResultEdge>;
  /** A list of nodes. */
  nodes: Array<SajuResult>;
  /** How many items there are on all pages together. */
  totalCount: number;
};

/** An edge in a connection. */
export type SajuResultEdge = {
  __typename?: "SajuResultEdge";
  /** The item at the end of the edge */
  node: SajuResult;
  /** A cursor for use in pagination */
  cursor: string;
};

/** Which results to list; what is absent does not matter. */
export type SajuResultFilter = T.SajuResultFilter;

/** Something that may make a result other than expected. */
export type SajuWarning = {
  __typename?: "SajuWarning";
  /** What it is. */
  code: T.SajuWarningCode;
  /** The same in a sentence of the person's language. */
  message: string;
  /** Which pillar would be another. */
  position: T.PillarPosition | null;
  /** The pillar it would be. */
  neighbour: SajuPillar | null;
};

/** How well something is. */
export type ServiceState = T.ServiceState;

/** A result that has been shared. */
export type ShareResult = {
  __typename?: "ShareResult";
  /** Which result. */
  sajuId: T.SajuResultId;
  /** The token it is shared under. */
  token: T.ShareToken;
  /** The page on which others see it. */
  url: T.Uri;
  /** How it was shared. */
  shareType: T.ShareType;
  /** To whom a message goes; empty for a link. */
  recipients: Array<T.Recipient>;
  /** When it was shared. */
  createdAt: T.DateTime;
  /** When the token ends. */
  expiresAt: T.DateTime;
};

/** How a result is shared. */
export type ShareType = T.ShareType;

/** The ten gods of a chart. */
export type SipsinAnalysis = {
  __typename?: "SipsinAnalysis";
  /** The day master (일간, ilgan): the stem of the day, from which the others are seen. */
  dayMaster: T.Cheon;
  /** The year pillar. */
  year: SipsinPillar;
  /** The month pillar. */
  month: SipsinPillar;
  /** The day pillar. */
  day: SipsinPillar;
  /** The hour pillar; absent where the birth time is not known. */
  hour: SipsinPillar | null;
  /** How often each of the ten gods occurs, in their order. */
  counts: Array<SipsinCount>;
  /** The two void branches (공망, gongmang) of the day pillar. */
  gongmang: Array<T.Ji>;
};

/** How often one of the ten gods occurs. */
export type SipsinCount = {
  __typename?: "SipsinCount";
  /** Which god. */
  sipsin: T.Sipsin;
  /** How many of the stems and branches beside the day master are it. */
  count: number;
};

/** The ten gods of one pillar. */
export type SipsinPillar = {
  __typename?: "SipsinPillar";
  /** What the stem is; absent on the day pillar, whose stem is the day master (일간, ilgan) itself. */
  cheon: T.Sipsin | null;
  /** What the branch is, by its main hidden stem. */
  ji: T.Sipsin;
  /** The hidden stems of the branch, in the order in which they rule. */
  jijanggan: Array<Jijanggan>;
  /** The stage of life of the day master in the branch. */
  unseong: T.Unseong;
};

/** What can be followed. */
export type Subscription = {
  __typename?: "Subscription";
  /** How an interpretation comes along; ends when it is ready, and with an error when every model failed. */
  aiInterpretationProgress: InterpretationProgress;
  /** How the platform is: at once, and each time it changes. */
  systemStatus: SystemStatusUpdate;
  /** A person's notifications, each when it is made. */
  notifications: Notification;
};

/** The arguments of `Subscription.aiInterpretationProgress`. */
export type SubscriptionAiInterpretationProgressArgs = {
  requestId: T.InterpretationId;
};

/** The arguments of `Subscription.notifications`. */
export type SubscriptionNotificationsArgs = {
  userId: T.UserId;
};

/** How the platform is, when that changes. */
export type SystemStatusUpdate = {
  __typename?: "SystemStatusUpdate";
  /** The worst state of its components. */
  status: T.ServiceState;
  /** A sentence for people, where there is something to say. */
  message: string | null;
  /** Each part of the platform. */
  components: Array<ComponentStatus>;
  /** When it became so. */
  updatedAt: T.DateTime;
};

/** The clock that decides the day and hour pillars. */
export type TimeMode = T.TimeMode;

/** The five elements of a chart: how many, how strong, and what to do about it. */
export type WuxingAnalysis = {
  __typename?: "WuxingAnalysis";
  /** The elements of the eight characters in pillar order, stem before branch; six where there is no hour pillar. */
  elements: Array<T.WuxingElement>;
  /** How evenly the elements are spread, by weight. */
  balance: T.WuxingBalance;
  /** How many of the eight characters have each element. */
  counts: WuxingCounts;
  /** The weight of each element in per cent: stems whole, branches split over their hidden stems, the month double. */
  weighted: WuxingWeights;
  /** What is strong in the chart, in sentences of the person's language. */
  strengths: Array<string>;
  /** What is weak in the chart, in sentences of the person's language. */
  weaknesses: Array<string>;
  /** What to do about it, in sentences of the person's language. */
  recommendations: Array<string>;
  /** The elements with 30 per cent or more; the largest alone where none has so much. */
  strongElements: Array<T.WuxingElement>;
  /** The elements with 10 per cent or less; the smallest alone where none has so little. */
  weakElements: Array<T.WuxingElement>;
  /** The elements with 40 per cent or more. */
  excessElements: Array<T.WuxingElement>;
  /** The elements that none of the eight characters has. */
  missingElements: Array<T.WuxingElement>;
  /** How strong the day master is. */
  dayMasterStrength: T.DayMasterStrength;
  /** The weight of the day master's own element and of the one that feeds it, in per cent. */
  dayMasterSupport: number;
  /** The elements that would balance the chart (용신, yongsin), best first, and what stands for them. */
  remedies: Array<WuxingRemedy>;
};

/** The colour of an element. */
export type WuxingColor = T.WuxingColor;

/** How many characters have each element: eight together, six where there is no hour pillar. */
export type WuxingCounts = {
  __typename?: "WuxingCounts";
  /** Wood. */
  wood: number;
  /** Fire. */
  fire: number;
  /** Earth. */
  earth: number;
  /** Metal. */
  metal: number;
  /** Water. */
  water: number;
};

/** The direction of an element. */
export type WuxingDirection = T.WuxingDirection;

/** One of the five elements (오행, ohaeng). */
export type WuxingElement = T.WuxingElement;

/** An element that would balance a chart, and what stands for it. */
export type WuxingRemedy = {
  __typename?: "WuxingRemedy";
  /** The element. */
  element: T.WuxingElement;
  /** Its colour. */
  color: T.WuxingColor;
  /** Its direction. */
  direction: T.WuxingDirection;
  /** Its season. */
  season: T.WuxingSeason;
  /** Its numbers. */
  numbers: Array<number>;
};

/** The season of an element. */
export type WuxingSeason = T.WuxingSeason;

/** The weight of each element in per cent, with one decimal; 100 together. */
export type WuxingWeights = {
  __typename?: "WuxingWeights";
  /** Wood. */
  wood: number;
  /** Fire. */
  fire: number;
  /** Earth. */
  earth: number;
  /** Metal. */
  metal: number;
  /** Water. */
  water: number;
};

/** When the year pillar turns. */
export type YearStart = T.YearStart;
