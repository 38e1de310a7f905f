// The city's desk: the register, consents, the roster, and who looked.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { runningDemo } from "./lib/demo.mjs";
import {
  checkRoster, commitRoster, counts, criteriaOf, grant, openRegistration, register, sampleCriteria, search, summaryOf, withdraw,
} from "./lib/journeys.mjs";
import { assertNothingCut } from "./lib/reflow.mjs";
import { cp932, FULL, secretsOf, unconsented, upload, WITHHELD } from "./lib/roster.mjs";
import { as } from "./lib/session.mjs";
import { WITHHELD_WORDS } from "./lib/sheet.mjs";
import { assertSizes, DESK } from "./lib/sizes.mjs";
import { answered, visiting } from "./lib/visit.mjs";

const BOUND = { timeout: 120_000 };

let demo;
let browser;
const officer = (doing, options = {}) => as(browser, demo, "city_officer", "desktop", options, doing);
const crew = (doing, options = {}) => as(browser, demo, "crew", "ipad", options, doing);

before(async () => {
  demo = runningDemo();
  browser = await launch();
  await officer((visit) => register(visit, [FULL, WITHHELD]));
}, BOUND);

after(() => browser?.close());

describe("consent", BOUND, () => {
  test("holds from the next search on, and its withdrawal too", async () => {
    const person = unconsented(1);
    const secrets = { secrets: secretsOf(person) };
    const finds = () =>
      crew(async (visit) => {
        await visit.page.goto("/search");
        await search(visit, criteriaOf(person));
        visit.found = await visit.page.locator("a.open").count();
      }, secrets).then(({ found }) => found);

    await officer((visit) => register(visit, [person]), secrets);
    assert.equal(await finds(), 0, "found without a consent");
    await officer(async (visit) => {
      await openRegistration(visit, person);
      assert.match(await visit.text(), /効力のある同意はありません/);
      await grant(visit, ["identity", "medications"]);
      assert.match(await visit.page.getByRole("status").innerText(), /同意を登録しました（版 1）/);
    }, secrets);
    assert.equal(await finds(), 1, "not found with a consent");
    await crew(async (visit) => {
      await summaryOf(visit, person);
      assert.match(await visit.page.locator(".tile:has(#allergies-title)").innerText(), new RegExp(WITHHELD_WORDS));
      assert.match(await visit.page.locator(".column:has(#medications-title)").innerText(), /記録されていません/);
    }, secrets);
    await officer(async (visit) => {
      await openRegistration(visit, person);
      await withdraw(visit);
      assert.match(await visit.page.getByRole("status").innerText(), /同意を撤回しました（版 1）/);
      assert.match(await visit.text(), /効力のある同意はありません/);
    }, secrets);
    assert.equal(await finds(), 0, "found after the withdrawal");
  });

  test("that says nothing comes back with what is wrong, and nothing changes", () =>
    officer(async (visit) => {
      await openRegistration(visit, FULL);
      // It begins with what is permitted now.
      await visit.page.locator('#grant input[name="row"]:checked').evaluateAll((all) => all.forEach((row) => row.click()));
      await visit.fill("#form_version", "R6-1");
      await visit.tap("#grant button.main");
      await visit.page.locator("#errors").waitFor();
      assert.match(await visit.text(), /印が一つもありません/);
      assert.equal(await visit.page.evaluate(() => document.activeElement.id), "errors");
      assert.equal(await visit.page.locator("#form_version").inputValue(), "R6-1");
      await assertAccessible(visit.page);
    }, { expected: [answered(422)] }));
});

test("a whole column is ticked and unticked at once", BOUND, () =>
  officer(async (visit) => {
    const { page } = visit;
    await openRegistration(visit, WITHHELD);
    const all = page.locator('input[name="all"][value="care:care"]');
    const rows = page.locator('input[name="row"][value$=":care:care"]');
    const ticked = () => rows.evaluateAll((boxes) => boxes.filter((box) => box.checked).length);
    await visit.tap(page.locator("label.tick", { has: all }));
    assert.equal(await ticked(), await rows.count());
    await visit.tap(page.locator("label.tick", { has: rows }).first());
    assert.equal(await all.isChecked(), false);
  }));

describe("the roster", BOUND, () => {
  const NEW = ["一", "二"].map((given, index) => ({
    ...unconsented(1),
    登録番号: `BROWSER-7${index}`,
    名: given,
    名フリガナ: ["イチ", "ニ"][index],
    生年月日: `S2${index}.6.1`,
  }));
  const secrets = { secrets: NEW.flatMap(secretsOf) };

  test("is checked first, then taken in; the second time nothing has changed", () =>
    officer(async (visit) => {
      await checkRoster(visit, upload(NEW));
      assert.match(await visit.text(), /2行を UTF-8 として読みました。まだ何も書き込んでいません。/);
      assert.deepEqual(await counts(visit), [2, 0, 0, 0]);
      // Checked only, so that the same check says the same.
      await checkRoster(visit, upload(NEW));
      assert.deepEqual(await counts(visit), [2, 0, 0, 0]);
      await commitRoster(visit);
      assert.deepEqual(await counts(visit), [2, 0, 0, 0]);
      await checkRoster(visit, upload(NEW));
      assert.deepEqual(await counts(visit), [0, 0, 2, 0]);
      assert.match(await visit.page.locator(".counts").innerText(), /変わりなし/);
      assert.match(await visit.text(), /新しく取り込む内容はありません/);
      assert.equal(await visit.page.getByRole("button", { name: "この内容で取り込む" }).count(), 0);
    }, secrets));

  test("in CP932 with faults says line, column, what is wrong and what would be right", () =>
    officer(async (visit) => {
      const wrong = [
        { ...NEW[0], 登録番号: "BROWSER-80", 名: "八", 名フリガナ: "ハチ" },
        { ...NEW[1], 登録番号: "BROWSER-81", 生年月日: "S65.2.1" },
        { ...NEW[1], 登録番号: "BROWSER-82", 氏: "" },
        { ...NEW[1], 登録番号: "BROWSER-83", 電話1: "12345" },
      ];
      await checkRoster(visit, upload(wrong, cp932));
      assert.match(await visit.text(), /4行を .*(Shift_JIS|CP932|シフトJIS).* として読みました/i);
      assert.equal((await counts(visit))[3], 3);
      const rows = await visit.page.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
      assert.deepEqual(rows.map(([line, column]) => [line, column]), [["3", "生年月日"], ["4", "氏"], ["5", "電話1"]]);
      for (const [line, , problem, expected] of rows) assert.ok(problem.length > 3 && expected.length > 3, line);
      assert.match(rows[0].join(" "), /昭和|元号|S/);
      await assertAccessible(visit.page);
      await assertSizes(visit.page, DESK);
    }, secrets));

  test("that is no roster is refused in words", () =>
    officer(async (visit) => {
      await visit.page.goto("/officer/import");
      await visit.page.setInputFiles("#file", { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\r\n1,2\r\n") });
      await visit.tap("form.stack button.main");
      await visit.page.locator("#errors").waitFor();
      assert.match(await visit.page.locator("#errors").innerText(), /列|見出し/);
      await assertAccessible(visit.page);
    }, { expected: [answered(422)] }));

  test("begins with a template that is taken as it is", () =>
    officer(async (visit) => {
      await visit.page.goto("/officer/import");
      const [download] = await Promise.all([visit.page.waitForEvent("download"), visit.tap(visit.page.getByRole("link", { name: "ひな形" }))]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      await checkRoster(visit, { name: "template.csv", mimeType: "text/csv", buffer: Buffer.concat(chunks) });
      const [, , , rejected] = await counts(visit);
      assert.equal(rejected, 0);
    // Chromium turns a page's load into a download by giving the load up.
    }, { expected: [/net::ERR_ABORTED/] }));
});

describe("who looked", BOUND, () => {
  test("shows the look that a crew has just made, and why", async () => {
    const number = "B0999";
    await crew(async (visit) => {
      const { page } = visit;
      await page.goto("/search");
      await visit.tap("#incident_number");
      await page.keyboard.insertText(number);
      const { familyKana, givenKana, birthDate } = sampleCriteria(demo);
      await visit.fill("#family_kana", familyKana);
      await visit.fill("#given_kana", givenKana);
      await visit.fill("#birth_date", birthDate);
      await visit.tap("form.search button.main");
      await page.waitForURL(/\/incidents\/[^/]+\/search$/);
      await visit.tap(page.locator(`a.open[href*="${demo.sample.resident_id}"]`));
      await page.waitForURL(/\/summary/);
    });
    await officer(async (visit) => {
      await visit.page.goto(`/officer/residents/${demo.sample.resident_id}`);
      await visit.tap(visit.page.getByRole("link", { name: "だれが見たか" }).and(visit.page.locator(".button")));
      await visit.page.waitForURL(/\/accesses$/);
      const look = visit.page.locator("tbody tr", { hasText: number }).filter({ hasText: "サマリーを表示" });
      assert.equal(await look.count(), 1);
      const words = await look.innerText();
      for (const word of ["救急隊員", "アレルギー", "表示した"]) assert.ok(words.includes(word), `${word} in ${words}`);
      await assertAccessible(visit.page);
    });
  });

  test("names what was withheld", async () => {
    await crew((visit) => summaryOf(visit, WITHHELD));
    await officer(async (visit) => {
      await openRegistration(visit, WITHHELD);
      await visit.tap(visit.page.getByRole("link", { name: "だれが見たか" }).and(visit.page.locator(".button")));
      await visit.page.waitForURL(/\/accesses$/);
      const look = visit.page.locator("tbody tr", { hasText: "サマリーを表示" }).first();
      assert.match(await look.innerText(), /表示していない: .*アレルギー/);
    });
  });

  test("is for a crew to read nowhere", () =>
    crew(async (visit) => {
      for (const path of ["/officer/residents", "/accesses"]) {
        const answer = await visit.page.goto(path);
        assert.equal(answer.status(), 403, path);
        await assertAccessible(visit.page, { enhancedContrast: true });
      }
    }, { expected: [answered(403)] }));
});

describe("the pages at the desk", BOUND, () => {
  test("are accessible, of readable size, and narrow without being cut", async () => {
    for (const shape of ["desktop", "desktopNight", "reflow"]) {
      await as(browser, demo, "city_officer", shape, {}, async (visit) => {
        const { page } = visit;
        const check = async () => {
          await (shape === "reflow" ? assertNothingCut(page) : assertAccessible(page));
          if (shape === "desktop") await assertSizes(page, DESK);
        };
        for (const path of ["/officer/residents", "/officer/import", "/policy", "/docs", `/residents/${demo.sample.resident_id}/accesses`]) {
          await page.goto(path);
          await check();
        }
        await openRegistration(visit, WITHHELD);
        await check();
        await visit.tap(page.getByRole("link", { name: "撤回を受け付ける" }));
        await page.waitForURL(/\/withdraw$/);
        await check();
      });
    }
  });

  test("list residents without a clinical word", () =>
    officer(async (visit) => {
      await visit.page.goto("/officer/residents");
      assert.ok((await visit.page.locator("tbody tr").count()) > 0);
      assert.doesNotMatch(await visit.text(), /アレルギー|ワルファリン|ペースメーカー|透析|持病|意思/);
    }));
});

test("who may see what is open to everyone, without signing in", BOUND, () =>
  visiting(browser, "phone", { baseURL: demo.base_url }, async (visit) => {
    const answer = await visit.page.goto("/policy");
    assert.equal(answer.status(), 200);
    assert.match(await visit.heading(), /だれが何を見られるか/);
    assert.match(await visit.text(), /救急隊は、出動している間だけ、あなたが同意した情報を見ます。/);
    assert.match(await visit.text(), /[0-9a-f]{64}/);
    await assertAccessible(visit.page);
  }));
