//! What the service's refusals and failures are on the wire.

use super::{Code, FieldFault, Problem};
use tasuki_app::{Refusal, StoreError, lookups::SearchBound};
use tasuki_domain::{Invalid, role::Role};

impl FieldFault {
    /// A refused value of a field; its suggestion is made from the value and stays here.
    pub(crate) fn of(field: impl Into<String>, invalid: Invalid) -> Self {
        Self {
            field: field.into(),
            code: invalid.code,
            problem: invalid.problem,
            expected: invalid.expected,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SignedOut => {
                Self::new(Code::SignedOut).detailed("もう一度サインインしてください。")
            }
            Refusal::Forbidden => Self::new(Code::Forbidden),
            Refusal::NotFound => Self::new(Code::NotFound),
            Refusal::IncidentOver => Self::new(Code::IncidentOver)
                .detailed("続けて検索するときは新しい事案を始めてください。"),
            Refusal::Invalid { field, invalid } => {
                Self::invalid(vec![FieldFault::of(field, invalid)])
            }
            Refusal::Stale { current } => {
                let mut problem =
                    Self::new(Code::Stale).detailed("読み直してから、もう一度送ってください。");
                problem.told.current = Some(current);
                problem
            }
            Refusal::PossibleDuplicate { of } => {
                let mut problem = Self::new(Code::PossibleDuplicate)
                    .detailed("別の方と確かめたら not_a_duplicate を true にして送ってください。");
                problem.told.possible_duplicates = of.into_iter().map(|id| id.uuid()).collect();
                problem
            }
            Refusal::Conflict {
                code,
                problem,
                expected,
            } => {
                let code = Code::from_code(code).unwrap_or(Code::Conflict);
                Self::new(code).detailed(format!("{problem}。{expected}。"))
            }
            Refusal::KeyReused => Self::new(Code::IdempotencyKeyReused)
                .detailed("新しい内容には新しいキーを付けてください。"),
            Refusal::Throttled { seconds } => {
                let mut problem = Self::new(Code::Throttled)
                    .detailed("時間をおいて、もう一度サインインしてください。");
                problem.told.retry_after = Some(seconds);
                problem
            }
            Refusal::TooManySearches { seconds, of, role } => {
                let mut problem = Self::new(Code::TooManySearches).detailed(way_on(of, role));
                problem.told.retry_after = Some(seconds);
                problem
            }
            Refusal::SignInFailed => Self::new(Code::SignInFailed),
        }
    }
}

/// What somebody does whose searches were stopped; nobody in an emergency is left without a way. A
/// bound is the account's and not the device's, so another person's own sign-in is a way and another
/// device is none.
pub(crate) const fn way_on(of: SearchBound, role: Role) -> &'static str {
    match role {
        Role::CityOfficer | Role::PrivacyOfficer => match of {
            SearchBound::Organization => {
                "待てないときは、システムの担当者に連絡してください。上限は、担当者がすぐに変えられます。"
            }
            SearchBound::Account | SearchBound::Incident => {
                "待てないときは、同じ仕事をする別の利用者（その人のサインイン）で検索してください。"
            }
        },
        Role::Dispatcher => match of {
            SearchBound::Organization => {
                "急ぐときは、システムの担当者に連絡してください。上限は、担当者がすぐに変えられます。"
            }
            SearchBound::Account | SearchBound::Incident => {
                "急ぐときは、別の利用者（その人のサインイン）で検索してください。"
            }
        },
        _ => match of {
            SearchBound::Incident => {
                "急ぐときは、電話で指令に照会を頼んでください。指令からの検索は、この上限では止まりません。"
            }
            SearchBound::Account => {
                "急ぐときは、電話で指令に照会を頼むか、別の利用者（その人のサインイン）で検索してください。"
            }
            SearchBound::Organization => {
                "急ぐときは、電話で指令に伝えてください。上限は、システムの担当者がすぐに変えられます。"
            }
        },
    }
}

impl From<&StoreError> for Problem {
    fn from(failure: &StoreError) -> Self {
        Self::new(match failure {
            // A server that took another's place may be set up badly; it may be mended meanwhile.
            StoreError::Unavailable(_) | StoreError::NotDurable(_) => Code::Unavailable,
            StoreError::Busy => Code::Busy,
            // The store's enum is open; whatever is added to it is our own failure until it is
            // given a status here.
            _ => Code::Internal,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError as _;

    #[test]
    fn refusals_have_the_status_that_the_design_names() {
        let invalid =
            Invalid::new("text_empty", "空です", "文字を入れてください").suggesting("山田");
        for (refusal, status, code) in [
            (Refusal::SignedOut, 401, "signed_out"),
            (Refusal::Forbidden, 403, "forbidden"),
            (Refusal::NotFound, 404, "not_found"),
            (Refusal::IncidentOver, 409, "incident_over"),
            (
                Refusal::Invalid {
                    field: "name",
                    invalid,
                },
                422,
                "invalid",
            ),
            (Refusal::Stale { current: 3 }, 412, "stale"),
            (
                Refusal::PossibleDuplicate { of: vec![] },
                409,
                "possible_duplicate",
            ),
            (Refusal::KeyReused, 409, "idempotency_key_reused"),
            (Refusal::Throttled { seconds: 9 }, 429, "throttled"),
            (
                Refusal::TooManySearches {
                    seconds: 60,
                    of: SearchBound::Incident,
                    role: Role::Crew,
                },
                429,
                "too_many_searches",
            ),
            (Refusal::SignInFailed, 401, "sign_in_failed"),
        ] {
            let problem = Problem::from(refusal);
            assert_eq!(problem.status_code().as_u16(), status, "{code}");
            assert_eq!(problem.code().code(), code);
            assert!(!format!("{problem:?}").contains("山田"));
        }
    }

    #[test]
    fn stale_and_throttled_say_in_headers_what_to_do() {
        let stale = Problem::from(Refusal::Stale { current: 7 }).error_response();
        assert_eq!(stale.headers().get("etag").unwrap(), "\"v7\"");
        let throttled = Problem::from(Refusal::Throttled { seconds: 900 }).error_response();
        assert_eq!(throttled.headers().get("retry-after").unwrap(), "900");
    }

    #[test]
    fn who_is_stopped_is_told_a_way_that_they_have() {
        const CITY: [Role; 2] = [Role::CityOfficer, Role::PrivacyOfficer];
        for of in [
            SearchBound::Account,
            SearchBound::Organization,
            SearchBound::Incident,
        ] {
            for role in Role::ALL {
                let words = way_on(of, *role);
                // Neither the dispatch centre nor a city calls the dispatch centre.
                let calls = !CITY.contains(role) && *role != Role::Dispatcher;
                assert_eq!(words.contains("指令"), calls, "{of:?} {role:?}");
                assert!(!words.contains("端末"), "{of:?} {role:?}");
                if of == SearchBound::Account {
                    assert!(
                        words.contains("別の利用者（その人のサインイン）"),
                        "{role:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_only_the_service_can_judge_has_a_problem_of_its_own() {
        for code in [
            "called_at_in_future",
            "criteria_too_few",
            "birth_date_ambiguous",
            "consent_without_rows",
            "proxy_missing",
            "proxy_unexpected",
            "signed_in_future",
            "until_passed",
            "as_of_in_future",
            "none_not_recordable",
            "identity_not_retractable",
            "replaces_missing",
            "wish_needs_physician",
            "address_protected",
        ] {
            let invalid = Invalid::new(code, "p", "e");
            let problem = Problem::from(Refusal::Invalid {
                field: "field",
                invalid,
            });
            assert_eq!(problem.code().code(), code);
            assert_eq!(problem.status_code().as_u16(), 422);
        }
    }

    #[test]
    fn conflicts_of_the_service_are_in_the_table() {
        for code in [
            "incident_closed",
            "consent_superseded",
            "consent_is_older",
            "replaces_not_current",
            "category_not_shown",
            "collection_not_consented",
            "recorded_by_another",
            "roster_key_taken",
            "search_event_reviewed",
        ] {
            let refusal = Refusal::Conflict {
                code,
                problem: "p",
                expected: "e",
            };
            assert_eq!(Problem::from(refusal).code().code(), code);
        }
    }

    #[test]
    fn failures_of_the_store_say_nothing_of_their_cause() {
        for (failure, status) in [
            (StoreError::Unavailable(None), 503),
            (StoreError::Busy, 503),
            (StoreError::NotDurable("fsync = off".to_owned()), 503),
            (StoreError::Corrupt("a column"), 500),
            (StoreError::Stale, 500),
        ] {
            let problem = Problem::from(&failure);
            assert_eq!(problem.status_code().as_u16(), status);
            assert!(problem.told.detail.is_none() && problem.errors().is_empty());
        }
    }
}
