//! How often may be searched, and from when on it is noticed.
//!
//! Emergencies come first: each bound lies well above what the busiest plausible emergency needs,
//! so that only going through a register meets it, and whoever meets it all the same is told whom
//! to call.
//!
//! * An account makes 600 searches an hour: one every six seconds for an hour on end, which nobody
//!   types. A crew needs about three for a person; a desk that shares one account among the officers
//!   of a triage post comes to half of it. From a tenth of it on the privacy officer hears of it.
//! * An emergency takes 120 searches in a quarter of an hour. Two crews and the dispatch centre who
//!   try every loosened search twice for one person come to 30; three triage posts that each search
//!   for twelve people a quarter of an hour, three times each, come to 108. The dispatch centre is
//!   not held to it, since it is whom a crew then calls.
//! * An institution makes 3,000 searches an hour: four times what the largest headquarters of the
//!   country would make if it searched five times in each of its 150 calls of a busy hour.
//!
//! All are counted from the searches on record that ran, so several servers count together, a
//! restart forgets nothing, and trying again while stopped does not make it last longer. Several
//! requests at one moment may each be the last one.

/// Whose searches a bound is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchBound {
    /// The account's.
    Account,
    /// The institution's.
    Organization,
    /// Those of one emergency.
    Incident,
}

/// How often may be searched; none is without a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchBounds {
    /// Searches of an account within an hour.
    pub account_per_hour: Option<u32>,
    /// Searches of an institution within an hour.
    pub organization_per_hour: Option<u32>,
    /// Searches of an emergency within a quarter of an hour.
    pub incident_per_quarter: Option<u32>,
    /// From when on the privacy officer hears of it; none is never.
    pub unusual: Option<Unusual>,
}

impl Default for SearchBounds {
    fn default() -> Self {
        Self {
            account_per_hour: Some(600),
            organization_per_hour: Some(3000),
            incident_per_quarter: Some(120),
            unusual: Some(Unusual::default()),
        }
    }
}

impl SearchBounds {
    /// Without any: for loads that no person makes.
    pub const NONE: Self = Self {
        account_per_hour: None,
        organization_per_hour: None,
        incident_per_quarter: None,
        unusual: None,
    };
}

/// What is unusual whoever does it. From a third of each on it is so too when it is ten times what
/// is usual there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusual {
    /// Searches of an account in an hour.
    pub account_searches: u32,
    /// Searches of an account in an hour that found nobody. Most searches find nobody, so this is
    /// hardly less than the searches themselves.
    pub account_misses: u32,
    /// People listed for an account in a day.
    pub account_listed: u32,
    /// Searches of an account in an hour that were refused for too little to search with.
    pub account_refused: u32,
    /// Searches of an institution in an hour.
    pub organization_searches: u32,
}

impl Default for Unusual {
    fn default() -> Self {
        Self {
            account_searches: 60,
            account_misses: 45,
            account_listed: 240,
            account_refused: 10,
            organization_searches: 900,
        }
    }
}
