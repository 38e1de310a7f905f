// Chromium as the tests see it: the system's own, without background chatter, in the shapes people hold.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const JAPAN = { locale: "ja-JP", timezoneId: "Asia/Tokyo", ignoreHTTPSErrors: true };

// 1080×700 is what is left of an iPad in landscape below the browser's own bars.
const IPAD = {
  ...JAPAN,
  viewport: { width: 1080, height: 700 },
  deviceScaleFactor: 2,
  hasTouch: true,
};

const DESKTOP = { ...JAPAN, viewport: { width: 1440, height: 900 } };
const PHONE = { ...JAPAN, viewport: { width: 390, height: 700 }, deviceScaleFactor: 3, hasTouch: true };

export const SHAPES = {
  ipad: IPAD,
  ipadPortrait: { ...IPAD, viewport: { width: 810, height: 970 } },
  ipadNight: { ...IPAD, colorScheme: "dark" },
  ipadForcedColors: { ...IPAD, forcedColors: "active" },
  ipadWithoutScripts: { ...IPAD, javaScriptEnabled: false },
  // A dark ambulance with scripts refused: what the server alone can do.
  ipadNightWithoutScripts: { ...IPAD, colorScheme: "dark", javaScriptEnabled: false },
  desktop: DESKTOP,
  desktopNight: { ...DESKTOP, colorScheme: "dark" },
  desktopWithoutScripts: { ...DESKTOP, javaScriptEnabled: false },
  phone: PHONE,
  phoneNight: { ...PHONE, colorScheme: "dark" },
  // 1280 px at 400 % zoom, where WCAG 1.4.10 wants no sideways scrolling.
  reflow: { ...JAPAN, viewport: { width: 320, height: 256 } },
};

/** Finds the browser: `CHROMIUM`, or the first of the usual names on `PATH`. */
export function executable(environment = process.env) {
  if (environment.CHROMIUM) return environment.CHROMIUM;
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`none of ${NAMES.join(", ")} is on PATH; install chromium or set CHROMIUM`);
}

export async function launch() {
  return chromium.launch({
    executablePath: executable(),
    // Chromium's sandbox refuses to start as root, which containers are.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** Opens a context of one of `SHAPES`; `more` are further context options such as `storageState`. */
export async function shaped(browser, shape, more = {}) {
  if (!(shape in SHAPES)) throw new Error(`no shape is named ${shape}`);
  return browser.newContext({ ...SHAPES[shape], ...more });
}

/** Collects what a page complains about: script errors, failed requests, refused by the content policy. */
export function complaints(page) {
  const heard = [];
  page.on("pageerror", (error) => heard.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    // A navigation that replaces another aborts it; that is no fault of the page.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") heard.push(`request: ${request.url()} ${reason}`);
  });
  return heard;
}
