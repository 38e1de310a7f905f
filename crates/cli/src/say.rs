//! What the command line says to the person at the terminal. Logs go through `tracing` instead.

use std::io::{IsTerminal as _, Write as _};

/// Writes a line to the standard output. A reader that went away is not an error.
pub fn out(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
}

/// Writes text to the standard output as it is.
pub fn raw(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    let _ = stdout.flush();
}

/// Writes a line to the standard error.
pub fn err(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
}

/// A bar on the standard error; silent when that is not a terminal.
pub fn progress(length: usize, what: &'static str) -> indicatif::ProgressBar {
    let bar = if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(length as u64)
    } else {
        indicatif::ProgressBar::hidden()
    };
    if let Ok(style) =
        indicatif::ProgressStyle::with_template("{msg} [{bar:32}] {pos}/{len} 残り {eta}")
    {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.with_message(what)
}

/// A count on the standard error, for work whose end is not known before; silent when that is not
/// a terminal.
pub fn counter(what: &'static str) -> indicatif::ProgressBar {
    let bar = if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new_spinner()
    } else {
        indicatif::ProgressBar::hidden()
    };
    if let Ok(style) =
        indicatif::ProgressStyle::with_template("{spinner} {msg} {human_pos}行 {elapsed}")
    {
        bar.set_style(style);
    }
    bar.with_message(what)
}
