// A running `tasuki demo` with its own folder and port, and how the tests find it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { codeOf, stepAt } from "./totp.mjs";

/**
 * Starts the binary and returns `{ path, stop }` once it answers; `path` is its demo.json.
 * Fails with what it wrote when it ends early or does not answer within `patience` milliseconds.
 */
export async function startDemo({ binary, folder, residents = 200, seed = 7, patience = 120_000 }) {
  const port = await freePort();
  const data = join(folder, "demo");
  const options = { "--port": port, "--data-dir": data, "--residents": residents, "--seed": seed };
  const child = spawn(resolve(binary), ["demo", ...Object.entries(options).flat().map(String)], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Keeps the end only: a server that logs a lot must neither block on a full pipe nor fill our memory.
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (said = (said + text).slice(-8000)));
  }
  let ended = null;
  const end = new Promise((settle) => {
    child.on("error", (error) => settle((ended = error.message)));
    child.on("exit", (code, signal) => settle((ended = `ended with ${code ?? signal}`)));
  });

  const stop = async () => {
    if (ended) return;
    child.kill("SIGTERM");
    const waiting = new AbortController();
    const late = after(10_000, null, { signal: waiting.signal }).then(
      () => child.kill("SIGKILL"),
      () => {},
    );
    await end;
    waiting.abort();
    await late;
  };

  const path = join(data, "demo.json");
  const until = Date.now() + patience;
  while (!(await answers(path))) {
    if (ended || Date.now() > until) {
      const why = ended ?? `did not answer within ${patience / 1000} s`;
      await stop();
      throw new Error(`the demo ${why}\n${said}`);
    }
    await Promise.race([end, after(100)]);
  }
  return { path, stop };
}

/** Reads the demo.json that `TASUKI_DEMO` names, and adds ways to ask and to sign in. */
export function runningDemo(path = process.env.TASUKI_DEMO) {
  if (!path) throw new Error("TASUKI_DEMO names no demo.json; run the tests by `npm test`");
  const demo = JSON.parse(readFileSync(path, "utf8"));
  const account = (role) => {
    const found = demo.accounts.find((one) => one.role === role);
    if (!found) throw new Error(`the demo has no account of role ${role}`);
    return found;
  };
  return {
    ...demo,
    account,
    /** A one-time code of that role's account that no test of this run has used. */
    code: (role) => unusedCode(join(dirname(path), "used_codes.json"), account(role)),
    /** Asks the server: `{ status, headers, text }`. Trusts the demo's own authority and no other. */
    ask: (route, options) => ask(demo, route, options),
  };
}

// The server takes a code once and accepts the step before and after; test files run one after another, each in a
// process of its own, so what was used is kept beside the demo.
function unusedCode(record, { login, totp_secret: secret }) {
  const used = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
  const now = stepAt(Date.now());
  const step = Math.max(now, (used[login] ?? 0) + 1);
  if (step > now + 1) {
    throw new Error(`${login} has no unused code for now: sign in once and hand on the context's storageState`);
  }
  writeFileSync(record, JSON.stringify({ ...used, [login]: step }));
  return codeOf(secret, step);
}

function ask({ base_url, ca_certificate }, route, { method = "GET", headers = {}, body = null } = {}) {
  const url = new URL(route, base_url);
  const isSecure = url.protocol === "https:";
  const trust = isSecure ? { ca: readFileSync(ca_certificate) } : {};
  return new Promise((settle, fail) => {
    const send = isSecure ? overHttps : overHttp;
    const request = send(url, { method, headers, agent: false, timeout: 10_000, ...trust }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.on("end", () => settle({ status: response.statusCode, headers: response.headers, text }));
      response.on("error", fail);
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 10 s")));
    request.on("error", fail);
    request.end(body);
  });
}

async function answers(path) {
  try {
    return (await ask(JSON.parse(readFileSync(path, "utf8")), "/healthz")).status === 200;
  } catch {
    // Not written yet, half written, or not listening yet.
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
