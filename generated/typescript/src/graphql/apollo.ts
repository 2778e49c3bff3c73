// Generated from the contract by `cargo xtask generate`. Do not edit.

import type { PossibleTypesMap, TypePolicies } from "@apollo/client/cache";
import { relayStylePagination } from "@apollo/client/utilities";

/** Which objects each union may be, for fragments on it. */
export const possibleTypes: PossibleTypesMap = {};

/**
 * Policies for `new InMemoryCache({ possibleTypes, typePolicies: typePolicies() })`: objects with an `id` are kept
 * by it, others belong to the object that holds them, and connections join their pages.
 */
export const typePolicies = (): TypePolicies => ({
  Query: {
    fields: {
      mySajuResults: relayStylePagination(["filter"]),
    },
  },
  AIInterpretation: { keyFields: ["id"] },
  AIInterpretationRequest: { keyFields: false, merge: true },
  AIModelStatus: { keyFields: ["id"] },
  BirthMoment: { keyFields: false, merge: true },
  ComponentStatus: { keyFields: false, merge: true },
  DaeunAnalysis: { keyFields: false, merge: true },
  DaeunPillar: { keyFields: false, merge: true },
  DaeunStart: { keyFields: false, merge: true },
  GeoLocation: { keyFields: false, merge: true },
  GyeokgukAnalysis: { keyFields: false, merge: true },
  InterpretationProgress: { keyFields: false, merge: true },
  Jijanggan: { keyFields: false, merge: true },
  LunarDate: { keyFields: false, merge: true },
  ModelReading: { keyFields: false, merge: true },
  Notification: { keyFields: ["id"] },
  NotificationAction: { keyFields: false, merge: true },
  PageInfo: { keyFields: false, merge: true },
  RecommendedContent: { keyFields: ["id"] },
  SajuCalculation: { keyFields: false, merge: true },
  SajuCalculationResult: { keyFields: false, merge: true },
  SajuConventions: { keyFields: false, merge: true },
  SajuOptions: { keyFields: false, merge: true },
  SajuPan: { keyFields: false, merge: true },
  SajuPillar: { keyFields: false, merge: true },
  SajuResult: { keyFields: ["id"] },
  SajuResultConnection: { keyFields: false, merge: true },
  SajuResultEdge: { keyFields: false, merge: true },
  SajuWarning: { keyFields: false, merge: true },
  ShareResult: { keyFields: false, merge: true },
  SipsinAnalysis: { keyFields: false, merge: true },
  SipsinCount: { keyFields: false, merge: true },
  SipsinPillar: { keyFields: false, merge: true },
  SystemStatusUpdate: { keyFields: false, merge: true },
  WuxingAnalysis: { keyFields: false, merge: true },
  WuxingCounts: { keyFields: false, merge: true },
  WuxingRemedy: { keyFields: false, merge: true },
  WuxingWeights: { keyFields: false, merge: true },
});
