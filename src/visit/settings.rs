use crate::words::Language;

/// Names and ways on.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PageConfig {
    /// The name of the application, at the top of the page.
    pub application: Option<String>,
    /// The way back into the application.
    pub home_url: Option<String>,
    /// Where a visitor signs in.
    pub sign_in_url: Option<String>,
    /// Where a visitor signs out.
    pub sign_out_url: Option<String>,
    /// Where a visitor gets help.
    pub support_url: Option<String>,
    /// The language for a visitor who does not say.
    pub language: Language,
}
