//! Where the person lives and how to get in.

use super::{cells::Cells, column::Field, words};
use tasuki_domain::fact::{
    FactBody,
    home::{Home, Household},
};

const HOUSEHOLDS: &[(&str, Household)] = &[
    ("独居", Household::Alone),
    ("一人暮らし", Household::Alone),
    ("高齢者のみ", Household::ElderlyOnly),
    ("高齢者のみの世帯", Household::ElderlyOnly),
    ("日中独居", Household::AloneByDay),
    ("同居", Household::WithFamily),
    ("家族と同居", Household::WithFamily),
    ("施設", Household::Facility),
];

/// Reads the home, when anything is said of it.
pub(crate) fn home(cells: &mut Cells<'_>) -> Option<FactBody> {
    let home = Home {
        household: cells.read(Field::Household, |text| {
            words::choose(text, HOUSEHOLDS, "独居・高齢者のみ・日中独居・同居・施設")
        }),
        key: cells.parse(Field::KeyPlace),
        entrance: cells.parse(Field::Entrance),
        cohabitants: cells.parse(Field::Cohabitants),
        animals: cells.parse(Field::Animals),
        carrying_out: cells.parse(Field::CarryingOut),
        paper_kit: cells.parse(Field::PaperKit),
    };
    (home != Home::default()).then_some(FactBody::Home(home))
}
