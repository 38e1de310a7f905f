//! A form with a file, within bounds, and only from a page of the session.

use crate::pages::visit::Visit;
use actix_multipart::Multipart;
use futures_util::TryStreamExt as _;
use tokio::time::timeout;

/// Bytes of the token's field at most.
const TOKEN_BYTES: usize = 256;
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

/// Reads the file of the form, within the time that a roster may take.
pub(super) async fn read(visit: &Visit, form: &mut Multipart) -> Result<Vec<u8>, Fault> {
    let longest = visit.setting.state.limits.roster_time;
    timeout(longest, parts(visit, form))
        .await
        .unwrap_or(Err(Fault::TooSlow))
}

/// The token comes first, as the page puts it; a file before it is not read.
async fn parts(visit: &Visit, form: &mut Multipart) -> Result<Vec<u8>, Fault> {
    let mut own = false;
    for _ in 0..PARTS {
        let Some(mut part) = form.try_next().await.map_err(|_| Fault::Foreign)? else {
            break;
        };
        match part.name() {
            Some("csrf") => {
                let token = bytes(&mut part, TOKEN_BYTES)
                    .await
                    .map_err(|_| Fault::Foreign)?;
                own = std::str::from_utf8(&token).is_ok_and(|token| visit.is_own_form(token));
                if !own {
                    return Err(Fault::Foreign);
                }
            }
            Some("file") if own => {
                let file = bytes(&mut part, visit.setting.state.limits.roster_bytes).await?;
                return if file.is_empty() {
                    Err(Fault::Missing)
                } else {
                    Ok(file)
                };
            }
            Some("file") => return Err(Fault::Foreign),
            _ => {
                bytes(&mut part, TOKEN_BYTES)
                    .await
                    .map_err(|_| Fault::Foreign)?;
            }
        }
    }
    Err(if own { Fault::Missing } else { Fault::Foreign })
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
