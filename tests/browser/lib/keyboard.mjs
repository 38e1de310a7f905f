// A page as the Tab key walks it.

import assert from "node:assert/strict";

/**
 * Presses Tab (or `Shift+Tab`) through the page once and returns each stop:
 * `{ what, position, top, hidden, seen }`. `position` grows with the order in the document, `hidden` names what lies over the
 * stop, and `seen` says whether a ring of at least two pixels shows that it has the focus.
 */
export async function tabStops(page, { backwards = false, most = 200 } = {}) {
  await page.evaluate((atEnd) => {
    document.activeElement?.blur();
    // Where the focus was is where Tab goes on from; a selection in an empty page start moves that as well.
    const range = document.createRange();
    range.selectNodeContents(document.body);
    range.collapse(!atEnd);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, backwards);
  const stops = [];
  const first = await press(page, backwards);
  for (let stop = first; stop && stops.length < most; stop = await press(page, backwards)) {
    if (stops.some(({ position }) => position === stop.position)) break;
    stops.push(stop);
  }
  assert.ok(stops.length > 0 && stops.length < most, `Tab found ${stops.length} stops`);
  return stops;
}

async function press(page, backwards) {
  await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
  return page.evaluate(describeFocus);
}

/** Fails unless every stop can be seen to have the focus and nothing that sticks lies over it. */
export function assertFocusSeen(stops) {
  const lines = stops.flatMap(({ what, hidden, seen }) => [
    ...(hidden ? [`${what} lies under ${hidden}`] : []),
    ...(seen ? [] : [`${what} does not show its focus`]),
  ]);
  assert.ok(lines.length === 0, lines.join("\n"));
}

// Runs in the page.
async function describeFocus() {
  // What sticks is where it belongs once the scrolled page has been painted.
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const all = [...document.querySelectorAll("*")];
  const name = (one) => {
    const words = (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 24);
    return `${one.localName}${one.id ? `#${one.id}` : ""}${one.className ? `.${one.className}` : ""}${words ? ` “${words}”` : ""}`;
  };
  // A tick shows its focus on the label around it.
  const rings = [element, element.closest("label")].filter(Boolean).map((one) => getComputedStyle(one));
  const seen = rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);

  const box = element.getBoundingClientRect();
  // What the eye meets at points all over the stop; what sticks there and is none of it lies over it.
  const stuck = ([x, y]) => {
    for (let at = document.elementFromPoint(x, y); at && !at.contains(element); at = at.parentElement) {
      const { left, top, right, bottom } = at.getBoundingClientRect();
      // A letter's box may reach out of the box that is painted.
      const isThere = left <= x && x <= right && top <= y && y <= bottom;
      if (isThere && ["sticky", "fixed"].includes(getComputedStyle(at).position)) return at;
    }
    return null;
  };
  const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
  const over = parts
    .flatMap((across) => parts.map((down) => [box.left + across * box.width, box.top + down * box.height]))
    .map(stuck)
    .find(Boolean);
  const outside = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
  return {
    what: name(element),
    position: all.indexOf(element),
    top: box.top + scrollY,
    hidden: over ? name(over).slice(0, 40) : outside ? "the window's edge" : null,
    seen,
  };
}
