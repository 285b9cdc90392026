use jsonwebtoken::Algorithm;

/// How tokens may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoffAlgorithm {
    /// HMAC with SHA-256: one secret, known to both sides.
    Hs256,
    /// RSA with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl HandoffAlgorithm {
    pub(super) const WORDS: [(&str, Self); 4] = [
        ("HS256", Self::Hs256),
        ("RS256", Self::Rs256),
        ("ES256", Self::Es256),
        ("EdDSA", Self::EdDsa),
    ];

    /// The name, as the header of a token spells it.
    pub(crate) fn name(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(_, algorithm)| *algorithm == self);
        known.map_or("", |(name, _)| name)
    }

    pub(super) fn signature(self) -> Algorithm {
        match self {
            Self::Hs256 => Algorithm::HS256,
            Self::Rs256 => Algorithm::RS256,
            Self::Es256 => Algorithm::ES256,
            Self::EdDsa => Algorithm::EdDSA,
        }
    }
}
