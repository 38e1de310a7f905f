// What happens to a page when it is narrow or its text is large.

import assert from "node:assert/strict";

/** Asks the browser for text of that many times its usual size, as a person does in its settings. */
export async function enlargeText(page, times) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16 * times, fixed: 13 * times } });
}

/** Fails when the page scrolls sideways, or when something reaches out of it or out of a box that cuts it off. */
export async function assertNothingCut(page) {
  const lines = await page.evaluate(findCut);
  assert.ok(lines.length === 0, `${new URL(page.url()).pathname} is cut off:\n${lines.join("\n")}`);
}

/**
 * Fails when the page scrolls sideways, when words run out of the button they stand in, or when a table that is made of
 * blocks on a phone still scrolls there.
 */
export async function assertFits(page) {
  const lines = await page.evaluate(findMisfits);
  assert.ok(lines.length === 0, `at ${page.viewportSize().width}px:\n${lines.join("\n")}`);
}

// Runs in the page.
function findMisfits() {
  const SLACK = 1;
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth}px wide`);
  for (const control of document.querySelectorAll(".call, .button, button, .option, summary")) {
    if (!control.checkVisibility()) continue;
    const box = control.getBoundingClientRect();
    const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement.closest(".visually-hidden")) continue;
      const words = document.createRange();
      words.selectNodeContents(text);
      const out = [...words.getClientRects()].some(({ left, right }) => right > box.right + SLACK || left < box.left - SLACK);
      if (out) found.push(`“${text.data.trim()}” runs out of its ${control.localName}`);
    }
  }
  const PHONE = 600;
  for (const table of innerWidth <= PHONE ? document.querySelectorAll(".blocks") : []) {
    const region = table.closest(".scroll");
    if (region.scrollWidth > region.clientWidth + SLACK) found.push(`“${table.caption.textContent}” scrolls sideways`);
    for (const cell of table.querySelectorAll("td")) {
      if (!cell.dataset.label) found.push(`“${cell.textContent.trim()}” has no label`);
    }
  }
  return found;
}

// Runs in the page.
function findCut() {
  const SLACK = 1;
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth + SLACK) found.push(`the page is ${root.scrollWidth}px wide in ${root.clientWidth}px`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".visually-hidden, .skip")) continue;
    // On a phone the headings of a table of blocks are for those who hear it.
    const headings = element.closest(".blocks thead");
    if (headings && getComputedStyle(headings).clipPath === "inset(50%)") continue;
    const box = element.getBoundingClientRect();
    const words = element.textContent.trim().slice(0, 20);
    const name = `${element.localName}.${[...element.classList].join(".")} “${words}”`;
    // What scrolls in a box of its own may be wider than the page.
    if (!element.closest(".scroll, pre") && box.right > root.clientWidth + SLACK) found.push(`${name} ends at ${Math.round(box.right)}px`);
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (axis) => ["hidden", "clip"].includes(axis);
    if (cuts(overflowX) && element.scrollWidth > element.clientWidth + SLACK) found.push(`${name} cuts its text at the side`);
    if (cuts(overflowY) && element.scrollHeight > element.clientHeight + SLACK) found.push(`${name} cuts its text below`);
  }
  return found;
}
