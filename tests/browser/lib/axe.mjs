// axe-core on a page as it stands, its content policy included.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// With scripts turned off timers never fire, and axe puts its steps off by the shortest of them; promises still run.
// Longer timers are its bounds for frames that do not answer, which `within` stands in for.
const TIMERS = `if (matchMedia("(scripting: none)").matches) {
  window.setTimeout = (step, wait = 0) => (wait < 10 && Promise.resolve().then(step), 0);
}`;

/**
 * Runs axe and returns `{ violations, incomplete, ran }`, where `ran` names every rule that was run.
 * `enhancedContrast` asks for 7:1, the crew pages' contrast. `rules` are further axe rule settings.
 */
export async function axe(page, { enhancedContrast = false, rules = {} } = {}) {
  // The debugger's own evaluation works under `script-src 'self'` and with scripts turned off.
  const debuggerSession = await page.context().newCDPSession(page);
  try {
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await within(
        30_000,
        debuggerSession.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }),
      );
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    };
    await evaluate(`${TIMERS};${SOURCE};0`);
    const options = {
      runOnly: { type: "tag", values: TAGS },
      rules: {
        // Off by default in axe even when its tag is asked for.
        "target-size": { enabled: true },
        "color-contrast-enhanced": { enabled: enhancedContrast },
        ...rules,
      },
    };
    const text = await evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then((found) => JSON.stringify({
        violations: found.violations,
        incomplete: found.incomplete,
        ran: [...found.violations, ...found.incomplete, ...found.passes, ...found.inapplicable].map((rule) => rule.id),
      }))`,
    );
    const found = JSON.parse(text);
    assert.ok(found.ran.includes("target-size"), "axe did not run target-size");
    if (enhancedContrast) {
      assert.ok(found.ran.includes("color-contrast-enhanced"), "axe did not run color-contrast-enhanced");
    }
    return found;
  } finally {
    await debuggerSession.detach();
  }
}

/** Fails with one line per place when axe finds anything at all. */
export async function assertAccessible(page, options) {
  const { violations } = await axe(page, options);
  const lines = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} (${rule.impact}) ${node.target.join(" ")}: ${rule.help}`),
  );
  assert.ok(lines.length === 0, `${new URL(page.url()).pathname} is not accessible:\n${lines.join("\n")}`);
}

// The protocol itself waits forever for a promise that the page never keeps.
async function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`axe did not end within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
