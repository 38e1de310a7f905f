//! The wording rules as a lint: what a page or an API text must not say, and what the card of
//! wishes must say.
//!
//! A person's wishes are reported and never commanded. A crew reads in a moving car; a verb in the
//! wrong form turns a record into an order. So forbidden forms fail a test, not a review.

use tasuki_domain::fact::wishes::{SENTENCE_CONTINUE, SENTENCE_LIMITS, SENTENCE_RECORD};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// In the card of wishes or anything that speaks of wishes.
    WishesTemplate,
    /// On any page, in any API text.
    Anything,
}

/// One forbidden form in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The number of the wording rule.
    pub rule: u8,
    /// The form as found.
    pub form: &'static str,
    /// The words around it, so that it can be found.
    pub around: String,
}

struct Form {
    rule: u8,
    text: &'static str,
    /// What may follow or surround it, making it another word.
    except: &'static [&'static str],
    everywhere: bool,
}

const fn anywhere(rule: u8, text: &'static str) -> Form {
    Form {
        rule,
        text,
        except: &[],
        everywhere: true,
    }
}

const fn on_the_card(rule: u8, text: &'static str, except: &'static [&'static str]) -> Form {
    Form {
        rule,
        text,
        except,
        everywhere: false,
    }
}

/// Forms by rule. Latin forms are compared without regard to case.
const FORMS: &[Form] = &[
    // 1: never as heading, badge or file name; 20: no English label of that kind.
    anywhere(1, "DNAR"),
    anywhere(1, "蘇生不可"),
    anywhere(20, "DNR"),
    anywhere(20, "do not resuscitate"),
    // 17: the system neither ranks nor recommends.
    anywhere(17, "推奨"),
    anywhere(17, "蘇生を控える"),
    // 19: words for residents.
    anywhere(19, "延命治療の拒否"),
    anywhere(19, "延命拒否"),
    // 1: an order as a heading.
    on_the_card(1, "指示", &["処置の指示ではありません"]),
    // 2: report, do not order.
    on_the_card(2, "不要", &[]),
    on_the_card(2, "禁止", &[]),
    on_the_card(2, "中止", &[]),
    on_the_card(2, "不搬送", &[]),
    on_the_card(2, "しない", &[]),
    on_the_card(2, "しません", &[]),
    on_the_card(2, "せず", &[]),
    on_the_card(2, "行わない", &[]),
    on_the_card(2, "するな", &[]),
    on_the_card(2, "すべき", &[]),
    on_the_card(2, "しないで", &[]),
    on_the_card(
        2,
        "てください",
        // Points to the procedure and to the doctor, not to a treatment.
        &["医師に確認してください", "医師等に確認してください"],
    ),
    // 16: a family's sentence at the scene belongs to the emergency, never to the record.
    on_the_card(16, "現場での発言", &[]),
    // 17: no score and no judgment.
    on_the_card(17, "スコア", &[]),
    on_the_card(17, "適応外", &[]),
    // 10: no sign that weighs one answer more than another.
    on_the_card(10, "✕", &[]),
    on_the_card(10, "×", &[]),
];

/// The sentences that the card always carries.
pub const CARD_SENTENCES: [&str; 3] = [SENTENCE_RECORD, SENTENCE_CONTINUE, SENTENCE_LIMITS];

/// The forbidden forms in a text. What is quoted, in `<q>…</q>` or 『…』, is somebody's own words
/// or a document's name and is passed over.
pub fn findings(text: &str, context: Context) -> Vec<Finding> {
    let text = without(&without(text, "<q", "</q>"), "『", "』");
    let folded = text.to_ascii_lowercase();
    FORMS
        .iter()
        .filter(|form| form.everywhere || context == Context::WishesTemplate)
        .filter_map(|form| find(&folded, form))
        .collect()
}

/// The fixed sentences that a rendered card lacks, and sentence C when its text is not there.
pub fn missing_sentences<'a>(card: &str, fire_sentence: &'a str) -> Vec<&'a str> {
    CARD_SENTENCES
        .into_iter()
        .chain([fire_sentence])
        .filter(|sentence| sentence.is_empty() || !card.contains(sentence))
        .collect()
}

fn find(folded: &str, form: &Form) -> Option<Finding> {
    let needle = form.text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = folded.get(from..).and_then(|rest| rest.find(&needle)) {
        let at = from + found;
        let end = at + needle.len();
        if !is_excepted(folded, at, end, form.except) {
            return Some(Finding {
                rule: form.rule,
                form: form.text,
                around: around(folded, at, end),
            });
        }
        from = end;
    }
    None
}

fn is_excepted(folded: &str, at: usize, end: usize, except: &[&str]) -> bool {
    except.iter().any(|phrase| {
        folded
            .match_indices(phrase)
            .any(|(start, whole)| start <= at && end <= start + whole.len())
    })
}

fn around(folded: &str, at: usize, end: usize) -> String {
    let before: Vec<char> = folded
        .get(..at)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(10)
        .collect();
    let after = folded.get(end..).unwrap_or_default().chars().take(10);
    let form = folded.get(at..end).unwrap_or_default().chars();
    before.into_iter().rev().chain(form).chain(after).collect()
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, quoted)) = rest.split_once(open) {
        kept.push_str(before);
        match quoted.split_once(close) {
            Some((_, after)) => rest = after,
            None => {
                // An unclosed quotation hides nothing.
                kept.push_str(open);
                rest = quoted;
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_caught_where_it_is_forbidden() {
        for form in FORMS {
            let text = format!("本人は{}と書いた", form.text);
            let found = findings(&text, Context::WishesTemplate);
            assert!(
                found.iter().any(|finding| finding.form == form.text),
                "{} is not caught on the card",
                form.text
            );
            let found = findings(&text, Context::Anything);
            assert_eq!(
                found.iter().any(|finding| finding.form == form.text),
                form.everywhere,
                "{} elsewhere",
                form.text
            );
        }
    }

    #[test]
    fn orders_are_caught_in_their_usual_forms() {
        for text in [
            "心肺蘇生はしない",
            "挿管しないでください",
            "救急搬送不要",
            "搬送禁止",
            "処置は中止",
            "不搬送とする",
            "人工呼吸器を使用しません",
            "DNAR確認済み",
            "dnar",
            "DNR patient",
            "蘇生不可",
            "処置を控えてください",
            "医師の指示",
            "在宅での看取りを推奨",
        ] {
            assert!(
                !findings(text, Context::WishesTemplate).is_empty(),
                "{text} passes"
            );
        }
    }

    #[test]
    fn the_fixed_sentences_and_the_values_pass() {
        let values = tasuki_domain::fact::wishes::Wanted::ALL
            .iter()
            .map(|wanted| wanted.japanese());
        for text in CARD_SENTENCES.into_iter().chain(values).chain([
            "対応は熱海市消防本部の手順に従い、医師に確認してください。",
            "心停止時の心肺蘇生は望まないと記録されています（R8.6.3）",
            "意思の記録はありません（話し合いの有無も不明です）",
            "夜間の連絡先は記録されていません",
            "見直し予定（R8.12）を過ぎています",
        ]) {
            assert_eq!(findings(text, Context::WishesTemplate), [], "{text}");
        }
    }

    #[test]
    fn quotations_pass_and_unclosed_ones_do_not() {
        let card = Context::WishesTemplate;
        assert_eq!(findings("<q>延命はしないでほしい</q>", card), []);
        assert_eq!(findings("原本『DNAR確認書』冷蔵庫", card), []);
        assert!(!findings("『DNAR確認書", card).is_empty());
        assert!(!findings("『本人』DNAR", card).is_empty());
    }

    #[test]
    fn a_card_without_a_sentence_is_caught() {
        let c = "対応は熱海市消防本部の手順に従い、医師に確認してください。";
        let whole = format!("{SENTENCE_RECORD}{SENTENCE_CONTINUE}{SENTENCE_LIMITS}{c}");
        assert!(missing_sentences(&whole, c).is_empty());
        for sentence in [SENTENCE_RECORD, SENTENCE_CONTINUE, SENTENCE_LIMITS, c] {
            let card = whole.replace(sentence, "");
            assert_eq!(missing_sentences(&card, c), [sentence]);
        }
        assert_eq!(missing_sentences(&whole, ""), [""]);
    }
}
