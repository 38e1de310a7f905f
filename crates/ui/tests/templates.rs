//! The templates as files: wording holds before any value is filled in.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};
use tasuki_ui::wording::{Context, findings};

fn check(folder: &Path, seen: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder of templates") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            check(&path, seen);
            continue;
        }
        *seen += 1;
        let text = fs::read_to_string(&path).expect("a template");
        let speaks_of_wishes = path.components().any(|part| part.as_os_str() == "wishes");
        let context = if speaks_of_wishes {
            Context::WishesTemplate
        } else {
            Context::Anything
        };
        assert_eq!(findings(&text, context), [], "{}", path.display());
        assert!(
            !text.contains("|safe"),
            "{} escapes nothing",
            path.display()
        );
    }
}

#[test]
fn no_template_commands_and_none_leaves_escaping_out() {
    let mut seen = 0;
    check(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
        &mut seen,
    );
    assert!(seen > 20, "only {seen} templates were found");
}
