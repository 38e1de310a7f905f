// What the crew's three screens cost on a poor line, with nothing in the cache.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { openSummary, sampleCriteria, search } from "./lib/journeys.mjs";
import { as } from "./lib/session.mjs";
import { weigh } from "./lib/weight.mjs";

const BOUND = { timeout: 120_000 };
const KB = 1024;

let demo;
let browser;

before(async () => {
  demo = runningDemo();
  browser = await launch();
}, BOUND);

after(() => browser?.close());

test("search, candidates and summary are light, few requests and without fonts", BOUND, (t) =>
  as(browser, demo, "crew", "ipad", {}, async (visit) => {
    const { page } = visit;
    const light = async (name, go) => {
      const { total, requests, byType, answers } = await weigh(page, go);
      const types = Object.entries(byType).map(([type, bytes]) => `${type} ${bytes}`);
      t.diagnostic(`${name}: ${total} bytes in ${requests} requests (${types.join(", ")})`);
      const listed = answers.map(({ url, bytes }) => `${new URL(url).pathname.replace(/[0-9a-f-]{36}/, "*")} ${bytes}`).join("\n");
      assert.ok(total <= 60 * KB, listed);
      assert.ok(requests <= 6, listed);
      for (const type of ["Document", "Stylesheet", "Script"]) assert.ok(byType[type] > 0, `no ${type} was counted\n${listed}`);
      assert.equal(byType.Font ?? 0, 0, listed);
    };
    await light("C1 search", () => page.goto("/search"));
    await light("C2 candidates", () => search(visit, sampleCriteria(demo)));
    await light("C3 summary", () => openSummary(visit, demo.sample.resident_id));
  }));
