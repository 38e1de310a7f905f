//! Writes every sample page in every theme to a folder, with the style beside it, for looking at
//! and for checks in a browser: `cargo run -p tasuki-ui --example gallery -- <folder>`.

use std::{error::Error, fs, path::Path};
use tasuki_ui::{Theme, asset, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: gallery <folder>")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for path in [
        asset::style_path(),
        asset::script_path(),
        asset::icon_path(),
    ] {
        let bytes = asset(path, false).ok_or("an asset is missing")?.bytes;
        fs::write(folder.join(path.trim_start_matches('/')), bytes)?;
    }
    for theme in Theme::ALL {
        for page in sample::gallery(theme) {
            let html = page.html?.replace("\"/assets/", "\"assets/");
            fs::write(
                folder.join(format!("{}.{}.html", page.name, theme.code())),
                html,
            )?;
        }
    }
    Ok(())
}
