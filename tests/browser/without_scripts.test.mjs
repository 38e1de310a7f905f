// With scripts refused everything still works; what the script adds is comfort.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import {
  checkRoster, commitRoster, counts, goOnWithoutRecord, grant, openRegistration, openSummary, register, sampleCriteria, search, withdraw,
} from "./lib/journeys.mjs";
import { secretsOf, unconsented, upload } from "./lib/roster.mjs";
import { as, enter } from "./lib/session.mjs";
import { assertWishesCard, SUMMARY } from "./lib/sheet.mjs";
import { assertSizes, CREW } from "./lib/sizes.mjs";
import { answered, visiting } from "./lib/visit.mjs";

const BOUND = { timeout: 120_000 };

let demo;
let browser;

before(async () => {
  demo = runningDemo();
  browser = await launch();
}, BOUND);

after(() => browser?.close());

async function assertWithoutScripts({ page }) {
  // Written by the script when it runs; a page on which it ran proves nothing here.
  assert.equal(await page.locator("#line").innerText(), "", "the script ran");
}

for (const shape of ["ipadWithoutScripts", "ipadNightWithoutScripts"]) {
  describe(`a crew on ${shape}`, BOUND, () => {
    const crew = (doing, options = {}) => as(browser, demo, "crew", shape, options, doing);

    test("finds the summary in two screens and four taps", () =>
      crew(async (visit) => {
        await visit.page.goto("/search");
        visit.shown.length = 0;
        await assertWithoutScripts(visit);
        await assertAccessible(visit.page, { enhancedContrast: true });
        await search(visit, sampleCriteria(demo));
        await assertSizes(visit.page, CREW);
        await assertAccessible(visit.page, { enhancedContrast: true });
        await openSummary(visit, demo.sample.resident_id);
        assert.ok(visit.taps <= 4, `${visit.taps} taps`);
        assert.equal(visit.shown.length, 2);
        await assertWithoutScripts(visit);
        await assertWishesCard(visit.page);
        await assertSizes(visit.page, SUMMARY);
        await assertAccessible(visit.page, { enhancedContrast: true });
      }));

    test("goes on without a record", () =>
      crew(async (visit) => {
        await goOnWithoutRecord(visit);
        await assertWithoutScripts(visit);
        assert.match(await visit.page.locator(".stamp").innerText(), /登録なし\s*\d{1,2}:\d{2}/);
        await assertAccessible(visit.page, { enhancedContrast: true });
      }));

    test("is told what is wrong", () =>
      crew(async (visit) => {
        await visit.page.goto("/search");
        await visit.tap("label:has(input[name=reason][value=on_duty])");
        await visit.tap("form.search button.main");
        await visit.page.locator("#errors").waitFor();
        assert.match(await visit.text(), /検索の条件がありません/);
        await assertAccessible(visit.page, { enhancedContrast: true });
      }, { expected: [answered(422)] }));
  });
}

describe("an officer", BOUND, () => {
  const person = unconsented(2);
  const officer = (doing, options = {}) =>
    as(browser, demo, "city_officer", "desktopWithoutScripts", { secrets: secretsOf(person), ...options }, doing);

  test("checks a roster, takes it in, and finds it unchanged", () =>
    officer(async (visit) => {
      await checkRoster(visit, upload([person]));
      await assertWithoutScripts(visit);
      assert.deepEqual(await counts(visit), [1, 0, 0, 0]);
      await commitRoster(visit);
      assert.deepEqual(await counts(visit), [1, 0, 0, 0]);
      await checkRoster(visit, upload([person]));
      assert.deepEqual(await counts(visit), [0, 0, 1, 0]);
    }));

  test("lists, opens, takes a consent in and withdraws it", () =>
    officer(async (visit) => {
      await register(visit, [person]);
      await openRegistration(visit, person);
      await grant(visit, ["identity", "allergies"]);
      await assertWithoutScripts(visit);
      assert.match(await visit.page.getByRole("status").innerText(), /同意を登録しました（版 1）/);
      await withdraw(visit);
      assert.match(await visit.page.getByRole("status").innerText(), /同意を撤回しました（版 1）/);
    }));

  test("sees at once what is wrong with a consent, and a column ticked whole is kept whole", () =>
    officer(async (visit) => {
      const { page } = visit;
      await register(visit, [person]);
      await openRegistration(visit, person);
      await visit.tap(page.locator('label.tick:has(input[name="all"][value="ems:emergency"])'));
      await visit.tap("#grant button.main");
      const errors = page.locator("#errors");
      await errors.waitFor();
      const box = await errors.boundingBox();
      assert.ok(box.y + box.height < page.viewportSize().height, "the summary of errors is on the first screen");
      await visit.tap(errors.getByRole("link", { name: /署名した日/ }));
      assert.ok(await page.locator("#signed_on").isVisible());
      const rows = page.locator('input[name="row"][value$=":ems:emergency"]');
      assert.equal(await rows.evaluateAll((all) => all.every((row) => row.checked)), true);
    }, { expected: [answered(422)] }));
});

test("someone signs in and out", BOUND, () =>
  visiting(browser, "ipadWithoutScripts", { baseURL: demo.base_url }, async (visit) => {
    await visit.page.goto("/search");
    assert.equal(new URL(visit.page.url()).pathname, "/sign-in");
    await enter(visit, { ...demo.account("crew_leader"), code: demo.code("crew_leader") });
    await visit.page.waitForURL(/\/search$/);
    await visit.tap(visit.page.getByRole("button", { name: "サインアウト" }));
    await visit.page.waitForURL(/\/sign-in\?notice=out$/);
  }));
