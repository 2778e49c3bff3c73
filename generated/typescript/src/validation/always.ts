// Generated from the contract by `cargo xtask generate`. Do not edit.

import type * as z from "zod";
import type { Validation } from "../runtime/client/index.js";
import * as schemas from "../schemas.js";

/** The schema of each answer, by operation and status. */
const answers: Record<string, Record<number, z.ZodType>> = {
  "listModels": { 200: schemas.ApiResponseOfListOfAIModelStatusSchema },
  "listModelStatuses": { 200: schemas.ApiResponseOfListOfAIModelStatusSchema },
  "getAiStatus": { 200: schemas.ApiResponseOfAIServiceStatusSchema },
  "requestAIInterpretation": { 202: schemas.ApiResponseOfAIInterpretationRequestSchema },
  "chat": { 200: schemas.ApiResponseOfAIChatReplySchema },
  "sendFeedback": {},
  "register": { 201: schemas.ApiResponseOfAuthSessionSchema },
  "login": { 200: schemas.ApiResponseOfAuthSessionSchema },
  "refreshToken": { 200: schemas.ApiResponseOfAuthSessionSchema },
  "logout": {},
  "getAuthProfile": { 200: schemas.ApiResponseOfAuthProfileSchema },
  "startSocialLogin": { 200: schemas.ApiResponseOfSocialAuthorizationSchema },
  "finishSocialLogin": { 200: schemas.ApiResponseOfAuthSessionSchema },
  "listPlans": { 200: schemas.ApiResponseOfListOfPlanSchema },
  "subscribeToPlan": { 201: schemas.ApiResponseOfPlanSubscriptionSchema },
  "listPayments": { 200: schemas.ApiResponseOfListOfPaymentSchema },
  "refundPayment": { 200: schemas.ApiResponseOfPaymentSchema },
  "receiveWebhook": { 200: schemas.ApiResponseOfWebhookReceiptSchema },
  "calculateSaju": { 201: schemas.ApiResponseOfSajuResultSchema },
  "getSajuResult": { 200: schemas.ApiResponseOfSajuResultSchema },
  "deleteSajuResult": {},
  "listSajuHistory": { 200: schemas.ApiResponseOfListOfSajuResultSchema },
  "listRecentSaju": { 200: schemas.ApiResponseOfListOfSajuResultSchema },
  "shareSajuResult": { 201: schemas.ApiResponseOfShareResultSchema },
  "getSharedSaju": { 200: schemas.ApiResponseOfSharedSajuResultSchema },
  "getInterpretation": { 200: schemas.ApiResponseOfAIInterpretationSchema },
  "getHealth": { 200: schemas.ApiResponseOfHealthSchema },
  "getProfile": { 200: schemas.ApiResponseOfUserProfileSchema },
  "updateProfile": { 200: schemas.ApiResponseOfUserProfileSchema },
  "uploadAvatar": { 200: schemas.ApiResponseOfUserProfileSchema },
  "getBirthInfo": { 200: schemas.ApiResponseOfBirthInfoSchema },
  "setBirthInfo": { 200: schemas.ApiResponseOfBirthInfoSchema },
  "getPreferences": { 200: schemas.ApiResponseOfPreferencesSchema },
  "setPreferences": { 200: schemas.ApiResponseOfPreferencesSchema },
  "listCalculationHistory": { 200: schemas.ApiResponseOfListOfCalculationHistoryEntrySchema },
};

/** Holds every answer to the contract, also in production: `createClient({ validation })`. Needs `zod`. */
export const validation: Validation = (operation, status, body) => {
  const schema = status < 400 ? answers[operation]?.[status] : schemas.ProblemSchema;
  const result = schema?.safeParse(body);
  return result === undefined || result.success ? [] : result.error.issues;
};
