//! How the emulator behaves, as questions with buttons for their answers.

use serde_json::{Value, json};

/// A question with buttons for its answers.
pub(crate) struct Question {
    pub(crate) title: &'static str,
    pub(crate) choices: Vec<Choice>,
}

/// One of the answers.
pub(crate) struct Choice {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) chosen: bool,
}

/// A name, its title, and the settings of the emulator's hosted pages that it changes.
type Preset = (&'static str, &'static str, Value);

/// The change that goes with the name of an answer.
pub(crate) fn preset(name: &str) -> Option<Value> {
    let mut presets = all().into_iter().flat_map(|(_, presets)| presets);
    let (_, _, change) = presets.find(|(known, ..)| *known == name)?;
    Some(change)
}

/// The questions, each with the answer that the settings have now.
pub(crate) fn questions(now: &Value) -> Vec<Question> {
    let choice = |(name, title, change): Preset| Choice {
        name,
        title,
        chosen: change
            .as_object()
            .is_some_and(|changes| changes.iter().all(|(key, value)| now[key] == *value)),
    };
    let question = |(title, presets): (&'static str, Vec<Preset>)| Question {
        title,
        choices: presets.into_iter().map(choice).collect(),
    };
    all().into_iter().map(question).collect()
}

fn all() -> [(&'static str, Vec<Preset>); 4] {
    [
        ("How the account shows its pages", generations()),
        ("How a workflow ends", endings()),
        (
            "Where ProAbono sends the visitor back",
            vec![
                ("in-frame", "Inside the frame", json!({ "return_in": "frame" })),
                ("at-top", "The whole window", json!({ "return_in": "top" })),
            ],
        ),
        ("After a subscription, the frame", closings()),
    ]
}

fn generations() -> Vec<Preset> {
    vec![
        (
            "hosted",
            "Links in a frame",
            json!({ "links": "hosted", "insite_home_is_page": false }),
        ),
        (
            "insite",
            "The in-site portal",
            json!({ "links": "insite", "insite_home_is_page": false }),
        ),
        (
            "insite-here",
            "The in-site portal, installed on this page",
            json!({ "links": "insite", "insite_home_is_page": true }),
        ),
    ]
}

fn endings() -> Vec<Preset> {
    vec![
        ("natural", "As it goes", json!({ "outcome": null })),
        (
            "pending",
            "The bank takes its time",
            json!({ "outcome": "pending" }),
        ),
        ("due", "By an invoice", json!({ "outcome": "due" })),
        ("failure", "The card fails", json!({ "outcome": "failure" })),
    ]
}

fn closings() -> Vec<Preset> {
    vec![
        (
            "returns",
            "Goes to the return page",
            json!({ "IsIframeClosedAfterSubscribe": false }),
        ),
        (
            "blank",
            "Becomes empty",
            json!({ "IsIframeClosedAfterSubscribe": true, "closing": "blank" }),
        ),
        (
            "closes",
            "Closes by itself",
            json!({ "IsIframeClosedAfterSubscribe": true, "closing": "message" }),
        ),
    ]
}
