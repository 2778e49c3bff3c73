import { listPlans } from "@heal7/contracts";
import { getProfileQuery } from "@heal7/contracts/query";
import { HydrationBoundary, QueryClient, dehydrate } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { callerOf } from "./api";
import { Preferences, Profile } from "./profile";

export default async function Page(): Promise<ReactNode> {
  const { token, client } = await callerOf();
  // The plans are the same for all: they are fetched once per minute.
  const plans = await listPlans(client, { next: { revalidate: 60, tags: ["plans"] } });
  const queries = new QueryClient();
  if (token) {
    await queries.prefetchQuery(getProfileQuery(client, { next: { revalidate: 60, tags: ["profile"] } }));
  }
  return (
    <main>
      <ul>{plans.ok ? plans.data.map(({ id, name }) => <li key={id}>{name}</li>) : <li>{plans.error.code}</li>}</ul>
      {token ? (
        <HydrationBoundary state={dehydrate(queries)}>
          <Profile />
          <Preferences />
        </HydrationBoundary>
      ) : (
        <p>Nobody is signed in</p>
      )}
    </main>
  );
}
