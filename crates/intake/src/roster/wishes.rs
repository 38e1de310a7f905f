//! The record of the person's wishes, as heard by someone and not confirmed by a physician.

use super::{cells::Cells, column::Field, day, words};
use tasuki_domain::{
    Invalid,
    fact::{
        FactBody,
        wishes::{DoctorToCall, Procedure, Speaker, Standing, Statement, Wanted, Wish},
    },
    time::Date,
};

const PROCEDURES: [(Field, Procedure); 10] = [
    (
        Field::WishResuscitation,
        Procedure::CardiopulmonaryResuscitation,
    ),
    (Field::WishVentilation, Procedure::Ventilation),
    (Field::WishHospitalization, Procedure::Hospitalization),
    (Field::WishIntensiveCare, Procedure::IntensiveCare),
    (Field::WishDialysis, Procedure::Dialysis),
    (Field::WishTubeFeeding, Procedure::TubeFeeding),
    (Field::WishInfusion, Procedure::Infusion),
    (Field::WishTransfusion, Procedure::Transfusion),
    (Field::WishAntibiotics, Procedure::Antibiotics),
    (Field::WishPalliation, Procedure::Palliation),
];

/// What belongs to a record of wishes but is none by itself.
const CIRCUMSTANCES: [Field; 9] = [
    Field::WishTalkedOn,
    Field::WishSpeaker,
    Field::WishPresent,
    Field::WishCondition,
    Field::WishDoctor,
    Field::WishDoctorPhone,
    Field::WishDoctorHours,
    Field::WishPaper,
    Field::WishReview,
];

fn wanted(text: &str) -> Result<Wanted, Invalid> {
    let words: Vec<(&str, Wanted)> = Wanted::ALL
        .iter()
        .flat_map(|wanted| [(wanted.japanese(), *wanted), (wanted.code(), *wanted)])
        .collect();
    words::choose(text, &words, "望む・望まない・場面による・話し合い中")
}

fn speaker(text: &str) -> Result<Speaker, Invalid> {
    if words::folded(text) == "本人" {
        return Ok(Speaker::Person);
    }
    let name = text
        .split_once(['：', ':'])
        .filter(|(who, name)| words::folded(who) == "代理" && !name.trim().is_empty())
        .map(|(_, name)| name);
    match name {
        Some(name) => name.parse().map(Speaker::Substitute),
        None => Err(Invalid::new(
            "wish_speaker_unreadable",
            "だれの言葉かを読み取れません",
            "「本人」か「代理：氏名」にしてください",
        )),
    }
}

/// Reads the wishes, when anything is said of them. A cell left empty says nothing of its procedure.
pub(crate) fn wish(cells: &mut Cells<'_>, today: Date) -> Option<FactBody> {
    let not_asked = |text: &str| matches!(wanted(text), Ok(Wanted::NotAsked));
    let any_said = cells.is_filled(Field::WishWords)
        || PROCEDURES
            .iter()
            .any(|(field, _)| cells.is_filled(*field) && !not_asked(cells.text(*field)));
    if any_said {
        cells.require(
            &[Field::WishTalkedOn, Field::WishSpeaker],
            "意思の欄が書かれています",
        );
    } else if let Some(field) = CIRCUMSTANCES
        .into_iter()
        .find(|field| cells.is_filled(*field))
    {
        cells.fault(
            field,
            "wish_without_statement",
            "意思の内容がどの欄にもありません",
            "意思の欄のどれかを入れるか、この欄を空にしてください",
        );
    }
    let mut statements = Vec::new();
    for (field, procedure) in PROCEDURES {
        match cells.read(field, wanted) {
            Some(Wanted::NotAsked) | None => {}
            Some(wanted) => statements.push(Statement { procedure, wanted }),
        }
    }
    let verbatim = cells.parse(Field::WishWords);
    let talked_on = cells.read(Field::WishTalkedOn, |text| day::read_past(text, today));
    let speaker = cells.read(Field::WishSpeaker, speaker);
    let present = cells.items(Field::WishPresent, str::parse);
    let expected_condition = cells.parse(Field::WishCondition);
    let call = doctor_to_call(cells);
    let original_place = cells.parse(Field::WishPaper);
    let review_by = cells.read(Field::WishReview, |text| day::read_day(text, today));
    // 「確認していない」 everywhere is no record.
    if statements.is_empty() && verbatim.is_none() {
        return None;
    }
    Some(FactBody::Wish(Wish {
        statements,
        speaker: speaker?,
        talked_on: talked_on?,
        present,
        expected_condition,
        verbatim,
        standing: Standing::Heard,
        call,
        original_place,
        review_by,
    }))
}

fn doctor_to_call(cells: &mut Cells<'_>) -> Option<DoctorToCall> {
    let fields = [Field::WishDoctor, Field::WishDoctorPhone];
    if cells.any_filled(&fields) || cells.is_filled(Field::WishDoctorHours) {
        cells.require(&fields, "主治医のほかの欄が書かれています");
    }
    let name = cells.parse(Field::WishDoctor);
    let phone = cells.parse(Field::WishDoctorPhone);
    let hours = cells.parse(Field::WishDoctorHours);
    Some(DoctorToCall {
        name: name?,
        institution: None,
        phone: phone?,
        hours,
        night_phone: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_of_the_card_are_taken() {
        for wish in Wanted::ALL {
            assert_eq!(wanted(wish.japanese()).unwrap(), *wish);
        }
        for text in ["DNAR", "しない", "希望しない", "○"] {
            assert_eq!(wanted(text).unwrap_err().code, "word_unknown", "{text}");
        }
    }

    #[test]
    fn whose_words_they_are_is_never_guessed() {
        assert_eq!(speaker("本 人").unwrap(), Speaker::Person);
        assert_eq!(
            speaker("代理：海風 太郎").unwrap(),
            Speaker::Substitute("海風 太郎".parse().unwrap())
        );
        for text in ["家族", "代理", "代理：", "長男：海風 太郎"] {
            assert_eq!(
                speaker(text).unwrap_err().code,
                "wish_speaker_unreadable",
                "{text}"
            );
        }
    }
}
