//! A file that cannot be read as a roster.

use crate::problem::{Code, FieldFault, Problem};
use tasuki_domain::Invalid;
use tasuki_intake::FileFault;

/// The problem of a file of which no line can be read. Names from its header stay out: who sends
/// another file may have people's data where the names of columns should be.
pub(super) fn unreadable(fault: &FileFault) -> Problem {
    let problem = match fault {
        FileFault::Columns {
            missing,
            repeated,
            unknown,
            unnamed,
        } => {
            let mut said = Vec::new();
            if !missing.is_empty() {
                said.push(format!("必要な列がありません: {}", missing.join("、")));
            }
            if !repeated.is_empty() {
                said.push(format!("同じ列が2つ以上あります: {}", repeated.join("、")));
            }
            if !unknown.is_empty() {
                said.push(format!("名簿にない列が{}つあります", unknown.len()));
            }
            if !unnamed.is_empty() {
                said.push(format!("見出しのない列が{}つあります", unnamed.len()));
            }
            said.join("。")
        }
        other => other.problem(),
    };
    let invalid = Invalid::new(fault.code(), problem, fault.expected());
    Problem::with_errors(Code::UnreadableFile, vec![FieldFault::of("body", invalid)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_the_header_stay_out() {
        let today = jiff::civil::date(2026, 11, 21);
        let header = format!("{},試験花子\n1\n", tasuki_intake::header_line());
        let fault = tasuki_intake::read_roster(header.as_bytes(), today).unwrap_err();
        let problem = unreadable(&fault);
        assert_eq!(problem.code(), Code::UnreadableFile);
        assert_eq!(problem.errors()[0].code, "file_columns");
        assert!(!format!("{problem:?}").contains("花子"));
    }
}
