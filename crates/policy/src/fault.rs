//! What is wrong with a disclosure table, named by row.

/// A table that cannot be used. There is no partial table: one that errs permits nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It is not TOML of the table's shape.
    #[error("the disclosure table cannot be read: {0}")]
    Unreadable(String),
    /// A row is wrong.
    #[error("row {row}: {fault}")]
    Row {
        /// The row's id, its action, or its kind and place in the file.
        row: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

impl TableError {
    pub(crate) fn row(row: impl Into<String>, fault: Fault) -> Self {
        Self::Row {
            row: row.into(),
            fault,
        }
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A column has no value.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A column has a code that does not exist.
    #[error("{column} has the unknown code {code:?}")]
    Unknown {
        /// Which column.
        column: &'static str,
        /// The code as written.
        code: String,
    },
    /// The same value stands twice in a column.
    #[error("{column} names {code:?} twice")]
    Twice {
        /// Which column.
        column: &'static str,
        /// The code as written.
        code: String,
    },
    /// Another row has the same id.
    #[error("another row has the same id")]
    Repeated,
    /// The consent's purpose is not the rule's.
    #[error("the consent is for another purpose than the rule")]
    PurposeDiffers,
    /// A `never` row rests on nothing.
    #[error("a never row rests on no consent")]
    NeverWithConsent,
    /// The purpose `any` would permit for whatever purpose.
    #[error("the purpose any is for never rows only")]
    AnyPurpose,
    /// A listing comes on top of another situation and permits nothing by itself.
    #[error("only never rows may speak of listings")]
    PermitsListing,
    /// Queries could not be filtered by both.
    #[error("another rule for the same role and situation rests on another consent")]
    ConsentDiffers,
    /// An action that nobody decided on.
    #[error("the action has no row")]
    ActionMissing,
    /// The column `wishes` and the kind `wish` come together.
    #[error("wishes is given exactly when the kinds include wish")]
    WishesDiffer,
    /// Recording is an action too.
    #[error("a role records kinds exactly when it may record_fact")]
    RecordingDiffers,
    /// An overlay permits what the table does not.
    #[error("{0} would be wider than in the table; an overlay may only narrow")]
    Widens(&'static str),
    /// An overlay adds a row that permits.
    #[error("an overlay may add never rows only")]
    AddsPermission,
    /// An overlay restates what it may not change.
    #[error("an overlay may not set {0} of an existing row")]
    NotOverlaid(&'static str),
}
