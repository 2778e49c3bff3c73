/** The page: this module has the parts that are needed immediately, other modules have the rest. */

import { AiModelsDocument } from "@heal7/contracts/graphql";
import { getProfileQuery } from "@heal7/contracts/query";
import {
  type DehydratedState,
  HydrationBoundary,
  type QueryClient,
  QueryClientProvider,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { type ReactNode, Suspense, lazy } from "react";
import { type Api, ApiContext, useApi } from "./api.js";

const PreferencesForm = lazy(() => import("./preferences-form.js"));
const SystemState = lazy(() => import("./system-state.js"));

type AppProps = { readonly api: Api; readonly queries: QueryClient; readonly state: DehydratedState | undefined };

export const App = ({ api, queries, state }: AppProps): ReactNode => (
  <ApiContext value={api}>
    <QueryClientProvider client={queries}>
      <HydrationBoundary state={state}>
        <Suspense fallback="...">
          <Profile />
          <Models />
          <SystemState />
        </Suspense>
      </HydrationBoundary>
    </QueryClientProvider>
  </ApiContext>
);

const Profile = (): ReactNode => {
  const { data } = useSuspenseQuery(getProfileQuery(useApi().client));
  return (
    <section>
      <h1>{data.name}</h1>
      <p>{data.nickname}</p>
      <PreferencesForm preferences={data.preferences} />
    </section>
  );
};

const Models = (): ReactNode => {
  const { graphql } = useApi();
  const { data } = useSuspenseQuery({
    queryKey: ["graphql", "AiModels"],
    queryFn: async () => {
      const { data, error } = await graphql.query(AiModelsDocument, {}).toPromise();
      if (!data) throw error ?? new Error("GraphQL answered without data");
      return data.aiModels;
    },
  });
  return (
    <ul>
      {data.map(({ id, name, status }) => (
        <li key={id}>{`${name}: ${status}`}</li>
      ))}
    </ul>
  );
};
