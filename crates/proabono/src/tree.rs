//! JSON as a tree. It keeps a member that stands twice, so that the type that is read refuses it.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(crate) enum Node {
    /// Neither a list nor an object.
    Plain(Value),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The number or the boolean that is written as a text, or the whole number that is written with a fraction, `5.0`.
    pub(crate) fn meant(&self) -> Option<Self> {
        let meant = match self {
            Self::Plain(Value::String(text)) => match text.trim() {
                "true" | "True" => Value::from(true),
                "false" | "False" => Value::from(false),
                number => Value::from(number.parse::<i64>().ok()?),
            },
            Self::Plain(Value::Number(number)) => {
                let whole = number.as_f64().filter(|number| number.fract() == 0.0)?;
                Value::from(format!("{whole:.0}").parse::<i64>().ok()?)
            }
            _ => return None,
        };
        Some(Self::Plain(meant))
    }

    /// A number or a boolean, as a text.
    pub(crate) fn as_text(&self) -> Option<Self> {
        match self {
            Self::Plain(value @ (Value::Number(_) | Value::Bool(_))) => {
                Some(Self::Plain(value.to_string().into()))
            }
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Nodes)
    }
}

struct Nodes;

/// One function for each kind of JSON that is neither a list nor an object.
macro_rules! plain {
    ($($visit:ident($($value:ident: $kind:ty)?);)+) => {$(
        fn $visit<E>(self, $($value: $kind)?) -> Result<Node, E> {
            Ok(Node::Plain(Value::from(($($value)?))))
        }
    )+};
}

impl<'de> Visitor<'de> for Nodes {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    plain! {
        visit_unit();
        visit_bool(value: bool);
        visit_i64(value: i64);
        visit_u64(value: u64);
        visit_f64(value: f64);
        visit_str(value: &str);
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Node::Object(members))
    }
}
