//! From what the searcher knows to narrow probes of the index.

use crate::{
    KeyKind, KeyTest, Probe, Test,
    asked::{Asked, AskedKana, AskedName, birth_readings, birth_tests},
    normalize::sound_key,
};
use tasuki_domain::{
    lookup::Criteria,
    text::{Phone, PhoneFragment},
};

/// The probes of a search, narrow ones first; none when the search may not run.
///
/// Every probe has a card number, a telephone number or a name in it. A day of birth or four digits
/// of a telephone number are shared by few people, so they drive and the beginning of the name only
/// filters: that also brings the twin and the namesake before the grade. A year or a decade is
/// shared by many, so there the name drives.
pub fn plan(criteria: &Criteria) -> Vec<Probe> {
    if !criteria.is_enough() {
        return Vec::new();
    }
    if let Some(card) = criteria.card_number {
        return vec![probe([exact(KeyKind::Card, card.digits())])];
    }
    let names = Names::of(&Asked::of(criteria));
    let (drivers, filters) = birth(criteria);
    let last4 = last4(criteria);
    let mut probes = Probes::default();
    if let Some(PhoneFragment::Full(phone)) = &criteria.phone {
        probes.add([exact(KeyKind::Phone, phone.digits().to_owned())]);
    }
    for driver in drivers.iter().chain(&last4) {
        for lead in &names.leads {
            probes.add([driver.clone(), lead.clone()]);
        }
    }
    probes.each(&names.whole, &filters);
    probes.each(&names.beginning, &names.address);
    probes.each(&names.beginning, &filters);
    probes.each(&names.sound, &filters);
    for name in &names.whole {
        probes.add(name.clone());
    }
    // With a birth date or a telephone number asked for, a mere beginning of a name that agrees in
    // neither is nobody.
    if criteria.birth_date.is_none() && last4.is_none() {
        for name in names.beginning.iter().chain(&names.sound) {
            probes.add(name.clone());
        }
    }
    probes.0
}

/// The tests of the names of a search, and of the address beside them.
#[derive(Default)]
struct Names {
    /// Whole names as asked for.
    whole: Vec<Vec<KeyTest>>,
    /// Their beginnings.
    beginning: Vec<Vec<KeyTest>>,
    /// How they sound.
    sound: Vec<Vec<KeyTest>>,
    /// The widest filters beside a narrow test.
    leads: Vec<KeyTest>,
    /// The address, only ever a filter.
    address: Vec<KeyTest>,
}

impl Names {
    fn of(asked: &Asked) -> Self {
        let mut names = Self::default();
        for kana in asked.readings() {
            names.add_kana(kana);
        }
        if let Some(AskedName::Written { key, leads }) = &asked.name {
            names.whole.push(vec![exact(KeyKind::Written, key.clone())]);
            names
                .beginning
                .push(vec![prefix(KeyKind::Written, key.clone())]);
            names.leads.extend(
                leads
                    .iter()
                    .map(|lead| prefix(KeyKind::Written, lead.clone())),
            );
        }
        names.address = asked
            .address
            .iter()
            .map(|part| KeyTest {
                kind: KeyKind::Address,
                test: Test::Contains(part.clone()),
            })
            .collect();
        names
    }

    fn add_kana(&mut self, kana: &AskedKana) {
        let AskedKana { family, given } = kana;
        let (family_sound, given_sound) = (sound_key(family), sound_key(given));
        if family.is_empty() {
            self.beginning
                .push(vec![prefix(KeyKind::GivenKana, given.clone())]);
            self.sound
                .push(vec![prefix(KeyKind::GivenSound, given_sound.clone())]);
            self.leads.push(prefix(KeyKind::GivenSound, given_sound));
            return;
        }
        self.whole.push(vec![exact(KeyKind::FullKana, kana.full())]);
        if given.is_empty() {
            self.beginning
                .push(vec![prefix(KeyKind::FullKana, family.clone())]);
            self.sound
                .push(vec![prefix(KeyKind::FullSound, family_sound.clone())]);
        } else {
            self.whole
                .push(vec![exact(KeyKind::FullSound, sound_key(&kana.full()))]);
            self.beginning.push(vec![
                prefix(KeyKind::FamilyKana, family.clone()),
                prefix(KeyKind::GivenKana, given.clone()),
            ]);
            self.sound.push(vec![
                prefix(KeyKind::FamilySound, family_sound.clone()),
                prefix(KeyKind::GivenSound, given_sound),
            ]);
        }
        // Two kana are enough of a filter beside a day or four digits, and an unparted name then
        // still brings the rest of the family.
        let lead = family_sound.chars().take(2).collect();
        self.leads.push(prefix(KeyKind::FullSound, lead));
    }
}

/// The birth date as tests that may drive, and as tests that only filter.
fn birth(criteria: &Criteria) -> (Vec<KeyTest>, Vec<KeyTest>) {
    let tests = birth_readings(criteria).iter().flat_map(|reading| {
        let days = reading
            .from
            .until(reading.to)
            .map_or(i32::MAX, |span| span.get_days());
        birth_tests(reading)
            .into_iter()
            .map(move |test| (days <= 31 || matches!(test, Test::Exact(_)), test))
    });
    let (mut drivers, mut filters) = (Vec::new(), Vec::new());
    for (narrow, test) in tests {
        let kind = KeyKind::BirthDate;
        if narrow { &mut drivers } else { &mut filters }.push(KeyTest { kind, test });
    }
    (drivers, filters)
}

fn last4(criteria: &Criteria) -> Option<KeyTest> {
    let digits = match criteria.phone.as_ref()? {
        PhoneFragment::Full(phone) => Phone::last4(phone).to_owned(),
        PhoneFragment::Last4(digits) => digits.clone(),
    };
    Some(exact(KeyKind::PhoneLast4, digits))
}

fn exact(kind: KeyKind, value: String) -> KeyTest {
    KeyTest {
        kind,
        test: Test::Exact(value),
    }
}

fn prefix(kind: KeyKind, value: String) -> KeyTest {
    KeyTest {
        kind,
        test: Test::Prefix(value),
    }
}

fn probe(tests: impl IntoIterator<Item = KeyTest>) -> Probe {
    Probe {
        tests: tests.into_iter().collect(),
    }
}

/// Probes in order, each once.
#[derive(Default)]
struct Probes(Vec<Probe>);

impl Probes {
    fn add(&mut self, tests: impl IntoIterator<Item = KeyTest>) {
        let probe = probe(tests);
        // Nothing is left of a name of marks only; its tests would hold of everybody.
        let empty = |test: &KeyTest| match &test.test {
            Test::Exact(value) | Test::Prefix(value) | Test::Contains(value) => value.is_empty(),
            Test::Range(..) => false,
        };
        if !probe.tests.iter().any(empty) && !self.0.contains(&probe) {
            self.0.push(probe);
        }
    }

    /// Every name with every filter behind it.
    fn each(&mut self, names: &[Vec<KeyTest>], filters: &[KeyTest]) {
        for filter in filters {
            for name in names {
                self.add(name.iter().chain([filter]).cloned());
            }
        }
    }
}

#[cfg(test)]
mod tests;
