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
