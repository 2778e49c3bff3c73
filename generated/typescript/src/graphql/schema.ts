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
  /** The id of the interpretation; equals the id of its request. */
  id: T.InterpretationId;
  /** The id of the interpreted result. */
  sajuId: T.SajuResultId;
  /** The model that wrote the text: the one with the highest confidence. */
  model: T.AIModel;
  /** The topic of the interpretation. */
  type: T.InterpretationType;
  /** The depth of the interpretation. */
  depth: T.InterpretationDepth;
  /** The text, in Markdown and in the user's language. */
  content: string;
  /** The model's confidence in the text, from 0 to 1. */
  confidence: number;
  /**
   * The readings of all models, highest confidence first.
   *
   * The first reading is the text of the interpretation itself.
   */
  readings: Array<ModelReading>;
  /** The time at which the interpretation was ready. */
  generatedAt: T.DateTime;
};

/** An accepted request for an interpretation. */
export type AIInterpretationRequest = {
  __typename?: "AIInterpretationRequest";
  /** The id of the request, used to follow its progress; equals `interpretationId`. */
  requestId: T.InterpretationId;
  /** The id that the interpretation will have; equals `requestId`. */
  interpretationId: T.InterpretationId;
  /** The id of the result to interpret. */
  sajuId: T.SajuResultId;
  /** The status of the request. */
  status: T.InterpretationStatus;
  /** The models that the request uses. */
  models: Array<T.AIModel>;
  /** The depth of the interpretation. */
  depth: T.InterpretationDepth;
  /** The topic of the interpretation. */
  type: T.InterpretationType;
  /** The expected time until the interpretation is ready, in seconds. */
  estimatedTime: number;
  /** The time at which the request was accepted. */
  requestedAt: T.DateTime;
};

/** An AI model with its abilities and status. */
export type AIModelStatus = {
  __typename?: "AIModelStatus";
  /** The id of the model, as used in requests. */
  id: T.AIModel;
  /** The display name of the model. */
  name: string;
  /** The company that makes the model. */
  provider: string;
  /** The strengths of the model, in the user's language. */
  description: string;
  /** The state of the model. */
  status: T.ServiceState;
  /** The topics that the model can interpret. */
  types: Array<T.InterpretationType>;
  /** The depths that the model supports. */
  depths: Array<T.InterpretationDepth>;
  /** The number of interpretations that wait for the model. */
  queueLength: number;
  /**
   * The average time for one interpretation, in seconds.
   *
   * Absent if the model has not made an interpretation yet.
   */
  averageDuration: number | null;
  /** The time of the last status check. */
  checkedAt: T.DateTime;
};

/** The way in which ages are counted. */
export type AgeStyle = T.AgeStyle;

/** The handling of a local time that occurred twice because clocks were set back. */
export type AmbiguityPolicy = T.AmbiguityPolicy;

/** The moment of birth, as used in the calculation. */
export type BirthMoment = {
  __typename?: "BirthMoment";
  /** The date in the Gregorian calendar. */
  solarDate: T.LocalDate;
  /** The date in the Korean lunar calendar. */
  lunarDate: LunarDate;
  /** The moment in UTC; it decides the year, month and luck pillars. */
  instant: T.DateTime;
  /** The effective local time; it decides the day and hour pillars. */
  localTime: T.LocalDateTime;
  /**
   * Whether the birth time is unknown.
   *
   * If it is, the calculation uses noon, and the chart has no hour pillar.
   */
  timeUnknown: boolean;
};

/** The state of one component of the platform. */
export type ComponentStatus = {
  __typename?: "ComponentStatus";
  /** The name: `api`, `saju_engine`, `ai`, `database`, `cache`, `storage` or `payments`. */
  name: string;
  /** The state of the component. */
  status: T.ServiceState;
  /** The response time of the last check, in milliseconds. */
  latencyMs: number | null;
};

/** A kind of content. */
export type ContentType = T.ContentType;

/** The luck pillars (대운, daeun) of a person. */
export type DaeunAnalysis = {
  __typename?: "DaeunAnalysis";
  /**
   * Whether the pillars run forward from the month pillar (순행, sunhaeng).
   *
   * If false, they run backward (역행, yeokhaeng).
   */
  forward: boolean;
  /**
   * The days between the birth and a solar term (절, jeol), to four decimals.
   *
   * If `forward` is true, this is the next solar term; otherwise it is the last one.
   */
  daysToJeol: number;
  /**
   * The age at which the first decade begins (대운수, daeunsu), in whole years.
   *
   * The conventions decide how it is rounded and counted.
   */
  startAge: number;
  /**
   * The exact age at which the first decade begins.
   *
   * Each three days to the solar term are one year of age.
   */
  exactStart: DaeunStart;
  /** The day on which the first decade begins. */
  startDate: T.LocalDate;
  /** The ten decades of luck. */
  pillars: Array<DaeunPillar>;
};

/** One decade of luck. */
export type DaeunPillar = {
  __typename?: "DaeunPillar";
  /** The pillar of the decade. */
  pillar: SajuPillar;
  /** The age at which the decade begins. */
  startAge: number;
  /** The Gregorian year in which the person reaches that age. */
  startYear: number;
  /** The day on which the decade begins, according to the exact age. */
  startDate: T.LocalDate;
  /** The relation of the stem to the day master (십신, sipsin). */
  cheonSipsin: T.Sipsin;
  /** The relation of the branch's main hidden stem to the day master (십신, sipsin). */
  jiSipsin: T.Sipsin;
  /** The stage of life (십이운성, sibi unseong) of the day master in the branch. */
  unseong: T.Unseong;
};

/** The rounding of the age at which the first luck pillar begins. */
export type DaeunRounding = T.DaeunRounding;

/** An age in years, months and days. */
export type DaeunStart = {
  __typename?: "DaeunStart";
  /** The whole years. */
  years: number;
  /** The whole months after the years. */
  months: number;
  /** The whole days after the months; a month has thirty days. */
  days: number;
};

/** The time at which the day pillar changes, for births between 23:00 and midnight. */
export type DayBoundary = T.DayBoundary;

/** The strength of the day master. */
export type DayMasterStrength = T.DayMasterStrength;

/** The gender of a person; the direction of the luck pillars (대운, daeun) depends on it. */
export type Gender = T.Gender;

/** A place on earth, with its time zone. */
export type GeoLocation = {
  __typename?: "GeoLocation";
  /** The latitude, in degrees north of the equator. It does not affect the result. */
  latitude: number;
  /**
   * The longitude, in degrees east of Greenwich.
   *
   * It affects the day and hour pillars if `timeMode` is `mean` or `apparent`.
   */
  longitude: number;
  /** The time zone of the place. */
  timezone: T.TimeZoneName;
};

/** A place on earth, with its time zone. */
export type GeoLocationInput = T.GeoLocationInput;

/** The structure of a chart (격국, gyeokguk), and the hidden stem that decided it. */
export type GyeokgukAnalysis = {
  __typename?: "GyeokgukAnalysis";
  /** The structure. */
  type: T.Gyeokguk;
  /**
   * The hidden stem of the month branch that decided the structure.
   *
   * If the branch itself decided it, this is its main hidden stem.
   */
  basisStem: T.Cheon;
  /** The phase of that hidden stem in the month branch. */
  basis: T.JijangganPhase;
  /** Whether that stem is also the stem of the year, month or hour pillar (투출, tuchul). */
  transparent: boolean;
};

/** The depth of an interpretation. */
export type InterpretationDepth = T.InterpretationDepth;

/** The progress of a request for an interpretation. */
export type InterpretationProgress = {
  __typename?: "InterpretationProgress";
  /** The id of the request. */
  requestId: T.InterpretationId;
  /** The status of the request. */
  status: T.InterpretationStatus;
  /** The progress, in percent. */
  progress: number;
  /** The model that is working; absent if none is. */
  currentModel: T.AIModel | null;
  /** The models that have finished. */
  completedModels: Array<T.AIModel>;
  /** The expected time until the interpretation is ready, in seconds. */
  estimatedTimeRemaining: number | null;
  /**
   * The interpretation so far.
   *
   * Absent until the first model finishes; final when `status` is `completed`.
   */
  result: AIInterpretation | null;
};

/** The status of a request for an interpretation. */
export type InterpretationStatus = T.InterpretationStatus;

/** The topic of an interpretation. */
export type InterpretationType = T.InterpretationType;

/** A stem hidden in a branch (지장간, jijanggan). */
export type Jijanggan = {
  __typename?: "Jijanggan";
  /** The hidden stem. */
  cheon: T.Cheon;
  /** The part of the branch's month that the stem rules. */
  phase: T.JijangganPhase;
  /** The number of days that the stem rules, of the thirty days of the branch's month. */
  days: number;
  /** The relation of the stem to the day master (십신, sipsin). */
  sipsin: T.Sipsin;
};

/** A date in the Korean lunar calendar. */
export type LunarDate = {
  __typename?: "LunarDate";
  /** The lunar year, named after the Gregorian year in which it begins. */
  year: number;
  /** The month. */
  month: number;
  /** The day. */
  day: number;
  /** Whether the month is a leap month (윤달, yundal). */
  isLeapMonth: boolean;
};

/** One model's reading of a chart. */
export type ModelReading = {
  __typename?: "ModelReading";
  /** The model. */
  model: T.AIModel;
  /** The text, in Markdown and in the user's language. */
  content: string;
  /** The model's confidence in the text, from 0 to 1. */
  confidence: number;
  /** The time at which the model finished. */
  generatedAt: T.DateTime;
};

/** The fields that change something. */
export type Mutation = {
  __typename?: "Mutation";
  /** Request an interpretation of one of the caller's results. */
  requestAIInterpretation: AIInterpretationRequest;
  /** Calculate the Four Pillars and save them as a new result. */
  calculateSaju: SajuCalculationResult;
  /**
   * Share one of the caller's results for thirty days.
   *
   * Messages need a confirmed email address.
   */
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

/** A message of the platform to a user. */
export type Notification = {
  __typename?: "Notification";
  /** The id of the notification. */
  id: T.NotificationId;
  /** The severity of the notification. */
  type: T.NotificationType;
  /** The text of the notification, in the user's language. */
  message: string;
  /** The action that the user can take; absent if there is no action. */
  action: NotificationAction | null;
  /** The time at which the notification was created. */
  createdAt: T.DateTime;
};

/** An action that a user can take on a notification. */
export type NotificationAction = {
  __typename?: "NotificationAction";
  /** The label of the button, in the user's language. */
  label: string;
  /** The address that the button opens. */
  url: T.Uri | null;
};

/** The severity of a notification. */
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

/** The position of one of the four pillars. */
export type PillarPosition = T.PillarPosition;

/** The fields that can be read. */
export type Query = {
  __typename?: "Query";
  /** All AI models of the platform with their status. */
  aiModels: Array<AIModelStatus>;
  /** The caller's results, newest first. */
  mySajuResults: SajuResultConnection;
  /** One of the caller's results; null if the caller has no result with this id. */
  sajuResult: SajuResult | null;
  /**
   * Content recommended for the user, best first.
   *
   * The content strengthens weak elements of the user's newest result. Without a result, it is the content that most
   * users like.
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

/** A piece of content that suits a user, with the reason. */
export type RecommendedContent = {
  __typename?: "RecommendedContent";
  /** The id of the content. */
  id: T.ContentId;
  /** The kind of content. */
  type: T.ContentType;
  /** The title of the content. */
  title: string;
  /** A summary of the content, in one or two sentences. */
  summary: string;
  /** The address of the content. */
  url: T.Uri;
  /** The address of a picture of the content. */
  imageUrl: T.Uri | null;
  /** The reason for the recommendation, in the user's language. */
  reason: string;
  /** The element that the content strengthens; absent if there is none. */
  element: T.WuxingElement | null;
  /** The relevance for the user, from 0 to 1; lists are sorted by it, highest first. */
  score: number;
  /** The time of publication. */
  publishedAt: T.DateTime;
};

/** The input of a calculation. */
export type SajuCalculation = {
  __typename?: "SajuCalculation";
  /** The birth date, in the calendar that `isLunar` selects. */
  birthDate: T.CalendarDate;
  /**
   * The birth time on the local clock.
   *
   * Absent if it is unknown; the chart then has no hour pillar.
   */
  birthTime: T.ClockTime | null;
  /** Whether the date is in the Korean lunar calendar. */
  isLunar: boolean;
  /**
   * Whether the lunar month is a leap month (윤달, yundal).
   *
   * Ignored with a warning if the date is solar.
   */
  isLeapMonth: boolean | null;
  /** The gender of the person. */
  gender: T.Gender;
  /** The name of the person. It does not affect the result. */
  name: T.PersonName;
  /** The birth place; by default Seoul's clock and the meridian 127.5 degrees east. */
  location: GeoLocation | null;
  /** The conventions of the calculation; absent ones have their defaults. */
  options: SajuOptions | null;
};

/** The input of a calculation. */
export type SajuCalculationInput = T.SajuCalculationInput;

/** The response of the mutation `calculateSaju`. */
export type SajuCalculationResult = {
  __typename?: "SajuCalculationResult";
  /** Always true; a failure is a GraphQL error. */
  success: true;
  /** A message for the user, in the user's language. */
  message: string | null;
  /** The result. */
  result: SajuResult;
  /**
   * The time until the result is complete, in seconds.
   *
   * It is 0, because the result is calculated before the response.
   */
  estimatedProcessingTime: number;
};

/** The conventions that a result was calculated with, including the defaults. */
export type SajuConventions = {
  __typename?: "SajuConventions";
  /** The clock that decided the day and hour pillars. */
  timeMode: T.TimeMode;
  /** The time at which the day pillar changes. */
  dayBoundary: T.DayBoundary;
  /** The time at which the year pillar changes. */
  yearStart: T.YearStart;
  /** The rounding of the age at which the first luck pillar begins. */
  daeunRounding: T.DaeunRounding;
  /** The way in which ages are counted. */
  ageStyle: T.AgeStyle;
  /** The handling of a local time that occurred twice. */
  ambiguity: T.AmbiguityPolicy;
  /** The time zone of the birth time. */
  timezone: T.TimeZoneName;
  /**
   * The meridian of the local time, in degrees east of Greenwich.
   *
   * Absent if `timeMode` is `clock` or `wall`.
   */
  longitude: number | null;
  /** The name and version of the engine. */
  engine: string;
};

/**
 * The conventions of a calculation.
 *
 * Schools of saju differ, so each result names the conventions that it was calculated with.
 */
export type SajuOptions = {
  __typename?: "SajuOptions";
  /** The clock that decides the day and hour pillars; by default `mean`. */
  timeMode: T.TimeMode | null;
  /** The time at which the day pillar changes; by default `split`. */
  dayBoundary: T.DayBoundary | null;
  /** The time at which the year pillar changes; by default `ipchun`. */
  yearStart: T.YearStart | null;
  /** The rounding of the age at which the first luck pillar begins; by default `round`. */
  daeunRounding: T.DaeunRounding | null;
  /** The way in which ages are counted; by default `international`. */
  ageStyle: T.AgeStyle | null;
  /** The handling of a local time that occurred twice; by default `earlier`. */
  ambiguity: T.AmbiguityPolicy | null;
};

/**
 * The conventions of a calculation.
 *
 * Schools of saju differ, so each result names the conventions that it was calculated with.
 */
export type SajuOptionsInput = T.SajuOptionsInput;

/** The chart (사주팔자, saju palja): four pillars with eight characters. */
export type SajuPan = {
  __typename?: "SajuPan";
  /** The year pillar. */
  year: SajuPillar;
  /** The month pillar. */
  month: SajuPillar;
  /** The day pillar; its stem is the day master (일간, ilgan). */
  day: SajuPillar;
  /** The hour pillar; absent if the birth time is unknown. */
  hour: SajuPillar | null;
};

/** A pillar: a stem over a branch. */
export type SajuPillar = {
  __typename?: "SajuPillar";
  /** The heavenly stem. */
  cheon: T.Cheon;
  /** The earthly branch. */
  ji: T.Ji;
  /** The element of the stem. The element of the branch is in `wuxing.elements`. */
  element: T.WuxingElement;
};

/** The Four Pillars of a person, calculated once and never again. */
export type SajuResult = {
  __typename?: "SajuResult";
  /** The id of the result. */
  id: T.SajuResultId;
  /** The id of the user who owns the result. */
  userId: T.UserId;
  /** The input of the calculation, as it was sent. */
  input: SajuCalculation;
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
  /** The reasons why the result may differ from the expected one. */
  warnings: Array<SajuWarning>;
  /** The interpretations that are ready, newest first. */
  aiInterpretations: Array<AIInterpretation>;
  /** The time of the calculation. */
  createdAt: T.DateTime;
  /** The time at which an interpretation was last added. */
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

/** The conditions for listed results; absent ones do not apply. */
export type SajuResultFilter = T.SajuResultFilter;

/** A reason why a result may differ from the expected one. */
export type SajuWarning = {
  __typename?: "SajuWarning";
  /** The code of the warning. */
  code: T.SajuWarningCode;
  /** The text of the warning, in the user's language. */
  message: string;
  /** The position of the pillar that could be different. */
  position: T.PillarPosition | null;
  /** The other pillar that could be at this position. */
  neighbour: SajuPillar | null;
};

/** The state of a service or of one of its components. */
export type ServiceState = T.ServiceState;

/** A result that has been shared, with its token. */
export type ShareResult = {
  __typename?: "ShareResult";
  /** The id of the result. */
  sajuId: T.SajuResultId;
  /** The token of the shared result. */
  token: T.ShareToken;
  /** The address of the page on which others see the result. */
  url: T.Uri;
  /** The way in which the result is shared. */
  shareType: T.ShareType;
  /** The recipients of the messages; empty for a link. */
  recipients: Array<T.Recipient>;
  /** The time at which the result was shared. */
  createdAt: T.DateTime;
  /** The time at which the token expires. */
  expiresAt: T.DateTime;
};

/** The way in which a result is shared. */
export type ShareType = T.ShareType;

/** The ten gods of a chart. */
export type SipsinAnalysis = {
  __typename?: "SipsinAnalysis";
  /** The day master (일간, ilgan): the stem of the day pillar, which all relations refer to. */
  dayMaster: T.Cheon;
  /** The year pillar. */
  year: SipsinPillar;
  /** The month pillar. */
  month: SipsinPillar;
  /** The day pillar. */
  day: SipsinPillar;
  /** The hour pillar; absent if the birth time is unknown. */
  hour: SipsinPillar | null;
  /** The number of occurrences of each of the ten gods, in their usual order. */
  counts: Array<SipsinCount>;
  /** The two void branches (공망, gongmang) of the day pillar. */
  gongmang: Array<T.Ji>;
};

/** The number of occurrences of one of the ten gods in a chart. */
export type SipsinCount = {
  __typename?: "SipsinCount";
  /** The god. */
  sipsin: T.Sipsin;
  /** The number of stems and branches with this god, without the day master. */
  count: number;
};

/** The ten gods of one pillar. */
export type SipsinPillar = {
  __typename?: "SipsinPillar";
  /**
   * The relation of the stem to the day master.
   *
   * Absent on the day pillar, whose stem is the day master (일간, ilgan) itself.
   */
  cheon: T.Sipsin | null;
  /** The relation of the branch's main hidden stem to the day master. */
  ji: T.Sipsin;
  /** The hidden stems of the branch, in the order in which they rule. */
  jijanggan: Array<Jijanggan>;
  /** The stage of life (십이운성, sibi unseong) of the day master in the branch. */
  unseong: T.Unseong;
};

/** The streams of events that can be followed. */
export type Subscription = {
  __typename?: "Subscription";
  /**
   * The progress of an interpretation.
   *
   * Completes when the interpretation is ready, and ends with an error if every model failed.
   */
  aiInterpretationProgress: InterpretationProgress;
  /** The state of the platform, sent at once and after each change. */
  systemStatus: SystemStatusUpdate;
  /** The user's notifications, each as soon as it is created. */
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

/** The state of the platform, sent when it changes. */
export type SystemStatusUpdate = {
  __typename?: "SystemStatusUpdate";
  /** The worst state of the components. */
  status: T.ServiceState;
  /** A message for users; absent if there is nothing to report. */
  message: string | null;
  /** The components of the platform. */
  components: Array<ComponentStatus>;
  /** The time at which this state was observed. */
  updatedAt: T.DateTime;
};

/** The clock that decides the day and hour pillars. */
export type TimeMode = T.TimeMode;

/** The five elements (오행, ohaeng) of a chart: their counts, weights and remedies. */
export type WuxingAnalysis = {
  __typename?: "WuxingAnalysis";
  /**
   * The elements of the eight characters, in pillar order, stem before branch.
   *
   * There are six if the chart has no hour pillar.
   */
  elements: Array<T.WuxingElement>;
  /** The evenness of the elements, by weight. */
  balance: T.WuxingBalance;
  /** The number of characters of each element. */
  counts: WuxingCounts;
  /**
   * The weight of each element, in percent.
   *
   * A stem counts whole, a branch is split over its hidden stems, and the month branch counts twice.
   */
  weighted: WuxingWeights;
  /** Sentences about the strong elements of the chart, in the user's language. */
  strengths: Array<string>;
  /** Sentences about the weak elements of the chart, in the user's language. */
  weaknesses: Array<string>;
  /** Sentences that recommend how to balance the elements, in the user's language. */
  recommendations: Array<string>;
  /** The elements with 30 percent or more; if there are none, the largest one. */
  strongElements: Array<T.WuxingElement>;
  /** The elements with 10 percent or less; if there are none, the smallest one. */
  weakElements: Array<T.WuxingElement>;
  /** The elements with 40 percent or more. */
  excessElements: Array<T.WuxingElement>;
  /** The elements that no character of the chart has. */
  missingElements: Array<T.WuxingElement>;
  /** The strength of the day master. */
  dayMasterStrength: T.DayMasterStrength;
  /** The total weight of the day master's element and the element that feeds it, in percent. */
  dayMasterSupport: number;
  /** The elements that would balance the chart (용신, yongsin), best first. */
  remedies: Array<WuxingRemedy>;
};

/** The colour of an element. */
export type WuxingColor = T.WuxingColor;

/**
 * The number of characters of each element.
 *
 * The total is eight, or six if the chart has no hour pillar.
 */
export type WuxingCounts = {
  __typename?: "WuxingCounts";
  /** The number of wood characters. */
  wood: number;
  /** The number of fire characters. */
  fire: number;
  /** The number of earth characters. */
  earth: number;
  /** The number of metal characters. */
  metal: number;
  /** The number of water characters. */
  water: number;
};

/** The direction of an element. */
export type WuxingDirection = T.WuxingDirection;

/** One of the five elements (오행, ohaeng). */
export type WuxingElement = T.WuxingElement;

/** An element that would balance a chart, with its colour, direction, season and numbers. */
export type WuxingRemedy = {
  __typename?: "WuxingRemedy";
  /** The element. */
  element: T.WuxingElement;
  /** The colour of the element. */
  color: T.WuxingColor;
  /** The direction of the element. */
  direction: T.WuxingDirection;
  /** The season of the element. */
  season: T.WuxingSeason;
  /** The numbers of the element. */
  numbers: Array<number>;
};

/** The season of an element. */
export type WuxingSeason = T.WuxingSeason;

/** The weight of each element, in percent with one decimal. The total is 100. */
export type WuxingWeights = {
  __typename?: "WuxingWeights";
  /** The weight of wood, in percent. */
  wood: number;
  /** The weight of fire, in percent. */
  fire: number;
  /** The weight of earth, in percent. */
  earth: number;
  /** The weight of metal, in percent. */
  metal: number;
  /** The weight of water, in percent. */
  water: number;
};

/** The time at which the year pillar changes. */
export type YearStart = T.YearStart;
