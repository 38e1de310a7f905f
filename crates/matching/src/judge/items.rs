//! Whether a telephone number and the sex agree.

use super::{edit::slips, level::Level};
use crate::key::last4;
use tasuki_domain::{fact::identity::Sex, text::PhoneFragment};

/// Of several numbers the one that agrees most.
pub(super) fn phone(asked: Option<&PhoneFragment>, recorded: &[String]) -> Option<Level> {
    let asked = asked?;
    if recorded.is_empty() {
        return None;
    }
    let same_end = |digits: &str| recorded.iter().any(|phone| last4(phone) == digits);
    Some(match asked {
        PhoneFragment::Full(phone) => {
            let digits = phone.digits();
            let one_digit = |other: &String| slips(digits, other, 1) == 1;
            if recorded.iter().any(|other| other == digits) {
                Level::Same
            } else if recorded.iter().any(one_digit) {
                Level::Slip
            } else if same_end(last4(digits)) {
                Level::LastFour
            } else {
                Level::Differs
            }
        }
        PhoneFragment::Last4(digits) if same_end(digits) => Level::LastFour,
        PhoneFragment::Last4(_) => Level::Differs,
    })
}

/// Nothing is said by 不明, asked for or on record.
pub(super) fn sex(asked: Option<Sex>, recorded: Sex) -> Option<Level> {
    let asked = asked.filter(|sex| *sex != Sex::Unknown)?;
    (recorded != Sex::Unknown).then_some(if asked == recorded {
        Level::Same
    } else {
        Level::Differs
    })
}
