// Bundles one constant of a TypeScript module at a time, with zod left outside, as a browser application would.
// Arguments: MODULE.ts NAME...; prints { NAME: { bytes, names } }: the size of the minified bundle, and which schemas
// (`$X`, `XSchema`) of the module are in it. Exit: 0, or 2 when called wrongly.
import { existsSync } from "node:fs";
import { build } from "esbuild";
import { CalledWrongly, cannotJudge } from "./report.mjs";

const USAGE = "usage: node zod-bundle.mjs MODULE.ts NAME...";

async function bundle(module, name, minify) {
  const result = await build({
    stdin: { contents: `import { ${name} } from ${JSON.stringify(module)}; console.log(${name});`, resolveDir: "/" },
    bundle: true,
    minify,
    format: "esm",
    write: false,
    external: ["zod"],
    tsconfigRaw: "{}",
    logLevel: "silent",
  });
  return result.outputFiles[0].text;
}

try {
  const [module, ...names] = process.argv.slice(2);
  if (!module || names.length === 0) throw new CalledWrongly(USAGE);
  if (!existsSync(module)) throw new CalledWrongly(`there is no ${module}`);
  const sizes = {};
  for (const name of names) {
    const text = await bundle(module, name, false);
    sizes[name] = {
      bytes: Buffer.byteLength(await bundle(module, name, true)),
      names: [...text.matchAll(/^var (?:\$(\w+)|(\w+)Schema) =/gm)].map(([, member, schema]) => member ?? schema),
    };
  }
  process.stdout.write(`${JSON.stringify(sizes)}\n`);
} catch (problem) {
  cannotJudge(problem);
}
