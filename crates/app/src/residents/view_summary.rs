//! Reads a resident's emergency summary.

use super::{
    protected,
    reach::{Reached, reach},
};
use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, look},
};
use std::collections::BTreeMap;
use tasuki_domain::{
    Category,
    access::Action,
    alert::{self, Alert},
    caller::Caller,
    id::{IncidentId, ResidentId},
    incident::Incident,
    resident::Resident,
    summary::{Section, Shown, WithheldBecause},
    text::Line,
    time::Date,
};
use tasuki_policy::{Decision, Level};
use tasuki_store::{ReadTx, StoreError};

/// Whose summary, within which emergency.
#[derive(Debug, Clone, Copy)]
pub struct ViewSummary {
    /// Whose.
    pub resident: ResidentId,
    /// Within which emergency; none for a care team's member or the person.
    pub incident: Option<IncidentId>,
}

/// A summary as the caller may see it.
#[derive(Debug, Clone)]
pub struct SummaryView {
    /// The registration.
    pub resident: Resident,
    /// Every category that the caller's rules speak of, in reading order, shown or withheld.
    pub sections: Vec<(Category, Shown)>,
    /// Derived warnings; none are derived from what is withheld.
    pub alerts: Vec<Alert>,
    /// Whether the address was taken out (支援措置).
    pub address_hidden: bool,
    /// The emergency that the look is part of.
    pub incident: Option<Incident>,
    /// The caller's fire headquarters' own sentence on wishes.
    pub wishes_sentence: Option<Line>,
    /// The caller's institution.
    pub organization: Option<Line>,
    /// The date that ages and supplies are counted on.
    pub today: Date,
}

impl SummaryView {
    /// The section of a category, when it is shown in full.
    pub fn section(&self, category: Category) -> Option<&Section> {
        self.sections.iter().find_map(|(of, shown)| match shown {
            Shown::Full(section) if *of == category => Some(section),
            _ => None,
        })
    }
}

/// Reads the summary of a resident.
///
/// Refuses with `NotFound` who is unknown, withdrawn, foreign or without consent for the caller,
/// and with `IncidentOver` a look within a closed incident. What leaves is exactly what the
/// decision permitted; the rest is named as withheld.
pub fn view_summary(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    input: ViewSummary,
) -> Answer<SummaryView> {
    let about = About {
        resident: Some(input.resident),
        incident: input.incident,
    };
    look(
        tasuki,
        caller,
        occasion,
        Action::ViewSummary,
        about,
        |tx, present, _| {
            let Reached {
                resident,
                decision,
                incident,
                noted,
                ..
            } = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::ViewSummary,
                input.resident,
                input.incident,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let noted = noted.showing(&decision);
            let (organization, wishes_sentence) = tx
                .organization_words(caller.organization)?
                .map_or((None, None), |(name, sentence)| (Some(name), sentence));
            let (id, version) = (resident.id, resident.version);
            let view = assemble(tx, occasion.today(), resident, &decision)?;
            let view = SummaryView {
                incident,
                wishes_sentence,
                organization,
                ..view
            };
            Ok(Looked::found(view, vec![noted])
                .while_still(id, version)
                .within(input.incident))
        },
    )
}

/// Reads the permitted sections and takes out what the decision hides.
pub(super) fn assemble(
    tx: &mut ReadTx<'_>,
    today: Date,
    resident: Resident,
    decision: &Decision,
) -> Result<SummaryView, StoreError> {
    let wanted: Vec<Category> = decision.shown.keys().copied().collect();
    let mut read: BTreeMap<Category, Section> = tx
        .sections(resident.id, Some(&wanted))?
        .into_iter()
        .map(|section| (section.category, section))
        .collect();
    if decision.address_hidden {
        for entry in read.values_mut().flat_map(|section| &mut section.entries) {
            protected::hide(&mut entry.body);
        }
    }
    let sections: Vec<(Category, Shown)> = Category::ALL
        .iter()
        .filter_map(|category| {
            let shown = match (
                decision.shown.get(category),
                decision.withheld.get(category),
            ) {
                (Some(Level::Full), _) => Shown::Full(
                    read.remove(category)
                        .unwrap_or_else(|| Section::empty(*category)),
                ),
                (Some(Level::Existence | Level::Brief), _) => Shown::Existence {
                    recorded: read
                        .get(category)
                        .is_some_and(|section| !section.entries.is_empty()),
                },
                (None, Some(because)) => Shown::Withheld(*because),
                (None, None) => return None,
            };
            Some((*category, shown))
        })
        .collect();
    let alerts = sections
        .iter()
        .find_map(|(category, shown)| match shown {
            Shown::Full(section) if *category == Category::Medications => {
                Some(alert::antithrombotic(section, today))
            }
            _ => None,
        })
        .unwrap_or_default();
    Ok(SummaryView {
        resident,
        sections,
        alerts,
        address_hidden: decision.address_hidden,
        incident: None,
        wishes_sentence: None,
        organization: None,
        today,
    })
}

impl SummaryView {
    /// Why the address is not shown, if it is not.
    pub fn address_withheld(&self) -> Option<WithheldBecause> {
        self.address_hidden.then_some(WithheldBecause::Protected)
    }
}
