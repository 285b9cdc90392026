use macro_rules_attribute::apply;

use super::BusinessLocalizations;
use super::words::TypeContent;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Request};

/// A text of a business in one language.
#[apply(answer)]
pub struct LocalizationByBusiness {
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The code of the text.
    pub code: Option<String>,
    /// The kind of text.
    pub type_content: Option<TypeContent>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The text.
    pub content: Option<String>,
}

/// A text of a business to write, new or not.
#[apply(request)]
pub struct LocalizationByBusinessRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The code of the text.
    pub code: String,
    /// The kind of text.
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
    /// True if it was changed.
    pub is_custom: Option<bool>,
    /// The text.
    pub content: Option<String>,
    /// The code of the text.
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
