//! Reads the start tags of our own pages; enough for checks, no parser of arbitrary HTML.

/// One start tag.
#[derive(Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its attributes; an attribute without a value has an empty one.
    pub attributes: Vec<(String, String)>,
    /// Whether it stands within a label.
    pub in_label: bool,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(attribute, _)| attribute == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All start tags, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    let mut in_label = false;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with("/label>") {
            in_label = false;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = end_of_tag(rest);
        let (name, attributes) = read(&rest[..end]);
        in_label = in_label || name == "label";
        found.push(Tag {
            name,
            attributes,
            in_label,
        });
        rest = &rest[end..];
    }
    found
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("an unclosed tag: {}", &text[..text.len().min(40)])
}

fn read(tag: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) = tag
        .find(char::is_whitespace)
        .map_or((tag, ""), |at| tag.split_at(at));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name.to_owned(), attributes);
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let close = quoted.find('"').expect("a closing quote");
            value = quoted[..close].to_owned();
            rest = &quoted[close + 1..];
        } else {
            assert!(!rest.starts_with('='), "an unquoted value in <{tag}>");
        }
        attributes.push((attribute, value));
    }
}

#[test]
fn tags_are_read() {
    let read = tags(
        r#"<p>a<label>b <input type="radio" checked value="x>y"></label><br><!-- <b> --></p>"#,
    );
    let names: Vec<&str> = read.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["p", "label", "input", "br", "b"]);
    assert_eq!(read[2].get("value"), Some("x>y"));
    assert_eq!(read[2].get("checked"), Some(""));
    assert!(read[2].in_label && !read[3].in_label);
}
