/** The mock servers that run for these tests. */

const address = (variable: string): string => {
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} must be the URL of a mock server: run \`cargo xtask test -- mock_server\``);
  return url.replace(/\/$/, "");
};

/** The base URL of a mock with authentication. */
export const guarded = (): string => address("CONTRACT_MOCK");

/** The base URL of a mock with `--auth off`, newly started. */
export const open = (): string => address("CONTRACT_MOCK_OPEN");

/** The access token of the mock's first person; it does not expire. */
export const tokenOf = async (mock: string): Promise<string> => {
  const state = (await (await fetch(`${mock}/__mock/state`)).json()) as { token: string };
  return state.token;
};

/** Makes a mock forget every change. */
export const reset = async (mock: string): Promise<void> => {
  const { status } = await fetch(`${mock}/__mock/reset`, { method: "POST" });
  if (status !== 204) throw new Error(`the reset of ${mock} must answer 204, but answered ${status}`);
};

/** Throws if an earlier run has changed the state of a mock. */
export const expectFresh = async (mock: string): Promise<void> => {
  const { changes } = (await (await fetch(`${mock}/__mock/snapshot`)).json()) as { changes: Record<string, unknown> };
  const changed = ["created", "overlays", "removed"].filter((name) => Object.keys(changes[name] ?? {}).length > 0);
  if (changed.length > 0) throw new Error(`${mock} has ${changed.join(", ")} of an earlier run: start a new mock`);
};
