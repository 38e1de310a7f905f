//! Rows on their way into a database.

use std::borrow::Cow;
use uuid::Uuid;

/// A value of a column.
#[derive(Debug, Clone)]
pub enum Cell {
    Null,
    Flag(bool),
    Count(i64),
    Text(Cow<'static, str>),
    Id(Uuid),
    /// Microseconds since 1970.
    Moment(i64),
}

impl From<&'static str> for Cell {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Uuid> for Cell {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A table that the loader fills.
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
}

macro_rules! tables {
    ($($place:ident = $name:literal: $($column:literal)+;)+) => {
        /// Which table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Place { $($place,)+ }

        /// The tables in an order that keeps every reference.
        pub const TABLES: &[Table] = &[$(Table { name: $name, columns: &[$($column,)+] },)+];
    };
}

tables! {
    Residents = "residents": "id" "municipality" "card" "roster_key" "protected_address"
        "registration" "registration_ended_on" "version" "registered_at" "key_version";
    Applications = "applications": "id" "resident_id" "receipt" "route" "signed_on" "received_by"
        "received_at";
    Facts = "facts": "id" "resident_id" "kind" "category" "code" "confirmed_none"
        "schema_version" "body" "provenance" "entered_at" "superseded_by";
    Sections = "summary_sections": "resident_id" "category" "body";
    Keys = "search_keys": "version" "key" "resident_id";
    Sketches = "search_sketches": "resident_id" "version" "body" "key_count";
    Consents = "consents": "id" "resident_id" "version" "collection" "evidence" "proxy" "until"
        "granted_at" "granted_by" "state" "ended_at" "rows";
    Named = "identity_consents": "resident_id" "recipient" "purpose" "until";
}

/// The rows of some residents, by table, each table's one after the other.
#[derive(Debug)]
pub struct Batch {
    pub residents: u64,
    cells: Vec<Vec<Cell>>,
}

impl Batch {
    pub fn new() -> Self {
        Self {
            residents: 0,
            cells: TABLES.iter().map(|_| Vec::new()).collect(),
        }
    }

    /// Adds a row.
    pub fn add<const N: usize>(&mut self, place: Place, row: [Cell; N]) {
        debug_assert_eq!(
            Some(N),
            TABLES.get(place as usize).map(|table| table.columns.len())
        );
        if let Some(cells) = self.cells.get_mut(place as usize) {
            cells.extend(row);
        }
    }

    /// Every table with its rows.
    pub fn tables(&self) -> impl Iterator<Item = (&'static Table, std::slice::Chunks<'_, Cell>)> {
        TABLES
            .iter()
            .zip(&self.cells)
            .map(|(table, cells)| (table, cells.chunks(table.columns.len())))
    }

    /// Sorts the search keys as their index is sorted, so that the tree is filled from left to
    /// right.
    pub fn sort_keys(&mut self) {
        let Some(cells) = self.cells.get_mut(Place::Keys as usize) else {
            return;
        };
        let mut rows: Vec<[Cell; 3]> = Vec::with_capacity(cells.len() / 3);
        let mut taken = std::mem::take(cells).into_iter();
        while let (Some(version), Some(key), Some(id)) = (taken.next(), taken.next(), taken.next())
        {
            rows.push([version, key, id]);
        }
        rows.sort_by(|a, b| text(a).cmp(text(b)));
        cells.extend(rows.into_iter().flatten());
    }
}

fn text(row: &[Cell; 3]) -> &str {
    match row {
        [_, Cell::Text(key), _] => key,
        _ => "",
    }
}
