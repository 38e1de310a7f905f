//! Draws searches: how many of which kind, and of whom.

use super::{
    Draft, Query, Truth,
    draft::Fields,
    slip::Slip,
    stranger::{Registered, Stranger},
};
use crate::{Places, Population, Resident, population::Names, random::Random};

/// A kind of search of somebody registered.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Clean,
    One(Slip),
    Two,
}

/// So many people are tried for a slip that few names or addresses allow.
const TRIES: usize = 60_000;

struct Maker<'a> {
    residents: &'a [Resident],
    places: &'a Places,
    random: Random,
    made: Vec<(Query, Truth)>,
}

/// Draws `wanted` searches among the residents, a quarter of them for people who are not there.
pub fn make(
    residents: &[Resident],
    names: &Names,
    places: &Places,
    wanted: usize,
    seed: u64,
) -> Vec<(Query, Truth)> {
    let mut maker = Maker {
        residents,
        places,
        random: Random::of(seed, 0x0A5C),
        made: Vec::new(),
    };
    if residents.is_empty() {
        return Vec::new();
    }
    let registered = wanted * 3 / 4;
    // The shares of a thousand searches for registered people.
    let share = |permille: usize| (registered * permille / 1000).max(1);
    for (fields, permille) in [
        (Fields::Full, 100),
        (Fields::Short, 30),
        (Fields::Radio, 30),
        (Fields::Written, 20),
        (Fields::Phone, 15),
        (Fields::PhoneName, 15),
    ] {
        maker.registered(fields, Kind::Clean, share(permille));
    }
    for (fields, permille) in [
        (Fields::Full, 380),
        (Fields::Short, 80),
        (Fields::Radio, 70),
        (Fields::Written, 40),
        (Fields::Phone, 5),
        (Fields::PhoneName, 15),
    ] {
        let slips: Vec<Slip> = Slip::ALL
            .iter()
            .copied()
            .filter(|slip| slip.fits(fields))
            .collect();
        let each = share(permille).div_ceil(slips.len().max(1));
        for slip in slips {
            maker.registered(fields, Kind::One(slip), each);
        }
    }
    let rest = registered.saturating_sub(maker.made.len());
    maker.registered(Fields::Full, Kind::Two, rest);
    let strangers = wanted.saturating_sub(maker.made.len());
    maker.unregistered(names, strangers, seed);
    let Maker {
        mut made,
        mut random,
        ..
    } = maker;
    random.shuffle(&mut made);
    for (number, (query, truth)) in made.iter_mut().enumerate() {
        query.query_id = format!("q{:06}", number + 1);
        truth.query_id.clone_from(&query.query_id);
    }
    made
}

impl Maker<'_> {
    fn registered(&mut self, fields: Fields, kind: Kind, count: usize) {
        let residents = self.residents;
        for _ in 0..count {
            for _ in 0..TRIES {
                let resident = self.random.pick(residents);
                if let Some((draft, slips)) = self.slipped(resident, fields, kind) {
                    let id = Some(resident.person.id.clone());
                    self.add(&draft, id, &slips, None);
                    break;
                }
            }
        }
    }

    /// A search for somebody with the slips; none where they cannot be made.
    fn slipped<'r>(
        &mut self,
        resident: &'r Resident,
        fields: Fields,
        kind: Kind,
    ) -> Option<(Draft<'r>, Vec<Slip>)> {
        let mut draft = Draft::of(resident, fields)?;
        let slips = match kind {
            Kind::Clean => Vec::new(),
            Kind::One(slip) => vec![slip],
            Kind::Two => {
                let fitting: Vec<Slip> = Slip::ALL
                    .iter()
                    .copied()
                    .filter(|slip| slip.fits(fields))
                    .collect();
                let (one, other) = (*self.random.pick(&fitting), *self.random.pick(&fitting));
                if one == other {
                    return None;
                }
                vec![one, other]
            }
        };
        let clean = draft.typed();
        for slip in &slips {
            let before = draft.typed();
            if !slip.apply(&mut draft, &mut self.random, self.places) || draft.typed() == before {
                return None;
            }
        }
        // The second slip may have undone the first.
        (slips.is_empty() || draft.typed() != clean).then_some((draft, slips))
    }

    fn unregistered(&mut self, names: &Names, count: usize, seed: u64) {
        let registered = Registered::of(self.residents);
        let places = self.places;
        let mut anybody = Population::new(seed ^ 0x5EED, names, places);
        let residents = self.residents;
        let fields = [
            Fields::Full,
            Fields::Full,
            Fields::Full,
            Fields::Full,
            Fields::Short,
            Fields::Radio,
        ];
        let mut left = count;
        while left > 0 {
            let near = self.random.permille(500);
            let stranger = if near {
                *self.random.pick(&Stranger::NEAR)
            } else {
                Stranger::Anybody
            };
            let of = self.random.pick(residents);
            let resident = if near {
                stranger.beside(of, &mut self.random, names, places)
            } else {
                anybody.next()
            };
            let Some(resident) = resident.filter(|resident| !registered.has(resident)) else {
                continue;
            };
            let fields = *self.random.pick(&fields);
            if stranger == Stranger::OtherTown && fields == Fields::Short {
                // Nothing says that it is somebody else.
                continue;
            }
            let kind = if self.random.permille(300) {
                Kind::One(*self.random.pick(Slip::ALL))
            } else {
                Kind::Clean
            };
            // A slip of an item that is not asked for changes nothing.
            if let Kind::One(slip) = kind
                && !slip.fits(fields)
            {
                continue;
            }
            if let Some((draft, slips)) = self.slipped(&resident, fields, kind)
                // A slip may turn the stranger into whom they are near to.
                && !Draft::of(of, fields).is_some_and(|other| other.typed() == draft.typed())
            {
                self.add(&draft, None, &slips, Some(stranger));
                left -= 1;
            }
        }
    }

    fn add(
        &mut self,
        draft: &Draft<'_>,
        truth: Option<String>,
        slips: &[Slip],
        stranger: Option<Stranger>,
    ) {
        let query = Query {
            query_id: String::new(),
            criteria: draft.typed(),
        };
        let truth = Truth {
            query_id: String::new(),
            truth,
            fields: draft.fields.code().to_owned(),
            corruptions: slips.iter().map(|slip| slip.code().to_owned()).collect(),
            unregistered: stranger.map(|stranger| stranger.code().to_owned()),
            told: draft.told.clone(),
        };
        self.made.push((query, truth));
    }
}
