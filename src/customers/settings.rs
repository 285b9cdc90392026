use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::PathBuf;
use std::time::Duration;

use crate::account::Account;
use crate::identity::claim_name;
use crate::proabono::SegmentReference;
use crate::settings::values::{MINUTE, SECOND, between, boolean, number, path};
use crate::settings::{Key, Shape, Source, settings};

use super::{BadFile, ReferenceTemplate, SegmentTemplate, TableFile};

settings! {
    /// Which customer belongs to a user.
    pub struct CustomersConfig in "customers." {
        /// How a user becomes the customer's reference: text with `{id}`, `{provider}` or `{claim.NAME}` in it. Without
        /// `{id}`, all users who agree in the claims share one customer. Never change it once there are customers.
        reference: ReferenceTemplate = ReferenceTemplate::new, default("cust-{id}");

        /// A file with the customers of users whom the template does not fit: CSV, a line is `id,reference` or
        /// `id,reference,segment`. A change is taken up within seconds.
        table: Option<TableFile> = path, example("customers.csv");

        /// When true, a user who is not in customers.table is refused. When false, the template makes such a user's
        /// reference.
        table_only: bool = boolean, default("false");

        /// How a user's claims name the segment, e.g. `{claim.plan_segment}`. Left out, everybody is in
        /// PROABONO_SEGMENT_REF. A user whose segment is neither that one nor in customers.segments is refused.
        segment: Option<SegmentTemplate> = SegmentTemplate::new, example("{claim.plan_segment}");

        /// The segments that users may be in beside PROABONO_SEGMENT_REF.
        segments: BTreeSet<SegmentReference> = |text| SegmentReference::new(text), example("seg-usd, seg-gbp");

        /// The details in which ProAbono's copy follows the application at every visit: any of `name`, `language` and
        /// `metadata`, or none. They overwrite what the customer chose in the portal. A name and a language that are not
        /// listed go out only at the visit that creates the customer and, to ProAbono's scripts, while it is not known
        /// whether the customer exists.
        authority: BTreeSet<Authority> = Authority::new, example("name, language, metadata");

        /// With `metadata` in customers.authority: the claims that the in-site portal gets as `customer_meta`, each as
        /// `claim` or `key=claim`. At most 4, and 450 characters in all.
        metadata: Vec<(String, String)> = key_and_claim, example("department, office=location");

        /// ProAbono has one refusal for a customer that is unknown and for one out of reach. When true, such a customer is
        /// created by its reference alone, which overwrites nothing.
        create_when_unsure: bool = boolean, default("true");

        /// How long a customer's links are used before ProAbono is asked again.
        links_fresh_for: Duration = between(SECOND, 5 * MINUTE), default("20s");

        /// How long after that the last links are still used, while ProAbono does not answer.
        links_stale_for: Duration = between(Duration::ZERO, 60 * MINUTE), default("10m");

        /// How many customers' links are kept in memory at once.
        remembered: u64 = number(1..=10_000_000), default("10000");
    }
    checks {
        a_table_alone_is_there(table_only),
        metadata_is_complete(metadata, authority),
    }
}

impl CustomersConfig {
    /// The claims that a user must have.
    pub fn claims(&self) -> BTreeSet<&str> {
        let segment = self.segment.iter().flat_map(SegmentTemplate::claims);
        self.reference.claims().chain(segment).collect()
    }

    /// Those and the ones that become metadata.
    pub(crate) fn kept_claims(&self) -> BTreeSet<&str> {
        let metadata = self.metadata.iter().map(|(_, claim)| claim.as_str());
        self.claims().into_iter().chain(metadata).collect()
    }
}

/// A detail of the customer for which the application is right: ProAbono's copy follows it at each look-up. The e-mail
/// address is never one: the customer chooses in the portal where invoices go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// The display name.
    Name,
    /// The language.
    Language,
    /// The metadata; only the in-site portal is told.
    Metadata,
}

impl Authority {
    fn new(text: &str) -> Result<Self, &'static str> {
        match text {
            "name" => Ok(Self::Name),
            "language" => Ok(Self::Language),
            "metadata" => Ok(Self::Metadata),
            "email" => Err(
                "the e-mail address is the customer's to choose; only name, language and metadata can be listed",
            ),
            _ => Err("write any of name, language and metadata"),
        }
    }
}

/// The path names a table, which is read at once, so that each of its wrong lines is in the report.
impl Shape<PathBuf> for Option<TableFile> {
    fn said<E: Display>(
        source: &mut Source,
        key: &Key,
        read: impl Fn(&str) -> Result<PathBuf, E>,
    ) -> Option<Self> {
        let Some(path) = Option::<PathBuf>::said(source, key, read)? else {
            return Some(None);
        };
        let segment = |text: &str| SegmentReference::new(text);
        let usual = source.understood(&Account::segment_ref, segment).pop();
        let further = source.understood(&CustomersConfig::segments, segment);
        // Without the account's segment the report says so, and any segment would be called wrong.
        let admitted = usual.map(|usual| further.into_iter().chain([usual]).collect());
        let file = path.display();
        match TableFile::open(&path, admitted) {
            Ok(table) => {
                for warning in table.warnings() {
                    source.warn(format!("{file}: {warning}"));
                }
                return Some(Some(table));
            }
            Err(BadFile::Lines(faults)) => {
                for fault in faults {
                    source.problem(format!("{file}:{}", fault.line), fault.what);
                }
            }
            Err(error) => source.problem_with(key, format!("{error} (it is \"{file}\")")),
        }
        None
    }
}

fn a_table_alone_is_there(source: &mut Source, table_only: Option<&bool>) {
    let table = CustomersConfig::table;
    if table_only == Some(&true) && !source.says(&table) {
        let what = "it is not set, and customers.table_only admits only users who are in it";
        source.problem_with(&table, what);
    }
}

fn key_and_claim(text: &str) -> Result<(String, String), &'static str> {
    let (key, claim) = text.split_once('=').unwrap_or((text, text));
    let (key, claim) = (key.trim(), claim.trim());
    if key.is_empty() || !claim_name(claim) {
        return Err("write the name of a claim, or key=claim");
    }
    Ok((key.to_owned(), claim.to_owned()))
}

/// The most pairs that the in-site portal takes.
const MOST_PAIRS: usize = 4;

fn metadata_is_complete(
    source: &mut Source,
    pairs: Option<&Vec<(String, String)>>,
    authority: Option<&BTreeSet<Authority>>,
) {
    let metadata = CustomersConfig::metadata;
    let Some(pairs) = pairs else { return };
    let keys: BTreeSet<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
    if pairs.len() > MOST_PAIRS || keys.len() < pairs.len() {
        let what = "the in-site portal takes 4 pairs at most, each under a name of its own";
        source.problem_with(&metadata, what);
    }
    if authority.is_some_and(|authority| authority.contains(&Authority::Metadata) == pairs.is_empty()) {
        let what = "customers.metadata and the word metadata in customers.authority need each other";
        source.problem_with(&metadata, what);
    }
}
