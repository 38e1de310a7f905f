//! A form with a file, within bounds, and only from a page of the session.

use super::municipality;
use crate::pages::visit::Visit;
use actix_multipart::Multipart;
use futures_util::TryStreamExt as _;
use tokio::time::timeout;

/// Bytes of any field but the file at most.
const TEXT_BYTES: usize = 256;
/// Parts of the form at most.
const PARTS: usize = 8;

/// Why no file came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The form is not of this session, or is none.
    Foreign,
    /// No file was chosen.
    Missing,
    /// The file is larger than is read.
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
}

/// What came.
#[derive(Debug)]
pub(super) struct Upload {
    /// The file.
    pub(super) file: Vec<u8>,
    /// The municipality that was chosen, if one was.
    pub(super) municipality: Option<String>,
}

/// Reads the file of the form, within the time that a roster may take.
pub(super) async fn read(visit: &Visit, form: &mut Multipart) -> Result<Upload, Fault> {
    let longest = visit.setting.state.limits.roster_time;
    timeout(longest, parts(visit, form))
        .await
        .unwrap_or(Err(Fault::TooSlow))
}

/// The token comes first and the file last, as the page puts them; a file before the token is not
/// read.
async fn parts(visit: &Visit, form: &mut Multipart) -> Result<Upload, Fault> {
    let mut own = false;
    let mut municipality = None;
    for _ in 0..PARTS {
        let Some(mut part) = form.try_next().await.map_err(|_| Fault::Foreign)? else {
            break;
        };
        match part.name() {
            Some("csrf") => {
                let token = text(&mut part).await?;
                own = visit.is_own_form(&token);
                if !own {
                    return Err(Fault::Foreign);
                }
            }
            Some("file") if own => {
                let file = bytes(&mut part, visit.setting.state.limits.roster_bytes).await?;
                return if file.is_empty() {
                    Err(Fault::Missing)
                } else {
                    Ok(Upload { file, municipality })
                };
            }
            Some("file") => return Err(Fault::Foreign),
            Some(municipality::FIELD) => {
                municipality = Some(text(&mut part).await?).filter(|code| !code.is_empty());
            }
            _ => {
                text(&mut part).await?;
            }
        }
    }
    Err(if own { Fault::Missing } else { Fault::Foreign })
}

/// A short field; what is none is of no form of ours.
async fn text(part: &mut actix_multipart::Field) -> Result<String, Fault> {
    let bytes = bytes(part, TEXT_BYTES).await.map_err(|_| Fault::Foreign)?;
    String::from_utf8(bytes).map_err(|_| Fault::Foreign)
}

async fn bytes(part: &mut actix_multipart::Field, most: usize) -> Result<Vec<u8>, Fault> {
    let mut all = Vec::new();
    while let Some(chunk) = part.try_next().await.map_err(|_| Fault::Foreign)? {
        if all.len() + chunk.len() > most {
            return Err(Fault::TooLarge);
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all)
}
