use proabono::backoffice::LocalizationBySegmentRequest;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Code", "Language", "TypeContent", "Content", "ContentFallback"];

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create-or-update", "POST /HostedPages/LocalizationBySegments", "Writes a text, new or not", |api, _: Nothing, _: Nothing, body: LocalizationBySegmentRequest| {
 api.segment_localizations().create_or_update(&body)
})
.example("--id-segment $SEGMENT --code Action.MenuCustomer.Invoices --type-content Html --language en --content 'Your invoices'"),
Operation::list("list", "GET /HostedPages/LocalizationBySegments", "Lists segment localizations", |api, options| {
 api.segment_localizations().list(&options)
})
.columns(COLUMNS)
.example("--language en --is-custom")]
}
