// Finding the right person: exact, one slip, twins, too many, nobody, and the dispatch centre's one box.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { criteriaOf, register, search } from "./lib/journeys.mjs";
import { FULL, MANY, TWINS, secretsOf } from "./lib/roster.mjs";
import { as } from "./lib/session.mjs";

const BOUND = { timeout: 120_000 };
const CLINICAL = /アレルギー|ワルファリン|ペニシリン|ペースメーカー|持病|心肺蘇生/;

let demo;
let browser;
const by = (role) => (shape, doing, options = {}) =>
  as(browser, demo, role, shape, options, async (visit) => {
    [FULL, ...TWINS, ...MANY].forEach((person) => visit.keep(...secretsOf(person)));
    await visit.page.goto("/search");
    await doing(visit);
    assert.doesNotMatch(await visit.text(), CLINICAL);
    await assertAccessible(visit.page, { enhancedContrast: true });
  });
const crew = by("crew");
const dispatch = by("dispatcher");

const rows = (visit) => visit.page.locator(".candidate");
const readings = async (visit) => (await visit.page.locator(".readings").innerText()).replace(/\s+/g, " ");

before(async () => {
  demo = runningDemo();
  browser = await launch();
  await as(browser, demo, "city_officer", "desktop", {}, (visit) => register(visit, [FULL, ...TWINS, ...MANY]));
}, BOUND);

after(() => browser?.close());

describe("a crew finds", BOUND, () => {
  for (const shape of ["ipad", "ipadNight", "phone", "ipadWithoutScripts"]) {
    test(`the one who is exactly meant, and reads how the search was read (${shape})`, () =>
      crew(shape, async (visit) => {
        await search(visit, criteriaOf(FULL));
        assert.equal(await rows(visit).count(), 1);
        const why = await rows(visit).locator(".person-why").innerText();
        assert.match(why, /一致: .*フリガナ.*生年月日/);
        assert.match(await readings(visit), /フリガナ（姓） タスキミホン .*生年月日 昭和10年1月11日（1935）/);
      }));
  }

  test("the one whose birth date is one day off, with the words for it", () =>
    crew("ipad", async (visit) => {
      await search(visit, { ...criteriaOf(FULL), birthDate: "S10.1.12" });
      const right = rows(visit).filter({ hasText: "全子" });
      assert.equal(await right.count(), 1);
      assert.match(await right.locator(".person-why").innerText(), /似ている（要確認）: .*生年月日/);
      assert.doesNotMatch(await right.locator(".grade").innerText(), /◎/);
    }));

  test("both twins, and neither is said to be certain", () =>
    crew("ipad", async (visit) => {
      await search(visit, { familyKana: "タスキミホン", givenKana: "カズハ", birthDate: "S21.6.17" });
      for (const twin of ["一葉", "二葉"]) assert.equal(await rows(visit).filter({ hasText: twin }).count(), 1, twin);
      assert.doesNotMatch((await visit.page.locator(".grade").allInnerTexts()).join(" "), /◎/);
      assert.match(await rows(visit).first().innerText(), /一葉/);
    }));

  test("eight of more, and is told what would help", () =>
    crew("ipad", async (visit) => {
      const { page } = visit;
      await visit.tap("label:has(input[name=reason][value=on_duty])");
      await visit.fill("#family_kana", "タスキタニン");
      await visit.tap("label:has(input[name=sex][value=female])");
      await visit.tap("form.search button.main");
      await page.waitForURL(/\/incidents\/[^/]+\/search$/);
      assert.equal(await rows(visit).count(), 8);
      assert.match(await visit.text(), /似た方が \d+人(以上)?います。条件を足してください: 生年月日・フリガナ（名）・電話の下4桁・町名・施設のどれか/);
    }));

  for (const shape of ["ipad", "ipadWithoutScripts"]) {
    test(`nobody, and searches once more with less by one button (${shape})`, () =>
      crew(shape, async (visit) => {
        const { page } = visit;
        await search(visit, { familyKana: "ダレモイナイ", givenKana: "ミツカラナイ", birthDate: "S20.12.31" });
        assert.match(await visit.text(), /該当する登録がありません/);
        await visit.tap(page.getByRole("button", { name: "生年月日の前後1年まで探す" }));
        // The address stays the same, so what was read tells the next page from this one.
        await page.locator(".readings", { hasText: "まで（前後1年まで広げました）" }).waitFor();
        assert.match(await readings(visit), /昭和19年12月31日（1944）から昭和21年12月31日（1946）まで/);
        assert.equal(await page.getByRole("button", { name: "前後1年" }).count(), 0);
        await visit.tap(page.getByRole("button", { name: "生年月日なしで探す" }));
        await page.locator(".readings:not(:has-text('生年月日'))").waitFor();
        assert.doesNotMatch(await readings(visit), /生年月日/);
        assert.equal(await page.locator("#birth_date").inputValue(), "");
      }));
  }

  test("that a birth date alone is no search, with the reason", () =>
    crew("ipad", async (visit) => {
      await visit.tap("label:has(input[name=reason][value=on_duty])");
      await visit.fill("#birth_date", "S10.1.11");
      await visit.tap("form.search button.main");
      assert.match(await visit.page.getByRole("alert").innerText(), /生年月日だけでは検索できません。同じ日に生まれた別の方まで並ぶためです。/);
    }, { expected: [/422/] }));
});

describe("the dispatch centre", BOUND, () => {
  for (const shape of ["desktop", "desktopNight", "phone", "desktopWithoutScripts"]) {
    test(`pastes what it hears and reads how it was read (${shape})`, () =>
      dispatch(shape, async (visit) => {
        const { page } = visit;
        await visit.tap("label:has(input[name=reason][value=on_duty])");
        await visit.fill("#text", "患者：襷見本　全子（たすきみほん ぜんこ）91歳 女\nＳ１０．１．１１　主訴：胸痛");
        await visit.tap("form.search button.main");
        await page.waitForURL(/\/incidents\/[^/]+\/search$/);
        assert.match(await readings(visit), /氏名 襷見本 全子 .*生年月日 昭和10年1月11日（1935） 91歳.*性別 女/);
        assert.match(await visit.text(), /読み取らなかったところ: .*「胸痛」/);
        assert.equal(await rows(visit).filter({ hasText: "全子" }).count(), 1);
      }));
  }

  for (const shape of ["desktop", "phone", "desktopWithoutScripts"]) {
    test(`reads how a refused text was read, and what of it was not (${shape})`, () =>
      dispatch(shape, async (visit) => {
        await visit.tap("label:has(input[name=reason][value=on_duty])");
        await visit.fill("#text", "Ｓ１０．１．１１　主訴：胸痛");
        await visit.tap("form.search button.main");
        await visit.page.locator("#errors").waitFor();
        assert.match(await visit.page.getByRole("alert").innerText(), /生年月日だけでは検索できません/);
        assert.match(await readings(visit), /生年月日 昭和10年1月11日（1935）/);
        assert.match(await visit.text(), /読み取らなかったところ: 「胸痛」/);
        assert.match(await visit.page.locator("#text").inputValue(), /胸痛/);
      }, { expected: [/422/] }));

    test(`is told which field stands beside the text, and searches with the text alone (${shape})`, () =>
      dispatch(shape, async (visit) => {
        const { page } = visit;
        await visit.tap("label:has(input[name=reason][value=on_duty])");
        await visit.tap("details.by-fields > summary");
        await visit.tap("label:has(input[name=sex][value=male])");
        await visit.fill("#text", "襷見本全子 S10.1.11");
        await visit.tap("form.search button.main");
        const alert = page.getByRole("alert");
        await alert.waitFor();
        assert.match(await alert.innerText(), /貼り付けと項目の両方に入っています/);
        assert.match(await alert.getByRole("link").innerText(), /性別: 男/);
        assert.ok(await page.locator("#sex").isVisible());
        await assertAccessible(page, { enhancedContrast: true });
        await visit.tap(page.getByRole("button", { name: "貼り付けだけで検索する" }));
        await page.waitForURL(/\/incidents\/[^/]+\/search$/);
        assert.doesNotMatch(await readings(visit), /性別/);
        assert.equal(await rows(visit).filter({ hasText: "全子" }).count(), 1);
      }, { expected: [/422/] }));
  }

  test("finds who registered the caller's telephone", () =>
    dispatch("desktop", async (visit) => {
      await visit.tap("label:has(input[name=reason][value=on_duty])");
      await visit.fill("#text", "０５５７−００−９９７７");
      await visit.tap("form.search button.main");
      await visit.page.waitForURL(/\/incidents\/[^/]+\/search$/);
      assert.equal(await rows(visit).count(), 2);
    }));

  test("sees how the searches of the emergencies ended", () =>
    dispatch("desktop", async (visit) => {
      await visit.tap(visit.page.getByRole("link", { name: "事案の一覧" }));
      await visit.page.waitForURL(/\/incidents$/);
      assert.match(await visit.text(), /続いています/);
    }));
});

describe("the city", BOUND, () => {
  test("searches its register by a birth date alone, for a purpose", () =>
    as(browser, demo, "city_officer", "desktop", {}, async (visit) => {
      visit.keep(...secretsOf(FULL));
      await visit.page.goto("/officer/search");
      await visit.tap("label:has(input[name=purpose][value=duplicate])");
      await visit.fill("#birth_date", "S10.1.11");
      await visit.tap("form.stack button.main");
      await visit.page.locator("#found-title").waitFor();
      assert.match(await visit.text(), /襷見本 全子/);
      assert.match(await visit.page.locator("#found-title").innerText(), /候補 \d+人 目的 重複の確認/);
      await assertAccessible(visit.page);
    }));

  for (const shape of ["desktop", "phone", "desktopWithoutScripts"]) {
    test(`chooses which day six digits are, and hears what is wrong first (${shape})`, () =>
      as(browser, demo, "city_officer", shape, { expected: [/422/] }, async (visit) => {
        const { page } = visit;
        visit.keep(...secretsOf(FULL));
        await page.goto("/officer/search");
        await visit.fill("#birth_date", "100111");
        await visit.tap("form.stack button.main");
        const alert = page.getByRole("alert");
        await alert.waitFor();
        assert.match(await alert.innerText(), /目的: 目的が選ばれていません。\s+生年月日: 元号のない6桁は/);
        await assertAccessible(page);
        await visit.tap("label:has(input[name=purpose][value=duplicate])");
        await visit.tap("label:has(input[name=birth_date_choice][value='S10.1.11'])");
        await visit.tap("form.stack button.main");
        await page.locator("#found-title").waitFor();
        assert.match(await visit.text(), /襷見本 全子/);
        const name = page.getByRole("link", { name: /襷見本/ }).first();
        const { height } = await name.boundingBox();
        assert.ok(height < 60, `a name of ${height} px is broken`);
        await assertAccessible(page);
      }));
  }

  test("has a page for unusual searches", () =>
    as(browser, demo, "privacy_officer", "desktop", {}, async (visit) => {
      await visit.page.goto("/search-events");
      assert.equal(await visit.heading().then((text) => text.split(" ")[0]), "検索が多いときの知らせ");
      await assertAccessible(visit.page);
    }));
});
