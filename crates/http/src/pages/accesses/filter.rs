//! To what the list of a jurisdiction is narrowed. It names institutions, accounts, kinds of work
//! and days, so it may stand in an address.

use super::bound::Bound;
use crate::pages::fields::Fields;
use tasuki_app::accesses::AccessLine as Recorded;
use tasuki_domain::{
    Invalid,
    access::Action,
    id::{AccountId, OrganizationId},
    organization::Organization,
    time::{Date, Instant},
};
use tasuki_ui::{
    Field, FieldError,
    page::accesses::{AccessFilter, FilterOption},
};

/// The filter as asked for.
#[derive(Default)]
pub(super) struct Filter {
    organization: Option<OrganizationId>,
    action: Option<Action>,
    account: Option<AccountId>,
    from: Option<Bound>,
    to: Option<Bound>,
    typed_from: Field,
    typed_to: Field,
}

impl Filter {
    /// Reads it. A day that cannot be read narrows nothing and says so.
    pub(super) fn read(query: &Fields, today: Date) -> Self {
        let (typed_from, from) = read_bound(query, "from", Bound::begins, today);
        let (typed_to, to) = read_bound(query, "to", Bound::ends, today);
        Self {
            organization: query.get("organization").parse().ok(),
            action: Action::ALL
                .iter()
                .copied()
                .find(|action| action.code() == query.get("action")),
            account: query.get("account").parse().ok(),
            from,
            to,
            typed_from,
            typed_to,
        }
    }

    /// Whether it lets an entry through.
    pub(super) fn takes(&self, of: &Recorded) -> bool {
        let entry = &of.entry;
        self.organization.is_none_or(|id| id == entry.organization)
            && self.action.is_none_or(|action| action == entry.action)
            && self.account.is_none_or(|id| id == entry.account)
            && self.from.as_ref().is_none_or(|from| entry.at >= from.at)
            && self.to.as_ref().is_none_or(|to| entry.at < to.at)
    }

    /// Whether nothing older can be let through.
    pub(super) fn ends_before(&self, of: &Recorded) -> bool {
        self.from.as_ref().is_some_and(|from| of.entry.at < from.at)
    }

    /// Behind which moment nothing is let through.
    pub(super) fn ends(&self) -> Option<Instant> {
        self.to.as_ref().map(|to| to.at)
    }

    fn is_set(&self) -> bool {
        self.organization.is_some()
            || self.action.is_some()
            || self.account.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }

    /// The link to what is older.
    pub(super) fn older(&self, before: &str) -> String {
        let mut link = format!("/accesses?before={before}");
        let pairs = [
            ("organization", self.organization.map(|id| id.to_string())),
            ("action", self.action.map(|action| action.code().to_owned())),
            ("account", self.account.map(|id| id.to_string())),
            ("from", self.from.as_ref().map(|from| from.link.clone())),
            ("to", self.to.as_ref().map(|to| to.link.clone())),
        ];
        for (name, value) in pairs {
            if let Some(value) = value {
                link.push_str(&format!("&{name}={value}"));
            }
        }
        link
    }

    /// The form. `met` are entries of the list, which know the account's name.
    pub(super) fn view(
        &self,
        institutions: &[Organization],
        met: &[Recorded],
        read: usize,
    ) -> AccessFilter {
        AccessFilter {
            organizations: institutions
                .iter()
                .map(|each| FilterOption {
                    value: each.id.to_string(),
                    label: each.name.as_str().to_owned(),
                    chosen: self.organization == Some(each.id),
                })
                .collect(),
            actions: Action::ALL
                .iter()
                .map(|action| FilterOption {
                    value: action.code().to_owned(),
                    label: action.japanese().to_owned(),
                    chosen: self.action == Some(*action),
                })
                .collect(),
            from: self.typed_from.clone(),
            to: self.typed_to.clone(),
            account: self.account.map(|id| {
                let name = met
                    .iter()
                    .find(|of| of.entry.account == id)
                    .map_or("（調べた範囲に記録がない利用者）", |of| {
                        of.account.as_str()
                    });
                (id.to_string(), name.to_owned())
            }),
            set: self.is_set(),
            read: if self.is_set() {
                format!(
                    "新しい順に{read}件を調べ、{}件が当てはまりました。",
                    met.len()
                )
            } else {
                format!("新しい順に{read}件です。")
            },
        }
    }
}

fn read_bound(
    query: &Fields,
    name: &str,
    read: fn(&str, Date) -> Result<Bound, Invalid>,
    today: Date,
) -> (Field, Option<Bound>) {
    let field = query.field(name);
    if field.value.is_empty() {
        return (field, None);
    }
    match read(&field.value, today) {
        Ok(bound) => (Field::of(bound.words.clone()), Some(bound)),
        Err(invalid) => (field.with_error(FieldError::from(&invalid)), None),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::recorded, *};
    use crate::pages::samples::TODAY;
    use uuid::Uuid;

    fn filter(pairs: &[(&str, &str)]) -> Filter {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Filter::read(&Fields::new(pairs.collect()), TODAY)
    }

    #[test]
    fn each_thing_narrows() {
        // Entered on R8.11.7 by account 1 of institution 1.
        let of = recorded(Action::ViewSummary);
        let id = Uuid::from_u128(1).to_string();
        let other = Uuid::from_u128(2).to_string();
        for (name, value, takes) in [
            ("account", id.as_str(), true),
            ("account", other.as_str(), false),
            ("organization", id.as_str(), true),
            ("organization", other.as_str(), false),
            ("action", "view_summary", true),
            ("action", "import_roster", false),
            ("from", "R8.11.7", true),
            ("from", "R8.11.8", false),
            ("to", "2026-11-07", true),
            ("from", "2026-11-07T09:00", true),
            ("from", "2026-11-07T09:01", false),
            ("to", "2026-11-07T10:00", true),
            ("to", "R8.11.7 9:00", false),
            ("to", "R8.11.6", false),
        ] {
            let filter = filter(&[(name, value)]);
            assert_eq!(filter.takes(&of), takes, "{name} {value}");
            assert!(filter.is_set());
            assert_eq!(filter.ends_before(&of), name == "from" && !takes);
        }
        assert!(filter(&[]).takes(&of) && !filter(&[]).is_set());
    }

    #[test]
    fn what_is_older_is_narrowed_alike() {
        let filter = filter(&[("action", "view_summary"), ("from", "R8.11.1")]);
        assert_eq!(
            filter.older("x"),
            "/accesses?before=x&action=view_summary&from=2026-11-01"
        );
    }

    #[test]
    fn a_day_that_cannot_be_read_says_so() {
        let filter = filter(&[("to", "あした")]);
        let view = filter.view(&[], &[], 50);
        assert!(view.to.error.is_some() && !view.set);
        assert_eq!(view.to.value, "あした");
    }

    #[test]
    fn the_account_is_named_by_what_it_did() {
        let id = Uuid::from_u128(1).to_string();
        let filter = filter(&[("account", &id)]);
        let view = filter.view(&[], &[recorded(Action::LookUp)], 50);
        assert_eq!(view.account, Some((id, "見本 隊員".to_owned())));
        assert_eq!(view.read, "新しい順に50件を調べ、1件が当てはまりました。");
    }
}
