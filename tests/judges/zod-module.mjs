// Loads a TypeScript module that imports zod: bundled by esbuild to a temporary ESM file, with zod
// taken from this package wherever the module lies. Used by fidelity.mjs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const ownZod = {
  name: "own-zod",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^zod(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === ownZod ? null : resolve(path, { kind, resolveDir: import.meta.dirname, pluginData: ownZod }),
    );
  },
};

export async function loadZodModule(file) {
  const place = mkdtempSync(join(tmpdir(), "judge-zod-"));
  try {
    const outfile = join(place, "module.mjs");
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "silent",
      plugins: [ownZod],
      tsconfigRaw: "{}",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
