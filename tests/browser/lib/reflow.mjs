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

// Runs in the page.
function findCut() {
  const SLACK = 1;
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth + SLACK) found.push(`the page is ${root.scrollWidth}px wide in ${root.clientWidth}px`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".visually-hidden, .skip")) continue;
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
