// Font sizes and touch targets as they are laid out, for gloved hands at arm's length.

import assert from "node:assert/strict";

/** Any crew page. `fonts` are `{ selector, least }`; the nearest ancestor that matches one decides. */
export const CREW = {
  floor: 20,
  fonts: [],
  target: 56,
  primary: { selector: ".primary", width: 200, height: 72 },
  gap: 12,
  except: null,
};

/** Pages for a desk: readable, and targets as WCAG 2.2 wants them. */
export const DESK = { ...CREW, floor: 16, target: 24, primary: null, gap: 0 };

/** Returns `{ kind, what, is, least }` for every text too small, target too small and pair too near. */
export async function sizes(page, rules = CREW) {
  return page.evaluate(inspect, { ...CREW, ...rules });
}

export async function assertSizes(page, rules) {
  const found = await sizes(page, rules);
  const lines = found.map(({ kind, what, is, least }) => `${kind}: ${what} is ${is}, least ${least}`);
  assert.ok(lines.length === 0, `${new URL(page.url()).pathname} has sizes too small:\n${lines.join("\n")}`);
}

// Runs in the page, so it may use nothing from outside itself.
function inspect(rules) {
  // Layout is in fractions of a pixel.
  const SLACK = 0.5;
  const TARGETS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"], [role="tab"]';
  const found = [];
  const round = (number) => Math.round(number * 10) / 10;

  const name = (element) => {
    const label = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 20);
    return `${element.localName}${label}${words ? ` “${words}”` : ""}`;
  };

  const isSeen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    const { scrollX, scrollY } = window;
    // Text for screen readers is kept in a box of a pixel or beyond the page's edge.
    return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };

  const leastFont = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const matching = rules.fonts.filter((rule) => at.matches(rule.selector)).map((rule) => rule.least);
      if (matching.length > 0) return Math.max(...matching);
    }
    return rules.floor;
  };

  const checkFont = (element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const least = leastFont(element);
    if (size + SLACK < least) found.push({ kind: "font", what: name(element), is: `${round(size)}px`, least: `${least}px` });
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim();
    if (!words || !element || seen.has(element) || element.closest("script, style, noscript, option")) continue;
    seen.add(element);
    if (isSeen(element)) checkFont(element);
  }
  // What is typed is read as well, and lies in no text node.
  for (const field of document.querySelectorAll("input:not([type='hidden'], [type='checkbox'], [type='radio']), select, textarea")) {
    if (isSeen(field)) checkFont(field);
  }

  // A tick box is touched by its label, which may be far larger.
  const touched = (element) => {
    const ticks = element.localName === "input" && ["checkbox", "radio"].includes(element.type);
    const label = ticks ? element.labels?.[0] : null;
    return label && isSeen(label) ? { element: label, also: element } : { element, also: null };
  };

  const boxOf = ({ element, also }) => {
    const boxes = [element, also].filter((one) => one && isSeen(one)).map((one) => one.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const right = Math.max(...boxes.map((box) => box.right));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };

  // What floats over the page has neighbors only among what floats with it.
  const layerOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return at;
    }
    return null;
  };

  const targets = [...document.querySelectorAll(TARGETS)]
    .filter((element) => !(rules.except && element.matches(rules.except)))
    .map(touched)
    .filter(({ element }) => isSeen(element))
    .map((target) => ({ ...target, box: boxOf(target), layer: layerOf(target.element) }));

  for (const { element, box } of targets) {
    const isPrimary = rules.primary && element.matches(rules.primary.selector);
    const least = isPrimary ? rules.primary : { width: rules.target, height: rules.target };
    if (box.width + SLACK < least.width || box.height + SLACK < least.height) {
      found.push({
        kind: isPrimary ? "primary" : "target",
        what: name(element),
        is: `${round(box.width)}×${round(box.height)}`,
        least: `${least.width}×${least.height}`,
      });
    }
  }

  targets.forEach((one, index) => {
    for (const other of targets.slice(index + 1)) {
      if (one.layer !== other.layer) continue;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const across = Math.max(one.box.left, other.box.left) - Math.min(one.box.right, other.box.right);
      const down = Math.max(one.box.top, other.box.top) - Math.min(one.box.bottom, other.box.bottom);
      const gap = Math.hypot(Math.max(0, across), Math.max(0, down));
      if (gap + SLACK < rules.gap) {
        found.push({ kind: "gap", what: `${name(one.element)} to ${name(other.element)}`, is: `${round(gap)}px`, least: `${rules.gap}px` });
      }
    }
  });
  return found;
}
