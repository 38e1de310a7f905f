//! `/residents/{id}/summary?incident_id=…`: the emergency summary (C3), in the order of reading.

mod compose;
mod wishes;

pub use compose::Look;
pub use wishes::{DoctorCall, NightCall, WishRecord, WishesCard, default_fire_sentence};

use super::{problem::WayOn, search::IncidentRef};
use crate::{Datum, Frame, Mark, Presence, presence::shared_mark};
use askama::Template;

/// The words while nobody has checked who the person is.
pub const IDENTITY_UNCHECKED: &str = "未（氏名と生年月日を聞いて確かめる）";

/// Statements shown in a column before 「全部見る」.
pub const COLUMN_ROWS: usize = 3;

/// Who it is. It stays on the screen, and nothing ever covers it.
#[derive(Debug, Clone)]
pub struct Banner {
    /// 「山田　花子」
    pub name: String,
    /// 「ヤマダ　ハナコ」
    pub kana: Presence<String>,
    /// 「旧姓 鈴木」「通称 …」
    pub other_names: Vec<String>,
    /// 「昭和15年3月2日（1940）」
    pub birth_date: String,
    /// 「86歳」
    pub age: String,
    /// 「女」
    pub sex: String,
    /// 「5530-4412」
    pub card: String,
    /// The address.
    pub address: Presence<String>,
    /// 「ポルトガル語」 when another than Japanese is spoken.
    pub language: Option<String>,
    /// 「未（氏名と生年月日を聞いて確かめる）」: where the check of the person stands; none for the
    /// person, who needs no check.
    pub identity_check: Option<String>,
    /// 「14日前」「1年3か月前」: when any of it was last true or confirmed.
    pub updated: String,
    /// Source and date of the identity itself.
    pub mark: Option<Mark>,
    /// 「死亡の登録あり R8.9.1」
    pub deceased: Option<String>,
    /// 「転出の登録あり R8.9.1」
    pub moved_away: Option<String>,
}

impl Banner {
    /// Whether the address would make the part that stays on the screen too high; it then stands
    /// below, whole.
    pub fn has_long_address(&self) -> bool {
        const STAYS: usize = 22;
        match &self.address {
            Presence::Known(address) => address.chars().count() > STAYS,
            _ => false,
        }
    }
}

/// Statements of one zone, or the words for their absence.
pub type Zone = Presence<Vec<Datum>>;

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When it is for, unless always: 「夜間・休日」. It stands apart, so that the number is never cut.
    pub hours: Option<&'static str>,
    /// As shown: 「090-1234-5678」.
    pub shown: String,
    /// Digits for `tel:`.
    pub dial: String,
}

impl Call {
    /// A number as shown; the digits are taken from it.
    pub fn new(shown: impl Into<String>) -> Self {
        let shown = shown.into();
        let dial = shown
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        Self {
            hours: None,
            shown,
            dial,
        }
    }
}

/// Someone who can be called: a contact, a clinic, an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// 「長女」「かかりつけ医」「訪問看護」
    pub kind: String,
    /// 「山田 由美」「さとう在宅クリニック 佐藤医師」
    pub name: String,
    /// 「夜間可」「24時間」「鍵あり」「代わりに話せる人」
    pub notes: Vec<String>,
    /// Numbers, the one to call first; empty when none is recorded.
    pub calls: Vec<Call>,
    /// Source and date.
    pub mark: Mark,
}

/// The hospital that agreed beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// 「○市立病院 内科」
    pub name: String,
    /// The desk's number.
    pub call: Option<Call>,
    /// 「次点 …」「脳卒中・骨折は対象外」「R8.6.3 に合意」
    pub notes: Vec<String>,
    /// Source and date.
    pub mark: Mark,
}

/// The emergency summary.
#[derive(Debug, Clone, Template)]
#[template(path = "summary.html")]
pub struct SummaryView {
    /// The frame.
    pub frame: Frame,
    /// The emergency within which it is read; none for the person and for a care team's member.
    pub incident: Option<IncidentRef>,
    /// The way back where there is no emergency to go on with.
    pub back: WayOn,
    /// Zone 1.
    pub banner: Banner,
    /// Zone 2, first tile.
    pub allergies: Zone,
    /// Zone 2, second tile: derived from the medicines; withheld and absent with them.
    pub antithrombotics: Zone,
    /// Zone 2, third tile.
    pub devices: Zone,
    /// Zone 3.
    pub wishes: WishesCard,
    /// Zone 4, first column.
    pub conditions: Zone,
    /// Zone 4, second column.
    pub medications: Zone,
    /// Zone 4, third column: the usual state, then the care level.
    pub care: Zone,
    /// Zone 5: whom to call, in order.
    pub contacts: Presence<Vec<Party>>,
    /// Zone 5: physicians.
    pub physicians: Presence<Vec<Party>>,
    /// Zone 5: offices.
    pub services: Presence<Vec<Party>>,
    /// Zone 5: the hospital that agreed beforehand.
    pub backup: Presence<Backup>,
    /// Zone 6: keys, access, household; folded.
    pub home: Zone,
}

/// A zone as the template reads it.
pub struct ZoneParts<'a> {
    /// Shown at once.
    pub first: &'a [Datum],
    /// Behind 「全部見る」.
    pub rest: &'a [Datum],
    /// The mark that all share, said once.
    pub mark: Option<&'a Mark>,
}

impl SummaryView {
    /// A zone of which everything is shown.
    pub fn whole<'a>(&self, zone: &'a Zone) -> ZoneParts<'a> {
        let data = data_of(zone);
        ZoneParts {
            first: data,
            rest: &[],
            mark: shared_mark(data),
        }
    }

    /// A zone of which the first rows are shown and the rest folded.
    pub fn column<'a>(&self, zone: &'a Zone) -> ZoneParts<'a> {
        let data = data_of(zone);
        let (first, rest) = data.split_at(data.len().min(COLUMN_ROWS));
        ZoneParts {
            first,
            rest,
            mark: shared_mark(data),
        }
    }

    /// The first tile's heading; 「あり」 only when there is one.
    pub const fn allergy_title(&self) -> &'static str {
        match self.allergies {
            Presence::Known(_) => "アレルギーあり",
            _ => "アレルギー",
        }
    }
}

fn data_of(zone: &Zone) -> &[Datum] {
    zone.known().map_or(&[], Vec::as_slice)
}
