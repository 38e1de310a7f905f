// Signing in and out, and the theme that stays.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { openSummary, sampleCriteria, search } from "./lib/journeys.mjs";
import { as, enter } from "./lib/session.mjs";
import { codeOf, stepAt } from "./lib/totp.mjs";
import { answered, visiting } from "./lib/visit.mjs";

const BOUND = { timeout: 120_000 };
// Of an hour ago: a code that was right once.
const OLD_STEPS = 120;

let demo;
let browser;
const outside = (shape, doing, options = {}) => visiting(browser, shape, { baseURL: demo.base_url, ...options }, doing);

before(async () => {
  demo = runningDemo();
  browser = await launch();
}, BOUND);

after(() => browser?.close());

describe("a sign-in that fails", BOUND, () => {
  const refused = { expected: [answered(422)] };
  const fails = (wrong) => {
    const said = {};
    return outside("ipad", async (visit) => {
      await visit.page.goto("/sign-in");
      await enter(visit, wrong);
      await visit.page.locator("#errors").waitFor();
      said.words = (await visit.text()).replace(wrong.login, "");
      said.focus = await visit.page.evaluate(() => document.activeElement.id);
      said.kept = [await visit.page.locator("#login").inputValue(), await visit.page.locator("#password").inputValue(), await visit.page.locator("#totp").inputValue()];
      await assertAccessible(visit.page, { enhancedContrast: true });
    }, refused).then(() => said);
  };

  test("says the same whichever of the three is wrong, with the focus on it", async () => {
    const { login, password, totp_secret: secret } = demo.account("dispatcher");
    const old = codeOf(secret, stepAt(Date.now()) - OLD_STEPS);
    const answers = [
      await fails({ login: "nobody-of-that-name", password, code: old }),
      await fails({ login, password: "not-the-password-at-all", code: demo.code("dispatcher") }),
      await fails({ login, password, code: old }),
    ];
    for (const { words, focus, kept } of answers) {
      assert.equal(words, answers[0].words);
      assert.match(words, /ログイン名・パスワード・確認コードのどれかが合いません/);
      assert.equal(focus, "errors");
      assert.equal(kept[1] + kept[2], "", "password or code came back");
    }
    assert.equal(answers[1].kept[0], login);
  });
});

test("after signing out neither the address nor the back button shows anything", BOUND, () =>
  outside("ipad", async (visit) => {
    const { page } = visit;
    await page.goto("/search");
    assert.equal(new URL(page.url()).searchParams.get("next"), "/search");
    await enter(visit, { ...demo.account("crew_leader"), code: demo.code("crew_leader") });
    await page.waitForURL(/\/search$/);
    await search(visit, sampleCriteria(demo));
    await openSummary(visit, demo.sample.resident_id);
    const summary = page.url();
    const name = await page.locator(".banner .name").innerText();
    visit.keep(name, demo.sample.card_number);
    await visit.tap(page.getByRole("button", { name: "サインアウト" }));
    await page.waitForURL(/\/sign-in\?notice=out$/);
    assert.match(await visit.text(), /サインアウトしました/);
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    await page.goto(summary);
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    assert.ok(!(await page.content()).includes(name));
  }));

test("a token that was copied before the sign-out is worth nothing after it", BOUND, () =>
  outside("ipad", async (visit) => {
    const { page } = visit;
    const context = page.context();
    await page.goto("/sign-in");
    await enter(visit, { ...demo.account("er_staff"), code: demo.code("er_staff") });
    await page.waitForURL(/\/search$/);
    const copied = await context.cookies();
    await visit.tap(page.getByRole("button", { name: "サインアウト" }));
    await page.waitForURL(/\/sign-in/);
    await context.addCookies(copied);
    const answer = await page.goto("/search");
    assert.ok(answer.status() === 401 || new URL(page.url()).pathname === "/sign-in", `${answer.status()} ${page.url()}`);
    assert.equal(await page.locator("form.search").count(), 0);
  }, { expected: [answered(401)] }));

test("the session's cookie is out of a script's reach and of other sites'", BOUND, () =>
  as(browser, demo, "crew", "ipad", {}, async (visit) => {
    await visit.page.goto("/search");
    const session = (await visit.page.context().cookies()).find(({ name }) => name === "__Host-session");
    assert.deepEqual(
      { httpOnly: session.httpOnly, secure: session.secure, sameSite: session.sameSite, path: session.path },
      { httpOnly: true, secure: true, sameSite: "Strict", path: "/" },
    );
    assert.equal(await visit.page.evaluate(() => document.cookie), "");
  }));

describe("day and night", BOUND, () => {
  for (const shape of ["ipad", "ipadWithoutScripts"]) {
    test(`stay as chosen, rendered by the server, on ${shape}`, BOUND, () =>
      as(browser, demo, "crew", shape, {}, async (visit) => {
        const { page } = visit;
        const served = async () => /<html[^>]*data-theme="(\w+)"/.exec(await (await page.goto("/search")).text())?.[1];
        assert.equal(await served(), "auto");
        await visit.tap(page.getByRole("button", { name: "夜" }));
        await page.locator("html[data-theme=night]").waitFor();
        assert.equal(new URL(page.url()).pathname, "/search", "it comes back to the page");
        assert.equal(await served(), "night");
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(26, 26, 26)");
        await assertAccessible(page, { enhancedContrast: true });
        await visit.tap(page.getByRole("button", { name: "昼" }));
        await page.locator("html[data-theme=day]").waitFor();
        assert.equal(await served(), "day");
      }));
  }

  test("change nothing that was typed", BOUND, () =>
    as(browser, demo, "crew", "ipad", {}, async (visit) => {
      const { page } = visit;
      await page.goto("/search");
      await page.locator("#family_kana").fill("ヤマ");
      await visit.tap(page.getByRole("button", { name: "夜" }));
      await page.locator("html[data-theme=night]").waitFor();
      assert.equal(await page.locator("#family_kana").inputValue(), "ヤマ");
      assert.ok(await page.getByRole("button", { name: "昼" }).evaluate((button) => button === document.activeElement));
      await page.reload();
      await page.locator("html[data-theme=night]").waitFor();
    }));

  test("say beforehand that they start the page anew, where there is no script", BOUND, () =>
    as(browser, demo, "crew", "ipadWithoutScripts", {}, async ({ page }) => {
      await page.goto("/search");
      await page.getByText("夜・昼は、入れる前に切り替えてください").waitFor();
    }));

  test("are chosen before signing in as well", BOUND, () =>
    outside("ipad", async (visit) => {
      await visit.page.goto("/sign-in");
      await visit.tap(visit.page.getByRole("button", { name: "夜" }));
      await visit.page.locator("html[data-theme=night]").waitFor();
      assert.equal(new URL(visit.page.url()).pathname, "/sign-in");
    }));
});
