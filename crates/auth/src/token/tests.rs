//! What is taken for a token and what is not.

use super::*;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::EncodingKey;
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn keys(byte: u8) -> SigningKeys {
    SigningKeys::generate([byte; 32]).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn now() -> Instant {
    at("2026-11-21T03:00:00Z")
}

fn claims() -> Claims {
    Claims {
        account: Uuid::from_u128(1).into(),
        organization: Uuid::from_u128(2).into(),
        role: Role::CrewLeader,
        generation: 7,
        session: Uuid::from_u128(3).into(),
        usage: Use::Api,
        issued_at: now(),
        expires_at: at("2026-11-21T11:00:00Z"),
    }
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    BASE64URL_NOPAD.encode(value.to_string().as_bytes())
}

/// A token of any header and claims, signed with the first of those keys.
fn signed(keys: &SigningKeys, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &keys.active().signing, Algorithm::ES256)
            .unwrap();
    format!("{message}.{signature}")
}

#[test]
fn a_token_names_its_caller() {
    let token = keys(1).issue(&claims()).unwrap();
    let caller = keys(1).verify(&token, now()).unwrap();
    let claims = claims();
    assert_eq!(
        caller,
        Caller {
            account: claims.account,
            organization: claims.organization,
            role: claims.role,
            generation: 7,
            session: claims.session,
            proof: Proof::Token,
            expires_at: claims.expires_at,
        }
    );
    let page = Claims {
        usage: Use::Page,
        ..claims
    };
    let token = keys(1).issue(&page).unwrap();
    let caller = keys(1).verify(&token, now()).unwrap();
    assert_eq!(caller.proof, Proof::PageSession);
}

#[test]
fn a_token_is_what_the_standards_say() {
    let token = keys(1).issue(&claims()).unwrap();
    let jwks = keys(1).jwks();
    let key = &jwks["keys"][0];
    assert_eq!(
        part(&token, 0),
        json!({"typ": "JWT", "alg": "ES256", "kid": key["kid"]})
    );
    assert_eq!(
        part(&token, 1),
        json!({
            "iss": "tasuki",
            "sub": "00000000-0000-0000-0000-000000000001",
            "org": "00000000-0000-0000-0000-000000000002",
            "role": "crew_leader",
            "gen": 7,
            "sid": "00000000-0000-0000-0000-000000000003",
            "iat": 1_795_230_000,
            "exp": 1_795_258_800,
            "use": "api",
        })
    );
    // Verified with the published key only, without the library that signed.
    let coordinate = |name: &str| {
        let text = key[name].as_str().unwrap();
        BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
    };
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    let (message, signature) = token.rsplit_once('.').unwrap();
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    VerifyingKey::from_sec1_bytes(&point)
        .unwrap()
        .verify(
            message.as_bytes(),
            &Signature::from_slice(&signature).unwrap(),
        )
        .unwrap();
}

#[test]
fn the_key_of_the_standard_has_its_public_half_and_thumbprint() {
    // The key of RFC 7515, appendix A.3.
    let secret = BASE64URL_NOPAD
        .decode(b"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI")
        .unwrap();
    let keys = SigningKeys::generate(secret.try_into().unwrap()).unwrap();
    assert_eq!(
        keys.jwks(),
        json!({"keys": [{
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            "kid": "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
            "use": "sig",
            "alg": "ES256",
        }]})
    );
}

#[test]
fn the_times_are_those_passed_in() {
    let keys = keys(1);
    let token = keys.issue(&claims()).unwrap();
    for (now, expected) in [
        ("2026-11-21T02:58:59Z", Err(TokenError::NotYet)),
        ("2026-11-21T02:59:00Z", Ok(())),
        ("2026-11-21T10:59:59Z", Ok(())),
        ("2026-11-21T11:00:00Z", Err(TokenError::Expired)),
        ("2126-11-21T11:00:00Z", Err(TokenError::Expired)),
    ] {
        assert_eq!(keys.verify(&token, at(now)).map(|_| ()), expected, "{now}");
    }
}

#[test]
fn no_token_lives_longer_than_a_day() {
    let header = json!({"alg": "ES256", "kid": keys(1).jwks()["keys"][0]["kid"]});
    for (issued, expires) in [
        ("2026-11-21T03:00:00Z", "2026-11-22T03:00:01Z"),
        ("2026-11-21T03:00:00Z", "2026-11-21T03:00:00Z"),
        ("2026-11-21T03:00:00Z", "2026-11-21T02:00:00Z"),
    ] {
        let wrong = Claims {
            issued_at: at(issued),
            expires_at: at(expires),
            ..claims()
        };
        assert_eq!(keys(1).issue(&wrong), Err(TokenError::Lifetime));
        let mut payload = part(&keys(1).issue(&claims()).unwrap(), 1);
        payload["iat"] = json!(wrong.issued_at.as_second());
        payload["exp"] = json!(wrong.expires_at.as_second());
        let token = signed(&keys(1), &header, &payload);
        assert_eq!(keys(1).verify(&token, now()), Err(TokenError::Lifetime));
    }
}

#[test]
fn keys_rotate() {
    let (old, new) = (keys(1), keys(2));
    let token = old.issue(&claims()).unwrap();
    assert_eq!(new.verify(&token, now()), Err(TokenError::UnknownKey));
    let both = new.also_verifying(&old.to_pem().unwrap()).unwrap();
    assert!(both.verify(&token, now()).is_ok());
    assert_eq!(both.jwks()["keys"].as_array().unwrap().len(), 2);
    let newer = both.issue(&claims()).unwrap();
    assert_eq!(old.verify(&newer, now()), Err(TokenError::UnknownKey));
}

#[test]
fn a_key_survives_its_text_form() {
    let pem = keys(1).to_pem().unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    let again = SigningKeys::from_pem(&pem).unwrap();
    assert_eq!(again.jwks(), keys(1).jwks());
    assert_eq!(again.to_pem().unwrap(), pem);
    assert!(!format!("{again:?}").contains("PRIVATE"));
    for wrong in [
        "",
        "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
    ] {
        assert_eq!(SigningKeys::from_pem(wrong).err(), Some(KeyError::NotPem));
    }
    for wrong in [[0; 32], [0xFF; 32]] {
        assert_eq!(SigningKeys::generate(wrong).err(), Some(KeyError::Entropy));
    }
}

#[test]
fn tokens_of_another_making_are_refused() {
    let keys = keys(1);
    let good = keys.issue(&claims()).unwrap();
    let (header, payload) = (part(&good, 0), part(&good, 1));
    let signature = good.rsplit('.').next().unwrap();
    let header_with = |name: &str, value: Value| {
        let mut header = header.clone();
        header[name] = value;
        header
    };
    let payload_with = |name: &str, value: Value| {
        let mut payload = payload.clone();
        payload[name] = value;
        payload
    };
    let without_kid = json!({"typ": "JWT", "alg": "ES256"});
    let raw = |header: &Value, payload: &Value, signature: &str| {
        format!("{}.{}.{signature}", encoded(header), encoded(payload))
    };
    let none = header_with("alg", json!("none"));
    let hmac = header_with("alg", json!("HS256"));
    let es384 = header_with("alg", json!("ES384"));
    let jwks = keys.jwks();
    // The classic confusion: the public key used as the secret of an HMAC.
    let confused = {
        let message = format!("{}.{}", encoded(&hmac), encoded(&payload));
        let secret = EncodingKey::from_secret(jwks["keys"][0]["x"].as_str().unwrap().as_bytes());
        let mac = jsonwebtoken::crypto::sign(message.as_bytes(), &secret, Algorithm::HS256);
        format!("{message}.{}", mac.unwrap())
    };
    let stranger = super::tests::keys(9);
    let smuggled = {
        let mut header = header_with("jwk", stranger.jwks()["keys"][0].clone());
        header["kid"] = jwks["keys"][0]["kid"].clone();
        signed(&stranger, &header, &payload)
    };
    let cases = [
        (
            "other claims",
            raw(&header, &payload_with("role", json!("auditor")), signature),
            TokenError::Signature,
        ),
        (
            "no signature",
            raw(&header, &payload, ""),
            TokenError::Signature,
        ),
        ("none", raw(&none, &payload, ""), TokenError::Malformed),
        (
            "HMAC",
            raw(&hmac, &payload, signature),
            TokenError::Algorithm,
        ),
        ("confused", confused, TokenError::Algorithm),
        (
            "ES384",
            raw(&es384, &payload, signature),
            TokenError::Algorithm,
        ),
        (
            "no kid",
            signed(&keys, &without_kid, &payload),
            TokenError::UnknownKey,
        ),
        (
            "wrong kid",
            signed(&keys, &header_with("kid", json!("x")), &payload),
            TokenError::UnknownKey,
        ),
        (
            "foreign key under our kid",
            signed(&stranger, &header, &payload),
            TokenError::Signature,
        ),
        ("key in the header", smuggled, TokenError::Signature),
        (
            "critical",
            signed(&keys, &header_with("crit", json!(["exp"])), &payload),
            TokenError::Malformed,
        ),
        (
            "issuer",
            signed(&keys, &header, &payload_with("iss", json!("other"))),
            TokenError::Issuer,
        ),
        (
            "role",
            signed(&keys, &header, &payload_with("role", json!("root"))),
            TokenError::Malformed,
        ),
        (
            "use",
            signed(&keys, &header, &payload_with("use", json!("refresh"))),
            TokenError::Malformed,
        ),
        (
            "exp",
            signed(&keys, &header, &payload_with("exp", Value::Null)),
            TokenError::Malformed,
        ),
        ("text", "token".to_owned(), TokenError::Malformed),
        ("empty", String::new(), TokenError::Malformed),
        (
            "long",
            format!("{good}{}", "A".repeat(2048)),
            TokenError::Malformed,
        ),
        ("four parts", format!("{good}.A"), TokenError::Malformed),
    ];
    for (name, token, expected) in cases {
        assert_eq!(keys.verify(&token, now()), Err(expected), "{name}");
    }
    let elsewhere = super::tests::keys(1).issued_by("https://drill.example");
    assert_eq!(elsewhere.verify(&good, now()), Err(TokenError::Issuer));
}

proptest! {
    #[test]
    fn no_text_panics_or_passes(text in "(\\PC{0,60}|[A-Za-z0-9_-]{0,40}(\\.[A-Za-z0-9_-]{0,40}){0,4})") {
        prop_assert!(keys(1).verify(&text, now()).is_err());
    }

    #[test]
    fn a_changed_character_is_refused(place in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_.-]") {
        let token = keys(1).issue(&claims()).unwrap();
        let place = place.index(token.len());
        let changed = format!("{}{letter}{}", &token[..place], &token[place + 1..]);
        prop_assume!(changed != token);
        prop_assert!(keys(1).verify(&changed, now()).is_err());
    }

    #[test]
    fn every_draw_gives_a_key_that_signs(entropy: [u8; 32]) {
        let keys = SigningKeys::generate(entropy);
        prop_assume!(keys.is_ok());
        let keys = keys.unwrap();
        let token = keys.issue(&claims()).unwrap();
        prop_assert!(SigningKeys::from_pem(&keys.to_pem().unwrap()).unwrap().verify(&token, now()).is_ok());
    }
}
