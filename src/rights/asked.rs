use std::collections::BTreeMap;

use serde::Serialize;
use url::form_urlencoded;

use crate::customers::CustomerKey;
use crate::proabono::FeatureReference;

use super::{All, AllExplained, Explained, Question, Rights, RightsSet, Told, empty, now_for};

/// A question as a query asks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `None` asks for all features.
    pub(crate) question: Option<Question>,
    /// True when the reasons are asked for, too.
    pub(crate) explains: bool,
    /// The segment, where the query may name one.
    pub(crate) segment: Option<String>,
}

/// The parameters that a query may have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Takes {
    /// The customer is the visitor.
    Visitor,
    /// The customer is named by a server.
    Server,
    /// A gate asks for one feature.
    Gate,
    /// A server names a customer and asks nothing.
    Nothing,
}

impl Takes {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Visitor => &["feature", "amount", "used", "explain"],
            Self::Server => &["feature", "amount", "used", "explain", "segment"],
            Self::Gate => &["feature", "amount"],
            Self::Nothing => &["segment"],
        }
    }
}

/// The reasons why a query is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadQuestion {
    /// A parameter stands in it twice, and nobody knows which one counts.
    Twice,
    /// A parameter is none of those that there are.
    Unknown,
    /// A value cannot be read.
    Value,
    /// There is no feature, and one is needed.
    NoFeature,
}

impl BadQuestion {
    /// The name of it, for a header or a log.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Twice => "parameter-twice",
            Self::Unknown => "unknown-parameter",
            Self::Value => "bad-value",
            Self::NoFeature => "no-feature",
        }
    }

    /// The sentence for whoever wrote the query.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Twice => "A parameter stands in the query twice.",
            Self::Unknown => "A parameter of the query is none of those that there are here.",
            Self::Value => {
                "A value of the query cannot be read: feature is a reference, amount and used are whole numbers."
            }
            Self::NoFeature => "The query names no feature.",
        }
    }
}

impl Asked {
    /// Reads a query. Each parameter stands in it once at most, and none that is not known.
    pub(crate) fn of(query: &str, takes: Takes) -> Result<Self, BadQuestion> {
        let mut said: BTreeMap<&'static str, String> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let known = takes.names().iter().find(|known| **known == name);
            let known = known.ok_or(BadQuestion::Unknown)?;
            if said.insert(known, value.into_owned()).is_some() {
                return Err(BadQuestion::Twice);
            }
        }
        let amount = number(&said, "amount")?;
        let used = number(&said, "used")?;
        let question = match said.get("feature") {
            Some(feature) => Some(Question {
                feature: FeatureReference::new(feature).map_err(|_| BadQuestion::Value)?,
                amount: amount.unwrap_or(1),
                used,
            }),
            None if amount.or(used).is_some() || matches!(takes, Takes::Gate) => {
                return Err(BadQuestion::NoFeature);
            }
            None => None,
        };
        let explains = match said.get("explain").map(String::as_str) {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(BadQuestion::Value),
        };
        Ok(Self {
            question,
            explains,
            segment: said.remove("segment"),
        })
    }
}

fn number(said: &BTreeMap<&'static str, String>, name: &str) -> Result<Option<u32>, BadQuestion> {
    let plain = |text: &&String| text.bytes().all(|byte| byte.is_ascii_digit());
    match said.get(name) {
        None => Ok(None),
        Some(text) => Some(text)
            .filter(plain)
            .and_then(|text| text.parse().ok())
            .map(Some)
            .ok_or(BadQuestion::Value),
    }
}

/// The answer as JSON has it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Answered {
    All(Box<All>),
    AllExplained(Box<AllExplained>),
    One(Box<Told>),
    Explained(Box<Explained>),
}

impl Rights {
    /// Answers what a query asks of a customer.
    pub(crate) async fn answer(&self, customer: &CustomerKey, asked: &Asked) -> Answered {
        let known = self.of(customer).await;
        let now = now_for(&known);
        let nothing = asked.explains && known.rights(now).is_some_and(RightsSet::is_empty);
        let empty = if nothing {
            Some(Box::pin(empty::why(self.live(), customer)).await)
        } else {
            None
        };
        let Some(question) = &asked.question else {
            let quantities = |feature: &FeatureReference| self.quantities(feature);
            return if asked.explains {
                Answered::AllExplained(Box::new(AllExplained::of(&known, quantities, now, empty)))
            } else {
                Answered::All(Box::new(All::of(&known, quantities, now)))
            };
        };
        let quantities = self.quantities(&question.feature);
        if !asked.explains {
            return Answered::One(Box::new(Told::of(&known, question, quantities, now)));
        }
        let mut explained = Explained::of(&known, question, quantities, now);
        explained.explanation.empty = empty;
        Answered::Explained(Box::new(explained))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_one_question_or_none() {
        let question = |amount, used| {
            let feature = FeatureReference::new("feat-users").unwrap();
            Ok(Some(Question {
                feature,
                amount,
                used,
            }))
        };
        for (query, expected) in [
            ("", Ok(None)),
            ("feature=feat-users", question(1, None)),
            ("feature=feat%2Dusers&amount=0&used=7", question(0, Some(7))),
            ("feature=feat-users&feature=feat-users", Err(BadQuestion::Twice)),
            ("feature=a&%66eature=b", Err(BadQuestion::Twice)),
            ("feature=feat-users&Feature=b", Err(BadQuestion::Unknown)),
            ("amount=1", Err(BadQuestion::NoFeature)),
            ("feature=", Err(BadQuestion::Value)),
            ("feature=a&amount=-1", Err(BadQuestion::Value)),
            ("feature=a&amount=%2B1", Err(BadQuestion::Value)),
            ("feature=a&amount=", Err(BadQuestion::Value)),
            ("feature=a&amount=4294967296", Err(BadQuestion::Value)),
            ("feature=a&explain=1", Err(BadQuestion::Value)),
            ("feature=a&segment=b", Err(BadQuestion::Unknown)),
        ] {
            let read = Asked::of(query, Takes::Visitor).map(|asked| asked.question);
            assert_eq!(read, expected, "{query}");
        }
        assert_eq!(Asked::of("", Takes::Gate), Err(BadQuestion::NoFeature));
        assert_eq!(Asked::of("feature=a", Takes::Nothing), Err(BadQuestion::Unknown));
        assert_eq!(
            Asked::of("feature=a&used=1", Takes::Gate),
            Err(BadQuestion::Unknown)
        );
    }
}
