//! From what a look returned to the words of the summary page, zone by zone in reading order.

mod antithrombotics;
mod banner;
mod wishes;

use super::{Backup, Party, SummaryView, Zone};
use crate::{
    Datum, Frame, Mark, Presence,
    page::{problem::WayOn, search::IncidentRef},
    statements::{self, entries, lines, party},
};
use tasuki_domain::{
    Category,
    alert::Alert,
    fact::{FactBody, FactKind},
    resident::Resident,
    summary::{Shown, WithheldBecause},
    time::Date,
};

/// What a look returned, and within which emergency.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// The emergency; none for the person and for a member of the care team.
    pub incident: Option<IncidentRef>,
    /// Whether the person reads it.
    pub own: bool,
    /// The way back of who reads it outside an emergency.
    pub back: WayOn,
    /// The registration.
    pub resident: &'a Resident,
    /// Every category that the caller's rules speak of; one that is not named is withheld.
    pub sections: &'a [(Category, Shown)],
    /// Derived warnings.
    pub alerts: &'a [Alert],
    /// Whether the address was taken out (支援措置).
    pub address_hidden: bool,
    /// Sentence C.
    pub fire_sentence: String,
    /// The date that ages count from.
    pub today: Date,
}

impl SummaryView {
    /// The page of a look.
    pub fn compose(frame: Frame, look: &Look<'_>) -> Self {
        Self {
            frame,
            incident: look.incident.clone(),
            back: look.back.clone(),
            banner: banner::banner(look),
            allergies: look.zone(FactKind::Allergy),
            antithrombotics: antithrombotics::antithrombotics(look),
            devices: look.zone(FactKind::Device),
            wishes: wishes::card(
                entries(look.sections, FactKind::Wish),
                look.fire_sentence.clone(),
                look.today,
            ),
            conditions: look.zone(FactKind::Condition),
            medications: look.zone(FactKind::Medication),
            care: look.care(),
            contacts: look.parties(FactKind::Contact),
            physicians: look.parties(FactKind::Physician),
            services: look.parties(FactKind::Service),
            backup: look.backup(),
            home: look.home(),
        }
    }
}

impl Look<'_> {
    /// Every line of the statements; statements that say nothing are none.
    fn zone(&self, kind: FactKind) -> Zone {
        entries(self.sections, kind).and_then(|entries| {
            let data: Vec<Datum> = entries
                .into_iter()
                .flat_map(|entry| lines(entry, self.today))
                .collect();
            if data.is_empty() {
                Presence::NotRecorded
            } else {
                Presence::Known(data)
            }
        })
    }

    /// What protection hides of the home is not what nobody recorded.
    fn home(&self) -> Zone {
        match self.zone(FactKind::Home) {
            Presence::NotRecorded if self.address_hidden => WithheldBecause::Protected.into(),
            zone => zone,
        }
    }

    /// The usual state first, then the care level: both belong to one category.
    fn care(&self) -> Zone {
        match (
            self.zone(FactKind::Baseline),
            self.zone(FactKind::CareLevel),
        ) {
            (Presence::Known(mut usual), Presence::Known(level)) => {
                usual.extend(level);
                Presence::Known(usual)
            }
            (known @ Presence::Known(_), _) | (_, known @ Presence::Known(_)) => known,
            // That there is no certified level says nothing of how the person usually is.
            (absent, _) => absent,
        }
    }

    fn parties(&self, kind: FactKind) -> Presence<Vec<Party>> {
        entries(self.sections, kind).map(|entries| {
            entries
                .into_iter()
                .filter_map(|entry| party(entry, self.today))
                .collect()
        })
    }

    fn backup(&self) -> Presence<Backup> {
        entries(self.sections, FactKind::BackupHospital).and_then(|entries| {
            entries
                .into_iter()
                .find_map(|entry| match &entry.body {
                    FactBody::BackupHospital(hospital) => Some(statements::backup(
                        hospital,
                        Mark::of(&entry.provenance, self.today),
                    )),
                    _ => None,
                })
                .map_or(Presence::NotRecorded, Presence::Known)
        })
    }
}

#[cfg(test)]
mod tests;
