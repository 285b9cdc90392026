//! One text in two languages, by segment and by business.

use proabono_portal::proabono::backoffice::{
    Backoffice, ListBusinessLocalizations, ListSegmentLocalizations, LocalizationByBusinessRequest,
    LocalizationBySegmentRequest, TypeContent,
};
use proabono_portal::proabono::{BusinessId, SegmentId};
use serde_json::{Value, json};

/// The text that is written.
const CODE: &str = "Action.MenuCustomer.Invoices";

/// What it says, by language.
type Text = [(&'static str, &'static str); 2];

/// Of the segment and of the business: at first, and after the change.
pub(crate) const FIRST: [Text; 2] = [
    [("en", "Your invoices"), ("fr", "Vos factures")],
    [("en", "Invoices of Beta"), ("fr", "Factures de Beta")],
];
pub(crate) const SECOND: [Text; 2] = [
    [("en", "Invoices"), ("fr", "Factures")],
    [("en", "Bills of Beta"), ("fr", "Notes de Beta")],
];

/// The same call makes a text and replaces it.
pub(crate) async fn write(
    api: &Backoffice,
    business: BusinessId,
    segment: SegmentId,
    [of_segment, of_business]: [Text; 2],
) -> anyhow::Result<()> {
    for (language, content) in of_segment {
        let request = LocalizationBySegmentRequest::new(
            segment,
            CODE.to_owned(),
            TypeContent::Html,
            language.to_owned(),
            content.to_owned(),
        );
        api.segment_localizations().create_or_update(&request).await?;
    }
    for (language, content) in of_business {
        let request = LocalizationByBusinessRequest::new(
            business,
            CODE.to_owned(),
            TypeContent::Html,
            language.to_owned(),
            content.to_owned(),
        );
        api.business_localizations().create_or_update(&request).await?;
    }
    Ok(())
}

/// A list cannot be asked for the texts of one business or segment.
pub(crate) async fn read(
    api: &Backoffice,
    business: BusinessId,
    segment: SegmentId,
) -> anyhow::Result<Value> {
    let of_segment = ListSegmentLocalizations {
        code: Some(CODE.to_owned()),
        ..Default::default()
    };
    let mut of_segment = api.segment_localizations().list(&of_segment).all().await?;
    of_segment.retain(|text| text.id_segment == Some(segment));
    let of_business = ListBusinessLocalizations {
        code: Some(CODE.to_owned()),
        ..Default::default()
    };
    let mut of_business = api.business_localizations().list(&of_business).all().await?;
    of_business.retain(|text| text.id_business == Some(business));
    Ok(json!({ "segment": of_segment, "business": of_business }))
}
