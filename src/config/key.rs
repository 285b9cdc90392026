/// One setting, as the loader, the samples and the documentation know it.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// Section and key in the file, e.g. `server.listen`.
    pub name: &'static str,
    /// The environment variable.
    pub env: &'static str,
    /// What holds when it is not set; empty when it must be set or when nothing holds.
    pub default: &'static str,
    /// A value for the samples.
    pub example: &'static str,
    /// Whether the value is never shown. Such a key also takes its value from the file that `{env}_FILE` names.
    pub secret: bool,
    /// Whether the whole value is a key or a secret, so that what looks like a placeholder is refused.
    pub token: bool,
    /// What it is, in sentences.
    pub doc: &'static str,
}

impl Key {
    pub(super) const fn new(name: &'static str, env: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            env,
            default: "",
            example: "",
            secret: false,
            token: false,
            doc,
        }
    }

    pub(super) const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    pub(super) const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// A key or a secret.
    pub(super) const fn secret(mut self) -> Self {
        self.secret = true;
        self.token = true;
        self
    }

    /// Something that may have a secret in it, such as an address with a password.
    pub(super) const fn with_secret(mut self) -> Self {
        self.secret = true;
        self
    }
}

/// A value before it is understood: one text or a list of them, and where it was said.
#[derive(Clone)]
pub(super) struct Raw {
    pub(super) items: Vec<String>,
    pub(super) origin: String,
}
