/** Bundles of the package: they contain only imported code, and little of it. */

import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type BuildOptions, type Plugin, build } from "esbuild";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Bundles a module for browsers in production, and returns its text. */
const bundle = async (contents: string, options: BuildOptions = {}): Promise<string> => {
  const result = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["production"],
    logLevel: "error",
    ...options,
  });
  return result.outputFiles?.[0]?.text ?? "";
};

/** Removes `sideEffects: false` from the package: a bundler must then detect that its modules have no side effects. */
const withEffects: Plugin = {
  name: "with-effects",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /.*/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === "resolved") return undefined;
      const found = await resolve(path, { ...rest, pluginData: "resolved" });
      return { ...found, sideEffects: found.path.includes("@heal7/contracts/dist") };
    });
  },
};

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;
const report = (what: string, bytes: number): void => console.log(`${what}: ${bytes} bytes`);

describe("the client", () => {
  it("with one operation is under 3 KB gzipped, without Zod", async () => {
    const text = await bundle(`
      import { asSajuResultId, createClient, getSajuResult } from "@heal7/contracts";
      export const load = (id: string) => getSajuResult(createClient(), { path: { id: asSajuResultId(id) } });
    `);
    report("client with one operation, gzipped", gzipped(text));
    expect(gzipped(text)).toBeLessThan(3000);
    expect(text.includes("/saju/results/{id}")).toBe(true);
    expect(text.includes("/saju/calculate")).toBe(false);
    expect(text.includes("ZodType")).toBe(false);
  });

  it("leaves the schemas out of production, and holds answers to them in development", async () => {
    const contents = `
      import { createClient } from "@heal7/contracts";
      import { validation } from "@heal7/contracts/validation";
      export const client = createClient({ validation });
    `;
    const production = await bundle(contents);
    const development = await bundle(contents, { conditions: ["development"] });
    expect(production.includes("discriminator")).toBe(false);
    expect(production.length).toBeLessThan(6 * 1024);
    expect(development.includes("discriminator")).toBe(true);
  });

  it.each(["", "/query", "/schemas", "/schemas/objects", "/validation", "/graphql", "/graphql/apollo", "/realtime", "/msw"])(
    "leaves nothing behind of %s when nothing of it is used, whatever its manifest says",
    async (path) => {
      const text = await bundle(`import * as all from "@heal7/contracts${path}"; export {};`, { plugins: [withEffects] });
      expect(text.trim().length, text.slice(0, 200)).toBe(0);
    },
  );
});

describe("the schemas", () => {
  it("cost what is imported", async () => {
    const zod = await bundle(`import * as z from "zod"; export const schema = z.enum(["a"]);`);
    const one = await bundle(`export { ThemeSchema } from "@heal7/contracts/schemas";`);
    const all = await bundle(`export * from "@heal7/contracts/schemas";`);
    report("one schema beside Zod", one.length - zod.length);
    report("all schemas beside Zod", all.length - zod.length);
    expect(one.includes("birthDate")).toBe(false);
    expect(one.length - zod.length).toBeLessThan(2000);
  });

  it("are declared in at most twice the bytes of the types", () => {
    const bytes = (name: string): number =>
      statSync(new URL(`../node_modules/@heal7/contracts/dist/${name}.d.ts`, import.meta.url)).size;
    report("types.d.ts", bytes("types"));
    report("schemas.d.ts", bytes("schemas"));
    expect(bytes("schemas")).toBeLessThanOrEqual(2 * bytes("types"));
  });
});
