//! Why a birth date is not taken. No sentence repeats what was typed.

use crate::{Invalid, text::nfkc, wareki::Era};

const EXAMPLES: &str = "S15.3.2、昭和15年3月2日、19400302 のように入れてください";

pub(super) fn empty() -> Invalid {
    Invalid::new("birth_date_empty", "生年月日が空です", EXAMPLES)
}

pub(super) fn too_long(most: usize) -> Invalid {
    Invalid::new(
        "birth_date_too_long",
        "生年月日として長すぎます",
        format!("{most}文字までにしてください（例 S15.3.2、19400302）"),
    )
}

pub(super) fn malformed() -> Invalid {
    Invalid::new("birth_date_malformed", "生年月日として読めません", EXAMPLES)
}

pub(super) fn no_such_day() -> Invalid {
    Invalid::new(
        "birth_date_no_such_day",
        "暦にない日です",
        "月と日を確かめてください。日が分からないときは年か月まで入れてください（例 S15.3、S15）",
    )
}

/// The year is none of the era's. Where its last day is what went wrong, that day is named.
pub(super) fn not_in_era(era: Era) -> Invalid {
    let name = era.japanese();
    let limit = era.last_day().map_or_else(
        || {
            let first = era.first_day();
            format!("元年{}月{}日から", first.month(), first.day())
        },
        |last| {
            let year = era.year_of(last.year());
            format!("{year}年{}月{}日まで", last.month(), last.day())
        },
    );
    Invalid::new(
        "birth_date_not_in_era",
        format!("{name}にない年です（{name}は{limit}）"),
        "元号と年を確かめるか、西暦で入れてください（例 19400302）",
    )
}

pub(super) fn before_1873() -> Invalid {
    Invalid::new(
        "birth_date_before_1873",
        "明治6年（1873年）より前の日付です",
        "元号と年を確かめてください",
    )
}

pub(super) fn in_future() -> Invalid {
    Invalid::new(
        "birth_date_in_future",
        "これから来る日付です",
        "元号と年を確かめてください",
    )
}

pub(super) fn too_old() -> Invalid {
    Invalid::new(
        "birth_date_too_old",
        "125歳を超える生年月日です",
        "元号と年を確かめてください",
    )
}

pub(super) fn years_differ() -> Invalid {
    Invalid::new(
        "birth_date_years_differ",
        "かっこの中の年と合いません",
        "和暦と西暦のどちらかだけを入れてください（例 S15.3.2、19400302）",
    )
}

pub(super) fn no_era_fits() -> Invalid {
    Invalid::new(
        "birth_date_no_era_fits",
        "どの元号にもない日付です",
        "元号をつけるか、西暦8桁で入れてください（例 S15.3.2、19400302）",
    )
}

/// What to say of a date that may be read in several ways: which part of what was typed lacks its
/// era. It does not repeat what was typed.
pub fn ambiguous(typed: &str) -> Invalid {
    let problem = if nfkc(typed).trim().chars().all(|c| c.is_ascii_digit()) {
        "元号のない6桁は何通りにも読めます"
    } else {
        "元号のない年は何通りにも読めます"
    };
    Invalid::new(
        "birth_date_ambiguous",
        problem,
        "S15.3.2 のように元号を付けるか、西暦8桁で入れてください",
    )
}

pub(super) fn era_missing() -> Invalid {
    Invalid::new(
        "birth_date_era_missing",
        "元号がないため、どの年か決められません",
        "元号をつけるか、西暦8桁で入れてください（例 S15.3.2、19400302）",
    )
}

pub(super) fn age_for_record() -> Invalid {
    Invalid::new(
        "birth_date_is_age",
        "年齢では登録できません",
        "生年月日を入れてください。日が分からないときは年か月まで入れてください（例 S15.3、S15）",
    )
}
