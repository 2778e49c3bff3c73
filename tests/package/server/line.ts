/**
 * A connection to a server that can be interrupted: all its connections are then lost, and the next ones work again.
 */

import { type AddressInfo, type Socket, connect, createServer } from "node:net";

/** An interruptible connection. */
export type Line = AsyncDisposable & { readonly baseUrl: string; readonly cut: () => void };

/** Creates one to a server. */
export const layLine = async (to: string): Promise<Line> => {
  const { hostname, port } = new URL(to);
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const [end, other] of [[near, far], [far, near]] as const) {
      ends.add(end);
      end.on("error", () => {}).on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
};
