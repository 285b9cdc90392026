//! The trial of the account: ProAbono takes the keys, and says whose segment and whose business they are for.

use std::pin::pin;

use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::config::Account;
use crate::customers::{Unresolved, Verdict};
use crate::proabono::backoffice::{Backoffice, ListSegments, Segment};
use crate::proabono::{BusinessId, Error as ApiError, ListOffers, Live, Offer, is_loopback, with_causes};

/// The offers are what any account has, and reading them changes nothing.
pub(super) async fn account(account: &Account) -> Result<String, String> {
    let place = account.api_base.origin().ascii_serialization();
    let segment = &account.segment_ref;
    let offer = offer(account).await;
    let offer = offer.map_err(|error| {
        // Behind a proxy that lets nothing through, nothing is known of ProAbono.
        let place = error.proxy().unwrap_or(&place).to_owned();
        format!("{place}: {}", refused(account, error))
    })?;
    let answered = offer.as_ref().and_then(|offer| offer.reference_segment.as_ref());
    if let Some(other) = answered.filter(|answered| *answered != segment) {
        return Err(format!(
            "{place}: ProAbono answered for the segment {other}, and PROABONO_SEGMENT_REF is {segment}"
        ));
    }
    let offers = if offer.is_some() {
        "has offers"
    } else {
        "has no offer yet"
    };
    let owner = owner(account).await?;
    Ok(format!(
        "{place} takes the keys, and the segment {segment} {offers}; {owner}"
    ))
}

async fn offer(account: &Account) -> Result<Option<Offer>, ApiError> {
    let live = Live::new(account.client_settings(), account.segment_ref.clone())?;
    let options = ListOffers {
        links: Some(false),
        ..ListOffers::default()
    };
    let offers: Vec<_> = live
        .offers()
        .list(&options)
        .stream()
        .take(1)
        .try_collect()
        .await?;
    Ok(offers.into_iter().next())
}

/// The remedy for an error. Beside the keys, the segment is all that the call says.
fn refused(account: &Account, error: ApiError) -> String {
    if let Some(remedy) = Account::remedy(&error) {
        return format!("{remedy}: {}", with_causes(&error));
    }
    match Verdict::of(&error) {
        Verdict::Keys => with_causes(&Unresolved::from(error)),
        Verdict::Nothing | Verdict::Unclear => with_causes(&error),
        _ => format!(
            "the segment {} is refused: check that PROABONO_SEGMENT_REF is the reference of a segment of the account at \
             PROABONO_API_BASE: {}",
            account.segment_ref,
            with_causes(&error)
        ),
    }
}

/// Tells which business the segment is of. Only the Backoffice API says that, and many keys are not for it: then it is not
/// known, which keeps no page from working.
async fn owner(account: &Account) -> Result<String, String> {
    let settings = account.backoffice_settings();
    let place = settings.base.origin().ascii_serialization();
    if is_loopback(&settings.base) != is_loopback(&account.api_base) {
        return Ok(format!(
            "its business was not asked for, since {place} is another service"
        ));
    }
    let found = match Backoffice::new(settings, None) {
        Ok(api) => found(&api, account).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(Some((segment, business))) => owned(account, &segment, business.as_deref()),
        Ok(None) => Ok(format!(
            "its business is not known, because the Backoffice API at {place} does not list the segment"
        )),
        Err(error) => Ok(format!(
            "its business is not known, because the Backoffice API at {place} does not say it: {}",
            with_causes(&error)
        )),
    }
}

/// The segment of the account and the name of its business.
async fn found(api: &Backoffice, account: &Account) -> Result<Option<(Segment, Option<String>)>, ApiError> {
    let reference = Some(&account.segment_ref);
    let options = ListSegments {
        reference_segment: reference.cloned(),
        ..ListSegments::default()
    };
    let segments = api.segments().list(&options).stream();
    let mut segments = pin!(segments);
    while let Some(segment) = segments.try_next().await? {
        if segment.reference_segment.as_ref() == reference {
            let business = match segment.id_business {
                Some(id) => api.businesses().retrieve(id).await.ok().flatten(),
                None => None,
            };
            return Ok(Some((segment, business.and_then(|business| business.name))));
        }
    }
    Ok(None)
}

/// Compares the business of the segment with the one that is set.
fn owned(account: &Account, segment: &Segment, business: Option<&str>) -> Result<String, String> {
    let name = segment.name.as_deref().unwrap_or_default();
    let business = business.map_or_else(String::new, |name| format!(" {name:?}"));
    match segment.id_business {
        None => Ok(format!("its name is {name:?}, and its business is not said")),
        Some(BusinessId(id)) if id == account.business_id => Ok(format!(
            "its name is {name:?}, and its business is {id}{business}"
        )),
        Some(BusinessId(id)) => Err(format!(
            "the segment {} {name:?} is of the business {id}{business}, and PROABONO_BUSINESS_ID is {}",
            account.segment_ref, account.business_id
        )),
    }
}
