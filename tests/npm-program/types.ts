// Compiles if the types of the packed program are correct.
import { type Mock, type MockOptions, startMock } from "@contract-tools/cli";

const options: MockOptions = { registry: new URL("file:///registry.json"), auth: "off", validate: "warn", seed: undefined };

export async function use(): Promise<string> {
  await using mock: Mock = await startMock({ ...options, port: 0, env: { RUST_LOG: "info" }, onLog: (line) => line.trim() });
  const email: string | undefined = mock.credentials?.["email"];
  // @ts-expect-error: the address is not changed.
  mock.url = "";
  await mock.stop();
  return `${mock.url} ${mock.token} ${mock.person ?? ""} ${email ?? ""} ${mock.signInOperation ?? ""} ${mock.pid}`;
}

// @ts-expect-error: a mock needs a registry.
export const without = () => startMock({ seed: "demo" });
// @ts-expect-error: authentication is on or off.
export const wrong = () => startMock({ registry: "registry.json", auth: "maybe" });
