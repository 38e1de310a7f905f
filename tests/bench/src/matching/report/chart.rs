//! A chart of what is found among the first three: a bar for each slip, and marks for what the
//! baselines find.

use crate::matching::measure::Outcome;
use std::fmt::{self, Write as _};

const ROW: f64 = 17.0;
const LEFT: f64 = 230.0;
const WIDE: f64 = 480.0;
const TOP: f64 = 48.0;
const COLORS: [&str; 3] = ["#8a4b08", "#6b5b95", "#c0392b"];

fn mark(svg: &mut String, x: f64, y: f64, color: &str) -> fmt::Result {
    writeln!(
        svg,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/>"
    )
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, text: &str) -> fmt::Result {
    writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"#222222\">{text}</text>"
    )
}

/// Draws it.
pub fn draw(outcome: &Outcome) -> Result<String, fmt::Error> {
    let groups: Vec<_> = ["clean", "one", "two"]
        .into_iter()
        .filter_map(|kind| outcome.judged.group("full", kind))
        .chain(outcome.judged.groups.iter().filter(|group| {
            group.fields == "full" && !matches!(group.kind.as_str(), "clean" | "one" | "two")
        }))
        .collect();
    let height = TOP + ROW * groups.len() as f64 + 12.0;
    let mut svg = String::new();
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {height:.0}\" \
         font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
        LEFT + WIDE + 60.0
    )?;
    let title = format!(
        "Found among the first three, percent: {} people, kana + birth date + sex + town",
        outcome.residents
    );
    text(&mut svg, 12.0, 16.0, "start", &title)?;
    text(&mut svg, LEFT, 34.0, "start", "bar: this")?;
    for (place, (other, color)) in outcome.compared.iter().zip(COLORS).enumerate() {
        let x = LEFT + 80.0 + 130.0 * place as f64;
        mark(&mut svg, x, 30.0, color)?;
        text(&mut svg, x + 8.0, 34.0, "start", &other.name)?;
    }
    for (place, group) in groups.iter().enumerate() {
        let y = TOP + ROW * place as f64;
        let width = WIDE * group.recall3.share;
        text(&mut svg, LEFT - 8.0, y + 10.0, "end", &group.kind)?;
        writeln!(
            svg,
            "<rect x=\"{LEFT}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"12\" fill=\"#0b6e99\" fill-opacity=\"0.75\"/>"
        )?;
        let share = format!("{:.1}", 100.0 * group.recall3.share);
        text(&mut svg, LEFT + WIDE + 6.0, y + 10.0, "start", &share)?;
        for (other, color) in outcome.compared.iter().zip(COLORS) {
            if let Some(group) = other.judged.group("full", &group.kind) {
                mark(&mut svg, LEFT + WIDE * group.recall3.share, y + 6.0, color)?;
            }
        }
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}
