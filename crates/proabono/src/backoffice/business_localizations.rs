use macro_rules_attribute::apply;

use super::BusinessLocalizations;
use super::words::TypeContent;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Request};

/// A localization of a business.
#[apply(answer)]
pub struct LocalizationByBusiness {
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// Which text.
    pub code: Option<String>,
    /// What kind of text.
    pub type_content: Option<TypeContent>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The text.
    pub content: Option<String>,
}

/// What to write of `LocalizationByBusiness`.
#[apply(request)]
pub struct LocalizationByBusinessRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// Which text.
    pub code: String,
    /// What kind of text.
    pub type_content: TypeContent,
    /// ISO 639-1.
    pub language: String,
    /// The text.
    pub content: String,
}

/// Filters of [`BusinessLocalizations::list`].
#[apply(options)]
pub struct ListBusinessLocalizations {
    /// ISO 639-1.
    pub language: Option<String>,
    /// Whether it was changed.
    pub is_custom: Option<bool>,
    /// The text.
    pub content: Option<String>,
    /// Which text.
    pub code: Option<String>,
}

impl<'a> BusinessLocalizations<'a> {
    /// `POST /HostedPages/LocalizationByBusinesses`: writes a text, new or not.
    pub fn create_or_update(
        self,
        request: &LocalizationByBusinessRequest,
    ) -> Request<'a, LocalizationByBusiness> {
        self.api.account(
            Call::post(
                "create_or_update_business_localization",
                "/HostedPages/LocalizationByBusinesses",
            )
            .body(request),
        )
    }

    /// `GET /HostedPages/LocalizationByBusinesses`.
    pub fn list(self, options: &ListBusinessLocalizations) -> Listing<'a, LocalizationByBusiness> {
        Listing::new(
            self.api.account(
                Call::get(
                    "list_business_localizations",
                    "/HostedPages/LocalizationByBusinesses",
                )
                .query(options),
            ),
        )
    }
}
