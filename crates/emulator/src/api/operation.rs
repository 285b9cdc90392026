//! One operation of the API, as data.

use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::clock::Moment;
use crate::world::World;

use super::error::Refusal;
use super::property::Property;

/// Method, path, what may be sent, and the function that answers.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    /// A segment in braces stands for an internal id.
    pub(crate) path: &'static str,
    /// A call that writes may send these in its body too.
    pub(crate) query: &'static [Property],
    pub(crate) body: Body,
    pub(crate) run: Run,
}

/// What answers.
pub(crate) type Run = fn(&Call, &mut World) -> Result<Answer, Refusal>;

/// What a request carries beside its query.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    Nothing,
    Object(&'static [Property]),
    /// An array of at most so many objects.
    List(&'static [Property], usize),
}

impl Operation {
    /// A `GET` and a `POST` of the same path and the same query.
    pub(crate) const fn pair(
        path: &'static str,
        query: &'static [Property],
        body: Body,
        [retrieve, update]: [Run; 2],
    ) -> [Self; 2] {
        [
            Self {
                method: "GET",
                path,
                query,
                body: Body::Nothing,
                run: retrieve,
            },
            Self {
                method: "POST",
                path,
                query,
                body,
                run: update,
            },
        ]
    }

    /// `GET /v1/Customer`.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The API Live takes its paths and properties as they are; the samples of the Backoffice API spell parameters in
    /// several ways.
    pub(crate) fn is_exact(&self) -> bool {
        self.path.starts_with("/v1/")
    }

    /// The paths of ProAbono's own clients differ in case.
    fn serves(&self, method: &str, path: &str) -> bool {
        let fits =
            |(declared, sent): (&str, &str)| declared.starts_with('{') || declared.eq_ignore_ascii_case(sent);
        // Some samples of lists have a slash at the end, and some have none.
        let (declared, sent) = if self.is_exact() {
            (self.path, path)
        } else {
            (self.path.trim_end_matches('/'), path.trim_end_matches('/'))
        };
        self.method == method
            && declared.split('/').count() == sent.split('/').count()
            && declared.split('/').zip(sent.split('/')).all(fits)
    }

    /// The name and the text of the id in the path.
    pub(crate) fn path_id<'a>(&self, path: &'a str) -> Option<(&'static str, &'a str)> {
        let (declared, sent) = self
            .path
            .split('/')
            .zip(path.split('/'))
            .find(|(declared, _)| declared.starts_with('{'))?;
        Some((declared.trim_matches(['{', '}']), sent))
    }
}

pub(crate) fn find(
    resources: &[&'static [Operation]],
    method: &str,
    path: &str,
) -> Option<&'static Operation> {
    resources
        .iter()
        .flat_map(|operations| operations.iter())
        .filter(|operation| operation.serves(method, path))
        // A name wins over an id.
        .max_by_key(|operation| {
            operation
                .path
                .split('/')
                .filter(|part| !part.starts_with('{'))
                .count()
        })
}

/// What was sent, checked against the declared properties.
#[derive(Default)]
pub(crate) struct Call {
    /// The members of the query and of the body; no name is in both.
    pub(crate) sent: Map<String, Value>,
    /// The items, where the body is an array.
    pub(crate) items: Vec<Call>,
    /// The id in the path.
    pub(crate) id: u64,
    /// The name that was asked, without its port.
    pub(crate) host: String,
}

impl Call {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.sent.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    pub(crate) fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).and_then(Value::as_u64)
    }

    /// A number, written as one or as a text.
    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Value::as_bool)
    }

    /// The flag is set.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.flag(name) == Some(true)
    }

    pub(crate) fn date(&self, name: &str) -> Option<Moment> {
        self.text(name).and_then(Moment::parse)
    }

    pub(crate) fn object(&self, name: &str) -> Option<Map<String, Value>> {
        self.get(name).and_then(Value::as_object).cloned()
    }

    /// The objects of an array.
    pub(crate) fn list(&self, name: &str) -> Vec<Call> {
        let items = self.get(name).and_then(Value::as_array);
        items.into_iter().flatten().filter_map(Self::item).collect()
    }

    pub(crate) fn item(value: &Value) -> Option<Self> {
        Some(Self {
            sent: value.as_object()?.clone(),
            ..Self::default()
        })
    }
}
