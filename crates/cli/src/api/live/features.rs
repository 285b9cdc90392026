use schemars::JsonSchema;
use serde::Deserialize;

use proabono::{FeatureId, RetrieveFeature};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "ReferenceFeature",
    "TitleLocalized",
    "TypeFeature",
    "IsVisible",
];

#[derive(Deserialize, JsonSchema)]
struct OfFeature {
    /// ProAbono's own number of the feature.
    id: FeatureId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::list("list", "GET /v1/Features", "Lists features", |live, options| {
            live.features().list(&options)
        })
        .columns(COLUMNS)
        .example("--all"),
        Operation::one(
            "retrieve",
            "GET /v1/Feature",
            "Reads a feature by its reference",
            |live, _: Nothing, options: RetrieveFeature, _: Nothing| live.features().retrieve(&options),
        )
        .example("--reference-feature feat-users"),
        Operation::one(
            "retrieve-by-id",
            "GET /v1/Feature/{id}",
            "Reads a feature by ProAbono's own number",
            |live, of: OfFeature, _: Nothing, _: Nothing| live.features().retrieve_by_id(of.id),
        )
        .example("$FEATURE"),
    ]
}
