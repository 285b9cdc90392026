use proabono::backoffice::LocalizationByBusinessRequest;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Code", "Language", "TypeContent", "Content"];

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create-or-update", "POST /HostedPages/LocalizationByBusinesses", "Writes a text, new or not", |api, _: Nothing, _: Nothing, body: LocalizationByBusinessRequest| {
 api.business_localizations().create_or_update(&body)
})
.example("--id-business $BUSINESS --code Action.MenuCustomer.Invoices --type-content Html --language fr --content 'Vos factures'"),
Operation::list("list", "GET /HostedPages/LocalizationByBusinesses", "Lists business localizations", |api, options| {
 api.business_localizations().list(&options)
})
.columns(COLUMNS)
.example("--language en")]
}
