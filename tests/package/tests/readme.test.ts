/** Every TypeScript example of the package's documentation compiles under the strictest flags. */

import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const folder = fileURLToPath(new URL("../", import.meta.url));

it.each(["README.md", "MIGRATING.md"])("the examples of %s compile", async (name) => {
  const text = readFileSync(`${folder}node_modules/@heal7/contracts/${name}`, "utf8");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block!);
  expect(blocks.length).toBeGreaterThan(0);
  const examples = `${folder}.build/examples-${name}`;
  mkdirSync(examples, { recursive: true });
  blocks.forEach((block, index) => writeFileSync(`${examples}/example-${index + 1}.ts`, `${block}\nexport {};\n`));
  writeFileSync(
    `${examples}/tsconfig.json`,
    JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"], compilerOptions: { moduleResolution: "bundler", module: "esnext", types: [] } }),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [
    `${folder}node_modules/typescript/bin/tsc`, "--project", examples,
  ]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});
