//! From what a look returned to the words of the summary page.

mod facts;
mod people;
mod wishes;

use super::{Banner, IDENTITY_UNCHECKED, SummaryView, Zone, default_fire_sentence};
use crate::{Datum, Frame, Mark, Presence, page::search::IncidentRef, presence::EXISTS_ONLY};
use tasuki_domain::{
    Category,
    alert::Alert,
    fact::{FactBody, FactKind, identity::Identity, identity::OtherNameKind},
    resident::{Registration, Resident},
    summary::{Entry, Shown, WithheldBecause},
    time::Date,
    wareki,
};

/// What a look returned, and within which emergency.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// The emergency.
    pub incident: IncidentRef,
    /// The registration.
    pub resident: &'a Resident,
    /// Every category that the caller's rules speak of; one that is not named is withheld.
    pub sections: &'a [(Category, Shown)],
    /// Derived warnings.
    pub alerts: &'a [Alert],
    /// Whether the address was taken out (支援措置).
    pub address_hidden: bool,
    /// Sentence C of the fire headquarters, if it wrote its own.
    pub fire_sentence: Option<&'a str>,
    /// The fire headquarters' name, for the default sentence C.
    pub headquarters: &'a str,
    /// The date that ages count from.
    pub today: Date,
}

impl SummaryView {
    /// The page of a look.
    pub fn compose(frame: Frame, look: &Look<'_>) -> Self {
        let zone = |kind| look.zone(kind);
        Self {
            frame,
            incident: look.incident.clone(),
            banner: banner(look),
            allergies: zone(FactKind::Allergy),
            antithrombotics: facts::antithrombotics(look),
            devices: zone(FactKind::Device),
            wishes: wishes::card(
                look,
                look.fire_sentence.map_or_else(
                    || default_fire_sentence(look.headquarters),
                    ToOwned::to_owned,
                ),
            ),
            conditions: zone(FactKind::Condition),
            medications: zone(FactKind::Medication),
            care: facts::joined(zone(FactKind::Baseline), zone(FactKind::CareLevel)),
            contacts: people::parties(look, FactKind::Contact),
            physicians: people::parties(look, FactKind::Physician),
            services: people::parties(look, FactKind::Service),
            backup: people::backup(look),
            home: zone(FactKind::Home),
        }
    }
}

impl Look<'_> {
    /// The entries of a kind, or the words for their absence. What no rule spoke of is withheld.
    fn entries(&self, kind: FactKind) -> Presence<Vec<&Entry>> {
        let shown = self
            .sections
            .iter()
            .find(|(category, _)| *category == kind.category());
        match shown {
            None => WithheldBecause::Role.into(),
            Some((_, Shown::Full(section))) => section.recorded(kind).into(),
            Some((_, Shown::Existence { recorded: true })) => {
                Presence::Withheld(EXISTS_ONLY.to_owned())
            }
            Some((_, Shown::Existence { recorded: false })) => Presence::NotRecorded,
            Some((_, Shown::Withheld(because))) => (*because).into(),
        }
    }

    fn zone(&self, kind: FactKind) -> Zone {
        self.entries(kind).map(|entries| {
            entries
                .into_iter()
                .flat_map(|entry| facts::data(entry, self.mark(entry)))
                .collect::<Vec<Datum>>()
        })
    }

    fn mark(&self, entry: &Entry) -> Mark {
        Mark::of(&entry.provenance, self.today)
    }

    /// When anything that is shown was last true or confirmed: 「14日前」.
    fn updated(&self) -> String {
        let newest = self
            .sections
            .iter()
            .filter_map(|(_, shown)| match shown {
                Shown::Full(section) => Some(&section.entries),
                _ => None,
            })
            .flatten()
            .map(|entry| entry.provenance.fresh_from())
            .max();
        let Some(newest) = newest else {
            return crate::presence::NOT_RECORDED.to_owned();
        };
        match newest.until(self.today).map_or(0, |span| span.get_days()) {
            ..=0 => "きょう".to_owned(),
            days @ 1..=90 => format!("{days}日前"),
            _ => wareki::short(newest),
        }
    }
}

fn banner(look: &Look<'_>) -> Banner {
    let entries = look.entries(FactKind::Identity);
    let found = entries.known().and_then(|entries| {
        entries.iter().find_map(|entry| match &entry.body {
            FactBody::Identity(identity) => Some((identity, look.mark(entry))),
            _ => None,
        })
    });
    let (deceased, moved_away) = match look.resident.registration {
        Registration::Active => (None, None),
        Registration::Deceased(on) => (Some(format!("死亡の登録あり {}", wareki::short(on))), None),
        Registration::MovedAway(on) => {
            (None, Some(format!("転出の登録あり {}", wareki::short(on))))
        }
    };
    let words = entries.words();
    let base = Banner {
        name: words.clone(),
        kana: Presence::NotRecorded,
        other_names: Vec::new(),
        birth_date: words.clone(),
        age: String::new(),
        sex: words,
        card: look.resident.card.to_string(),
        address: Presence::NotRecorded,
        language: None,
        identity_check: IDENTITY_UNCHECKED.to_owned(),
        updated: look.updated(),
        mark: None,
        deceased,
        moved_away,
    };
    match found {
        None => base,
        Some((identity, mark)) => identified(base, identity, mark, look),
    }
}

fn identified(base: Banner, identity: &Identity, mark: Mark, look: &Look<'_>) -> Banner {
    let address = if look.address_hidden {
        WithheldBecause::Protected.into()
    } else {
        known(identity.address.as_ref().map(|address| address.one_line()))
    };
    Banner {
        name: identity.name.written(),
        kana: known(identity.name.kana()),
        other_names: identity
            .other_names
            .iter()
            .map(|other| match other.kind {
                OtherNameKind::Former => format!("旧姓 {}", other.name.written()),
                OtherNameKind::Alias => format!("通称 {}", other.name.written()),
                OtherNameKind::Latin => other.name.written(),
            })
            .collect(),
        birth_date: identity.birth_date.japanese(),
        age: age_words(identity.birth_date.age_on(look.today)),
        sex: identity.sex.japanese().to_owned(),
        address,
        language: identity.language.as_ref().map(ToString::to_string),
        mark: Some(mark),
        ..base
    }
}

/// 「86歳」, or 「85〜86歳」 when the day of birth is not known.
pub fn age_words((least, most): (i16, i16)) -> String {
    if least == most {
        format!("{most}歳")
    } else {
        format!("{least}〜{most}歳")
    }
}

fn known(text: Option<String>) -> Presence<String> {
    text.map_or(Presence::NotRecorded, Presence::Known)
}

#[cfg(test)]
mod tests;
