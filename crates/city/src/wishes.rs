//! The wishes on record: what people said, when and to whom. Reported, never commanded.

use super::{
    made::{Made, ago, ahead, line, note},
    offices,
    random::Random,
};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::wishes::{Procedure, Speaker, Standing, Statement, Wanted, Wish},
    time::Date,
};

use Procedure::{
    Antibiotics, CardiopulmonaryResuscitation, Dialysis, Hospitalization, Infusion, IntensiveCare,
    Palliation, Transfusion, TubeFeeding, Ventilation,
};
use Wanted::{Depends, NotWanted, UnderDiscussion, Wanted as Wants};

/// What was said of each procedure.
pub type Said = &'static [(Procedure, Wanted)];

/// To stay at home and be free of pain.
pub const AT_HOME: Said = &[
    (CardiopulmonaryResuscitation, NotWanted),
    (Ventilation, NotWanted),
    (IntensiveCare, NotWanted),
    (Hospitalization, Depends),
    (Palliation, Wants),
];
/// To be treated.
pub const TREATMENT: Said = &[
    (CardiopulmonaryResuscitation, Wants),
    (Ventilation, Depends),
    (Hospitalization, Wants),
    (Antibiotics, Wants),
    (Palliation, Wants),
];
/// Not decided yet.
pub const TALKING: Said = &[
    (CardiopulmonaryResuscitation, UnderDiscussion),
    (Ventilation, UnderDiscussion),
    (Hospitalization, Wants),
];
/// About food and drips.
pub const FOOD: Said = &[
    (TubeFeeding, NotWanted),
    (Infusion, Depends),
    (Dialysis, NotWanted),
    (Transfusion, Depends),
    (Hospitalization, Wants),
];

const SETS: &[Said] = &[AT_HOME, TREATMENT, TALKING, FOOD];

const WORDS: &[&str] = &[
    "住みなれた家で、波の音を聞いていたい。",
    "苦しいのだけは楽にしてほしい。",
    "孫の顔を見るまではがんばりたい。",
    "できることはしてほしい。先生にまかせる。",
    "口から食べられるうちは、好きなものを食べたい。",
];

const EXPECTED: &[&str] = &[
    "心不全の終末期",
    "がんの終末期",
    "老衰",
    "慢性呼吸不全の増悪",
];

/// A record of what the person said on a day.
pub fn wish(said: Said, talked_on: Date, standing: Standing) -> Made<Wish> {
    Ok(Wish {
        statements: said
            .iter()
            .map(|(procedure, wanted)| Statement {
                procedure: *procedure,
                wanted: *wanted,
            })
            .collect(),
        speaker: Speaker::Person,
        talked_on: PartialDate::Day(talked_on),
        present: vec![line("長男")?, line("ケアマネジャー")?],
        expected_condition: None,
        verbatim: None,
        standing,
        call: Some(offices::home_doctor()?),
        original_place: None,
        review_by: Some(ahead(talked_on, 365)),
    })
}

/// Confirmed by the doctor of the home clinic.
pub fn confirmed(on: Date) -> Made<Standing> {
    Ok(Standing::Confirmed {
        physician: line(offices::HOME_DOCTOR)?,
        on,
    })
}

/// The wishes of someone: those that were heard, and those that the doctor records.
#[derive(Debug, Default)]
pub struct Wishes {
    /// As the city's form tells them.
    pub heard: Vec<Wish>,
    /// As the doctor of the home clinic records them.
    pub by_physician: Vec<Wish>,
}

/// Draws wishes; only who is visited by the home clinic has any that its doctor recorded.
pub fn wishes(random: &mut Random, today: Date, as_of: Date, at_home: bool) -> Made<Wishes> {
    let mut drawn = Wishes::default();
    let said = *random.pick(SETS);
    let first = ago(as_of, random.between(0, 420));
    let own = |random: &mut Random, said, standing| -> Made<Wish> {
        let mut wish = wish(said, first, standing)?;
        wish.verbatim = random
            .permille(700)
            .then(|| note(random.pick::<&str>(WORDS)))
            .transpose()?;
        wish.expected_condition = random
            .permille(500)
            .then(|| line(random.pick(EXPECTED)))
            .transpose()?;
        if random.permille(120) {
            wish.speaker = Speaker::Substitute(line("長女（成年後見人）")?);
        }
        wish.original_place = random
            .permille(300)
            .then(|| line("玄関の棚の青い封筒"))
            .transpose()?;
        Ok(wish)
    };
    if !at_home {
        let mut heard = own(random, said, Standing::Heard)?;
        heard.call = None;
        drawn.heard.push(heard);
        return Ok(drawn);
    }
    match random.below(10) {
        0 => drawn.heard.push(own(random, said, Standing::Heard)?),
        1 => {
            let on = ago(today, random.between(0, 60));
            drawn
                .by_physician
                .push(own(random, said, Standing::Withdrawn { on })?);
        }
        2 => {
            drawn.heard.push(own(random, TREATMENT, Standing::Heard)?);
            drawn
                .by_physician
                .push(own(random, AT_HOME, confirmed(first)?)?);
        }
        _ => drawn
            .by_physician
            .push(own(random, said, confirmed(first)?)?),
    }
    Ok(drawn)
}
