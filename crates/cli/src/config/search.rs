//! `[search]`: how often may be searched, and from when on it is noticed.

use serde::Deserialize;
use tasuki_app::lookups::{SearchBounds, Unusual};

/// The section as written; what is left out is as usual, and 0 is without a bound.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    account_per_hour: Option<u32>,
    organization_per_hour: Option<u32>,
    incident_per_quarter: Option<u32>,
    notice_account_per_hour: Option<u32>,
    notice_misses_per_hour: Option<u32>,
    notice_listed_per_day: Option<u32>,
    notice_refused_per_hour: Option<u32>,
    notice_organization_per_hour: Option<u32>,
}

impl Section {
    /// The bounds that it sets.
    pub(super) fn bounds(&self) -> SearchBounds {
        let usual = SearchBounds::default();
        let bound = |written: Option<u32>, usual: Option<u32>| match written {
            Some(0) => None,
            Some(bound) => Some(bound),
            None => usual,
        };
        // What nobody reaches is never noticed.
        let notice = |written: Option<u32>, usual: u32| match written {
            Some(0) => u32::MAX,
            Some(notice) => notice,
            None => usual,
        };
        let noticed = Unusual::default();
        SearchBounds {
            account_per_hour: bound(self.account_per_hour, usual.account_per_hour),
            organization_per_hour: bound(self.organization_per_hour, usual.organization_per_hour),
            incident_per_quarter: bound(self.incident_per_quarter, usual.incident_per_quarter),
            unusual: Some(Unusual {
                account_searches: notice(self.notice_account_per_hour, noticed.account_searches),
                account_misses: notice(self.notice_misses_per_hour, noticed.account_misses),
                account_listed: notice(self.notice_listed_per_day, noticed.account_listed),
                account_refused: notice(self.notice_refused_per_hour, noticed.account_refused),
                organization_searches: notice(
                    self.notice_organization_per_hour,
                    noticed.organization_searches,
                ),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_as_usual_and_nought_is_without_a_bound() {
        let section = |text: &str| toml::from_str::<Section>(text).unwrap().bounds();
        assert_eq!(section(""), SearchBounds::default());
        let told = section(
            "account_per_hour = 0\nincident_per_quarter = 80\nnotice_misses_per_hour = 0\nnotice_account_per_hour = 30",
        );
        assert_eq!(
            (told.account_per_hour, told.incident_per_quarter),
            (None, Some(80))
        );
        let noticed = told.unusual.unwrap();
        assert_eq!(
            (noticed.account_misses, noticed.account_searches),
            (u32::MAX, 30)
        );
        assert!(toml::from_str::<Section>("per_hour = 1").is_err());
    }
}
