// Generated from the contract by `cargo xtask generate`. Do not edit.

import {
  type DataTag,
  type InfiniteData,
  type QueryKey,
  type UnusedSkipTokenInfiniteOptions,
  type UnusedSkipTokenOptions,
  type UseMutationOptions,
  infiniteQueryOptions,
  mutationOptions,
  queryOptions,
} from "@tanstack/react-query";
import * as operations from "./operations.js";
import { type CallOptions, type Client, type DataOf, type ErrorOf, type PageOf, unwrap, unwrapPage } from "./runtime/client/index.js";

/** Options of a query, as `useQuery`, `useSuspenseQuery`, `prefetchQuery` and `getQueryData` take them. */
export type QueryOf<Data, Failure, Key extends QueryKey> = UnusedSkipTokenOptions<Data, Failure, Data, Key> & {
  queryKey: DataTag<Key, Data, Failure>;
};

/** Options of a list that comes in pages, as `useInfiniteQuery` takes them. */
export type InfiniteQueryOf<Page, Failure, Key extends QueryKey> = UnusedSkipTokenInfiniteOptions<
  Page,
  Failure,
  InfiniteData<Page, number>,
  Key,
  number
> & { queryKey: DataTag<Key, InfiniteData<Page>, Failure> };

/** Options of a mutation, as `useMutation` takes them. */
export type MutationOf<Data, Failure, Variables> = UseMutationOptions<Data, Failure, Variables>;

/** The key of {@link listModelsQuery}. */
export type ListModelsKey = readonly ["ai", "listModels"] | readonly ["ai", "listModels", operations.ListModelsArguments];

/** The key of one query of `listModels`, or without arguments what all of them begin with. */
export const listModelsKey = (args?: operations.ListModelsArguments): ListModelsKey =>
  args ? ["ai", "listModels", args] : ["ai", "listModels"];

/** Options of the query {@link operations.listModels}. */
export const listModelsQuery = (client: Client, args?: operations.ListModelsArguments, options?: CallOptions): QueryOf<DataOf<operations.ListModelsOutcome>, ErrorOf<operations.ListModelsOutcome>, ListModelsKey> =>
  queryOptions({
    queryKey: listModelsKey(args),
    queryFn: ({ signal }) => unwrap(operations.listModels(client, args, { ...options, signal })),
    retry: false,
  });

/** The key of {@link listModelStatusesQuery}. */
export type ListModelStatusesKey = readonly ["ai", "listModelStatuses"];

/** The key of the query of `listModelStatuses`. */
export const listModelStatusesKey = (): ListModelStatusesKey => ["ai", "listModelStatuses"];

/** Options of the query {@link operations.listModelStatuses}, fetched again every 10 s. */
export const listModelStatusesQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.ListModelStatusesOutcome>, ErrorOf<operations.ListModelStatusesOutcome>, ListModelStatusesKey> =>
  queryOptions({
    queryKey: listModelStatusesKey(),
    queryFn: ({ signal }) => unwrap(operations.listModelStatuses(client, { ...options, signal })),
    retry: false,
    refetchInterval: 10000,
  });

/** The key of {@link getAiStatusQuery}. */
export type GetAiStatusKey = readonly ["ai", "getAiStatus"];

/** The key of the query of `getAiStatus`. */
export const getAiStatusKey = (): GetAiStatusKey => ["ai", "getAiStatus"];

/** Options of the query {@link operations.getAiStatus}. */
export const getAiStatusQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetAiStatusOutcome>, ErrorOf<operations.GetAiStatusOutcome>, GetAiStatusKey> =>
  queryOptions({
    queryKey: getAiStatusKey(),
    queryFn: ({ signal }) => unwrap(operations.getAiStatus(client, { ...options, signal })),
    retry: false,
  });

/** The keys of what {@link operations.requestAIInterpretation} makes stale: invalidate them where `onSuccess` is your own. */
export const requestAIInterpretationInvalidates = (): readonly QueryKey[] => [getSajuResultKey(), getInterpretationKey(), listCalculationHistoryKey()];

/** Options of the mutation {@link operations.requestAIInterpretation}, which makes stale what the contract says. */
export const requestAIInterpretationMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.RequestAIInterpretationOutcome>, ErrorOf<operations.RequestAIInterpretationOutcome>, operations.RequestAIInterpretationArguments> =>
  mutationOptions({
    mutationKey: ["ai", "requestAIInterpretation"],
    mutationFn: (args) => unwrap(operations.requestAIInterpretation(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(requestAIInterpretationInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** Options of the mutation {@link operations.chat}. */
export const chatMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.ChatOutcome>, ErrorOf<operations.ChatOutcome>, operations.ChatArguments> =>
  mutationOptions({
    mutationKey: ["ai", "chat"],
    mutationFn: (args) => unwrap(operations.chat(client, args, options)),
  });

/** Options of the mutation {@link operations.sendFeedback}. */
export const sendFeedbackMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.SendFeedbackOutcome>, ErrorOf<operations.SendFeedbackOutcome>, operations.SendFeedbackArguments> =>
  mutationOptions({
    mutationKey: ["ai", "sendFeedback"],
    mutationFn: (args) => unwrap(operations.sendFeedback(client, args, options)),
  });

/** Options of the mutation {@link operations.register}. */
export const registerMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.RegisterOutcome>, ErrorOf<operations.RegisterOutcome>, operations.RegisterArguments> =>
  mutationOptions({
    mutationKey: ["auth", "register"],
    mutationFn: (args) => unwrap(operations.register(client, args, options)),
  });

/** Options of the mutation {@link operations.login}. */
export const loginMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.LoginOutcome>, ErrorOf<operations.LoginOutcome>, operations.LoginArguments> =>
  mutationOptions({
    mutationKey: ["auth", "login"],
    mutationFn: (args) => unwrap(operations.login(client, args, options)),
  });

/** Options of the mutation {@link operations.refreshToken}. */
export const refreshTokenMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.RefreshTokenOutcome>, ErrorOf<operations.RefreshTokenOutcome>, operations.RefreshTokenArguments> =>
  mutationOptions({
    mutationKey: ["auth", "refreshToken"],
    mutationFn: (args) => unwrap(operations.refreshToken(client, args, options)),
  });

/** The keys of what {@link operations.logout} makes stale: invalidate them where `onSuccess` is your own. */
export const logoutInvalidates = (): readonly QueryKey[] => [getAuthProfileKey(), getProfileKey(), getPreferencesKey()];

/** Options of the mutation {@link operations.logout}, which makes stale what the contract says. */
export const logoutMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.LogoutOutcome>, ErrorOf<operations.LogoutOutcome>, void> =>
  mutationOptions({
    mutationKey: ["auth", "logout"],
    mutationFn: () => unwrap(operations.logout(client, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(logoutInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link getAuthProfileQuery}. */
export type GetAuthProfileKey = readonly ["auth", "getAuthProfile"];

/** The key of the query of `getAuthProfile`. */
export const getAuthProfileKey = (): GetAuthProfileKey => ["auth", "getAuthProfile"];

/** Options of the query {@link operations.getAuthProfile}. */
export const getAuthProfileQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetAuthProfileOutcome>, ErrorOf<operations.GetAuthProfileOutcome>, GetAuthProfileKey> =>
  queryOptions({
    queryKey: getAuthProfileKey(),
    queryFn: ({ signal }) => unwrap(operations.getAuthProfile(client, { ...options, signal })),
    retry: false,
  });

/** The key of {@link startSocialLoginQuery}. */
export type StartSocialLoginKey = readonly ["auth", "startSocialLogin"] | readonly ["auth", "startSocialLogin", operations.StartSocialLoginArguments];

/** The key of one query of `startSocialLogin`, or without arguments what all of them begin with. */
export const startSocialLoginKey = (args?: operations.StartSocialLoginArguments): StartSocialLoginKey =>
  args ? ["auth", "startSocialLogin", args] : ["auth", "startSocialLogin"];

/** Options of the query {@link operations.startSocialLogin}. */
export const startSocialLoginQuery = (client: Client, args: operations.StartSocialLoginArguments, options?: CallOptions): QueryOf<DataOf<operations.StartSocialLoginOutcome>, ErrorOf<operations.StartSocialLoginOutcome>, StartSocialLoginKey> =>
  queryOptions({
    queryKey: startSocialLoginKey(args),
    queryFn: ({ signal }) => unwrap(operations.startSocialLogin(client, args, { ...options, signal })),
    retry: false,
  });

/** Options of the mutation {@link operations.finishSocialLogin}. */
export const finishSocialLoginMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.FinishSocialLoginOutcome>, ErrorOf<operations.FinishSocialLoginOutcome>, operations.FinishSocialLoginArguments> =>
  mutationOptions({
    mutationKey: ["auth", "finishSocialLogin"],
    mutationFn: (args) => unwrap(operations.finishSocialLogin(client, args, options)),
  });

/** The key of {@link listPlansQuery}. */
export type ListPlansKey = readonly ["payments", "listPlans"];

/** The key of the query of `listPlans`. */
export const listPlansKey = (): ListPlansKey => ["payments", "listPlans"];

/** Options of the query {@link operations.listPlans}. */
export const listPlansQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.ListPlansOutcome>, ErrorOf<operations.ListPlansOutcome>, ListPlansKey> =>
  queryOptions({
    queryKey: listPlansKey(),
    queryFn: ({ signal }) => unwrap(operations.listPlans(client, { ...options, signal })),
    retry: false,
  });

/** The keys of what {@link operations.subscribeToPlan} makes stale: invalidate them where `onSuccess` is your own. */
export const subscribeToPlanInvalidates = (): readonly QueryKey[] => [listPaymentsKey(), getAuthProfileKey()];

/** Options of the mutation {@link operations.subscribeToPlan}, which makes stale what the contract says. */
export const subscribeToPlanMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.SubscribeToPlanOutcome>, ErrorOf<operations.SubscribeToPlanOutcome>, operations.SubscribeToPlanArguments> =>
  mutationOptions({
    mutationKey: ["payments", "subscribeToPlan"],
    mutationFn: (args) => unwrap(operations.subscribeToPlan(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(subscribeToPlanInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link listPaymentsQuery}. */
export type ListPaymentsKey = readonly ["payments", "listPayments"] | readonly ["payments", "listPayments", operations.ListPaymentsArguments];

/** The key of one query of `listPayments`, or without arguments what all of them begin with. */
export const listPaymentsKey = (args?: operations.ListPaymentsArguments): ListPaymentsKey =>
  args ? ["payments", "listPayments", args] : ["payments", "listPayments"];

/** Options of the query {@link operations.listPayments}. */
export const listPaymentsQuery = (client: Client, args?: operations.ListPaymentsArguments, options?: CallOptions): QueryOf<PageOf<operations.ListPaymentsOutcome>, ErrorOf<operations.ListPaymentsOutcome>, ListPaymentsKey> =>
  queryOptions({
    queryKey: listPaymentsKey(args),
    queryFn: ({ signal }) => unwrapPage(operations.listPayments(client, args, { ...options, signal })),
    retry: false,
  });

/** Options of the pages of {@link operations.listPayments}, one after another. */
export const listPaymentsInfiniteQuery = (client: Client, args?: operations.ListPaymentsArguments, options?: CallOptions): InfiniteQueryOf<PageOf<operations.ListPaymentsOutcome>, ErrorOf<operations.ListPaymentsOutcome>, readonly [...ListPaymentsKey, "pages"]> =>
  infiniteQueryOptions({
    queryKey: [...listPaymentsKey(args), "pages"] as const,
    queryFn: ({ pageParam, signal }) =>
      unwrapPage(operations.listPayments(client, { ...args, query: { ...args?.query, page: pageParam } }, { ...options, signal })),
    initialPageParam: args?.query?.page ?? 1,
    getNextPageParam: ({ pagination }) =>
      pagination && pagination.page < pagination.totalPages ? pagination.page + 1 : undefined,
    retry: false,
  });

/** The keys of what {@link operations.refundPayment} makes stale: invalidate them where `onSuccess` is your own. */
export const refundPaymentInvalidates = (): readonly QueryKey[] => [listPaymentsKey(), getAuthProfileKey()];

/** Options of the mutation {@link operations.refundPayment}, which makes stale what the contract says. */
export const refundPaymentMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.RefundPaymentOutcome>, ErrorOf<operations.RefundPaymentOutcome>, operations.RefundPaymentArguments> =>
  mutationOptions({
    mutationKey: ["payments", "refundPayment"],
    mutationFn: (args) => unwrap(operations.refundPayment(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(refundPaymentInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** Options of the mutation {@link operations.receiveWebhook}. */
export const receiveWebhookMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.ReceiveWebhookOutcome>, ErrorOf<operations.ReceiveWebhookOutcome>, operations.ReceiveWebhookArguments> =>
  mutationOptions({
    mutationKey: ["payments", "receiveWebhook"],
    mutationFn: (args) => unwrap(operations.receiveWebhook(client, args, options)),
  });

/** The keys of what {@link operations.calculateSaju} makes stale: invalidate them where `onSuccess` is your own. */
export const calculateSajuInvalidates = (): readonly QueryKey[] => [listSajuHistoryKey(), listRecentSajuKey(), listCalculationHistoryKey()];

/** Options of the mutation {@link operations.calculateSaju}, which makes stale what the contract says. */
export const calculateSajuMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.CalculateSajuOutcome>, ErrorOf<operations.CalculateSajuOutcome>, operations.CalculateSajuArguments> =>
  mutationOptions({
    mutationKey: ["saju", "calculateSaju"],
    mutationFn: (args) => unwrap(operations.calculateSaju(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(calculateSajuInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link getSajuResultQuery}. */
export type GetSajuResultKey = readonly ["saju", "getSajuResult"] | readonly ["saju", "getSajuResult", operations.GetSajuResultArguments];

/** The key of one query of `getSajuResult`, or without arguments what all of them begin with. */
export const getSajuResultKey = (args?: operations.GetSajuResultArguments): GetSajuResultKey =>
  args ? ["saju", "getSajuResult", args] : ["saju", "getSajuResult"];

/** Options of the query {@link operations.getSajuResult}, fresh for 86400 s by the policy `sajuResult`. */
export const getSajuResultQuery = (client: Client, args: operations.GetSajuResultArguments, options?: CallOptions): QueryOf<DataOf<operations.GetSajuResultOutcome>, ErrorOf<operations.GetSajuResultOutcome>, GetSajuResultKey> =>
  queryOptions({
    queryKey: getSajuResultKey(args),
    queryFn: ({ signal }) => unwrap(operations.getSajuResult(client, args, { ...options, signal })),
    staleTime: 86400000,
    retry: false,
  });

/** The keys of what {@link operations.deleteSajuResult} makes stale: invalidate them where `onSuccess` is your own. */
export const deleteSajuResultInvalidates = (): readonly QueryKey[] => [getSajuResultKey(), listSajuHistoryKey(), listRecentSajuKey(), listCalculationHistoryKey()];

/** Options of the mutation {@link operations.deleteSajuResult}, which makes stale what the contract says. */
export const deleteSajuResultMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.DeleteSajuResultOutcome>, ErrorOf<operations.DeleteSajuResultOutcome>, operations.DeleteSajuResultArguments> =>
  mutationOptions({
    mutationKey: ["saju", "deleteSajuResult"],
    mutationFn: (args) => unwrap(operations.deleteSajuResult(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(deleteSajuResultInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link listSajuHistoryQuery}. */
export type ListSajuHistoryKey = readonly ["saju", "listSajuHistory"] | readonly ["saju", "listSajuHistory", operations.ListSajuHistoryArguments];

/** The key of one query of `listSajuHistory`, or without arguments what all of them begin with. */
export const listSajuHistoryKey = (args?: operations.ListSajuHistoryArguments): ListSajuHistoryKey =>
  args ? ["saju", "listSajuHistory", args] : ["saju", "listSajuHistory"];

/** Options of the query {@link operations.listSajuHistory}. */
export const listSajuHistoryQuery = (client: Client, args?: operations.ListSajuHistoryArguments, options?: CallOptions): QueryOf<PageOf<operations.ListSajuHistoryOutcome>, ErrorOf<operations.ListSajuHistoryOutcome>, ListSajuHistoryKey> =>
  queryOptions({
    queryKey: listSajuHistoryKey(args),
    queryFn: ({ signal }) => unwrapPage(operations.listSajuHistory(client, args, { ...options, signal })),
    retry: false,
  });

/** Options of the pages of {@link operations.listSajuHistory}, one after another. */
export const listSajuHistoryInfiniteQuery = (client: Client, args?: operations.ListSajuHistoryArguments, options?: CallOptions): InfiniteQueryOf<PageOf<operations.ListSajuHistoryOutcome>, ErrorOf<operations.ListSajuHistoryOutcome>, readonly [...ListSajuHistoryKey, "pages"]> =>
  infiniteQueryOptions({
    queryKey: [...listSajuHistoryKey(args), "pages"] as const,
    queryFn: ({ pageParam, signal }) =>
      unwrapPage(operations.listSajuHistory(client, { ...args, query: { ...args?.query, page: pageParam } }, { ...options, signal })),
    initialPageParam: args?.query?.page ?? 1,
    getNextPageParam: ({ pagination }) =>
      pagination && pagination.page < pagination.totalPages ? pagination.page + 1 : undefined,
    retry: false,
  });

/** The key of {@link listRecentSajuQuery}. */
export type ListRecentSajuKey = readonly ["saju", "listRecentSaju"];

/** The key of the query of `listRecentSaju`. */
export const listRecentSajuKey = (): ListRecentSajuKey => ["saju", "listRecentSaju"];

/** Options of the query {@link operations.listRecentSaju}, fetched again every 30 s. */
export const listRecentSajuQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.ListRecentSajuOutcome>, ErrorOf<operations.ListRecentSajuOutcome>, ListRecentSajuKey> =>
  queryOptions({
    queryKey: listRecentSajuKey(),
    queryFn: ({ signal }) => unwrap(operations.listRecentSaju(client, { ...options, signal })),
    retry: false,
    refetchInterval: 30000,
  });

/** The keys of what {@link operations.shareSajuResult} makes stale: invalidate them where `onSuccess` is your own. */
export const shareSajuResultInvalidates = (): readonly QueryKey[] => [listCalculationHistoryKey()];

/** Options of the mutation {@link operations.shareSajuResult}, which makes stale what the contract says. */
export const shareSajuResultMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.ShareSajuResultOutcome>, ErrorOf<operations.ShareSajuResultOutcome>, operations.ShareSajuResultArguments> =>
  mutationOptions({
    mutationKey: ["saju", "shareSajuResult"],
    mutationFn: (args) => unwrap(operations.shareSajuResult(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(shareSajuResultInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link getSharedSajuQuery}. */
export type GetSharedSajuKey = readonly ["saju", "getSharedSaju"] | readonly ["saju", "getSharedSaju", operations.GetSharedSajuArguments];

/** The key of one query of `getSharedSaju`, or without arguments what all of them begin with. */
export const getSharedSajuKey = (args?: operations.GetSharedSajuArguments): GetSharedSajuKey =>
  args ? ["saju", "getSharedSaju", args] : ["saju", "getSharedSaju"];

/** Options of the query {@link operations.getSharedSaju}. */
export const getSharedSajuQuery = (client: Client, args: operations.GetSharedSajuArguments, options?: CallOptions): QueryOf<DataOf<operations.GetSharedSajuOutcome>, ErrorOf<operations.GetSharedSajuOutcome>, GetSharedSajuKey> =>
  queryOptions({
    queryKey: getSharedSajuKey(args),
    queryFn: ({ signal }) => unwrap(operations.getSharedSaju(client, args, { ...options, signal })),
    retry: false,
  });

/** The key of {@link getInterpretationQuery}. */
export type GetInterpretationKey = readonly ["saju", "getInterpretation"] | readonly ["saju", "getInterpretation", operations.GetInterpretationArguments];

/** The key of one query of `getInterpretation`, or without arguments what all of them begin with. */
export const getInterpretationKey = (args?: operations.GetInterpretationArguments): GetInterpretationKey =>
  args ? ["saju", "getInterpretation", args] : ["saju", "getInterpretation"];

/** Options of the query {@link operations.getInterpretation}, fresh for 21600 s by the policy `aiInterpretation`. */
export const getInterpretationQuery = (client: Client, args: operations.GetInterpretationArguments, options?: CallOptions): QueryOf<DataOf<operations.GetInterpretationOutcome>, ErrorOf<operations.GetInterpretationOutcome>, GetInterpretationKey> =>
  queryOptions({
    queryKey: getInterpretationKey(args),
    queryFn: ({ signal }) => unwrap(operations.getInterpretation(client, args, { ...options, signal })),
    staleTime: 21600000,
    retry: false,
  });

/** The key of {@link getHealthQuery}. */
export type GetHealthKey = readonly ["system", "getHealth"];

/** The key of the query of `getHealth`. */
export const getHealthKey = (): GetHealthKey => ["system", "getHealth"];

/** Options of the query {@link operations.getHealth}. */
export const getHealthQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetHealthOutcome>, ErrorOf<operations.GetHealthOutcome>, GetHealthKey> =>
  queryOptions({
    queryKey: getHealthKey(),
    queryFn: ({ signal }) => unwrap(operations.getHealth(client, { ...options, signal })),
    retry: false,
  });

/** The key of {@link getProfileQuery}. */
export type GetProfileKey = readonly ["users", "getProfile"];

/** The key of the query of `getProfile`. */
export const getProfileKey = (): GetProfileKey => ["users", "getProfile"];

/** Options of the query {@link operations.getProfile}, fresh for 300 s by the policy `userProfile`. */
export const getProfileQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetProfileOutcome>, ErrorOf<operations.GetProfileOutcome>, GetProfileKey> =>
  queryOptions({
    queryKey: getProfileKey(),
    queryFn: ({ signal }) => unwrap(operations.getProfile(client, { ...options, signal })),
    staleTime: 300000,
    retry: false,
  });

/** The keys of what {@link operations.updateProfile} makes stale: invalidate them where `onSuccess` is your own. */
export const updateProfileInvalidates = (): readonly QueryKey[] => [getProfileKey(), getAuthProfileKey()];

/** Options of the mutation {@link operations.updateProfile}, which makes stale what the contract says. */
export const updateProfileMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.UpdateProfileOutcome>, ErrorOf<operations.UpdateProfileOutcome>, operations.UpdateProfileArguments> =>
  mutationOptions({
    mutationKey: ["users", "updateProfile"],
    mutationFn: (args) => unwrap(operations.updateProfile(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(updateProfileInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The keys of what {@link operations.uploadAvatar} makes stale: invalidate them where `onSuccess` is your own. */
export const uploadAvatarInvalidates = (): readonly QueryKey[] => [getProfileKey(), getAuthProfileKey()];

/** Options of the mutation {@link operations.uploadAvatar}, which makes stale what the contract says. */
export const uploadAvatarMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.UploadAvatarOutcome>, ErrorOf<operations.UploadAvatarOutcome>, operations.UploadAvatarArguments> =>
  mutationOptions({
    mutationKey: ["users", "uploadAvatar"],
    mutationFn: (args) => unwrap(operations.uploadAvatar(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(uploadAvatarInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link getBirthInfoQuery}. */
export type GetBirthInfoKey = readonly ["users", "getBirthInfo"];

/** The key of the query of `getBirthInfo`. */
export const getBirthInfoKey = (): GetBirthInfoKey => ["users", "getBirthInfo"];

/** Options of the query {@link operations.getBirthInfo}, fresh for 300 s by the policy `userProfile`. */
export const getBirthInfoQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetBirthInfoOutcome>, ErrorOf<operations.GetBirthInfoOutcome>, GetBirthInfoKey> =>
  queryOptions({
    queryKey: getBirthInfoKey(),
    queryFn: ({ signal }) => unwrap(operations.getBirthInfo(client, { ...options, signal })),
    staleTime: 300000,
    retry: false,
  });

/** The keys of what {@link operations.setBirthInfo} makes stale: invalidate them where `onSuccess` is your own. */
export const setBirthInfoInvalidates = (): readonly QueryKey[] => [getBirthInfoKey(), getProfileKey(), getSajuResultKey()];

/** Options of the mutation {@link operations.setBirthInfo}, which makes stale what the contract says. */
export const setBirthInfoMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.SetBirthInfoOutcome>, ErrorOf<operations.SetBirthInfoOutcome>, operations.SetBirthInfoArguments> =>
  mutationOptions({
    mutationKey: ["users", "setBirthInfo"],
    mutationFn: (args) => unwrap(operations.setBirthInfo(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(setBirthInfoInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link getPreferencesQuery}. */
export type GetPreferencesKey = readonly ["users", "getPreferences"];

/** The key of the query of `getPreferences`. */
export const getPreferencesKey = (): GetPreferencesKey => ["users", "getPreferences"];

/** Options of the query {@link operations.getPreferences}, fresh for 300 s by the policy `userProfile`. */
export const getPreferencesQuery = (client: Client, options?: CallOptions): QueryOf<DataOf<operations.GetPreferencesOutcome>, ErrorOf<operations.GetPreferencesOutcome>, GetPreferencesKey> =>
  queryOptions({
    queryKey: getPreferencesKey(),
    queryFn: ({ signal }) => unwrap(operations.getPreferences(client, { ...options, signal })),
    staleTime: 300000,
    retry: false,
  });

/** The keys of what {@link operations.setPreferences} makes stale: invalidate them where `onSuccess` is your own. */
export const setPreferencesInvalidates = (): readonly QueryKey[] => [getPreferencesKey(), getProfileKey()];

/** Options of the mutation {@link operations.setPreferences}, which makes stale what the contract says. */
export const setPreferencesMutation = (client: Client, options?: CallOptions): MutationOf<DataOf<operations.SetPreferencesOutcome>, ErrorOf<operations.SetPreferencesOutcome>, operations.SetPreferencesArguments> =>
  mutationOptions({
    mutationKey: ["users", "setPreferences"],
    mutationFn: (args) => unwrap(operations.setPreferences(client, args, options)),
    onSuccess: async (_data, _args, _result, context) => {
      await Promise.all(setPreferencesInvalidates().map((queryKey) => context.client.invalidateQueries({ queryKey })));
    },
  });

/** The key of {@link listCalculationHistoryQuery}. */
export type ListCalculationHistoryKey = readonly ["users", "listCalculationHistory"] | readonly ["users", "listCalculationHistory", operations.ListCalculationHistoryArguments];

/** The key of one query of `listCalculationHistory`, or without arguments what all of them begin with. */
export const listCalculationHistoryKey = (args?: operations.ListCalculationHistoryArguments): ListCalculationHistoryKey =>
  args ? ["users", "listCalculationHistory", args] : ["users", "listCalculationHistory"];

/** Options of the query {@link operations.listCalculationHistory}. */
export const listCalculationHistoryQuery = (client: Client, args?: operations.ListCalculationHistoryArguments, options?: CallOptions): QueryOf<PageOf<operations.ListCalculationHistoryOutcome>, ErrorOf<operations.ListCalculationHistoryOutcome>, ListCalculationHistoryKey> =>
  queryOptions({
    queryKey: listCalculationHistoryKey(args),
    queryFn: ({ signal }) => unwrapPage(operations.listCalculationHistory(client, args, { ...options, signal })),
    retry: false,
  });

/** Options of the pages of {@link operations.listCalculationHistory}, one after another. */
export const listCalculationHistoryInfiniteQuery = (client: Client, args?: operations.ListCalculationHistoryArguments, options?: CallOptions): InfiniteQueryOf<PageOf<operations.ListCalculationHistoryOutcome>, ErrorOf<operations.ListCalculationHistoryOutcome>, readonly [...ListCalculationHistoryKey, "pages"]> =>
  infiniteQueryOptions({
    queryKey: [...listCalculationHistoryKey(args), "pages"] as const,
    queryFn: ({ pageParam, signal }) =>
      unwrapPage(operations.listCalculationHistory(client, { ...args, query: { ...args?.query, page: pageParam } }, { ...options, signal })),
    initialPageParam: args?.query?.page ?? 1,
    getNextPageParam: ({ pagination }) =>
      pagination && pagination.page < pagination.totalPages ? pagination.page + 1 : undefined,
    retry: false,
  });
