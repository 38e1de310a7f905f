//! Who it is.

use crate::pages::{day, statements::entries};
use tasuki_app::residents::SummaryView as Summary;
use tasuki_domain::{
    fact::{
        FactBody, FactKind,
        identity::{Identity, OtherName, OtherNameKind, Sex},
    },
    provenance::Provenance,
    resident::Registration,
    summary::Shown,
    time::Date,
    wareki,
};
use tasuki_ui::{
    Mark, Presence,
    page::summary::{Banner, IDENTITY_UNCHECKED},
    presence::NOT_RECORDED,
};

/// The banner. Who may open a summary may see who it is of; where not, the words say so in every
/// place instead of leaving one empty.
pub(super) fn banner(summary: &Summary) -> Banner {
    let found = entries(summary, FactKind::Identity);
    let absent = found.words();
    let identity = found.known().and_then(|entries| {
        entries.iter().find_map(|entry| match &entry.body {
            FactBody::Identity(identity) => Some((identity, &entry.provenance)),
            _ => None,
        })
    });
    let (deceased, moved_away) = match summary.resident.registration {
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
        card: summary.resident.card.to_string(),
        address: Presence::Withheld(absent),
        language: None,
        identity_check: IDENTITY_UNCHECKED.to_owned(),
        updated: updated(summary),
        mark: None,
        deceased,
        moved_away,
    };
    match identity {
        Some((identity, provenance)) => named(anonymous, identity, provenance, summary),
        None => anonymous,
    }
}

fn named(
    banner: Banner,
    identity: &Identity,
    provenance: &Provenance,
    summary: &Summary,
) -> Banner {
    let address = match (summary.address_withheld(), &identity.address) {
        (Some(because), _) => because.into(),
        (None, Some(address)) => Presence::Known(address.one_line()),
        (None, None) => Presence::NotRecorded,
    };
    Banner {
        name: identity.name.written(),
        kana: identity
            .name
            .kana()
            .map_or(Presence::NotRecorded, Presence::Known),
        other_names: identity.other_names.iter().map(other_name).collect(),
        birth_date: identity.birth_date.japanese(),
        age: day::age(identity.birth_date, summary.today),
        sex: identity.sex.japanese().to_owned(),
        address,
        language: identity
            .language
            .as_ref()
            .map(|language| language.as_str().to_owned()),
        mark: Some(Mark::of(provenance, summary.today)),
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
fn updated(summary: &Summary) -> String {
    let newest: Option<Date> = summary
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
        |newest| day::ago(newest, summary.today),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{full, identity, view};
    use jiff::civil::date;
    use tasuki_domain::{Category, summary::WithheldBecause};

    #[test]
    fn the_banner_says_who_it_is() {
        let mut identity = identity();
        identity.other_names = vec![OtherName {
            kind: OtherNameKind::Former,
            name: identity.name.clone(),
        }];
        let banner = banner(&view(vec![full(
            Category::Identity,
            [FactBody::Identity(identity)],
        )]));
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
        let section = |identity| vec![full(Category::Identity, [FactBody::Identity(identity)])];
        let mut hidden = view(section(bare.clone()));
        hidden.address_hidden = true;
        for (view, words) in [
            (view(section(identity())), String::new()),
            (view(section(bare)), "記録されていません".to_owned()),
            (hidden, "保護の申出により住所は表示できません".to_owned()),
        ] {
            assert_eq!(banner(&view).address.words(), words);
        }
    }

    #[test]
    fn no_place_is_left_empty_without_an_identity() {
        let sections = vec![(
            Category::Identity,
            Shown::Withheld(WithheldBecause::PersonsWish),
        )];
        let banner = banner(&view(sections));
        assert_eq!(banner.name, "本人の申出により表示できません");
        assert_eq!(banner.kana.words(), "本人の申出により表示できません");
        assert_eq!(banner.updated, "記録されていません");
    }

    #[test]
    fn deaths_and_moves_are_said() {
        let mut view = view(vec![]);
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
            view.resident.registration = registration;
            let banner = banner(&view);
            assert_eq!(
                (banner.deceased.as_deref(), banner.moved_away.as_deref()),
                (deceased, moved)
            );
        }
    }
}
