"use client";

import { getPreferencesQuery, getProfileQuery, updateProfileMutation } from "@heal7/contracts/query";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useClient } from "./providers";

/** A component whose data comes from the server component above. */
export function Profile(): ReactNode {
  const client = useClient();
  const { data } = useSuspenseQuery(getProfileQuery(client));
  const rename = useMutation(updateProfileMutation(client));
  return (
    <section>
      <h1>{data.name}</h1>
      <button onClick={() => rename.mutate({ body: { nickname: data.name } })}>Use it in chats too</button>
      {rename.error && <p>{rename.error.message}</p>}
    </section>
  );
}

/** A component that fetches its data in the browser. */
export function Preferences(): ReactNode {
  const { data, error } = useQuery(getPreferencesQuery(useClient()));
  return <p>{data?.theme ?? error?.code ?? "..."}</p>;
}
