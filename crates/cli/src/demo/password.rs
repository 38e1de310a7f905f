//! Passwords and secrets drawn for the demo's accounts.

use tasuki_auth::password::check_strength;

/// Letters and digits that nobody mistakes for one another.
const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789+";

/// A password of four groups of four: 80 bits.
pub fn password(login: &str, mut entropy: impl FnMut() -> [u8; 32]) -> String {
    loop {
        let groups: Vec<String> = entropy()
            .chunks(4)
            .take(4)
            .map(|group| {
                group
                    .iter()
                    .map(|byte| char::from(SIGNS[usize::from(byte % 32)]))
                    .collect()
            })
            .collect();
        let password = groups.join("-");
        if check_strength(&password, login).is_ok() {
            return password;
        }
    }
}

/// The secret of one-time codes.
pub fn totp_secret(entropy: [u8; 32]) -> [u8; 20] {
    let mut secret = [0; 20];
    secret
        .iter_mut()
        .zip(entropy)
        .for_each(|(to, from)| *to = from);
    secret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_drawn_until_one_is_strong() {
        let mut draws = 0..;
        let strong = std::array::from_fn(|index| (index * 7 + 3) as u8);
        let drawn = password("crew", || {
            if draws.next() == Some(0) {
                [0; 32]
            } else {
                strong
            }
        });
        assert_eq!(drawn.len(), 19);
        assert!(check_strength(&drawn, "crew").is_ok());
        assert_eq!(draws.next(), Some(2));
    }
}
