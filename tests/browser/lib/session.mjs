// Who is signed in. Each role signs in once per run: a one-time code is taken once, and there are two per half minute.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { visiting } from "./visit.mjs";

/** Types login, password and code into the form of the page and sends it. */
export async function enter(visit, { login, password, code }) {
  // A login names an account, not a person who is cared for, and may be a word of our addresses.
  await visit.page.fill("#login", login);
  await visit.fill("#password", password);
  await visit.fill("#totp", code);
  await visit.tap("button.main");
}

/** The storage state of a signed-in context; test files run one after another and share it through a file. */
export async function signedIn(browser, demo, role) {
  const kept = join(dirname(process.env.TASUKI_DEMO), `signed_in_${role}.json`);
  if (!existsSync(kept)) {
    await visiting(browser, "desktop", {}, async (visit) => {
      await visit.page.goto(`${demo.base_url}/sign-in`);
      await enter(visit, { ...demo.account(role), code: demo.code(role) });
      await visit.page.waitForURL((url) => url.pathname !== "/sign-in");
      await visit.page.context().storageState({ path: kept });
    });
  }
  return JSON.parse(readFileSync(kept, "utf8"));
}

/** Opens pages as someone of that role: `as(browser, demo, role, shape, options, (visit) => …)`. */
export async function as(browser, demo, role, shape, options, doing) {
  const storageState = await signedIn(browser, demo, role);
  const secrets = [...Object.entries(demo.sample).flatMap(([key, value]) => (key.endsWith("_id") ? [] : [value])), ...(options.secrets ?? [])];
  return visiting(browser, shape, { baseURL: demo.base_url, storageState, ...options, secrets }, doing);
}

