use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::TypeContent;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error};

/// A localization of a business.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
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
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
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

impl LocalizationByBusinessRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id_business: BusinessId,
        code: String,
        type_content: TypeContent,
        language: String,
        content: String,
    ) -> Self {
        Self {
            id_business,
            code,
            type_content,
            language,
            content,
        }
    }
}

/// Filters of [`BusinessLocalizations::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
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

/// The operations on texts of a business in each language.
#[derive(Clone, Copy)]
pub struct BusinessLocalizations<'a> {
    api: &'a Backoffice,
}

impl<'a> BusinessLocalizations<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /HostedPages/LocalizationByBusinesses`: writes a text, new or not.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create_or_update(
        self,
        request: &LocalizationByBusinessRequest,
    ) -> Result<Option<LocalizationByBusiness>, Error> {
        let call = Call::post(
            "create_or_update_business_localization",
            "/HostedPages/LocalizationByBusinesses",
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /HostedPages/LocalizationByBusinesses`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(
        self,
        options: &ListBusinessLocalizations,
    ) -> Result<Listing<'a, LocalizationByBusiness>, Error> {
        let call = Call::get(
            "list_business_localizations",
            "/HostedPages/LocalizationByBusinesses",
        )
        .query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }
}
