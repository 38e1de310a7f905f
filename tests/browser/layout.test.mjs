// The crew's real pages as they are laid out: sizes, narrow screens, large text, focus and order.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { openSummary, register, sampleCriteria, search, summaryOf } from "./lib/journeys.mjs";
import { assertFocusSeen, tabStops } from "./lib/keyboard.mjs";
import { assertNothingCut, enlargeText } from "./lib/reflow.mjs";
import { ABSENT, FULL, NONE, WITHHELD } from "./lib/roster.mjs";
import { as } from "./lib/session.mjs";
import { SUMMARY } from "./lib/sheet.mjs";
import { assertSizes, CREW } from "./lib/sizes.mjs";
import { answered } from "./lib/visit.mjs";

const BOUND = { timeout: 240_000 };
const NOBODY = { familyKana: "ダレモイナイ", givenKana: "ミツカラナイ", birthDate: "S20.12.31" };

let demo;
let browser;
const crew = (shape, doing, options = {}) => as(browser, demo, "crew", shape, { expected: [answered(422)], ...options }, doing);

before(async () => {
  demo = runningDemo();
  browser = await launch();
  await as(browser, demo, "city_officer", "desktop", {}, (visit) => register(visit, [FULL, WITHHELD, NONE, ABSENT]));
}, BOUND);

after(() => browser?.close());

/** Leads past every screen of a crew and calls `check(page, rules)` on each. */
async function everyScreen(visit, check) {
  const { page } = visit;
  await page.goto("/sign-in");
  await check(page, CREW);
  await page.goto("/search");
  await check(page, CREW);
  await visit.tap("form.search button.main");
  await page.locator("#errors").waitFor();
  await check(page, CREW);
  await page.goto("/search");
  await search(visit, NOBODY);
  await check(page, CREW);
  await visit.tap(page.getByRole("link", { name: "該当なしで進む" }));
  await page.waitForURL(/\/no-record$/);
  await check(page, CREW);
  await visit.tap(page.locator("label.option", { hasText: "未登録と思われる" }));
  await visit.tap("form.stack button.main >> nth=0");
  await page.waitForURL(/\/closed$/);
  await check(page, CREW);
  await page.goto("/search");
  await search(visit, sampleCriteria(demo));
  await check(page, CREW);
  await openSummary(visit, demo.sample.resident_id);
  await check(page, SUMMARY);
  for (const person of [FULL, WITHHELD, NONE, ABSENT]) {
    await summaryOf(visit, person);
    await check(page, SUMMARY);
  }
  await page.goto("/residents/00000000-0000-7000-8000-000000000000/summary");
  await check(page, CREW);
}

const GONE = { expected: [answered(422), answered(404)] };

test("sizes and targets hold on every screen", BOUND, () => crew("ipad", (visit) => everyScreen(visit, assertSizes), GONE));

describe("axe finds nothing on any screen", BOUND, () => {
  for (const shape of ["ipad", "ipadNight", "phone"]) {
    test(`on ${shape}`, BOUND, () => crew(shape, (visit) => everyScreen(visit, (page) => assertAccessible(page, { enhancedContrast: true })), GONE));
  }
  test("in forced colors", BOUND, () =>
    crew("ipadForcedColors", (visit) =>
      everyScreen(visit, (page) => assertAccessible(page, { rules: { "color-contrast": { enabled: false } } })), GONE));
});

describe("nothing is cut off", BOUND, () => {
  test("at 320 px", BOUND, () => crew("reflow", (visit) => everyScreen(visit, assertNothingCut), GONE));
  test("with text twice as large", BOUND, () =>
    crew("ipad", async (visit) => {
      await enlargeText(visit.page, 2);
      await everyScreen(visit, async (page) => {
        const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
        assert.equal(size, 32);
        await assertNothingCut(page);
      });
    }, GONE));
});

describe("the focus", BOUND, () => {
  test("is seen on every screen and lies under nothing that sticks", BOUND, () =>
    crew("ipad", (visit) =>
      everyScreen(visit, async (page) => {
        assertFocusSeen(await tabStops(page));
        assertFocusSeen(await tabStops(page, { backwards: true }));
      }), GONE));

  test("walks the summary as it is read", BOUND, () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, FULL);
      const stops = await tabStops(visit.page);
      const steps = stops.slice(1).map((stop, index) => ({ from: stops[index], to: stop }));
      for (const { from, to } of steps) {
        assert.ok(from.position < to.position, `${to.what} before ${from.what} in the document`);
        // What stands beside another begins at about the same height.
        assert.ok(to.top > from.top - 100, `${to.what} at ${to.top} after ${from.what} at ${from.top}`);
      }
    }));
});
