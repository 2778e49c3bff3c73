/** The contents of the npm package, compared with the expectations of package linters and users. */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, it } from "vitest";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const installed = at("node_modules/@heal7/contracts");
const tarball = at(".build/package.tgz");
const manifest = JSON.parse(readFileSync(`${installed}/package.json`, "utf8"));
const run = promisify(execFile);

describe("the package", () => {
  it("satisfies publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("satisfies attw as a package of ES modules", async () => {
    // It exits with 1 when it finds something, and prints a table.
    const { stdout, code } = await run(process.execPath, [
      at("node_modules/@arethetypeswrong/cli/dist/index.js"),
      ...[tarball, "--profile", "esm-only", "--format", "ascii", "--no-color", "--no-emoji"],
      ...["--exclude-entrypoints", "graphql/introspection.json", "graphql/schema.graphql", "package.json"],
    ]).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      ({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
    );
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("@heal7/contracts v");
  });

  it("holds what a user needs and nothing else", async () => {
    const { stdout } = await run("tar", ["-tzf", tarball]);
    const files = stdout.trim().split("\n").map((path) => path.replace("package/", ""));
    for (const path of ["README.md", "MIGRATING.md", "CHANGELOG.md", "LICENSE", "package.json", "graphql/introspection.json", "graphql/schema.graphql"]) {
      expect(files).toContain(path);
    }
    const folders = new Set(files.filter((path) => path.includes("/")).map((path) => path.split("/")[0]));
    expect([...folders].sort()).toEqual(["dist", "graphql", "src"]);
    expect(files.filter((path) => path.includes("test"))).toEqual([]);
  });

  it("has the types of every sub-path first, and both files there", () => {
    for (const [path, target] of Object.entries<Record<string, string> | string>(manifest.exports)) {
      if (typeof target === "string") continue;
      expect(Object.keys(target)[0], path).toBe("types");
      for (const file of Object.values(target)) expect(() => readFileSync(`${installed}/${file}`), file).not.toThrow();
    }
    expect(manifest.sideEffects).toBe(false);
    expect(manifest.type).toBe("module");
  });

  it("needs nothing for the client, and no peer that is not optional", () => {
    for (const peer of Object.keys(manifest.peerDependencies)) {
      expect(manifest.peerDependenciesMeta[peer], peer).toEqual({ optional: true });
    }
    // Types, and the two libraries of `./realtime`.
    expect(Object.keys(manifest.dependencies)).toEqual([
      "@graphql-typed-document-node/core",
      "eventsource-parser",
      "partysocket",
    ]);
  });

  it("can be imported from CommonJS where Node allows it", async () => {
    const [major = 0] = process.versions.node.split(".").map(Number);
    const flags = major >= 22 ? [] : ["--experimental-require-module"];
    const { stdout } = await run(process.execPath, [
      ...flags, "--no-warnings", "--eval", "console.log(typeof require('@heal7/contracts').createClient)",
    ], { cwd: at(".") });
    expect(stdout.trim()).toBe("function");
  });
});
