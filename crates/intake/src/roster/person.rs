//! Who the person is.

use super::{cells::Cells, column::Field, list::with_remark, words};
use tasuki_domain::{
    Invalid, birth_date,
    fact::identity::{Address, Identity, OtherName, OtherNameKind, PersonName, Sex},
    text::KanaName,
    time::Date,
};

const SEXES: &[(&str, Sex)] = &[
    ("女", Sex::Female),
    ("女性", Sex::Female),
    ("female", Sex::Female),
    ("F", Sex::Female),
    ("2", Sex::Female),
    ("男", Sex::Male),
    ("男性", Sex::Male),
    ("male", Sex::Male),
    ("M", Sex::Male),
    ("1", Sex::Male),
    ("その他", Sex::Other),
    ("other", Sex::Other),
];

/// Reads the identity; none when a cell that it cannot do without is at fault.
pub(crate) fn identity(cells: &mut Cells<'_>, today: Date) -> Option<Identity> {
    let family = cells.parse(Field::Family);
    let given = cells.parse(Field::Given);
    let family_kana = cells.parse(Field::FamilyKana);
    let given_kana = cells.parse(Field::GivenKana);
    let other_names = cells.items(Field::OtherNames, other_name);
    let birth_date = cells.read(Field::BirthDate, |text| {
        birth_date::read_for_record(text, today)
    });
    let sex = cells.read(Field::Sex, |text| {
        words::choose(text, SEXES, "男・女・その他")
    });
    let address = address(cells);
    let phones: Vec<_> = [cells.parse(Field::Phone1), cells.parse(Field::Phone2)]
        .into_iter()
        .flatten()
        .collect();
    let language = cells.parse(Field::Language);
    Some(Identity {
        name: PersonName {
            family: family?,
            given,
            family_kana,
            given_kana,
        },
        other_names,
        birth_date: birth_date?,
        sex: sex.unwrap_or(Sex::Unknown),
        address,
        phones,
        language,
    })
}

fn address(cells: &mut Cells<'_>) -> Option<Address> {
    let postal_code = cells.parse(Field::PostalCode);
    let town = cells.parse(Field::Town);
    let rest = cells.parse(Field::AddressRest);
    if cells.any_filled(&[Field::PostalCode, Field::AddressRest]) {
        cells.require(&[Field::Town], "郵便番号か番地が書かれています");
    }
    Some(Address {
        postal_code,
        town: town?,
        rest,
    })
}

/// Reads 「旧姓：磯辺 花子（イソベ ハナコ）」.
fn other_name(item: &str) -> Result<OtherName, Invalid> {
    const KINDS: &[(&str, OtherNameKind)] = &[
        ("旧姓", OtherNameKind::Former),
        ("通称", OtherNameKind::Alias),
        ("ローマ字", OtherNameKind::Latin),
    ];
    let (kind, name) = item
        .split_once(['：', ':'])
        .and_then(|(kind, name)| Some((words::find(kind, KINDS)?, name.trim())))
        .ok_or_else(|| {
            Invalid::new(
                "other_name_kind",
                "旧姓か通称かが分かりません",
                "「旧姓：」「通称：」「ローマ字：」のどれかを前に付けてください",
            )
        })?;
    let (written, kana) = with_remark(name);
    let (family, given) = divided(written);
    let (family_kana, given_kana) = match kana {
        Some(kana) => {
            let (family, given) = divided(kana);
            let given = given.map(str::parse::<KanaName>).transpose()?;
            (Some(family.parse::<KanaName>()?), given)
        }
        None => (None, None),
    };
    Ok(OtherName {
        kind,
        name: PersonName {
            family: family.parse()?,
            given: given.map(str::parse).transpose()?,
            family_kana,
            given_kana,
        },
    })
}

fn divided(name: &str) -> (&str, Option<&str>) {
    match name.trim().split_once(char::is_whitespace) {
        Some((family, given)) => (family, Some(given.trim())),
        None => (name.trim(), None),
    }
}
