// The tools that walk and read pages, measured like the others: each is shown a page that is wrong and must say so.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, shaped } from "./lib/browser.mjs";
import { assertFocusSeen, tabStops } from "./lib/keyboard.mjs";
import { assertNothingCut, enlargeText } from "./lib/reflow.mjs";
import { cp932, csv, FULL } from "./lib/roster.mjs";
import { leaks } from "./lib/visit.mjs";

const BOUND = { timeout: 60_000 };
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

async function on(html, check, shape = "ipad") {
  const context = await shaped(browser, shape);
  try {
    const page = await context.newPage();
    await page.setContent(`<!DOCTYPE html><html lang="ja"><style>a { outline-offset: 2px } a:focus { outline: 4px solid #000 }</style>${html}`);
    await check(page);
  } finally {
    await context.close();
  }
}

const links = (count) => Array.from({ length: count }, (_, index) => `<p><a href="#${index}">${index}</a></p>`).join("");

describe("the Tab key's walk", BOUND, () => {
  test("finds every stop, forwards and backwards, and a right page passes", () =>
    on(links(3), async (page) => {
      const there = await tabStops(page);
      const back = await tabStops(page, { backwards: true });
      assert.deepEqual(there.map(({ what }) => what), ["a “0”", "a “1”", "a “2”"]);
      assert.deepEqual(back.map(({ position }) => position), there.map(({ position }) => position).reverse());
      assertFocusSeen([...there, ...back]);
    }));

  test("notices what lies under a bar that sticks", () =>
    on(`<div style="position: sticky; top: 0; height: 200px; background: #fff">上</div>${links(60)}`, async (page) => {
      assertFocusSeen(await tabStops(page));
      const back = await tabStops(page, { backwards: true });
      assert.throws(() => assertFocusSeen(back), /a “\d+” lies under div “上”/);
    }));

  test("notices a focus that does not show", () =>
    on(`<style>a.bare:focus { outline: none }</style><a href="#a">一</a><a class="bare" href="#b">二</a>`, async (page) => {
      const stops = await tabStops(page);
      assert.throws(() => assertFocusSeen(stops), { message: "a.bare “二” does not show its focus" });
    }));
});

describe("what is cut off", BOUND, () => {
  test("is what scrolls the page, leaves it, or leaves a box that hides it", async () => {
    await on("<p>短い</p>", assertNothingCut, "reflow");
    await on(`<p style="width: 400px">広い</p>`, (page) => assert.rejects(assertNothingCut(page), /page is 4\d\dpx wide in 320px/), "reflow");
    await on(`<p style="width: 60px; overflow: hidden; white-space: nowrap">切れてしまう文です</p>`, (page) =>
      assert.rejects(assertNothingCut(page), /cuts its text at the side/), "reflow");
    // A table may scroll in a box of its own.
    await on(`<div class="scroll" style="overflow-x: auto"><p style="width: 900px">表</p></div>`, assertNothingCut, "reflow");
  });

  test("is asked with text twice as large", () =>
    on("<p>字</p>", async (page) => {
      const size = () => page.evaluate(() => getComputedStyle(document.querySelector("p")).fontSize);
      assert.equal(await size(), "16px");
      await enlargeText(page, 2);
      assert.equal(await size(), "32px");
    }));
});

test("personal data in an address is found however it is written", () => {
  const secrets = ["ミホン", "0557-00-9901", "S10.1.11", "1940-03-02"];
  const right = "https://x/residents/01932d2a-7c1e-7000-8000-0557009901aa/summary?incident_id=01932d2a-7c1e-7000-8000-0000000000a1";
  assert.deepEqual(leaks([right], secrets), []);
  for (const wrong of [
    "https://x/search?kana=ミホン",
    "https://x/search?kana=%E3%83%9F%E3%83%9B%E3%83%B3",
    `https://x/search?kana=${encodeURIComponent("ﾐﾎﾝ")}`,
    "https://x/search?phone=0557009901",
    "https://x/search?phone=0557-00-9901",
    "https://x/search?born=S10.1.11",
    "https://x/search#19400302",
  ]) {
    assert.deepEqual(leaks([wrong, right], secrets), [wrong]);
  }
});

test("a roster is written as Excel writes it", () => {
  const text = csv([FULL]);
  assert.equal(new TextDecoder("shift_jis").decode(cp932(text)), text);
  assert.throws(() => cp932("😀"), /CP932 has no/);
  assert.ok(text.includes("全子") && text.endsWith("\r\n"));
});
