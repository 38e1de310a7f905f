//! Lists of a register: everyone who agrees in all that is known, when that is less than a search in
//! an emergency needs. Nobody is judged; who differs is left out.

use crate::{
    KeyKind, Level, Probe, SearchKey, Sketch,
    asked::{Asked, AskedPlace, birth_readings},
    judge::lives,
    normalize::{heard, is_kana_or_letters, kana_key, sound_key, written_key},
    plan_with_purpose,
};
use tasuki_domain::{
    birth_date::{PartialDate, Reading},
    lookup::{Criteria, CriteriaItem},
    text::{KanaName, Line, PhoneFragment},
};

/// How many people of a list are compared at most; the store stops there and says so. A decade of a
/// city of twenty thousand registered people is less.
pub const MAX_LISTED: usize = 10_000;

/// What everyone on a list agrees in, folded once.
#[derive(Debug, Clone)]
pub struct List<'a> {
    criteria: &'a Criteria,
    place: Option<AskedPlace>,
    /// Kana as spelled, and how they sound.
    family: Option<(String, String)>,
    given: Option<(String, String)>,
    /// The name as written, and as kana if it was typed so.
    name: Option<(String, Option<String>)>,
}

impl<'a> List<'a> {
    /// The list of everyone who agrees in all of this.
    pub fn of(criteria: &'a Criteria) -> Self {
        let kana = |kana: &Option<KanaName>| {
            let key = kana.as_ref().map(|kana| kana_key(kana.as_str()))?;
            let sound = heard(&sound_key(&key));
            Some((key, sound))
        };
        let name = criteria.name.as_ref().map(Line::as_str);
        Self {
            place: Asked::of(criteria).place,
            family: kana(&criteria.family_kana),
            given: kana(&criteria.given_kana),
            name: name.map(|name| {
                let kana = Some(kana_key(name)).filter(|kana| is_kana_or_letters(kana));
                (written_key(name), kana)
            }),
            criteria,
        }
    }

    /// What the index is asked for, in steps: each only when the one before found nobody who agrees.
    pub fn plan(&self) -> Vec<Vec<Probe>> {
        let words: &[String] = self.place.as_ref().map_or(&[], |place| &place.words);
        if let [reading, ..] = birth_readings(self.criteria) {
            let born = vec![between(reading, |date| {
                SearchKey::new(KeyKind::BirthDate, date.to_string())
            })];
            if reading.exact().is_some() || words.is_empty() {
                return vec![born];
            }
            // A decade of a city is thousands; of a town, few.
            let there = words.iter().map(|word| {
                between(reading, |date| {
                    SearchKey::pair(KeyKind::PlaceDate, word, date)
                })
            });
            return vec![there.collect(), born];
        }
        if let Some(place) = &self.place {
            let begins = SearchKey::new(KeyKind::Address, place.key.clone());
            let there = words
                .iter()
                .map(|word| Probe::Prefix(SearchKey::pair(KeyKind::PlaceDate, word, "").text()));
            return vec![vec![Probe::Prefix(begins.text())], there.collect()];
        }
        let named = plan_with_purpose(self.criteria);
        vec![named.guard.into_iter().chain(named.wide).collect()]
    }

    /// Whether a person agrees in all of it. Whoever's address is protected is found by no address,
    /// whatever else is known.
    pub fn takes(&self, sketch: &Sketch) -> bool {
        let born = |reading: &Reading| {
            sketch.birth.earliest() <= reading.to && reading.from <= sketch.birth.latest()
        };
        let readings = birth_readings(self.criteria);
        let rings = |asked: &PhoneFragment| {
            sketch.phones.iter().any(|phone| match asked {
                PhoneFragment::Full(asked) => phone == asked.digits(),
                PhoneFragment::Last4(digits) => phone.ends_with(digits.as_str()),
            })
        };
        let lives_there = |asked: &AskedPlace| {
            sketch.place.as_ref().is_some_and(|place| {
                let here = asked.within_its_city();
                place.whole.contains(&asked.key)
                    || lives(asked, place) == Level::Same
                    // A register is one city's: the city in front is that one.
                    || here.is_some_and(|here| lives(&here, place) == Level::Same)
            })
        };
        (readings.is_empty() || readings.iter().any(born))
            && self.criteria.phone.as_ref().is_none_or(rings)
            && (!self.criteria.has(CriteriaItem::Sex) || self.criteria.sex == Some(sketch.sex))
            && self.place.as_ref().is_none_or(lives_there)
            && self.is_called(sketch)
            && self.is_written(sketch)
    }

    /// Whether a name has kana that begin so, or sound so, the family and the given name of one and the
    /// same.
    fn is_called(&self, sketch: &Sketch) -> bool {
        let begins = |key: &str, sound: &str, asked: &Option<(String, String)>| {
            asked.as_ref().is_none_or(|(asked, said)| {
                key.starts_with(asked.as_str()) || heard(sound).starts_with(said.as_str())
            })
        };
        let mut kana = sketch.names.iter().flat_map(|name| &name.kana);
        (self.family.is_none() && self.given.is_none())
            || kana.any(|kana| {
                begins(&kana.family, &kana.family_sound, &self.family)
                    && begins(&kana.given, &kana.given_sound, &self.given)
            })
    }

    /// Whether a name begins so as written, or in kana if that is how it was typed.
    fn is_written(&self, sketch: &Sketch) -> bool {
        let Some((written, kana)) = &self.name else {
            return true;
        };
        sketch.names.iter().any(|name| {
            let in_kana = kana.as_ref().is_some_and(|kana| {
                let mut known = name.kana.iter();
                known.any(|known| known.full().starts_with(kana.as_str()))
            });
            in_kana
                || name
                    .written()
                    .any(|known| known.starts_with(written.as_str()))
        })
    }
}

/// In text order a month or a year that is known without a day begins with its own text.
fn between(reading: &Reading, key: impl Fn(PartialDate) -> SearchKey) -> Probe {
    let from = key(PartialDate::Year(reading.from.year()));
    let to = key(PartialDate::Day(reading.to));
    Probe::Range(from.text(), to.text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        keys_of,
        sample::{Person, also, asks, person},
    };
    use tasuki_domain::fact::identity::{OtherNameKind, Sex};

    /// In which step of the list's plan a person is found; none when they are not on it.
    fn found(criteria: &Criteria, person: &Person) -> Option<usize> {
        let list = List::of(criteria);
        let sketch = person.folded().sketch;
        let keys = keys_of(person.card, &sketch);
        let meets = |probes: &Vec<Probe>| {
            let mut texts = keys.iter().map(SearchKey::text);
            texts.any(|text| probes.iter().any(|probe| probe.holds(&text)))
        };
        let step = list.plan().iter().position(meets);
        step.filter(|_| list.takes(&sketch))
    }

    #[test]
    fn what_is_known_of_somebody_finds_them() {
        let hanako = also(
            person(7, "山田 花子", "ヤマダ ハナコ", "1940-03-02"),
            OtherNameKind::Former,
            "鈴木",
            "スズキ",
        );
        for (kana, name, birth, phone, address, step) in [
            ("", "", "S15.3.2", "", "", 0),
            ("", "", "80代", "", "", 0),
            ("", "", "80代", "0007", "", 0),
            ("", "", "80代", "", "泉町", 0),
            ("", "", "80代", "", "熱海市泉町2丁目", 0),
            ("", "", "80代", "", "泉町2丁目7番", 0),
            // A piece of a word is none, so the decade is gone through.
            ("", "", "80代", "", "町2丁目", 1),
            ("", "", "S15.3.2", "", "町2丁目", 0),
            ("", "", "", "", "泉町2丁目", 0),
            ("", "", "", "", "熱海市泉町2丁目", 1),
            ("ヤマ", "", "", "", "", 0),
            ("_ ハナコ", "", "", "", "", 0),
            ("スズキ ハナ", "", "", "", "", 0),
            ("", "山田", "", "", "", 0),
            ("", "ヤマダ", "", "", "", 0),
            ("ヤマダー", "", "", "", "", 0),
        ] {
            let criteria = asks(kana, name, birth, phone, address);
            assert_eq!(found(&criteria, &hanako), Some(step), "{criteria:?}");
        }
    }

    #[test]
    fn who_differs_in_anything_is_not_on_the_list() {
        let hanako = person(7, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
        for (kana, name, birth, phone, address) in [
            ("", "", "S15.3.3", "", ""),
            ("", "", "70代", "", ""),
            ("", "", "80代", "0008", ""),
            ("", "", "80代", "", "浜町"),
            ("タ", "", "80代", "", ""),
            ("_ ヤマ", "", "80代", "", ""),
            ("", "山本", "80代", "", ""),
            ("", "タナカ", "80代", "", ""),
        ] {
            let criteria = asks(kana, name, birth, phone, address);
            assert_eq!(found(&criteria, &hanako), None, "{criteria:?}");
        }
        let mut man = asks("", "", "80代", "", "");
        man.sex = Some(Sex::Male);
        assert_eq!(found(&man, &hanako), None);
        let hidden = Person {
            protected_address: true,
            ..hanako
        };
        assert_eq!(found(&asks("", "", "80代", "", "泉町"), &hidden), None);
        assert_eq!(found(&asks("", "", "80代", "", ""), &hidden), Some(0));
    }
}
