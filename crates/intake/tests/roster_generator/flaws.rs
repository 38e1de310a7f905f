//! What can be broken, and by which code a reader is to say so.

/// What is put into a cell, or done to the line.
pub(super) enum Put {
    /// This text, encoded and quoted where needed.
    Text(&'static str),
    /// These bytes as they are.
    Raw(&'static [u8]),
    /// More characters than a line of text may have.
    Long,
    /// A cell beyond the last column.
    OneMoreCell,
    /// The last cell is left out.
    OneCellLess,
}

/// One way to break a line. Flaws of one group touch the same rule, so a line gets at most one of
/// each; those of the group `line` hide everything else.
pub(super) struct Flaw {
    pub(super) group: &'static str,
    pub(super) column: &'static str,
    pub(super) code: &'static str,
    pub(super) puts: &'static [(&'static str, Put)],
}

macro_rules! flaws {
    ($($group:literal, $column:literal, $code:literal, [$($header:literal = $put:expr),* $(,)?];)+) => {
        pub(super) const FLAWS: &[Flaw] = &[$(Flaw {
            group: $group,
            column: $column,
            code: $code,
            puts: &[$(($header, $put)),*],
        },)+];
    };
}

use Put::{Long, OneCellLess, OneMoreCell, Raw, Text};

// Bytes: FD and a lone lead byte 81 are not CP932; F0 40 is the first of the private characters;
// 8D 82 8C 8C 88 B3 is 高血圧.
flaws! {
    "key", "登録番号", "cell_missing", ["登録番号" = Text("")];
    "key", "登録番号", "roster_key_malformed", ["登録番号" = Text("第7号")];
    "family", "氏", "cell_missing", ["氏" = Text("　")];
    "family", "氏", "text_too_long", ["氏" = Long];
    "family", "氏", "cell_private_character", ["氏" = Raw(b"\xF0\x40")];
    "family", "氏", "cell_undecodable", ["氏" = Raw(b"\x8A\x43\xFD")];
    "given", "名", "cell_undecodable", ["名" = Raw(b"\x81")];
    "given", "名", "text_control", ["名" = Text("花\u{7}子")];
    "family kana", "氏フリガナ", "kana_other_characters", ["氏フリガナ" = Text("海風")];
    "other names", "旧姓・通称", "other_name_kind", ["旧姓・通称" = Text("磯辺")];
    "birth", "生年月日", "cell_missing", ["生年月日" = Text("")];
    "birth", "生年月日", "birth_date_malformed", ["生年月日" = Text("ねずみ年")];
    "birth", "生年月日", "birth_date_no_such_day", ["生年月日" = Text("S15.2.30")];
    "birth", "生年月日", "birth_date_not_in_era", ["生年月日" = Text("S70.2.1")];
    "birth", "生年月日", "birth_date_in_future", ["生年月日" = Text("R50.1.1")];
    "birth", "生年月日", "birth_date_era_missing", ["生年月日" = Text("150302")];
    "birth", "生年月日", "birth_date_is_age", ["生年月日" = Text("86歳")];
    "birth", "生年月日", "birth_date_too_old", ["生年月日" = Text("M20.1.1")];
    "sex", "性別", "word_unknown", ["性別" = Text("おんな")];
    "address", "郵便番号", "postal_code_length", ["郵便番号" = Text("413-00")];
    "address", "町名", "cell_missing", ["郵便番号" = Text("413-0000"), "町名" = Text("")];
    "phone", "電話1", "phone_length", ["電話1" = Text("0557-00")];
    "phone", "電話1", "phone_malformed", ["電話1" = Text("浜辺荘の呼出")];
    "protected", "住所非開示", "word_unknown", ["住所非開示" = Text("不可")];
    "household", "世帯", "word_unknown", ["世帯" = Text("ひとり")];
    "key place", "鍵の場所", "cell_nul", ["鍵の場所" = Raw(b"a\0b")];
    "contact", "連絡先1続柄", "cell_missing", ["連絡先1氏名" = Text("海風 次郎"), "連絡先1続柄" = Text(""), "連絡先1電話" = Text("090-0000-0000")];
    "contact", "連絡先1電話", "phone_length", ["連絡先1氏名" = Text("海風 次郎"), "連絡先1続柄" = Text("長男"), "連絡先1電話" = Text("090-0000")];
    "contact", "連絡先1夜間", "word_unknown", ["連絡先1氏名" = Text("海風 次郎"), "連絡先1続柄" = Text("長男"), "連絡先1電話" = Text("090-0000-0000"), "連絡先1夜間" = Text("ときどき")];
    "contact", "連絡先1氏名", "none_among_items", ["連絡先1氏名" = Text("なし"), "連絡先1続柄" = Text("長男")];
    "doctor", "かかりつけ医1医療機関", "cell_missing", ["かかりつけ医1医療機関" = Text(""), "かかりつけ医1電話" = Text("0557-00-0002")];
    "conditions", "持病", "none_among_items", ["持病" = Text("なし、高血圧")];
    "conditions", "持病", "unknown_word", ["持病" = Text("不明")];
    "conditions", "持病", "date_not_in_era", ["持病" = Text("高血圧（S70）")];
    "conditions", "持病", "list_brackets", ["持病" = Text("高血圧（H20")];
    "conditions", "持病", "cell_undecodable", ["持病" = Raw(b"\x8D\x82\xFD\xFD")];
    "medications", "薬", "days_unreadable", ["薬" = Text("アムロジピン錠｜5mg｜朝食後｜四週")];
    "medications", "薬", "list_comma", ["薬" = Text("アムロジピン錠｜5mg、ワルファリン錠｜1mg")];
    "medications", "薬", "list_parts", ["薬" = Text("アムロジピン錠｜5mg｜朝食後｜28｜R6.4.1｜なぎさ薬局")];
    "medications", "薬", "date_in_future", ["薬" = Text("アムロジピン錠｜5mg｜朝食後｜28｜R50.4.1")];
    "allergies", "アレルギー", "word_unknown", ["アレルギー" = Text("ペニシリン｜くすり")];
    "allergies", "アレルギー", "text_empty", ["アレルギー" = Text("｜薬｜じんましん")];
    "devices", "機器・処置", "device_kind_unknown", ["機器・処置" = Text("シャント")];
    "devices", "機器・処置", "word_unknown", ["機器・処置" = Text("ペースメーカー｜胸の上")];
    "care", "要介護度", "word_unknown", ["要介護度" = Text("要介護6")];
    "care", "要介護度", "cell_missing", ["要介護度" = Text(""), "認定日" = Text("R6.4.1")];
    "care", "認定日", "date_no_such_day", ["要介護度" = Text("要介護2"), "認定日" = Text("R6.2.30")];
    "care", "認定日", "date_not_a_day", ["要介護度" = Text("要介護2"), "認定日" = Text("R6.4")];
    "care", "有効期限", "dates_reversed", ["要介護度" = Text("要介護2"), "認定日" = Text("R6.4.1"), "有効期限" = Text("R2.3.31")];
    "usual", "ふだんの移動", "word_unknown", ["ふだんの移動" = Text("ゆっくり")];
    "wish", "意思・心肺蘇生", "word_unknown", ["意思・心肺蘇生" = Text("しない"), "意思・話し合った日" = Text("R6.3"), "意思・話した人" = Text("本人")];
    "wish", "意思・話し合った日", "cell_missing", ["意思・心肺蘇生" = Text("望む"), "意思・話し合った日" = Text(""), "意思・話した人" = Text("本人")];
    "wish", "意思・話した人", "wish_speaker_unreadable", ["意思・心肺蘇生" = Text("望む"), "意思・話し合った日" = Text("R6.3"), "意思・話した人" = Text("家族")];
    "wish", "意思・話し合った日", "wish_without_statement", ["意思・心肺蘇生" = Text(""), "意思・話し合った日" = Text("R6.3"), "意思・話した人" = Text("")];
    "consent", "署名日", "cell_missing", ["署名日" = Text("")];
    "consent", "署名日", "date_in_future", ["署名日" = Text("R50.4.1"), "同意の期限" = Text("")];
    "consent", "署名者", "word_unknown", ["署名者" = Text("家族")];
    "consent", "署名者", "cell_missing", ["署名者" = Text("")];
    "consent", "代理人氏名", "proxy_unexpected", ["署名者" = Text("本人"), "代理人氏名" = Text("海風 太郎")];
    "consent", "様式版", "cell_missing", ["様式版" = Text("")];
    "consent", "同意の期限", "consent_expired", ["同意の期限" = Text("R6.5.1")];
    "consent", "同意の期限", "dates_reversed", ["同意の期限" = Text("R5.5.1")];
    "consent", "救急への同意", "category_unknown", ["救急への同意" = Text("薬、ぜんぶ")];
    "source", "出典", "word_unknown", ["出典" = Text("うわさ")];
    "line", "行全体", "cells_too_many", ["出典" = OneMoreCell];
    "line", "行全体", "cells_too_few", ["出典" = OneCellLess];
    "line", "持病", "quote_broken", ["持病" = Raw(b"\"\x8D\x82\x8C\x8C\x88\xB3")];
    "line", "持病", "quote_broken", ["持病" = Raw(b"\"\x8D\x82\x8C\x8C\x88\xB3\"x")];
    "line", "持病", "quote_stray", ["持病" = Raw(b"\x8D\x82\x8C\x8C\x88\xB3\"")];
}
