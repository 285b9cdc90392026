use std::collections::BTreeSet;
use std::time::Duration;

use crate::customers::{Authority, CustomersConfig, ReferenceTemplate, SegmentTemplate, claim_name};
use crate::proabono::SegmentReference;

use super::key::Key;
use super::source::Source;
use super::table;
use super::values::{boolean, duration};

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "customers.reference",
        "PORTAL_CUSTOMERS__REFERENCE",
        "How a user becomes the customer's reference: text with `{id}`, `{provider}` or `{claim.NAME}` in it. Without          `{id}`, all users who agree in the claims share one customer. Never change it once there are customers.",
    )
    .default("cust-{id}"),
    Key::new(
        "customers.table",
        "PORTAL_CUSTOMERS__TABLE",
        "A file with the customers of users whom the template does not fit: CSV, a line is `id,reference` or \
         `id,reference,segment`. A change is taken up within seconds.",
    )
    .example("customers.csv"),
    Key::new(
        "customers.table_only",
        "PORTAL_CUSTOMERS__TABLE_ONLY",
        "When true, a user who is not in customers.table is refused. When false, the template makes such a user's \
         reference.",
    )
    .default("false"),
    Key::new(
        "customers.segment",
        "PORTAL_CUSTOMERS__SEGMENT",
        "How a user's claims name the segment, e.g. `{claim.plan_segment}`. Left out, everybody is in          PROABONO_SEGMENT_REF. A user whose segment is neither that one nor in customers.segments is refused.",
    )
    .example("{claim.plan_segment}"),
    Key::new(
        "customers.segments",
        "PORTAL_CUSTOMERS__SEGMENTS",
        "The segments that users may be in beside PROABONO_SEGMENT_REF.",
    )
    .example("seg-usd, seg-gbp"),
    Key::new(
        "customers.authority",
        "PORTAL_CUSTOMERS__AUTHORITY",
        "What ProAbono's copy follows at every visit: any of `name`, `language` and `metadata`, or nothing. What is listed \
         overwrites what the customer chose in the portal; what is not goes out at creation only, metadata never.",
    )
    .example("name, language, metadata"),
    Key::new(
        "customers.metadata",
        "PORTAL_CUSTOMERS__METADATA",
        "With `metadata` in customers.authority: the claims that the in-site portal gets as `customer_meta`, each as `claim` or \
         `key=claim`. At most 4, and 450 characters in all.",
    )
    .example("department, office=location"),
    Key::new(
        "customers.create_when_unsure",
        "PORTAL_CUSTOMERS__CREATE_WHEN_UNSURE",
        "ProAbono has one refusal for a customer that is unknown and for one out of reach. When true, such a customer is \
         created by its reference alone, which overwrites nothing.",
    )
    .default("true"),
    Key::new(
        "customers.links_fresh_for",
        "PORTAL_CUSTOMERS__LINKS_FRESH_FOR",
        "How long a customer's links are used before ProAbono is asked again.",
    )
    .default("20s"),
    Key::new(
        "customers.links_stale_for",
        "PORTAL_CUSTOMERS__LINKS_STALE_FOR",
        "How long after that the last links are still used, while ProAbono does not answer.",
    )
    .default("10m"),
    Key::new(
        "customers.remembered",
        "PORTAL_CUSTOMERS__REMEMBERED",
        "How many customers' links are kept in memory at once.",
    )
    .default("10000"),
];

pub(super) fn read(source: &mut Source) -> Option<CustomersConfig> {
    let [
        reference,
        table,
        only,
        segment,
        segments,
        authority,
        metadata,
        unsure,
        fresh,
        stale,
        remembered,
    ] = KEYS
    else {
        return None;
    };
    let reference = source.parse(reference, |text| {
        ReferenceTemplate::new(text).map_err(|error| error.to_string())
    });
    let template = source.parse(segment, |text| {
        SegmentTemplate::new(text).map_err(|error| error.to_string())
    });
    let segments = source.list(segments, |text| {
        SegmentReference::new(text).map_err(|error| error.to_string())
    });
    let segments: BTreeSet<_> = segments.into_iter().collect();
    let table_only = source.parse(only, boolean);
    if table_only == Some(true) && source.raw(table).is_none() {
        source.problem_with(
            table,
            "it is not set, and customers.table_only admits only users who are in it",
        );
    }
    let table = table::read(source, table, &segments);
    let authority: BTreeSet<_> = source.list(authority, detail).into_iter().collect();
    let metadata = metadata_of(source, metadata, &authority);
    let create_when_unsure = source.parse(unsure, boolean);
    let minute = Duration::from_mins(1);
    let fresh = source.parse(fresh, duration(Duration::from_secs(1), 5 * minute));
    let stale = source.parse(stale, duration(Duration::ZERO, 60 * minute));
    let remembered = source.parse(remembered, |text| match text.parse() {
        Ok(number @ 1..=10_000_000) => Ok(number),
        _ => Err("write a number from 1 to 10000000".to_owned()),
    });
    Some(CustomersConfig {
        reference: reference?,
        table,
        table_only: table_only?,
        segment: template,
        segments,
        authority,
        metadata,
        create_when_unsure: create_when_unsure?,
        links_fresh_for: fresh?,
        links_stale_for: stale?,
        remembered: remembered?,
    })
}

fn detail(text: &str) -> Result<Authority, String> {
    match text {
        "name" => Ok(Authority::Name),
        "language" => Ok(Authority::Language),
        "metadata" => Ok(Authority::Metadata),
        "email" => Err(
            "the e-mail address is the customer's to choose; only name, language and metadata can be listed"
                .to_owned(),
        ),
        _ => Err("write any of name, language and metadata".to_owned()),
    }
}

/// The most pairs that the in-site portal takes.
const MOST_PAIRS: usize = 4;

fn metadata_of(source: &mut Source, key: &Key, authority: &BTreeSet<Authority>) -> Vec<(String, String)> {
    let pairs: Vec<(String, String)> = source.list(key, |text| {
        let (name, claim) = text.split_once('=').unwrap_or((text, text));
        let (name, claim) = (name.trim(), claim.trim());
        if !name.is_empty() && claim_name(claim) {
            Ok((name.to_owned(), claim.to_owned()))
        } else {
            Err("write the name of a claim, or key=claim".to_owned())
        }
    });
    let names: BTreeSet<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    if pairs.len() > MOST_PAIRS || names.len() < pairs.len() {
        source.problem_with(
            key,
            "the in-site portal takes 4 pairs at most, each under a name of its own",
        );
    }
    if pairs.is_empty() == authority.contains(&Authority::Metadata) {
        source.problem_with(
            key,
            "customers.metadata and the word metadata in customers.authority need each other",
        );
    }
    pairs
}
