"use client";

/** The API client for client components. A server renders them too, so each rendering creates its own client. */

import { type Client, createClient } from "@heal7/contracts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, createContext, useContext, useState } from "react";

const ClientContext = createContext<Client | undefined>(undefined);

export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const [queries] = useState(() => new QueryClient());
  const [client] = useState(() => createClient({ baseUrl: "/api", init: { credentials: "include" } }));
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

/** The client of this tree. */
export const useClient = (): Client => {
  const client = useContext(ClientContext);
  if (!client) throw new Error("there are no Providers above");
  return client;
};
