// Every sample page of the `ui` crate in every state and theme: accessible, readable, and content with a policy that lets
// nothing inline run.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { complaints, launch, shaped } from "./lib/browser.mjs";
import { serveGallery } from "./lib/gallery.mjs";
import { assertFocusSeen, tabStops } from "./lib/keyboard.mjs";
import { assertFits, assertNothingCut, enlargeText } from "./lib/reflow.mjs";
import { assertSizes, CREW, DESK } from "./lib/sizes.mjs";
import { SUMMARY } from "./lib/sheet.mjs";

const BOUND = { timeout: 600_000 };
// What a role holds in its hands. A page that follows the device is looked at on a dark one.
const SHAPE = { crew: "ipad", resident: "phone", desk: "desktop" };
const DARK = { crew: "ipadNight", resident: "phoneNight", desk: "desktopNight" };

let gallery;
let browser;

before(async () => {
  gallery = await serveGallery();
  browser = await launch();
}, BOUND);

after(async () => {
  await browser?.close();
  gallery?.stop();
});

// One context for all pages of a shape; every page is looked at, so that one run names everything that is wrong.
async function eachOf(shape, pages, check) {
  assert.ok(pages.length > 0, "no page of that kind in the gallery");
  const context = await shaped(browser, shape);
  const wrong = [];
  try {
    for (const { name, theme, path } of pages) {
      const page = await context.newPage();
      const heard = complaints(page);
      try {
        await page.goto(gallery.origin + path);
        await check(page, name);
        assert.deepEqual(heard, []);
      } catch (error) {
        wrong.push(`${name} (${theme}): ${error.message}`);
      } finally {
        await page.close();
      }
    }
  } finally {
    await context.close();
  }
  assert.ok(wrong.length === 0, wrong.join("\n\n"));
}

const of = (kind, theme) => gallery.pages.filter((page) => page.kind === kind && page.theme === theme);

test("the gallery holds every state of the summary and every kind of page", () => {
  const names = new Set(gallery.pages.map(({ name }) => name));
  for (const state of ["full", "withheld", "sparse", "unavailable", "deceased", "long", "drill"]) {
    assert.ok(names.has(`summary-${state}`), state);
  }
  for (const name of ["search-nobody", "search-wrong", "search-too-many", "no-record-missing", "problem-unreachable", "resident-wrong"]) {
    assert.ok(names.has(name), name);
  }
  for (const kind of Object.keys(SHAPE)) assert.ok(of(kind, "day").length > 0, kind);
});

describe("axe finds nothing", BOUND, () => {
  for (const kind of Object.keys(SHAPE)) {
    const options = { enhancedContrast: kind === "crew" };
    for (const [theme, shape] of [["day", SHAPE[kind]], ["night", SHAPE[kind]], ["auto", DARK[kind]]]) {
      test(`on ${kind} pages, ${theme} on ${shape}`, BOUND, () =>
        eachOf(shape, of(kind, theme), (page) => assertAccessible(page, options)));
    }
  }
  test("on crew pages in forced colors", BOUND, () =>
    // The person's own colors replace ours, so ours are not measured.
    eachOf("ipadForcedColors", of("crew", "auto"), (page) =>
      assertAccessible(page, { rules: { "color-contrast": { enabled: false } } })));
});

describe("sizes hold", BOUND, () => {
  test("on crew pages", BOUND, () =>
    eachOf("ipad", of("crew", "day"), (page, name) => assertSizes(page, name.startsWith("summary") ? SUMMARY : CREW)));
  test("on residents' pages", BOUND, () => eachOf("phone", of("resident", "day"), (page) => assertSizes(page, DESK)));
  test("at a desk", BOUND, () => eachOf("desktop", of("desk", "day"), (page) => assertSizes(page, DESK)));
});

describe("nothing is cut off", BOUND, () => {
  for (const kind of Object.keys(SHAPE)) {
    test(`on ${kind} pages of 320 px`, BOUND, () => eachOf("reflow", of(kind, "day"), assertNothingCut));
    test(`on ${kind} pages with text twice as large`, BOUND, () =>
      eachOf(SHAPE[kind], of(kind, "day"), async (page) => {
        const before = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("h1")).fontSize));
        await enlargeText(page, 2);
        await page.reload();
        const now = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("h1")).fontSize));
        assert.ok(now >= 1.9 * before, `the heading grew from ${before} to ${now}`);
        await assertNothingCut(page);
      }));
  }
});

// A phone, the two ways of holding a tablet, and the screens of a desk.
const WIDTHS = [375, 768, 1024, 1080, 1280, 1920];

test("no page scrolls sideways and no button loses its words at any width", BOUND, () =>
  eachOf("desktop", gallery.pages.filter(({ theme }) => theme === "day"), async (page) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await assertFits(page);
    }
  }));

test("a table of blocks on a phone is still a table for those who hear it", BOUND, () =>
  eachOf("phone", gallery.pages.filter(({ name, theme }) => theme === "day" && ["accesses-own", "policy", "residents"].includes(name)), async (page) => {
    const rows = page.getByRole("table").getByRole("row");
    assert.ok((await rows.count()) > 1);
    const headings = await rows.first().getByRole("columnheader").allInnerTexts();
    const cells = rows.nth(1).locator("[role=cell], [role=rowheader]");
    assert.equal(await cells.count(), headings.length);
    const [wide, box] = [await page.viewportSize().width, await rows.nth(1).boundingBox()];
    assert.ok(box.height > 100 && box.width <= wide, "a row is a block");
  }));

describe("the focus is seen and lies under nothing", BOUND, () => {
  for (const [theme, shape] of [["day", "ipad"], ["night", "ipad"], ["day", "ipadPortrait"]]) {
    test(`on every crew page, ${theme} on ${shape}`, BOUND, () =>
      eachOf(shape, of("crew", theme), async (page) => {
        assertFocusSeen(await tabStops(page));
        assertFocusSeen(await tabStops(page, { backwards: true }));
      }));
  }
});
