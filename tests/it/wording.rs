//! Wishes are reported, never commanded: the wording rules over everything that speaks.

use std::path::{Path, PathBuf};
use tasuki_ui::wording::{Context, findings, missing_sentences};

fn strings_of(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings_of(item, into)),
        serde_json::Value::Object(members) => {
            members.values().for_each(|member| strings_of(member, into))
        }
        _ => {}
    }
}

fn files(folder: &Path, extension: &str, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, into);
        } else if path.extension().is_some_and(|found| found == extension) {
            into.push(path);
        }
    }
}

#[test]
fn invariant_8_no_api_string_commands() {
    let document: serde_json::Value = serde_json::from_str(&tasuki_http::openapi_json()).unwrap();
    let mut strings = Vec::new();
    strings_of(&document, &mut strings);
    assert!(strings.len() > 100, "the document speaks");
    for text in strings {
        let found = findings(&text, Context::Anything);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn invariant_8_no_template_commands() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/ui/templates");
    let mut found = Vec::new();
    files(&templates, "html", &mut found);
    assert!(found.len() > 10, "the templates are there");
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let context = if path.to_string_lossy().contains("wish") {
            Context::WishesTemplate
        } else {
            Context::Anything
        };
        let faults = findings(&text, context);
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
}

#[test]
fn invariant_8_the_disclosure_table_reports_and_does_not_command() {
    let table = include_str!("../../crates/policy/disclosure.toml");
    let sentences = table
        .lines()
        .filter_map(|line| line.strip_prefix("sentence = "));
    let mut checked = 0;
    for sentence in sentences {
        checked += 1;
        let found = findings(sentence, Context::Anything);
        assert!(found.is_empty(), "{sentence}: {found:?}");
    }
    assert!(checked > 10);
}

#[test]
fn the_lint_catches_each_forbidden_word() {
    for word in ["DNAR", "蘇生不可", "不要", "禁止", "中止", "不搬送"] {
        let planted = format!("心肺蘇生は{word}");
        assert!(
            !findings(&planted, Context::WishesTemplate).is_empty(),
            "{word}"
        );
    }
    assert!(
        !missing_sentences(
            "<section>本人の意思の記録</section>",
            "対応は消防本部の手順に従い、医師に確認してください。"
        )
        .is_empty(),
        "a card without its sentences"
    );
}
