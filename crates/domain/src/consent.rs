//! Consent (同意): who may see what for which purpose. No row denies; withdrawal is one step.

use crate::{
    Category,
    id::{AccountId, ConsentId, ResidentId},
    text::Line,
    time::{Date, Instant},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who may receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientClass {
    /// Ambulance crews and dispatch centres (救急隊・通信指令).
    Ems,
    /// Receiving hospitals (搬送先病院).
    Hospital,
    /// Clinics, pharmacies and visiting nurses who treat the person (かかりつけ).
    Clinic,
    /// Care managers and facilities (介護).
    Care,
    /// The city and shelters, in a disaster (災害時の市・避難所).
    Disaster,
}

impl RecipientClass {
    /// All classes.
    pub const ALL: &[Self] = &[
        Self::Ems,
        Self::Hospital,
        Self::Clinic,
        Self::Care,
        Self::Disaster,
    ];

    /// The stable name in the API and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ems => "ems",
            Self::Hospital => "hospital",
            Self::Clinic => "clinic",
            Self::Care => "care",
            Self::Disaster => "disaster",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Ems => "救急隊・通信指令",
            Self::Hospital => "搬送先の病院",
            Self::Clinic => "かかりつけの医療機関",
            Self::Care => "介護の事業所",
            Self::Disaster => "災害時の市・避難所",
        }
    }

    /// The class of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.code() == code)
    }
}

/// For what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An emergency (救急).
    Emergency,
    /// Daily treatment and care, keeping the record true (療養・介護).
    Care,
    /// A disaster (災害).
    Disaster,
}

impl Purpose {
    /// All purposes.
    pub const ALL: &[Self] = &[Self::Emergency, Self::Care, Self::Disaster];

    /// The stable name in the API and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Care => "care",
            Self::Disaster => "disaster",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Emergency => "救急のとき",
            Self::Care => "ふだんの療養・介護",
            Self::Disaster => "災害のとき",
        }
    }

    /// The purpose of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|purpose| purpose.code() == code)
    }
}

/// One permission: this category, to this class, for this purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConsentRow {
    /// What.
    pub category: Category,
    /// To whom.
    pub recipient: RecipientClass,
    /// For what.
    pub purpose: Purpose,
}

/// The same rows, and the identity for each class and purpose that is given anything: nothing can
/// be shown of a person who may not be named.
pub fn with_identity(rows: &BTreeSet<ConsentRow>) -> BTreeSet<ConsentRow> {
    let named = rows.iter().map(|row| ConsentRow {
        category: Category::Identity,
        ..*row
    });
    rows.iter().copied().chain(named).collect()
}

/// How the consent was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The person's signature on the registration form (本人署名).
    OwnSignature,
    /// A representative's signature (代理署名).
    ProxySignature,
    /// The consent box of the care certification form (認定申請書の同意欄).
    CareCertificationBox,
}

/// What proves the consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How it was obtained.
    pub kind: EvidenceKind,
    /// The version of the form.
    pub form_version: Line,
    /// The day on the form.
    pub signed_on: Date,
}

/// Why a representative may consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyBasis {
    /// 成年後見人など法定代理人
    LegalRepresentative,
    /// 本人からの委任
    Mandate,
}

/// A representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// Their name.
    pub name: Line,
    /// Their relation to the person.
    pub relation: Line,
    /// Why they may.
    pub basis: ProxyBasis,
}

/// What a resident permits: the header with its rows. A resident has at most one in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its identifier.
    pub id: ConsentId,
    /// Whose.
    pub resident: ResidentId,
    /// 1 for the first, one more for each later one of the resident.
    pub version: i32,
    /// What is permitted. No row denies.
    pub rows: BTreeSet<ConsentRow>,
    /// Consent to *collect* from clinics, pharmacies and insurers; separate from disclosure. Without
    /// it those who care for the person record nothing, unless the disclosure table says otherwise.
    pub collection: bool,
    /// What proves it.
    pub evidence: Evidence,
    /// Who signed in the person's place.
    pub proxy: Option<Proxy>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// When it was entered.
    pub granted_at: Instant,
    /// Who entered it.
    pub granted_by: AccountId,
    /// Where it stands.
    pub state: ConsentState,
}

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentState {
    /// In force, up to its last day.
    InForce,
    /// A later consent took its place.
    Superseded(Instant),
    /// Withdrawn.
    Withdrawn(Instant),
}

/// Why a consent cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentFault {
    /// A proxy's signature without the proxy and the basis.
    #[error("a proxy signature needs the proxy's name, relation and basis")]
    ProxyMissing,
    /// A proxy is named but the evidence is another.
    #[error("a proxy is named but the evidence is not a proxy signature")]
    ProxyUnexpected,
    /// It permits nothing.
    #[error("a consent needs at least one row; to permit nothing, withdraw")]
    NoRows,
    /// Signed in the future.
    #[error("the form is dated in the future")]
    SignedInFuture,
    /// Its last day lies before the day of signature or has passed.
    #[error("the last day has passed")]
    UntilPassed,
}

impl Consent {
    /// Checks what a counter must see before taking a form in.
    ///
    /// Source: the person's assent must be recognized and, where the person cannot judge, given by
    /// a legal representative (個人情報保護委員会, 同意の定義).
    pub fn check(&self, today: Date) -> Result<(), ConsentFault> {
        if self.rows.is_empty() {
            return Err(ConsentFault::NoRows);
        }
        match (self.evidence.kind, &self.proxy) {
            (EvidenceKind::ProxySignature, None) => return Err(ConsentFault::ProxyMissing),
            (EvidenceKind::OwnSignature | EvidenceKind::CareCertificationBox, Some(_)) => {
                return Err(ConsentFault::ProxyUnexpected);
            }
            _ => {}
        }
        if self.evidence.signed_on > today {
            return Err(ConsentFault::SignedInFuture);
        }
        if self
            .until
            .is_some_and(|until| until < today || until < self.evidence.signed_on)
        {
            return Err(ConsentFault::UntilPassed);
        }
        Ok(())
    }

    /// Whether it permits anything at all on `today`.
    pub fn in_force(&self, today: Date) -> bool {
        self.state == ConsentState::InForce && self.until.is_none_or(|until| today <= until)
    }

    /// The categories that it permits to a class for a purpose on `today`; none when not in force.
    pub fn permits(
        &self,
        recipient: RecipientClass,
        purpose: Purpose,
        today: Date,
    ) -> BTreeSet<Category> {
        if !self.in_force(today) {
            return BTreeSet::new();
        }
        self.rows
            .iter()
            .filter(|row| row.recipient == recipient && row.purpose == purpose)
            .map(|row| row.category)
            .collect()
    }
}
