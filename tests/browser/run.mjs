// Starts one demo, runs every *.test.mjs against it one after another, and stops it. `npm test`, or
// `npm test -- search.test.mjs` for some. The binary is TASUKI_BINARY, else the debug build of this tree.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startDemo } from "./lib/demo.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const binary = resolve(process.env.TASUKI_BINARY ?? join(here, "../../target/debug/tasuki"));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();

if (!existsSync(binary)) {
  process.stderr.write(`${binary} is missing: cargo build --bin tasuki, or set TASUKI_BINARY\n`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "tasuki-browser-"));
let demo = null;
let tests = null;
let interrupted = false;

// The terminal sends an interrupt to the children as well; a plain kill of this process reaches only this process.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    interrupted = true;
    tests?.kill("SIGTERM");
  });
}

try {
  demo = await startDemo({ binary, folder });
  if (!interrupted) {
    tests = spawn(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=1", ...files], {
      cwd: here,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, TASUKI_DEMO: demo.path },
    });
    process.exitCode = await new Promise((settle) => {
      tests.on("error", () => settle(1));
      tests.on("exit", (code) => settle(code ?? 1));
    });
  }
  if (interrupted) process.exitCode = 130;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await demo?.stop();
  rmSync(folder, { recursive: true, force: true });
}
