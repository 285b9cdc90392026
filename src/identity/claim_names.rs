use super::User;
use super::jwt::Claims;

/// The names of the claims that become a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClaimNames {
    /// The stable id.
    pub(crate) id: String,
    /// The display name.
    pub(crate) name: String,
    /// The e-mail address.
    pub(crate) email: String,
    /// The language.
    pub(crate) language: String,
}

impl ClaimNames {
    /// The names of the details, in the order in which they are told.
    pub(super) fn details(&self) -> [&String; 3] {
        [&self.name, &self.email, &self.language]
    }

    /// The user with the details, and with further claims, that `sources` say; the first of them that says one counts. The log
    /// names those that are left out. Sign-ins are rare enough for a line each time.
    pub(super) fn describe(&self, provider: &str, user: User, extra: &[String], sources: &[&Claims]) -> User {
        let detail = |name: &str| sources.iter().find_map(|claims| claims.detail(name));
        let text = |name: &str| detail(name).unwrap_or_default();
        let user = user
            .name(text(&self.name))
            .email(text(&self.email))
            .language(text(&self.language));
        let user = extra.iter().fold(user, |user, name| user.claim(name, text(name)));
        let known = [user.known_name(), user.known_email(), user.known_language()];
        let known = self.details().into_iter().zip(known);
        let claims = extra.iter().map(|name| (name, user.known_claim(name)));
        let left_out: Vec<_> = known
            .chain(claims)
            .filter(|(name, known)| known.is_none() && sources.iter().any(|claims| claims.says(name)))
            .map(|(name, _)| name.as_str())
            .collect();
        if !left_out.is_empty() {
            tracing::warn!(
                code = "claims-left-out",
                provider,
                details = left_out.join(", "),
                "left out details of a user: they are placeholders that nothing replaced, too long, or not of the form that such a \
                 detail has"
            );
        }
        user
    }
}
