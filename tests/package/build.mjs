// Builds the generated package like its publisher, packs it, and installs the tarball for the tests: they see only the
// files that npm would give to a frontend team.
// Usage: node build.mjs PACKAGE_FOLDER
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = resolve(process.argv[2] ?? join(here, "../../generated/typescript"));
const folder = join(here, ".build/package");
const modules = join(here, "node_modules");

rmSync(join(here, ".build"), { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(source, folder, { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path) });

const run = (program, ...args) => execFileSync(program, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
try {
  run(process.execPath, join(modules, "typescript/bin/tsc"), "--project", "tsconfig.json");
} catch (error) {
  process.stderr.write(error.stdout);
  process.exit(1);
}
const [{ filename, files }] = JSON.parse(run("npm", "pack", "--ignore-scripts", "--json", "--pack-destination", ".."));

const tarball = join(here, ".build/package.tgz");
renameSync(join(here, ".build", filename), tarball);

const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const installed = join(modules, name);
rmSync(installed, { recursive: true, force: true });
mkdirSync(installed, { recursive: true });
execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "--directory", installed]);
process.stdout.write(`${name}: ${files.length} files packed and installed\n`);
