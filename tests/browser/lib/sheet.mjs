// The emergency summary as it is laid out: its sentences, its sizes and its order.

import assert from "node:assert/strict";
import { CREW } from "./sizes.mjs";

/** What decides is read in a moving car from 84 cm, a person's data from 69 cm. */
export const SUMMARY = {
  ...CREW,
  fonts: [
    { selector: ".banner .name, .banner-deceased-words", least: 32 },
    { selector: ".tile .datum, .tile .caution, .tile .absent", least: 32 },
    { selector: ".banner .kana, .banner dd, .banner-more > div:not(.banner-meta) > dd", least: 26 },
    { selector: ".detail, .datum, .caution, .absent", least: 26 },
    { selector: ".statements dt, .statements dd, .conflict, .withdrawn, .wish-more dd", least: 26 },
    { selector: ".party-name, .call", least: 26 },
    { selector: ".mark, .party-kind, .banner-meta dd", least: 20 },
  ],
};

/** The words for a category that the person keeps to themself. */
export const WITHHELD_WORDS = "本人の申出により表示できません";

/** Fails unless the card of wishes reports, says what it is, and folds none of that away. */
export async function assertWishesCard(page) {
  const card = page.locator("section.wishes");
  assert.equal(await card.getByRole("heading", { level: 2 }).innerText(), "本人の意思の記録 Wishes on record");
  for (const sentence of [
    "これは本人の意思の記録であり、処置の指示ではありません。",
    "救急隊は通常の活動を続け、意思は必ずかかりつけ医等に確認します。",
    "心停止でないときの治療・搬送を制限するものではありません。",
  ]) {
    const shown = card.getByText(sentence);
    assert.equal(await shown.count(), 1, sentence);
    assert.ok(await shown.isVisible(), sentence);
  }
  // The headquarters' own sentence, or the one that points to its procedure.
  assert.match(await card.locator(".sentences strong").nth(3).innerText(), /(消防本部|手順).+。$/);
}

/** The headings and the banner in the order in which they are read. */
export async function readingOrder(page) {
  const parts = page.locator("main > .banner, main h2:not(.visually-hidden)");
  return parts.evaluateAll((all) => all.map((one) => one.id || one.className));
}
