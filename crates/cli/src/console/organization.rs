//! `tasuki organization create`: an institution of a real installation.

use super::{Where, read};
use crate::{edge::SystemEdge, say};
use anyhow::Context as _;
use tasuki_app::accounts::{self, NewOrganization};
use tasuki_domain::{municipality::MunicipalityCode, organization::OrganizationKind, text::Line};

/// What it is.
#[derive(Debug, clap::Args)]
pub struct Create {
    #[command(flatten)]
    place: Where,
    /// 種類: city, fire_headquarters, hospital, clinic, pharmacy, care_office, visiting_nursing, facility, residents
    #[arg(long, value_parser = kind)]
    kind: OrganizationKind,
    /// 名称
    #[arg(long, value_parser = read::<Line>)]
    name: Line,
    /// 受け持つ自治体の6桁の全国地方公共団体コード（いくつでも）
    #[arg(long = "municipality", value_parser = read::<MunicipalityCode>, required = true)]
    municipalities: Vec<MunicipalityCode>,
    /// 消防本部の、意思の記録についての一文
    #[arg(long, value_parser = read::<Line>)]
    wishes_sentence: Option<Line>,
}

fn kind(text: &str) -> Result<OrganizationKind, String> {
    OrganizationKind::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = OrganizationKind::ALL
            .iter()
            .map(|kind| kind.code())
            .collect();
        format!("どれかを入れてください: {}", codes.join(", "))
    })
}

/// Makes it and prints its identifier.
pub fn create(args: &Create) -> anyhow::Result<()> {
    let tasuki = args.place.open()?;
    let id = accounts::create_organization(
        &tasuki,
        &SystemEdge.occasion(),
        &NewOrganization {
            kind: args.kind,
            name: args.name.clone(),
            jurisdiction: args.municipalities.clone(),
            wishes_sentence: args.wishes_sentence.clone(),
        },
    )
    .context("機関をつくれません / the institution was not made")?;
    say::out(id.to_string());
    Ok(())
}
