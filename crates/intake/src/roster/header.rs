//! The header line: which cell of a record is which column.

use super::{
    column::{Field, columns},
    encoding::Encoding,
    file_fault::FileFault,
};
use std::{borrow::Cow, collections::BTreeMap};
use tasuki_domain::text::nfkc;

/// Which cell of a record is which column.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The column of each cell.
    pub(crate) fields: Vec<Field>,
    places: BTreeMap<Field, usize>,
}

impl Layout {
    /// The place of a column, from 0, if the file has it.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(&field).copied()
    }

    /// Reads the header line.
    pub(crate) fn read(cells: &[Cow<'_, [u8]>], encoding: Encoding) -> Result<Self, FileFault> {
        let names: Vec<String> = cells
            .iter()
            .map(|cell| encoding.text(cell).map(|text| folded(&text)))
            .collect::<Option<_>>()
            .ok_or(FileFault::HeaderBroken)?;
        if names.iter().any(|name| name.contains('\0')) {
            return Err(FileFault::NotText);
        }
        let known: BTreeMap<String, Field> = columns()
            .iter()
            .zip(Field::ALL)
            .flat_map(|(column, field)| {
                [column.japanese, column.english].map(|name| (folded(name), *field))
            })
            .collect();

        let (mut fields, mut places) = (Vec::new(), BTreeMap::new());
        let (mut repeated, mut unknown, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
        for (place, name) in names.iter().enumerate() {
            if name.is_empty() {
                unnamed.push(place + 1);
                continue;
            }
            let Some(field) = known.get(name).copied() else {
                unknown.push(name.chars().filter(|c| !c.is_control()).take(20).collect());
                continue;
            };
            fields.push(field);
            if places.insert(field, place).is_some() {
                repeated.push(field.japanese());
            }
        }
        // A first line of data must not be answered by naming its cells.
        if places.is_empty() {
            return Err(FileFault::HeaderMissing);
        }
        let missing: Vec<&'static str> = columns()
            .iter()
            .zip(Field::ALL)
            .filter(|(column, field)| column.required && !places.contains_key(field))
            .map(|(column, _)| column.japanese)
            .collect();
        if [
            missing.is_empty(),
            repeated.is_empty(),
            unknown.is_empty(),
            unnamed.is_empty(),
        ]
        .contains(&false)
        {
            repeated.dedup();
            return Err(FileFault::Columns {
                missing,
                repeated,
                unknown,
                unnamed,
            });
        }
        Ok(Self { fields, places })
    }
}

/// A header without what Excel users vary: width, case, spaces, line breaks and underscores.
fn folded(name: &str) -> String {
    nfkc(name)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Result<Layout, FileFault> {
        let cells: Vec<Cow<'_, [u8]>> = header
            .split(',')
            .map(|cell| Cow::Borrowed(cell.as_bytes()))
            .collect();
        Layout::read(&cells, Encoding::Utf8)
    }

    #[test]
    fn headers_are_tolerant_of_width_case_spaces_and_order() {
        let layout = read("署名日, 生年 月日 ,Family,登録番号,電話１,氏ﾌﾘｶﾞﾅ").unwrap();
        assert_eq!(
            layout.fields,
            [
                Field::SignedOn,
                Field::BirthDate,
                Field::Family,
                Field::Key,
                Field::Phone1,
                Field::FamilyKana
            ]
        );
        assert_eq!(layout.place(Field::Key), Some(3));
        assert_eq!(layout.place(Field::Given), None);
        assert!(read("Roster Key,family,BIRTH_DATE,signed-on").is_ok());
    }

    #[test]
    fn all_names_fold_differently() {
        let names: std::collections::BTreeSet<String> = columns()
            .iter()
            .flat_map(|column| [folded(column.japanese), folded(column.english)])
            .collect();
        assert_eq!(names.len(), 2 * columns().len());
    }

    #[test]
    fn everything_wrong_with_a_header_is_said_at_once() {
        let fault = read("登録番号,roster_key,氏,,あだ名").unwrap_err();
        assert_eq!(
            fault,
            FileFault::Columns {
                missing: vec!["生年月日", "署名日"],
                repeated: vec!["登録番号"],
                unknown: vec!["あだ名".to_owned()],
                unnamed: vec![4],
            }
        );
        let problem = fault.problem();
        for word in ["生年月日", "登録番号", "あだ名", "4列目"] {
            assert!(problem.contains(word), "{problem}");
        }
    }

    #[test]
    fn a_line_of_data_is_not_repeated_as_unknown_columns() {
        let fault = read("REI-1,海風,S15.3.2,R6.4.1").unwrap_err();
        assert_eq!(fault, FileFault::HeaderMissing);
        assert!(!fault.problem().contains("海風"));
    }
}
