//! Every sample page in every theme: the promises that hold for all of them.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod markup;

use markup::{Tag, tags};
use std::collections::{BTreeMap, BTreeSet};
use tasuki_ui::{
    Theme, asset,
    sample::{Sample, gallery, wishes_cards},
    wording::{Context, findings, missing_sentences},
};

fn pages() -> Vec<(Sample, String, Vec<Tag>)> {
    Theme::ALL
        .into_iter()
        .flat_map(gallery)
        .map(|page| {
            let html = match &page.html {
                Ok(html) => html.clone(),
                Err(error) => panic!("{} does not render: {error}", page.name),
            };
            let tags = tags(&html);
            (page, html, tags)
        })
        .collect()
}

#[test]
fn every_page_is_japanese_has_one_heading_a_title_and_a_main_part() {
    for (page, html, tags) in pages() {
        let name = page.name;
        let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted).count();
        assert_eq!(count("h1"), 1, "{name}: h1");
        assert_eq!(count("main"), 1, "{name}: main");
        let title = html
            .split("<title>")
            .nth(1)
            .and_then(|rest| rest.split("</title>").next());
        assert!(
            title.is_some_and(|title| title.len() > " | Tasuki".len()),
            "{name}: title"
        );
        let root = tags.iter().find(|tag| tag.name == "html").expect("a root");
        assert_eq!(root.get("lang"), Some("ja"), "{name}: lang");
        let skip = tags.iter().find(|tag| tag.name == "a").expect("a link");
        assert_eq!(
            skip.get("href"),
            Some("#main"),
            "{name}: the skip link comes first"
        );
    }
}

#[test]
fn nothing_runs_or_styles_inline() {
    for (page, _, tags) in pages() {
        for tag in &tags {
            assert_ne!(tag.name, "style", "{}", page.name);
            assert!(tag.get("style").is_none(), "{}: style attribute", page.name);
            if tag.name == "script" {
                assert!(tag.get("src").is_some(), "{}: inline script", page.name);
            }
            for (attribute, value) in &tag.attributes {
                assert!(!attribute.starts_with("on"), "{}: {attribute}", page.name);
                assert!(!value.starts_with("javascript:"), "{}: {value}", page.name);
            }
        }
    }
}

#[test]
fn every_input_has_a_label_and_every_reference_a_target() {
    for (page, _, tags) in pages() {
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}: ids repeat", page.name);
        let labelled: BTreeSet<&str> = tags
            .iter()
            .filter(|tag| tag.name == "label")
            .filter_map(|tag| tag.get("for"))
            .collect();
        for tag in &tags {
            let visible = matches!(tag.name.as_str(), "input" | "select" | "textarea")
                && tag.get("type") != Some("hidden");
            if visible {
                let by_for = tag.get("id").is_some_and(|id| labelled.contains(id));
                assert!(
                    by_for || tag.in_label,
                    "{}: {tag:?} has no label",
                    page.name
                );
            }
            for attribute in ["aria-labelledby", "aria-describedby", "for"] {
                for id in tag
                    .get(attribute)
                    .into_iter()
                    .flat_map(str::split_whitespace)
                {
                    assert!(unique.contains(id), "{}: {attribute} {id}", page.name);
                }
            }
            if let Some(fragment) = tag.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(unique.contains(fragment), "{}: #{fragment}", page.name);
            }
        }
    }
}

#[test]
fn every_form_posts_and_carries_the_token() {
    for (page, html, tags) in pages() {
        let asks = |tag: &&Tag| tag.get("method") == Some("get");
        let all = || tags.iter().filter(|tag| tag.name == "form");
        // Only what narrows a list to institutions, days and actions may stand in an address.
        for form in all().filter(asks) {
            assert_eq!(form.get("action"), Some("/accesses"), "{}", page.name);
        }
        let forms = all().filter(|form| !asks(form)).count();
        for form in all().filter(|form| !asks(form)) {
            assert_eq!(form.get("method"), Some("post"), "{}", page.name);
        }
        let tokens = html.matches("name=\"csrf\"").count();
        assert_eq!(forms, tokens, "{}: a form without its token", page.name);
    }
}

#[test]
fn what_is_wrong_with_a_form_stands_first_and_leads_to_its_fields() {
    let wrong: Vec<_> = pages()
        .into_iter()
        .filter(|(page, ..)| page.name == "resident-wrong")
        .collect();
    assert!(!wrong.is_empty());
    for (_, html, tags) in wrong {
        let main = html.split("<main").nth(1).expect("a main part");
        let errors = main.find("id=\"errors\"").expect("a summary of errors");
        let heading = main.find("<h1").expect("a heading");
        assert!(errors < heading);
        for id in ["grant-rows", "evidence_kind", "signed_on", "proxy_basis"] {
            let href = format!("#{id}");
            let leads = |tag: &&Tag| tag.get("href") == Some(href.as_str());
            assert!(tags.iter().any(|tag| leads(&tag)), "{id}");
        }
    }
}

#[test]
fn a_search_that_was_cut_off_does_not_say_that_nobody_is_registered() {
    const CUT_OFF: &str = "候補が多すぎて最後まで調べていません。条件を足してください";
    let mut seen = 0;
    for (page, html, _) in pages() {
        let nobody = html.contains("該当する登録がありません")
            || html.contains("この条件の登録はありません");
        match page.name {
            "search-cut-off" | "officer-search-cut-off" => {
                assert!(html.contains(CUT_OFF) && !nobody, "{}", page.name);
                seen += 1;
            }
            "search-nobody" | "officer-search-nobody" => {
                assert!(nobody && !html.contains(CUT_OFF), "{}", page.name);
                seen += 1;
            }
            _ => {}
        }
    }
    assert_eq!(seen, 4 * Theme::ALL.len());
}

#[test]
fn errors_of_the_city_are_announced_and_lead_to_their_fields() {
    let mut seen = 0;
    for (page, html, tags) in pages() {
        let targets: &[&str] = match page.name {
            "officer-search-wrong" => &["purpose"],
            "officer-search-ambiguous" => &["birth_date"],
            "search-events-wrong" | "search-events-taken" => &["note-"],
            _ => continue,
        };
        seen += 1;
        assert!(
            html.contains("role=\"alert\" tabindex=\"-1\" id=\"errors\""),
            "{}",
            page.name
        );
        for target in targets {
            let leads = |tag: &Tag| {
                let href = tag.get("href").unwrap_or_default();
                href.starts_with(&format!("#{target}"))
            };
            assert!(tags.iter().any(leads), "{}: {target}", page.name);
        }
    }
    assert_eq!(seen, 4 * Theme::ALL.len());
}

#[test]
fn no_personal_word_stands_in_an_address() {
    for (page, _, tags) in pages() {
        for tag in &tags {
            for attribute in ["href", "action", "src"] {
                let value = tag.get(attribute).unwrap_or_default();
                assert!(value.is_ascii(), "{}: {value}", page.name);
                let value = value.replace("&#38;", "&");
                let query = value.split_once('?').map_or("", |(_, query)| query);
                let known = [
                    "",
                    "incident_id",
                    "after",
                    "before",
                    "account",
                    "from",
                    "to",
                ];
                for pair in query.split('&') {
                    let key = pair.split('=').next().unwrap_or_default();
                    assert!(known.contains(&key), "{}: {value}", page.name);
                }
            }
        }
    }
}

#[test]
fn every_asset_named_is_served() {
    for (page, _, tags) in pages() {
        for tag in &tags {
            for path in [tag.get("href"), tag.get("src")].into_iter().flatten() {
                if path.starts_with("/assets/") {
                    assert!(asset(path, true).is_some(), "{}: {path}", page.name);
                }
            }
        }
    }
}

#[test]
fn wording_holds_on_every_page() {
    for (page, html, _) in pages() {
        assert_eq!(findings(&html, Context::Anything), [], "{}", page.name);
    }
}

#[test]
fn every_card_of_wishes_reports_and_carries_its_sentences() {
    for theme in Theme::ALL {
        let cards = wishes_cards(theme);
        assert!(cards.len() >= 5);
        for (name, card, sentence) in cards {
            let card = card.expect("renders");
            assert!(card.contains("本人の意思の記録"), "{name}");
            assert_eq!(findings(&card, Context::WishesTemplate), [], "{name}");
            assert_eq!(missing_sentences(&card, &sentence), [""; 0], "{name}");
            for sentence in tasuki_ui::wording::CARD_SENTENCES {
                let before = card.split(sentence).next().unwrap_or_default();
                assert!(!before.contains("<details"), "{name}: a sentence is folded");
            }
        }
    }
}

#[test]
fn wishes_stand_only_on_the_summary() {
    for (page, html, _) in pages() {
        if page.name.starts_with("summary") {
            continue;
        }
        for word in ["望まない", "心肺蘇生", "場面による"] {
            assert!(!html.contains(word), "{}: {word}", page.name);
        }
    }
}

#[test]
fn lists_of_people_say_nothing_clinical() {
    let clinical = [
        "アレルギー",
        "ワーファリン",
        "ペースメーカー",
        "透析",
        "持病",
        "本人の意思",
    ];
    for (page, html, _) in pages() {
        if page.name.starts_with("search") || page.name.starts_with("residents") {
            for word in clinical {
                assert!(!html.contains(word), "{}: {word}", page.name);
            }
        }
    }
}

#[test]
fn the_three_tiles_never_disappear() {
    for (page, html, _) in pages() {
        if page.name.starts_with("summary") {
            for id in [
                "allergies-title",
                "antithrombotics-title",
                "devices-title",
                "wishes-title",
            ] {
                assert!(
                    html.contains(&format!("id=\"{id}\"")),
                    "{}: {id}",
                    page.name
                );
            }
        }
    }
}

#[test]
fn only_who_works_in_an_emergency_can_end_it_or_search_on() {
    for (page, html, _) in pages() {
        if page.name.starts_with("summary") {
            let own = page.name == "summary-own";
            assert_eq!(html.contains("事案を終える"), !own, "{}", page.name);
            assert_eq!(html.contains("検索に戻る"), !own, "{}", page.name);
            assert_eq!(html.contains("href=\"/me\""), own, "{}", page.name);
        }
    }
}

#[test]
fn a_drill_says_so_in_the_title_and_on_the_page() {
    let drill: Vec<_> = pages()
        .into_iter()
        .filter(|(page, ..)| page.name == "summary-drill")
        .collect();
    assert!(!drill.is_empty());
    for (_, html, _) in drill {
        assert!(html.contains("<title>【訓練】"));
        assert!(html.contains("class=\"drill\""));
    }
}

#[test]
fn the_theme_is_rendered_by_the_server() {
    for theme in Theme::ALL {
        for page in gallery(theme) {
            let html = page.html.expect("renders");
            assert!(
                html.contains(&format!("data-theme=\"{}\"", theme.code())),
                "{}",
                page.name
            );
        }
    }
}

#[test]
fn sample_names_are_unique() {
    let mut seen = BTreeMap::new();
    for page in gallery(Theme::Day) {
        assert!(
            seen.insert(page.name, ()).is_none(),
            "{} repeats",
            page.name
        );
    }
}
