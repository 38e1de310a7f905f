//! The fields of a form as they came.

use tasuki_app::Once;
use tasuki_ui::Field;
use uuid::Uuid;

/// Names and values in the order of the form; a name may come several times.
#[derive(Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The pairs of a form.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first value of a name, trimmed; empty when it did not come.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(each, _)| each == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// The first value of a name exactly as typed, for passwords.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(each, _)| each == name)
            .map_or("", |(_, value)| value)
    }

    /// The first value of a name unless it is empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(each, _)| each == name)
            .map(|(_, value)| value.as_str())
    }

    /// The field as typed, for the page.
    pub(crate) fn field(&self, name: &str) -> Field {
        Field::of(self.get(name))
    }

    /// The named fields that hold something.
    pub(crate) fn only(&self, names: &[&str]) -> Self {
        let pairs = names
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.filled(name)?.to_owned())));
        Self(pairs.collect())
    }

    /// The same with a value in place of the ones of that name.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(each, _)| each != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What makes the form happen once when it is sent twice, by a double tap or a line that broke:
    /// the number it was given, for one thing to be done with these particulars. A form without a
    /// number happens every time.
    pub(crate) fn once(&self, what: &str, particulars: &[u8]) -> Option<Once> {
        let number: Uuid = self.get("once").parse().ok()?;
        Once::new(&format!("{}-{what}", number.simple()), what, particulars).ok()
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_does_one_thing_once_and_another_thing_again() {
        let number = Uuid::from_u128(7);
        let form = Fields::new(vec![("once".into(), number.to_string())]);
        assert!(form.once("on_duty", b"").is_some());
        assert_eq!(form.once("on_duty", b""), form.once("on_duty", b""));
        assert_ne!(form.once("on_duty", b""), form.once("transfer", b""));
        assert_ne!(form.once("grant", b"a"), form.once("grant", b"b"));
        let without = Fields::new(vec![("once".into(), "x".into())]);
        assert_eq!(without.once("on_duty", b""), None);
    }

    #[test]
    fn values_are_found_trimmed_and_repeated_ones_all() {
        let fields = Fields::new(vec![
            ("row".into(), "a".into()),
            ("kana".into(), " ヤマ ".into()),
            ("row".into(), "b".into()),
            ("none".into(), "  ".into()),
        ]);
        assert_eq!(fields.get("kana"), "ヤマ");
        assert_eq!(fields.get("absent"), "");
        assert_eq!(fields.filled("none"), None);
        assert_eq!(fields.all("row").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(
            fields.only(&["kana", "none"]).pairs(),
            [("kana".to_owned(), "ヤマ".to_owned())]
        );
        assert_eq!(
            fields.with("row", "c").all("row").collect::<Vec<_>>(),
            ["c"]
        );
    }
}
