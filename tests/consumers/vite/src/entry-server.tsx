/** The page on a server, rendered for one request. */

import { getProfileQuery } from "@heal7/contracts/query";
import { QueryClient, dehydrate } from "@tanstack/react-query";
import { renderToReadableStream } from "react-dom/server";
import { type Caller, makeApi } from "./api.js";
import { App } from "./app.js";

/** A page for one caller: its HTML, and the queries that the browser need not repeat, as JSON for a script. */
export const render = async (caller: Caller): Promise<{ html: string; state: string }> => {
  const api = makeApi(caller);
  const queries = new QueryClient();
  await queries.prefetchQuery(getProfileQuery(api.client));
  const stream = await renderToReadableStream(<App api={api} queries={queries} state={undefined} />);
  await stream.allReady;
  const html = await new Response(stream).text();
  return { html, state: JSON.stringify(dehydrate(queries)).replaceAll("<", "\\u003c") };
};
