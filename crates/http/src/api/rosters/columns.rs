//! What stands in which column of a roster.

use crate::{
    answer,
    extract::caller::ApiCaller,
    problem::Problem,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode};

/// One column.
pub(crate) struct Column {
    japanese: String,
    english: String,
    required: bool,
    explanation: String,
    example: String,
}

/// All columns.
pub(crate) struct Columns {
    columns: Vec<Column>,
}

/// All columns on the wire.
pub(crate) type ColumnsBody = Wired<Columns>;

wire_object! {
    /// One column of the roster.
    Column as "RosterColumn" {
        /// The header that cities use.
        japanese,
        /// The header that is taken instead.
        english,
        /// Whether it must be filled in every line.
        required,
        /// What to write in it.
        explanation,
        /// A made-up cell.
        example,
    }
}

wire_object! {
    /// The columns of the roster.
    Columns as "RosterColumns" {
        /// In the order of the template; any order is taken.
        columns,
    }
}

impl From<&tasuki_intake::Column> for Column {
    fn from(column: &tasuki_intake::Column) -> Self {
        Self {
            japanese: column.japanese.to_owned(),
            english: column.english.to_owned(),
            required: column.required,
            explanation: column.explanation.to_owned(),
            example: column.example.to_owned(),
        }
    }
}

impl Columns {
    fn all() -> Self {
        Self {
            columns: tasuki_intake::columns().iter().map(Column::from).collect(),
        }
    }

    pub(crate) fn sample() -> Self {
        let mut some = Self::all();
        some.columns.truncate(2);
        some
    }
}

/// 名簿の列
///
/// The columns of the roster with what to write in them.
#[utoipa::path(
    operation_id = "listRosterColumns",
    tag = "rosters",
    responses((status = 200, description = "名簿の列", body = ColumnsBody))
)]
#[get("/v1/rosters/columns")]
pub(crate) async fn roster_columns(_: ApiCaller) -> Result<HttpResponse, Problem> {
    Ok(answer::json(StatusCode::OK, &Columns::all()))
}
