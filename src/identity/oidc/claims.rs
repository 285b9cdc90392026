use crate::identity::User;
use crate::identity::claim_names::ClaimNames;
use crate::identity::jwt::Claims;

use super::ISSUER;

/// The claims that become the user.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    pub(super) names: ClaimNames,
    /// Further claims, from which references and segments are made.
    pub(super) extra: Vec<String>,
}

impl Mapping {
    /// Tells whether the token lacks a claim that the provider might say elsewhere.
    pub(super) fn lacks(&self, token: &Claims) -> bool {
        !self.knows_id(token)
            || self
                .names
                .details()
                .into_iter()
                .chain(&self.extra)
                .any(|name| token.detail(name).is_none())
    }

    /// Tells whether the token says who it is about.
    pub(super) fn knows_id(&self, token: &Claims) -> bool {
        token.id(&self.names.id).is_ok()
    }

    /// Makes the user. A claim of the token takes precedence over the same claim of the userinfo endpoint.
    pub(super) fn user(&self, issuer: &str, token: &Claims, beside: &Claims) -> Result<User, String> {
        let names = &self.names;
        let place = format!("the claim {:?} (identity.oidc.id_claim)", names.id);
        let id = token.id(&names.id).or_else(|odd| {
            let beside = beside.id(&names.id);
            beside.map_err(|_| format!("{place} names nobody: {odd}"))
        })?;
        let user = User::new(id).map_err(|error| format!("{place}: {error}"))?;
        let user = names.describe("oidc", user, &self.extra, &[token, beside]);
        Ok(user
            .claim("sub", token.id("sub").unwrap_or_default())
            .claim(ISSUER, issuer))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn claims(value: Value) -> Claims {
        Claims(serde_json::from_value(value).unwrap())
    }

    fn mapping(id: &str, extra: &[&str]) -> Mapping {
        let text = str::to_owned;
        Mapping {
            names: ClaimNames {
                id: text(id),
                name: text("name"),
                email: text("email"),
                language: text("locale"),
            },
            extra: extra.iter().copied().map(str::to_owned).collect(),
        }
    }

    #[test]
    fn the_token_goes_before_what_the_provider_says_beside_it() {
        let token = claims(json!({ "sub": "s-1", "name": "Ann", "org": 7, "admin": true, "groups": ["a"] }));
        let beside =
            claims(json!({ "sub": "s-1", "name": "Other", "email": "ann@acme.example", "locale": "fr_CA" }));
        let user = mapping("sub", &["org", "admin", "groups", "none"])
            .user("https://idp.test", &token, &beside)
            .unwrap();
        assert_eq!((user.id(), user.known_name()), ("s-1", Some("Ann")));
        assert_eq!(user.known_email(), Some("ann@acme.example"));
        assert_eq!(user.known_language(), Some("fr-CA"));
        let kept: Vec<_> = user.known_claims().collect();
        let expected = [
            ("admin", "true"),
            ("iss", "https://idp.test"),
            ("org", "7"),
            ("sub", "s-1"),
        ];
        assert_eq!(kept, expected);
    }

    #[test]
    fn an_id_that_is_absent_or_no_text_is_named_in_the_refusal() {
        for token in [
            json!({ "sub": "s" }),
            json!({ "sub": "s", "oid": "" }),
            json!({ "sub": "s", "oid": null }),
            json!({ "sub": "s", "oid": ["x"] }),
            json!({ "sub": "s", "oid": 1.5 }),
            json!({ "sub": "s", "oid": true }),
            json!({ "sub": "s", "oid": "a\u{7}b" }),
            json!({ "sub": "s", "oid": "{{user.id}}" }),
            json!({ "sub": "s", "oid": "x".repeat(501) }),
        ] {
            let refused = mapping("oid", &[]).user("https://idp.test", &claims(token), &Claims::default());
            let said = refused.unwrap_err();
            assert!(
                said.contains("\"oid\"") && said.contains("identity.oidc.id_claim"),
                "{said}"
            );
        }
        let number =
            mapping("oid", &[]).user("i", &claims(json!({ "sub": "s", "oid": 42 })), &Claims::default());
        assert_eq!(number.unwrap().id(), "42");
    }

    #[test]
    fn the_provider_is_asked_again_only_for_what_the_token_lacks() {
        let whole = claims(json!({ "sub": "s", "name": "n", "email": "e@e.test", "locale": "en" }));
        assert!(!mapping("sub", &[]).lacks(&whole));
        assert!(mapping("sub", &["org"]).lacks(&whole));
        assert!(mapping("oid", &[]).lacks(&whole));
        assert!(mapping("sub", &[]).lacks(&claims(json!({ "sub": "s", "name": "n", "email": "e@e.test" }))));
    }
}
