// What people come to do, each as they do it: by touch and keyboard, with scripts or without.

import assert from "node:assert/strict";
import { secretsOf, upload } from "./roster.mjs";

/** Searches from the empty form: a reason, kana and birth date, and the button. Tab leads from field to field. */
export async function search(visit, { familyKana, givenKana, birthDate }) {
  const { page } = visit;
  visit.keep(familyKana, givenKana, birthDate);
  await visit.tap("label:has(input[name=reason][value=on_duty])");
  // The dispatch centre has one box first, and the fields behind it.
  const folded = page.locator("details.by-fields:not([open]) > summary");
  if ((await folded.count()) > 0) await visit.tap(folded);
  await visit.tap("#family_kana");
  await visit.type(familyKana);
  await visit.tabTo("#given_kana");
  await visit.type(givenKana);
  await visit.tabTo("#birth_date");
  await visit.type(birthDate);
  await visit.tap("form.search button.main");
  await page.waitForURL(/\/incidents\/[^/]+\/search$/);
}

/** Opens the summary of a candidate: of that identifier, or of the one candidate there is. */
export async function openSummary(visit, resident) {
  const open = visit.page.locator(resident ? `a.open[href*="${resident}"]` : "a.open");
  await visit.tap(open);
  await visit.page.waitForURL(/\/residents\/[^/]+\/summary/);
  const said = await visit.page.locator(".banner .name, .banner .kana, .banner dd").allInnerTexts();
  const called = await visit.page.locator("a[href^='tel:']").evaluateAll((all) => all.map((one) => one.getAttribute("href").slice(4)));
  visit.keep(...said, ...called);
}

/** From the role's first page to someone of the roster. */
export async function summaryOf(visit, person) {
  await visit.page.goto("/search");
  visit.keep(...secretsOf(person));
  await search(visit, criteriaOf(person));
  await openSummary(visit);
}

export const criteriaOf = (person) => ({
  familyKana: person.氏フリガナ,
  givenKana: person.名フリガナ,
  birthDate: person.生年月日,
});

export const sampleCriteria = ({ sample }) => ({
  familyKana: sample.family_kana,
  givenKana: sample.given_kana,
  birthDate: sample.birth_date,
});

/** Searches for somebody whom nobody registered and goes on without a record, to the stamp. */
export async function goOnWithoutRecord(visit) {
  const { page } = visit;
  await page.goto("/search");
  await search(visit, { familyKana: "ダレモイナイ", givenKana: "ミツカラナイ", birthDate: "S20.12.31" });
  assert.match(await visit.text(), /該当する登録がありません/);
  await visit.tap(page.getByRole("link", { name: "該当なしで進む" }));
  await page.waitForURL(/\/no-record$/);
  await visit.tap(page.locator("label.option", { hasText: "未登録と思われる" }));
  await visit.tap("form.stack button.main >> nth=0");
  await page.waitForURL(/\/closed$/);
}

/** Chooses a roster file and reads its report. */
export async function checkRoster(visit, file) {
  await visit.page.goto("/officer/import");
  await visit.page.setInputFiles("#file", file);
  await visit.tap("form.stack button.main");
  await visit.page.locator("h1", { hasText: "名簿の確認" }).waitFor();
}

/** Takes the checked roster in. */
export async function commitRoster(visit) {
  await visit.tap(visit.page.getByRole("button", { name: "この内容で取り込む" }));
  await visit.page.waitForURL(/\/officer\/import\/[0-9a-f-]+\/done$/);
}

/** The four counts of a report: new, changed, same, rejected. */
export async function counts(visit) {
  const said = await visit.page.locator(".counts dd").allInnerTexts();
  return said.map(Number);
}

/** Has these people registered, as the officer; whoever is registered already stays. */
export async function register(visit, people) {
  people.forEach((person) => visit.keep(...secretsOf(person)));
  await checkRoster(visit, upload(people));
  const [added, changed, same, rejected] = await counts(visit);
  assert.equal(rejected, 0, await visit.text());
  assert.equal(added + changed + same, people.length);
  if (added + changed > 0) await commitRoster(visit);
}

/** Opens a person's registration from the filtered list. */
export async function openRegistration(visit, person) {
  const { page } = visit;
  visit.keep(...secretsOf(person));
  await page.goto("/officer/residents");
  await visit.fill("#kana", person.氏フリガナ);
  await visit.tap(".filter button");
  await visit.tap(page.getByRole("link", { name: `${person.氏}　${person.名}`, exact: true }));
  await page.waitForURL(/\/officer\/residents\/[0-9a-f-]+$/);
}

/** Takes a consent in for crews' emergencies, of these categories. */
export async function grant(visit, categories) {
  const { page } = visit;
  for (const category of categories) {
    await visit.tap(page.locator(`label.tick:has(input[value="${category}:ems:emergency"])`));
  }
  await page.selectOption("#evidence_kind", "own_signature");
  await visit.fill("#form_version", "R6-1");
  await visit.fill("#signed_on", "R6.4.10");
  await visit.tap("#grant button.main");
  await page.waitForURL(/done=granted/);
}

/** Withdraws the consent in force, by way of the page that asks. */
export async function withdraw(visit) {
  const { page } = visit;
  await visit.tap(page.getByRole("link", { name: "撤回を受け付ける" }));
  await page.waitForURL(/\/withdraw$/);
  await visit.tap(page.getByRole("button", { name: "撤回する" }));
  await page.waitForURL(/done=withdrawn/);
}
