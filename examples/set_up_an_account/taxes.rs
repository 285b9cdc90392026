//! Two taxes, each with another rate in two countries.

use anyhow::Context as _;
use proabono_portal::proabono::backoffice::{
    Backoffice, ListTaxProfileExceptions, TaxProfileExceptionRequest, TaxProfileExceptionUpdateRequest,
    TaxProfileRequest, TaxProfileUpdateRequest, TypeRateTax,
};
use proabono_portal::proabono::{TaxProfileExceptionId, TaxProfileId};
use serde_json::{Value, json};

use super::NUMBER;

/// A tax, and its exceptions in the order of [`Rate::abroad`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tax {
    pub(crate) profile: TaxProfileId,
    pub(crate) exceptions: [TaxProfileExceptionId; 2],
}

/// What a tax is, in hundredths of a percent.
struct Rate {
    name: &'static str,
    label: &'static str,
    at_home: i64,
    kind: TypeRateTax,
    abroad: [(&'static str, i64); 2],
}

const COUNTRIES: [&str; 2] = ["DE", "BE"];

fn first() -> [Rate; 2] {
    [
        rate("VAT", "TVA 20%", 2000, TypeRateTax::Standard, [1900, 2100]),
        rate("VAT on books", "TVA 5,5%", 550, TypeRateTax::Reduced, [700, 600]),
    ]
}

fn second() -> [Rate; 2] {
    [
        rate("VAT", "TVA 21%", 2100, TypeRateTax::Standard, [2000, 2200]),
        rate("VAT on books", "TVA 6%", 600, TypeRateTax::Reduced, [800, 650]),
    ]
}

fn rate(name: &'static str, label: &'static str, at_home: i64, kind: TypeRateTax, abroad: [i64; 2]) -> Rate {
    let [german, belgian] = COUNTRIES;
    Rate {
        name,
        label,
        at_home,
        kind,
        abroad: [(german, abroad[0]), (belgian, abroad[1])],
    }
}

pub(crate) async fn create(api: &Backoffice) -> anyhow::Result<[Tax; 2]> {
    let [standard, reduced] = first();
    Ok([
        create_one(api, &standard).await?,
        create_one(api, &reduced).await?,
    ])
}

async fn create_one(api: &Backoffice, rate: &Rate) -> anyhow::Result<Tax> {
    let request = TaxProfileRequest::new(
        rate.name.to_owned(),
        rate.label.to_owned(),
        rate.at_home,
        rate.kind.clone(),
    );
    let tax = api.tax_profiles().create(&request).await?;
    let profile = tax.and_then(|tax| tax.id).context(NUMBER)?;
    let mut exceptions = Vec::new();
    for (country, abroad) in rate.abroad {
        let request = TaxProfileExceptionRequest::new(profile, abroad, rate.kind.clone(), country.to_owned());
        let exception = api.tax_profile_exceptions().create(&request).await?;
        exceptions.push(exception.and_then(|exception| exception.id).context(NUMBER)?);
    }
    let exceptions = <[_; 2]>::try_from(exceptions).ok().context(NUMBER)?;
    Ok(Tax { profile, exceptions })
}

pub(crate) async fn change(api: &Backoffice, taxes: [Tax; 2]) -> anyhow::Result<()> {
    for (tax, rate) in taxes.into_iter().zip(second()) {
        let request = TaxProfileUpdateRequest::new(
            tax.profile,
            rate.name.to_owned(),
            rate.label.to_owned(),
            rate.at_home,
            rate.kind.clone(),
        );
        api.tax_profiles().update(&request).await?;
        for (exception, (country, abroad)) in tax.exceptions.into_iter().zip(rate.abroad) {
            let request = TaxProfileExceptionUpdateRequest::new(
                exception,
                tax.profile,
                abroad,
                rate.kind.clone(),
                country.to_owned(),
            );
            api.tax_profile_exceptions().update(&request).await?;
        }
    }
    Ok(())
}

pub(crate) async fn read(api: &Backoffice, taxes: [Tax; 2]) -> anyhow::Result<Vec<Value>> {
    let mut read = Vec::new();
    for tax in taxes {
        let of_it = ListTaxProfileExceptions {
            id_tax_profile: Some(tax.profile),
            ..Default::default()
        };
        read.push(json!({
            "profile": api.tax_profiles().retrieve(tax.profile).await?,
            "exceptions": api.tax_profile_exceptions().list(&of_it).all().await?,
        }));
    }
    Ok(read)
}
