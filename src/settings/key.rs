/// One setting, as the loader, the samples and the documentation know it.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// Section and key in the file, e.g. `server.listen`.
    pub name: &'static str,
    /// The environment variable.
    pub env: &'static str,
    /// The name that the key had before, which is taken too; empty for most.
    pub formerly: &'static str,
    /// The value that holds when nothing is set; empty for a setting that must be set or has no value by default.
    pub default: &'static str,
    /// A value for the samples.
    pub example: &'static str,
    /// True when the value is never shown. Such a key also takes its value from the file that `{env}_FILE` names.
    pub secret: bool,
    /// True when the whole value is a key or a secret, so that a placeholder is refused.
    pub token: bool,
    /// The description, in sentences.
    pub doc: &'static str,
}

impl Key {
    pub(crate) const fn new(name: &'static str, env: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            env,
            formerly: "",
            default: "",
            example: "",
            secret: false,
            token: false,
            // A line of a doc comment starts with a space.
            doc: doc.trim_ascii_start(),
        }
    }

    /// A variable that is not named after the key.
    pub(crate) const fn variable(mut self, env: &'static str) -> Self {
        self.env = env;
        self
    }

    /// Another name that is taken as well, in the file and as a variable.
    pub(crate) const fn formerly(mut self, formerly: &'static str) -> Self {
        self.formerly = formerly;
        self
    }

    pub(crate) const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    pub(crate) const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// The value is a key or a secret.
    pub(crate) const fn secret(mut self) -> Self {
        self.secret = true;
        self.token = true;
        self
    }

    /// The value may have a secret in it, such as an address with a password.
    pub(crate) const fn with_secret(mut self) -> Self {
        self.secret = true;
        self
    }
}
