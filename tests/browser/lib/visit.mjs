// A person at a browser: what they touch is counted, and what the browser asked for and complained of is kept.

import assert from "node:assert/strict";
import { complaints, SHAPES, shaped } from "./browser.mjs";

/** Opens a page in one of the shapes and hands it to `doing`; afterwards holds it to what holds for every page. */
export async function visiting(browser, shape, options, doing) {
  const { expected = [], secrets = [], ...more } = options;
  const context = await shaped(browser, shape, more);
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    const visit = new Visit(page, { canTouch: SHAPES[shape].hasTouch === true, secrets });
    await doing(visit);
    visit.assertClean(expected);
    return visit;
  } finally {
    await context.close();
  }
}

export class Visit {
  #heard;
  #canTouch;

  constructor(page, { canTouch, secrets }) {
    this.page = page;
    this.#canTouch = canTouch;
    this.taps = 0;
    /** Addresses of the pages that were shown, in order. */
    this.shown = [];
    /** Everything the browser asked for. */
    this.asked = [];
    this.secrets = new Set();
    this.keep(...secrets);
    this.#heard = complaints(page);
    page.on("framenavigated", (frame) => frame === page.mainFrame() && this.shown.push(frame.url()));
    page.on("request", (request) => this.asked.push(request.url(), request.headers().referer ?? ""));
  }

  /** Touches something; on a screen without touch, clicks it. */
  async tap(target) {
    this.taps += 1;
    const locator = typeof target === "string" ? this.page.locator(target) : target;
    await (this.#canTouch ? locator.tap() : locator.click());
  }

  /** Types into what has the focus. What is typed is a person's, so it may stand in no address. */
  async type(text) {
    this.keep(text);
    await this.page.keyboard.insertText(text);
  }

  /** Types into a field without touching it, as Tab reaches it. */
  async fill(selector, text) {
    this.keep(text);
    await this.page.locator(selector).fill(text);
  }

  /** Remembers personal data that may stand in no address. */
  keep(...texts) {
    for (const text of texts) if (isTelling(fold(text))) this.secrets.add(text);
  }

  /** Moves the focus with Tab until it is on that element. */
  async tabTo(selector, most = 40) {
    for (let pressed = 0; pressed < most; pressed += 1) {
      if (await this.page.locator(selector).evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${selector}`);
  }

  heading() {
    return this.page.locator("h1").innerText();
  }

  async text() {
    return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
  }

  /** Fails on a complaint of the browser that was not expected, another origin, a font, or personal data in an address. */
  assertClean(expected = []) {
    const unexpected = this.#heard.filter((line) => !expected.some((pattern) => pattern.test(line)));
    assert.deepEqual(unexpected, []);
    const pages = this.asked.filter((url) => /^https?:/.test(url));
    assert.ok(pages.length > 0, "no page was visited");
    assert.deepEqual([...new Set(pages.map((url) => new URL(url).origin))].length, 1, `other origins: ${pages.join(" ")}`);
    assert.deepEqual(leaks([...pages, ...this.shown], this.secrets), []);
  }
}

// Hyphens, spaces and widths do not make it another person's.
const fold = (text) => text.normalize("NFKC").replace(/[-\s.／/]/g, "").toLowerCase();

// A few letters or digits stand in any address by chance; two kana do not.
const isTelling = (text) => text.length >= (/^[\x20-\x7e]*$/.test(text) ? 6 : 2);

/** The addresses in which personal data stands, plainly or percent-encoded, with or without hyphens. */
export function leaks(urls, secrets) {
  const wanted = [...secrets].map(fold);
  return [...new Set(urls)].filter((url) => {
    const decoded = (() => {
      try {
        return decodeURIComponent(url.replaceAll("+", " "));
      } catch {
        return url;
      }
    })();
    // Identifiers are random and may hold any digits.
    const said = fold(decoded.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "*"));
    return wanted.some((secret) => said.includes(secret));
  });
}

/** What Chromium says when a page is answered with this status. */
export const answered = (status) => new RegExp(`^console: Failed to load resource: the server responded with a status of ${status}\\b`);
