//! Towns and addresses as typed and mistaken.

use super::{Draft, slip::Slip};
use crate::{
    Places,
    population::{Division, PREFECTURE, Place, kanji_number},
    random::Random,
};

/// Makes the slip; false where there is nothing to slip in.
pub fn apply(draft: &mut Draft<'_>, random: &mut Random, places: &Places, slip: Slip) -> bool {
    let place = &draft.of.place;
    let town = &place.town;
    let name = &town.name;
    let (chome, block, lot) = (place.chome, place.block, place.lot);
    let typed = match (slip, town.division) {
        (Slip::KanjiNumerals, Division::Chome(_)) => {
            Some(format!("{name}{}丁目", kanji_number(chome)))
        }
        (Slip::Hyphens, Division::Chome(_)) => Some(format!("{name}{chome}-{block}-{lot}")),
        (Slip::Hyphens, Division::None) => Some(format!("{name}{block}-{lot}")),
        (Slip::Block, Division::Chome(_)) => Some(format!("{name}{chome}丁目{block}番{lot}号")),
        (Slip::Block, Division::None) => Some(format!("{name}{block}番地{lot}")),
        (Slip::NoChome, Division::Chome(_)) => {
            draft.told.town = Some(name.clone());
            Some(name.clone())
        }
        (Slip::OazaDropped, Division::Oaza(_)) => Some(name.clone()),
        (Slip::WithPrefecture, _) => Some(format!(
            "{PREFECTURE}{}{}",
            town.city_name(),
            place.town_text()
        )),
        (Slip::HomeOnly, _) => town.home.clone().filter(|_| place.in_home).inspect(|home| {
            draft.told.town = Some(home.clone());
        }),
        (Slip::WithHost, _) => place
            .host
            .as_ref()
            .map(|host| format!("{}{host}", place.town_text())),
        (Slip::Neighbor, _) => places.beside(random, town).map(|other| {
            let chome = match other.division {
                Division::Chome(parts) => random.between(1, parts),
                _ => 0,
            };
            let other = Place {
                town: other,
                chome,
                ..place.clone()
            };
            other.town_text()
        }),
        _ => None,
    };
    match typed {
        // A second slip starts from the true town again, so it must find the first one gone.
        Some(typed) if draft.town == place.town_text() && typed != draft.town => {
            draft.town = typed;
            true
        }
        _ => false,
    }
}
