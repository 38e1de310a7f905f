// The emergency summary's sizes: what decides is read in a moving car from 84 cm, a person's data from 69 cm.

import { CREW } from "./sizes.mjs";

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
