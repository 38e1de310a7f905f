// A city's roster as a file: fictional people in every state that a summary can be in.

const header = [
  "登録番号", "氏", "名", "氏フリガナ", "名フリガナ", "生年月日", "性別", "町名", "番地・建物", "電話1", "連絡先1氏名", "連絡先1続柄",
  "連絡先1電話", "かかりつけ医1医療機関", "薬", "アレルギー", "機器・処置", "持病", "既往・手術", "受入れを約束した病院", "意思・心肺蘇生",
  "意思・話し合った日", "意思・話した人", "署名日", "署名者", "様式版", "救急への同意",
];

const of = (key, given, givenKana, birthDate, more) => ({
  登録番号: key,
  氏: "襷見本",
  名: given,
  氏フリガナ: "タスキミホン",
  名フリガナ: givenKana,
  生年月日: birthDate,
  町名: "うみかぜ市見本町9丁目",
  "番地・建物": "9番9号",
  署名日: "R6.4.10",
  ...more,
});
const CONSENT = { 署名者: "本人", 様式版: "R6-1", 救急への同意: "すべて" };
const CLINICAL = {
  薬: "ワルファリン錠｜1mg｜1日1回夕食後",
  アレルギー: "ペニシリン｜薬｜じんましん｜重い｜H10",
  "機器・処置": "ペースメーカー｜左｜胸",
  持病: "心房細動（H20）",
  "意思・心肺蘇生": "望まない",
  "意思・話し合った日": "R6.3",
  "意思・話した人": "本人",
};

/** Everything is recorded and permitted. */
export const FULL = of("BROWSER-1", "全子", "ゼンコ", "S10.1.11", {
  ...CLINICAL,
  ...CONSENT,
  性別: "女",
  電話1: "0557-00-9901",
  連絡先1氏名: "襷見本 長男",
  連絡先1続柄: "長男",
  連絡先1電話: "090-0000-9901",
});
/** The same is recorded, and most of it is withheld from crews. */
export const WITHHELD = of("BROWSER-2", "伏子", "フセコ", "S11.2.12", {
  ...CLINICAL,
  ...CONSENT,
  性別: "女",
  救急への同意: "本人の基本情報、薬、連絡先",
});
/** Whatever can be confirmed to be none is. */
export const NONE = of("BROWSER-3", "無男", "ナシオ", "S12.3.13", {
  ...CONSENT,
  ...Object.fromEntries(
    ["連絡先1氏名", "かかりつけ医1医療機関", "薬", "アレルギー", "機器・処置", "持病", "既往・手術", "受入れを約束した病院"].map((column) => [column, "なし"]),
  ),
});
/** Nothing is recorded but who it is. */
export const ABSENT = of("BROWSER-4", "空男", "カラオ", "S13.4.14", CONSENT);

/** Someone without a consent, for a test to consent for. */
export const unconsented = (number) => of(`BROWSER-5${number}`, `同${number}`, number % 2 ? "ドウイチ" : "ドウニ", `S14.5.${14 + number}`, {});

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The file's text. */
export function csv(people) {
  const lines = people.map((person) => header.map((column) => quoted(person[column] ?? "")).join(","));
  return [header.join(","), ...lines, ""].join("\r\n");
}

/** A file for an upload, in UTF-8 unless other bytes are given. */
export const upload = (people, encode = (text) => Buffer.from(text)) => ({
  name: "roster.csv",
  mimeType: "text/csv",
  buffer: encode(csv(people)),
});

/** Encodes as CP932, as Excel in Japan saves; Node itself only decodes it. */
export function cp932(text) {
  const decoder = new TextDecoder("shift_jis");
  const codes = new Map();
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && letter !== "\ufffd" && !codes.has(letter)) codes.set(letter, [lead, trail]);
    }
  }
  const bytes = [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) < 0x80 ? [letter.codePointAt(0)] : codes.get(letter);
    if (!code) throw new Error(`CP932 has no ${letter}`);
    return code;
  });
  return Buffer.from(bytes);
}

/** What of a person may stand in no address. */
export const secretsOf = (person) =>
  ["氏", "名", "氏フリガナ", "名フリガナ", "生年月日", "町名", "電話1", "連絡先1電話"].map((column) => person[column]).filter(Boolean);

/** Twins: everything but the given name and the card is the same. */
export const TWINS = ["一葉", "二葉"].map((given, place) =>
  of(`BROWSER-TWIN-${place}`, given, ["カズハ", "フタバ"][place], "S21.6.17", { ...CONSENT, 性別: "女", 電話1: "0557-00-9977" }),
);

/** More people of one name than are shown at once. */
export const MANY = ["アキ", "イト", "ウメ", "エミ", "カヨ", "キク", "クニ", "サト", "スミ"].map((kana, place) =>
  of(`BROWSER-MANY-${place}`, kana, kana, `S${22 + place}.7.${place + 1}`, { ...CONSENT, 氏: "襷多人", 氏フリガナ: "タスキタニン", 性別: "女" }),
);
