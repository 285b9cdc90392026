/// The place from which a link came that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkSource {
    /// The address of the page, as an encrypted link.
    Crylk,
    /// The address of the page, as an opener of the in-site portal.
    PaQuery,
    /// The home link of a customer.
    Home,
    /// The link of a workflow.
    Workflow,
    /// The link of the public pricing table.
    Offers,
    /// The link of an invoice's document.
    Invoice,
}

impl LinkSource {
    pub(super) const ALL: [Self; 6] = [
        Self::Crylk,
        Self::PaQuery,
        Self::Home,
        Self::Workflow,
        Self::Offers,
        Self::Invoice,
    ];

    /// The label in metrics and in the log.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Crylk => "crylk",
            Self::PaQuery => "pa_query",
            Self::Home => "home",
            Self::Workflow => "workflow",
            Self::Offers => "offers",
            Self::Invoice => "invoice",
        }
    }
}
