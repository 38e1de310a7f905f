//! A chart of throughput: for every store and number of clients, ours beside raw.

use super::name;
use crate::lookup::Outcome;
use std::fmt::Write as _;

const ROW: f64 = 34.0;
const LEFT: f64 = 210.0;
const WIDE: f64 = 520.0;
const TOP: f64 = 40.0;

/// Draws it.
pub fn draw(outcomes: &[Outcome]) -> Result<String, std::fmt::Error> {
    let most = outcomes
        .iter()
        .flat_map(|outcome| [outcome.ours.whole.per_second, outcome.raw.per_second])
        .fold(1.0, f64::max);
    let height = TOP + ROW * outcomes.len() as f64 + 16.0;
    let mut svg = String::new();
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {height:.0}\" \
         font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDE + 110.0
    )?;
    writeln!(
        svg,
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    )?;
    writeln!(
        svg,
        "<text x=\"{LEFT}\" y=\"20\" fill=\"#222222\">operations per second (search + summary)</text>"
    )?;
    for (place, (color, label)) in [("#0b6e99", "ours"), ("#b9c3c9", "raw")].iter().enumerate() {
        let x = LEFT + 320.0 + 70.0 * place as f64;
        writeln!(
            svg,
            "<rect x=\"{x}\" y=\"10\" width=\"12\" height=\"12\" fill=\"{color}\"/>\
             <text x=\"{}\" y=\"20\" fill=\"#222222\">{label}</text>",
            x + 17.0
        )?;
    }
    for (place, outcome) in outcomes.iter().enumerate() {
        let y = TOP + ROW * place as f64;
        writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#222222\">{}, {} clients</text>",
            LEFT - 8.0,
            y + 17.0,
            name(outcome),
            outcome.config.clients
        )?;
        let bars = [
            (y, "#0b6e99", outcome.ours.whole.per_second),
            (y + 13.0, "#b9c3c9", outcome.raw.per_second),
        ];
        for (y, color, value) in bars {
            let width = WIDE * value / most;
            writeln!(
                svg,
                "<rect x=\"{LEFT}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"12\" fill=\"{color}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" fill=\"#222222\" font-size=\"10\">{value:.0}</text>",
                LEFT + width + 4.0,
                y + 10.0
            )?;
        }
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}
