/** The page in a browser: takes over the server-rendered page. */

import { type DehydratedState, QueryClient } from "@tanstack/react-query";
import { createRoot, hydrateRoot } from "react-dom/client";
import { makeApi } from "./api.js";
import { App } from "./app.js";

const baseUrl = import.meta.env.VITE_API_URL ?? "http://127.0.0.1:8080";
if (import.meta.env.DEV && import.meta.env.VITE_MOCK) await (await import("./mock.js")).startMock(baseUrl);

const root = document.getElementById("root") as HTMLElement;
const text = document.getElementById("state")?.textContent;
const state = text?.startsWith("{") ? (JSON.parse(text) as DehydratedState) : undefined;
const api = makeApi({ baseUrl, token: () => localStorage.getItem("token") ?? undefined });
const app = <App api={api} queries={new QueryClient()} state={state} />;

if (state) hydrateRoot(root, app);
else createRoot(root).render(app);
