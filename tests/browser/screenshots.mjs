// The pictures of the README, of a running demo: `npm run screenshots -- ../../var/demo/demo.json`.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { openSummary, sampleCriteria, search } from "./lib/journeys.mjs";
import { withPalette } from "./lib/png.mjs";
import { enter } from "./lib/session.mjs";
import { visiting } from "./lib/visit.mjs";

const MOST_BYTES = 200 * 1024;
const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../crates/ui/screenshots");
const demo = runningDemo(resolve(process.argv[2] ?? "../../var/demo/demo.json"));
const browser = await launch();

async function take(page, name) {
  const path = join(folder, `${name}.png`);
  const picture = withPalette(await page.screenshot({ animations: "disabled", caret: "hide" }));
  const bytes = picture.length;
  if (bytes > MOST_BYTES) throw new Error(`${name} has ${bytes} bytes, more than ${MOST_BYTES}`);
  writeFileSync(path, picture);
  process.stdout.write(`${path} ${bytes} bytes\n`);
}

try {
  mkdirSync(folder, { recursive: true });
  await visiting(browser, "ipad", { baseURL: demo.base_url, deviceScaleFactor: 1 }, async (visit) => {
    await visit.page.goto("/sign-in");
    await enter(visit, { ...demo.account("crew"), code: demo.code("crew") });
    await visit.page.waitForURL(/\/search$/);
    await search(visit, sampleCriteria(demo));
    await visit.page.evaluate(() => document.activeElement?.blur());
    await take(visit.page, "search");
    await openSummary(visit, demo.sample.resident_id);
    await take(visit.page, "summary");
  });
} finally {
  await browser.close();
}
