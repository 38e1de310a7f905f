// Every sample page of the `ui` crate in every theme, served as the service serves its pages: over HTTP, under the
// policy that lets nothing inline run or style.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
// The service's own policy.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/**
 * Renders the gallery and serves it: `{ origin, pages: [{ name, theme, path, kind }], stop }`. `kind` is `crew`, `resident`
 * or `desk`, as the page itself says.
 */
export async function serveGallery() {
  const folder = mkdtempSync(join(tmpdir(), "tasuki-gallery-"));
  const files = new Map();
  try {
    execFileSync("cargo", ["run", "--quiet", "-p", "tasuki-ui", "--example", "gallery", "--", folder], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const name of readdirSync(folder, { recursive: true })) {
      if (extname(name) in TYPES) files.set(`/${name}`, readFileSync(join(folder, name)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  const server = createServer(({ url }, response) => {
    const body = files.get(new URL(url, "http://gallery").pathname);
    const headers = { "content-type": TYPES[extname(url)] ?? "text/plain", "content-security-policy": POLICY };
    response.writeHead(body ? 200 : 404, headers).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const pages = [...files.keys()]
    .filter((path) => path.endsWith(".html"))
    .sort()
    .map((path) => {
      const [name, theme] = path.slice(1).split(".");
      const body = /<body class="([^"]*)"/.exec(files.get(path).toString())?.[1].split(" ") ?? [];
      return { name, theme, path, kind: ["crew", "resident"].find((kind) => body.includes(kind)) ?? "desk" };
    });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    pages,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
