// Every role's own pages: where it starts, and wherever its links lead.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { openSummary, sampleCriteria, search } from "./lib/journeys.mjs";
import { as } from "./lib/session.mjs";
import { assertWishesCard, SUMMARY } from "./lib/sheet.mjs";
import { assertSizes } from "./lib/sizes.mjs";

const BOUND = { timeout: 120_000 };

let demo;
let browser;

before(async () => {
  demo = runningDemo();
  browser = await launch();
}, BOUND);

after(() => browser?.close());

for (const [role, shape, start] of [
  ["city_officer", "desktop", "/officer/residents"],
  ["privacy_officer", "desktop", "/accesses"],
  ["auditor", "desktop", "/accesses"],
  ["resident", "phone", "/me"],
  ["physician", "desktop", "/home"],
  ["pharmacist", "desktop", "/home"],
  ["care_manager", "desktop", "/home"],
]) {
  test(`${role} starts at ${start}, and every link is a page that is accessible`, BOUND, () =>
    as(browser, demo, role, shape, {}, async (visit) => {
      const { page } = visit;
      await page.goto("/");
      assert.equal(new URL(page.url()).pathname, start);
      await assertAccessible(page);
      const links = await page.locator("nav a, main a[href^='/'].button").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.ok(links.length > 0);
      for (const link of new Set(links)) {
        const answer = await page.goto(link);
        assert.equal(answer.status(), 200, link);
        await assertAccessible(page);
      }
    }));
}

test("the resident reads who looked in plain words, and their own summary", BOUND, () =>
  as(browser, demo, "resident", "phone", {}, async (visit) => {
    const { page } = visit;
    await page.goto("/me");
    await visit.tap(page.getByRole("link", { name: "見た人を全部見る" }));
    await page.waitForURL(/\/accesses$/);
    assert.match(await visit.text(), /あなたの記録を見た人の一覧です/);
    await visit.tap(page.getByRole("link", { name: "救急のときに見える内容" }));
    await page.waitForURL(/\/summary$/);
    await assertWishesCard(page);
  }));

describe("what others see in an emergency", BOUND, () => {
  const looks = (role, check) =>
    as(browser, demo, role, "ipad", {}, async (visit) => {
      await visit.page.goto("/search");
      await search(visit, sampleCriteria(demo));
      await openSummary(visit, demo.sample.resident_id);
      await assertWishesCard(visit.page);
      await assertSizes(visit.page, SUMMARY);
      await assertAccessible(visit.page, { enhancedContrast: true });
      await check(visit);
    });

  test("the dispatch centre sees contacts and the home, and no tile's content", () =>
    looks("dispatcher", async ({ page }) => {
      assert.equal(await page.locator(".tile .datum").count(), 0);
      for (const tile of await page.locator(".tile").allInnerTexts()) assert.match(tile, /表示されません|表示できません/);
      assert.ok((await page.locator(".party .call").count()) > 0, "no contact is shown");
    }));

  test("the emergency department sees what was permitted to hospitals", () =>
    looks("er_staff", async ({ page }) => assert.ok((await page.locator(".tile .datum").count()) > 0)));
});
