// A crew in the ambulance: from the search to the summary, and on without a record when there is none.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import { goOnWithoutRecord, openSummary, register, sampleCriteria, search, summaryOf } from "./lib/journeys.mjs";
import { FULL, NONE, WITHHELD, ABSENT } from "./lib/roster.mjs";
import { as } from "./lib/session.mjs";
import { assertWishesCard, readingOrder, WITHHELD_WORDS } from "./lib/sheet.mjs";
import { answered } from "./lib/visit.mjs";

const BOUND = { timeout: 120_000 };
const CLINICAL = /アレルギー|薬|ワルファリン|ペニシリン|ペースメーカー|機器|持病|透析|意思|心肺蘇生|望まない|介護|連絡先/;

let demo;
let browser;
const crew = (shape, doing, options = {}) => as(browser, demo, "crew", shape, options, doing);

before(async () => {
  demo = runningDemo();
  browser = await launch();
  await as(browser, demo, "city_officer", "desktop", {}, (visit) => register(visit, [FULL, WITHHELD, NONE, ABSENT]));
}, BOUND);

after(() => browser?.close());

describe("from the search to the summary", BOUND, () => {
  test("by kana and birth date it takes two screens and at most four taps", (t) =>
    crew("ipad", async (visit) => {
      await visit.page.goto("/search");
      visit.shown.length = 0;
      await search(visit, sampleCriteria(demo));
      await openSummary(visit, demo.sample.resident_id);
      t.diagnostic(`${visit.taps} taps, ${visit.shown.length} screens`);
      assert.equal(visit.shown.length, 2, visit.shown.join(" "));
      assert.ok(visit.taps <= 4, `${visit.taps} taps`);
      const kana = `${demo.sample.family_kana}　${demo.sample.given_kana}`;
      assert.equal(await visit.page.locator(".banner .kana").innerText(), kana);
    }));

  test("with an incident number and the keyboard's return key it takes no more", (t) =>
    crew("ipad", async (visit) => {
      const { page } = visit;
      const { familyKana, givenKana, birthDate } = sampleCriteria(demo);
      await page.goto("/search");
      visit.shown.length = 0;
      await visit.tap("#incident_number");
      await page.keyboard.insertText("B0412");
      for (const [field, text] of [["#family_kana", familyKana], ["#given_kana", givenKana], ["#birth_date", birthDate]]) {
        await visit.tabTo(field);
        await visit.type(text);
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/incidents\/[^/]+\/search$/);
      await openSummary(visit, demo.sample.resident_id);
      t.diagnostic(`${visit.taps} taps, ${visit.shown.length} screens`);
      assert.equal(visit.shown.length, 2, visit.shown.join(" "));
      assert.ok(visit.taps <= 4, `${visit.taps} taps`);
      assert.match(await visit.text(), /事案 #B0412/);
    }));

  test("by the card's number it takes three taps", (t) =>
    crew("ipad", async (visit) => {
      await visit.page.goto("/search");
      visit.shown.length = 0;
      await visit.tap("label:has(input[name=reason][value=on_duty])");
      await visit.tap("#card_number");
      await visit.type(demo.sample.card_number);
      await visit.page.keyboard.press("Enter");
      await visit.page.waitForURL(/\/incidents\/[^/]+\/search$/);
      await openSummary(visit, demo.sample.resident_id);
      t.diagnostic(`${visit.taps} taps, ${visit.shown.length} screens`);
      assert.deepEqual([visit.taps, visit.shown.length], [3, 2]);
    }));

  test("without a pointer at all it works too", () =>
    crew("ipad", async (visit) => {
      const { page } = visit;
      const { familyKana, givenKana, birthDate } = sampleCriteria(demo);
      await page.goto("/search");
      await visit.tabTo("input[name=reason] >> nth=0");
      await page.keyboard.press("Space");
      for (const [field, text] of [["#family_kana", familyKana], ["#given_kana", givenKana], ["#birth_date", birthDate]]) {
        await visit.tabTo(field);
        await visit.type(text);
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/incidents\/[^/]+\/search$/);
      await visit.tabTo(`a.open[href*="${demo.sample.resident_id}"]`);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/summary/);
      assert.equal(visit.taps, 0);
    }));

  test("who is not the right one leads back to the search with what was typed", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, FULL);
      await visit.tap(visit.page.getByRole("link", { name: "該当の方ではない" }));
      await visit.page.waitForURL(/\/incidents\/[^/]+\/search$/);
      assert.equal(await visit.page.locator("#family_kana").inputValue(), FULL.氏フリガナ);
      assert.equal(await visit.page.locator("#birth_date").inputValue(), FULL.生年月日);
    }));

  test("closing the incident ends at the stamp, and the summary is closed with it", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, FULL);
      const address = visit.page.url();
      await visit.tap(visit.page.getByRole("button", { name: "事案を終える" }));
      await visit.page.waitForURL(/\/closed$/);
      assert.match(await visit.page.locator(".stamp").innerText(), /該当あり\s*\d{1,2}:\d{2}/);
      await visit.page.goto(address);
      assert.doesNotMatch(await visit.text(), CLINICAL);
    }, { expected: [answered("4\\d\\d")] }));
});

describe("nobody is found", BOUND, () => {
  test("the crew goes on without a record, to the stamp", (t) =>
    crew("ipad", async (visit) => {
      await goOnWithoutRecord(visit);
      t.diagnostic(`${visit.taps} taps`);
      assert.match(await visit.page.locator(".stamp").innerText(), /登録なし\s*\d{1,2}:\d{2}/);
      assert.match(await visit.text(), /未登録と思われる/);
      await visit.tap(visit.page.getByRole("link", { name: "次の事案へ" }));
      await visit.page.waitForURL(/\/search$/);
    }));

  test("nothing is said to be wrong", () =>
    crew("ipad", async (visit) => {
      await visit.page.goto("/search");
      await search(visit, { familyKana: "ダレモイナイ", givenKana: "ミツカラナイ", birthDate: "S20.12.31" });
      assert.doesNotMatch(await visit.text(), /エラー|失敗|0件/);
      assert.equal(await visit.page.getByRole("alert").count(), 0);
    }));

  test("a reason that was not chosen is asked for", () =>
    crew("ipad", async (visit) => {
      await visit.page.goto("/search");
      await search(visit, { familyKana: "ダレモイナイ", givenKana: "ミツカラナイ", birthDate: "S20.12.31" });
      await visit.tap(visit.page.getByRole("link", { name: "該当なしで進む" }));
      await visit.page.waitForURL(/\/no-record$/);
      await visit.tap("form.stack button.main >> nth=0");
      await visit.page.locator("#errors").waitFor();
      assert.match(await visit.text(), /理由が選ばれていません/);
    }, { expected: [answered(422)] }));
});

describe("what is wrong with a search", BOUND, () => {
  const send = async (visit, fields) => {
    await visit.page.goto("/search");
    for (const [selector, text] of Object.entries(fields)) await visit.fill(selector, text);
    await visit.tap("form.search button.main");
    await visit.page.locator("#errors").waitFor();
  };

  test("stands at the top with the focus, at its field, and keeps what was typed", () =>
    crew("ipad", async (visit) => {
      await send(visit, { "#incident_number": "B0413", "#family_kana": "タスキミホン", "#birth_date": "S65.2.1" });
      assert.equal(await visit.page.evaluate(() => document.activeElement.id), "errors");
      assert.equal(await visit.page.locator("#birth_date").inputValue(), "S65.2.1");
      assert.equal(await visit.page.locator("#birth_date").getAttribute("aria-invalid"), "true");
      await visit.tap("#errors a");
      assert.equal(await visit.page.evaluate(() => document.activeElement.id), "birth_date");
    }, { expected: [answered(422)] }));

  test("six digits without an era are asked about, never guessed", () =>
    crew("ipad", async (visit) => {
      await send(visit, { "#incident_number": "B0414", "#family_kana": FULL.氏フリガナ, "#given_kana": FULL.名フリガナ, "#birth_date": "100111" });
      await visit.tap(visit.page.locator("label.option", { hasText: "昭和10年" }));
      await visit.tap("form.search button.main");
      await visit.page.waitForURL(/\/incidents\/[^/]+\/search$/);
      assert.match(await visit.page.locator(".person").first().innerText(), /襷見本　全子/);
    }, { expected: [answered(422)] }));

  test("a search without number or reason is not made", () =>
    crew("ipad", async (visit) => {
      await send(visit, { "#family_kana": "タスキミホン", "#birth_date": "S10.1.11" });
      assert.match(await visit.text(), /事案番号を入れるか、理由を1つ選んでください/);
    }, { expected: [answered(422)] }));
});

describe("what the pages say", BOUND, () => {
  test("results hold no clinical word", () =>
    crew("ipad", async (visit) => {
      await visit.page.goto("/search");
      await search(visit, { familyKana: FULL.氏フリガナ, givenKana: FULL.名フリガナ, birthDate: FULL.生年月日 });
      assert.match(await visit.text(), /襷見本 全子/);
      assert.doesNotMatch(await visit.page.content(), CLINICAL);
    }));

  test("a summary says everything that is recorded, with its source and date", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, FULL);
      const text = await visit.text();
      for (const word of ["ペニシリン", "ワルファリン", "ペースメーカー", "心房細動", "襷見本 長男", "望まない"]) assert.ok(text.includes(word), word);
      const tiles = await visit.page.locator(".tile").allInnerTexts();
      assert.equal(tiles.length, 3);
      assert.match(tiles[0], /ペニシリン[^]*R6\.4\.10/);
      assert.match(tiles[1], /ワルファリン/);
      assert.match(tiles[2], /ペースメーカー[^]*左/);
      await assertWishesCard(visit.page);
    }));

  test("withheld categories are named as withheld, and the card of wishes keeps its sentences", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, WITHHELD);
      const text = await visit.text();
      for (const word of ["ペニシリン", "ペースメーカー", "心房細動", "望まない"]) assert.ok(!text.includes(word), word);
      const said = async (selector) => (await visit.page.locator(selector).innerText()).includes(WITHHELD_WORDS);
      for (const tile of ["allergies", "devices"]) assert.ok(await said(`.tile:has(#${tile}-title)`), tile);
      assert.ok(await said(".column:has(#conditions-title)"), "conditions");
      assert.ok(await said("section.wishes"), "wishes");
      assert.ok(!(await said(".tile:has(#antithrombotics-title)")), "what is permitted is shown");
      assert.ok(text.includes("ワルファリン"));
      await assertWishesCard(visit.page);
    }));

  test("confirmed as none and not recorded are different words", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, NONE);
      for (const tile of await visit.page.locator(".tile").allInnerTexts()) assert.match(tile, /なし（確認済み R6\.4\.10/);
      await assertWishesCard(visit.page);
      await summaryOf(visit, ABSENT);
      for (const tile of await visit.page.locator(".tile").allInnerTexts()) assert.match(tile, /記録されていません/);
      assert.match(await visit.page.locator("section.wishes").innerText(), /意思の記録はありません（話し合いの有無も不明です）/);
      await assertWishesCard(visit.page);
    }));

  test("the summary is read as banner, tiles, wishes, history", () =>
    crew("ipad", async (visit) => {
      await summaryOf(visit, FULL);
      const order = await readingOrder(visit.page);
      assert.deepEqual(order, [
        "banner", "allergies-title", "antithrombotics-title", "devices-title", "wishes-title", "conditions-title",
        "medications-title", "care-title", "people-title",
      ]);
    }));
});
