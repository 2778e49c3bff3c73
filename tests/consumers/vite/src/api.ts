/** The clients with which the application calls the API: one set per page in a browser, one per request on a server. */

import { type Client, createClient } from "@heal7/contracts";
import { validation } from "@heal7/contracts/validation";
import { Client as GraphqlClient, fetchExchange } from "@urql/core";
import { createContext, useContext } from "react";

/** The address of the API, and the caller's token. */
export type Caller = { readonly baseUrl: string; readonly token: () => string | undefined };

/** The clients of one caller. */
export type Api = { readonly caller: Caller; readonly client: Client; readonly graphql: GraphqlClient };

/** Creates the clients. */
export const makeApi = (caller: Caller): Api => ({
  caller,
  client: createClient({ ...caller, validation }),
  graphql: new GraphqlClient({
    url: `${caller.baseUrl}/graphql`,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${caller.token() ?? ""}` } }),
  }),
});

/** Passes the clients down the tree: no module stores them, because a server serves many people concurrently. */
export const ApiContext = createContext<Api | undefined>(undefined);

/** The clients of this tree. */
export const useApi = (): Api => {
  const api = useContext(ApiContext);
  if (!api) throw new Error("there is no ApiContext above");
  return api;
};
