//! Who it is.

use super::Look;
use crate::{
    Mark, Presence, day,
    page::summary::{Banner, IDENTITY_UNCHECKED},
    presence::NOT_RECORDED,
    statements::identity,
};
use tasuki_domain::{
    fact::identity::{Identity, OtherName, OtherNameKind, Sex},
    provenance::Provenance,
    resident::Registration,
    summary::{Shown, WithheldBecause},
    time::Date,
    wareki,
};

/// The banner. Who may open a look may see who it is of; where not, the words say so in every
/// place instead of leaving one empty.
pub(super) fn banner(look: &Look<'_>) -> Banner {
    let found = identity(look.sections);
    let absent = found.words();
    let (deceased, moved_away) = match look.resident.registration {
        Registration::Active => (None, None),
        Registration::Deceased(on) => (Some(format!("死亡の登録あり {}", wareki::short(on))), None),
        Registration::MovedAway(on) => {
            (None, Some(format!("転出の登録あり {}", wareki::short(on))))
        }
    };
    let anonymous = Banner {
        name: absent.clone(),
        kana: Presence::Withheld(absent.clone()),
        other_names: Vec::new(),
        birth_date: absent.clone(),
        age: String::new(),
        sex: Sex::Unknown.japanese().to_owned(),
        card: look.resident.card.to_string(),
        address: Presence::Withheld(absent),
        language: None,
        identity_check: (!look.own).then(|| IDENTITY_UNCHECKED.to_owned()),
        updated: updated(look),
        mark: None,
        deceased,
        moved_away,
    };
    match found {
        Presence::Known((identity, provenance)) => named(anonymous, identity, provenance, look),
        _ => anonymous,
    }
}

fn named(banner: Banner, identity: &Identity, provenance: &Provenance, look: &Look<'_>) -> Banner {
    let address = match &identity.address {
        _ if look.address_hidden => WithheldBecause::Protected.into(),
        Some(address) => Presence::Known(address.one_line()),
        None => Presence::NotRecorded,
    };
    Banner {
        name: identity.name.written(),
        kana: identity
            .name
            .kana()
            .map_or(Presence::NotRecorded, Presence::Known),
        other_names: identity.other_names.iter().map(other_name).collect(),
        birth_date: identity.birth_date.japanese(),
        age: day::age(identity.birth_date, look.today),
        sex: identity.sex.japanese().to_owned(),
        address,
        language: identity
            .language
            .as_ref()
            .map(|language| language.as_str().to_owned()),
        mark: Some(Mark::of(provenance, look.today)),
        ..banner
    }
}

fn other_name(other: &OtherName) -> String {
    let written = other.name.written();
    match other.kind {
        OtherNameKind::Former => format!("旧姓 {written}"),
        OtherNameKind::Alias => format!("通称 {written}"),
        OtherNameKind::Latin => written,
    }
}

/// How long ago any of what is shown was last true or confirmed. When it was entered does not
/// count: an old paper that is typed in today is no news.
fn updated(look: &Look<'_>) -> String {
    let newest: Option<Date> = look
        .sections
        .iter()
        .filter_map(|(_, shown)| match shown {
            Shown::Full(section) => Some(&section.entries),
            _ => None,
        })
        .flatten()
        .map(|entry| entry.provenance.fresh_from())
        .max();
    newest.map_or_else(
        || NOT_RECORDED.to_owned(),
        |newest| day::ago(newest, look.today),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::records::{full, identity, resident};
    use jiff::civil::date;
    use tasuki_domain::{Category, fact::FactBody, resident::Resident};

    fn banner_of(sections: &[(Category, Shown)]) -> Banner {
        banner(&Look::of(&resident(), sections))
    }

    #[test]
    fn the_banner_says_who_it_is() {
        let mut identity = identity();
        identity.other_names = vec![OtherName {
            kind: OtherNameKind::Former,
            name: identity.name.clone(),
        }];
        let banner = banner_of(&[full(Category::Identity, [FactBody::Identity(identity)])]);
        assert_eq!(banner.name, "見本　花子");
        assert_eq!(banner.kana, Presence::Known("ミホン　ハナコ".into()));
        assert_eq!(
            (banner.birth_date.as_str(), banner.age.as_str()),
            ("昭和15年3月2日（1940）", "86歳")
        );
        assert_eq!(banner.sex, "女");
        assert_eq!(
            banner.address,
            Presence::Known("泉町2丁目3-4 青木荘201".into())
        );
        assert_eq!(banner.other_names, ["旧姓 見本　花子"]);
        // 171 days after the day it was true, two weeks after it was entered.
        assert_eq!(banner.updated, "5か月前");
        assert_eq!(banner.mark.unwrap().age_words(), "90日以上前");
    }

    #[test]
    fn an_address_is_known_not_recorded_or_protected() {
        let mut bare = identity();
        bare.address = None;
        for (identity, hidden, words) in [
            (identity(), false, ""),
            (bare.clone(), false, "記録されていません"),
            (bare, true, "保護の申出により住所は表示できません"),
            // Also when whoever reads the record forgot to take it out.
            (identity(), true, "保護の申出により住所は表示できません"),
        ] {
            let sections = [full(Category::Identity, [FactBody::Identity(identity)])];
            let resident = resident();
            let look = Look {
                address_hidden: hidden,
                ..Look::of(&resident, &sections)
            };
            assert_eq!(banner(&look).address.words(), words);
        }
    }

    #[test]
    fn no_place_is_left_empty_without_an_identity() {
        let banner = banner_of(&[(
            Category::Identity,
            Shown::Withheld(WithheldBecause::PersonsWish),
        )]);
        assert_eq!(banner.name, "本人の申出により表示できません");
        assert_eq!(banner.kana.words(), "本人の申出により表示できません");
        assert_eq!(banner.updated, "記録されていません");
    }

    #[test]
    fn deaths_and_moves_are_said() {
        for (registration, deceased, moved) in [
            (Registration::Active, None, None),
            (
                Registration::Deceased(date(2026, 9, 1)),
                Some("死亡の登録あり R8.9.1"),
                None,
            ),
            (
                Registration::MovedAway(date(2026, 4, 1)),
                None,
                Some("転出の登録あり R8.4.1"),
            ),
        ] {
            let resident = Resident {
                registration,
                ..resident()
            };
            let banner = banner(&Look::of(&resident, &[]));
            assert_eq!(
                (banner.deceased.as_deref(), banner.moved_away.as_deref()),
                (deceased, moved)
            );
        }
    }
}
