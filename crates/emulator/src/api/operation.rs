//! One operation of the API, as data.

use std::collections::BTreeSet;
use std::sync::Arc;

use proabono_contract::Host;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::clock::Moment;
use crate::model::Customer;
use crate::records::Collection;
use crate::world::World;

use super::error::{Problem, Refusal};
use super::property::Property;

/// The parameter that names a segment by its reference.
pub(crate) const SEGMENT: &str = "ReferenceSegment";

/// The parameter that names a segment by its number, which only `POST /v1/Customer` takes.
pub(crate) const ID_OF_SEGMENT: &str = "IdSegment";

/// Method, path, what may be sent, and the function that answers.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    /// A part in braces stands for an internal id.
    pub(crate) path: &'static str,
    pub(crate) host: Host,
    /// A call that writes may send these in its body too.
    pub(crate) query: Vec<Property>,
    pub(crate) body: Body,
    /// The names that any operation of this API takes, in the query or in the body.
    pub(crate) known: Arc<BTreeSet<&'static str>>,
    pub(crate) run: Run,
}

/// The function that answers an operation.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    Alone(fn(&Call, &mut World) -> Result<Answer, Refusal>),
    /// One of a kind of objects.
    Of(
        &'static Collection,
        fn(&Collection, &Call, &mut World) -> Result<Answer, Refusal>,
    ),
    /// One of a part of such objects, by its name.
    Part(
        &'static Collection,
        &'static str,
        fn(&Collection, &'static str, &Call, &mut World) -> Result<Answer, Refusal>,
    ),
}

impl Run {
    pub(crate) fn answer(self, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
        match self {
            Self::Alone(run) => run(call, world),
            Self::Of(kind, run) => run(kind, call, world),
            Self::Part(kind, part, run) => run(kind, part, call, world),
        }
    }
}

/// The name of an operation, such as `GET /v1/Customer`, and the function that answers it.
pub(crate) type Route = (&'static str, fn(&Call, &mut World) -> Result<Answer, Refusal>);

/// The body of a request.
pub(crate) enum Body {
    Nothing,
    Object(Vec<Property>),
    /// An array of at most so many objects.
    List(Vec<Property>, usize),
}

impl Body {
    fn members(&self) -> &[Property] {
        match self {
            Self::Nothing => &[],
            Self::Object(members) | Self::List(members, _) => members,
        }
    }
}

impl Operation {
    /// `GET /v1/Customer`.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The names that it takes, in the query or in the body.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let properties = self.query.iter().chain(self.body.members());
        properties.map(|property| property.name)
    }

    fn is_live(&self) -> bool {
        self.path.starts_with("/v1/")
    }

    fn is_of_catalogue(&self) -> bool {
        self.path.starts_with("/v1/Offer") || self.path.starts_with("/v1/Feature")
    }

    /// Refuses a segment that the account does not have, and one that is not the segment of the customer whom the call is about, or
    /// one of its items. ProAbono's own clients name the segment on nearly every call of the Live API, also where the contract does not
    /// declare it. Without a customer, the catalogue is in the account's segment alone.
    pub(crate) fn check_segment(&self, call: &Call, world: &World) -> Result<(), Refusal> {
        if !self.is_live() {
            return Ok(());
        }
        let (number, reference) = (call.number(ID_OF_SEGMENT), call.text(SEGMENT));
        for part in std::iter::once(call).chain(&call.items) {
            let mut fitting: Vec<(u64, &str)> = match part.customer(world) {
                Some(customer) => vec![customer.segment()],
                None if self.is_of_catalogue() => vec![world.own_segment()],
                None => world.segments().collect(),
            };
            fitting.retain(|(id, _)| number.is_none_or(|number| number == *id));
            if fitting.is_empty() {
                return Err(Refusal::invalid(Problem::segment(ID_OF_SEGMENT)));
            }
            if reference.is_some_and(|reference| fitting.iter().all(|(_, one)| *one != reference)) {
                return Err(Refusal::invalid(Problem::segment(SEGMENT)));
            }
        }
        Ok(())
    }

    /// The paths of ProAbono's own clients differ in case.
    fn serves(&self, path: &str) -> bool {
        let fits =
            |(declared, sent): (&str, &str)| declared.starts_with('{') || declared.eq_ignore_ascii_case(sent);
        // Some samples of lists have a slash at the end, and some have none.
        let (declared, sent) = if self.is_live() {
            (self.path, path)
        } else {
            (self.path.trim_end_matches('/'), path.trim_end_matches('/'))
        };
        declared.split('/').count() == sent.split('/').count()
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

/// The operations that serve a path, those that name more of it first: a name wins over an id.
pub(crate) fn at(
    operations: impl IntoIterator<Item = &'static Operation>,
    path: &str,
) -> Vec<&'static Operation> {
    let named = |operation: &&Operation| {
        let parts = operation.path.split('/');
        std::cmp::Reverse(parts.filter(|part| !part.starts_with('{')).count())
    };
    let serving = operations.into_iter().filter(|operation| operation.serves(path));
    let mut serving: Vec<_> = serving.collect();
    serving.sort_by_key(named);
    serving
}

/// A request, checked against the declared properties.
#[derive(Default)]
pub(crate) struct Call {
    /// The members of the query and of the body; no name is in both.
    pub(crate) sent: Map<String, Value>,
    /// The items, where the body is an array.
    pub(crate) items: Vec<Call>,
    /// The id in the path.
    pub(crate) id: u64,
    /// The host name that the request was sent to, without its port.
    pub(crate) host: String,
    /// The path of the request.
    pub(crate) path: String,
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

    /// The known customer whom the call is about: the recipient before the buyer, and then the one of the subscription.
    pub(crate) fn customer<'a>(&self, world: &'a World) -> Option<&'a Customer> {
        let referred = |name| world.customer(self.text(name)?);
        let numbered = || world.customer_by_id(self.number("IdCustomer")?);
        let subscribed = || {
            let subscription = world.subscription(self.number("IdSubscription")?)?;
            world.customer_by_id(subscription.id_customer)
        };
        referred("ReferenceCustomer")
            .or_else(|| referred("ReferenceCustomerBuyer"))
            .or_else(numbered)
            .or_else(subscribed)
    }

    pub(crate) fn item(value: &Value) -> Option<Self> {
        Some(Self {
            sent: value.as_object()?.clone(),
            ..Self::default()
        })
    }
}
