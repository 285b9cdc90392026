//! Reading an answer whose members are not all as documented.
//!
//! An answer is read strictly first. Only one that departs from its type comes here, as a tree. A member that cannot be read is
//! read as what it plainly means (`"1999"` for a number), else it is taken for absent, and its place is noted. A member whose
//! absence would say something is never taken for absent: it is marked with [`deciding`], and fails the reading.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::iter::Enumerate;
use std::slice::Iter;

use serde::de::value::UnitDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::{Error, Value};

use crate::tree::Node;

/// A member that decides who somebody is, which customer that is, what may be opened or how much may be used: absent only when
/// it is missing or `null`. The newtype tells it apart, since a [`UnitDeserializer`] has nothing for one.
#[derive(Deserialize)]
struct Deciding<T>(Option<T>);

/// Reads a member that decides something; see [`Deciding`].
pub(crate) fn deciding<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Deciding::deserialize(deserializer).map(|Deciding(value)| value)
}

/// An answer as far as it can be read, and where it could not be.
pub(crate) struct Tolerated<T> {
    pub(crate) value: T,
    /// The members that were taken for absent, such as `Items[].DateTerm`.
    pub(crate) odd: BTreeSet<String>,
}

/// Reads the tree.
///
/// # Errors
/// The path of the member that decides something and cannot be read, `.` for the whole.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(tree: &Node) -> Result<Tolerated<T>, String> {
    let notes = Notes::default();
    let root = Reader {
        node: tree,
        place: Place::Root,
        notes: &notes,
    };
    match T::deserialize(root) {
        Ok(value) => Ok(Tolerated {
            value,
            odd: notes.odd.into_inner(),
        }),
        Err(_) => Err(notes
            .fault
            .into_inner()
            .map_or_else(|| ".".to_owned(), |fault| fault.path)),
    }
}

/// Where something stands in the answer.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    /// As in `Items[3].Links[0].rel`; without the numbers in the alternate form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Member(Self::Root, name) => f.write_str(name),
            Self::Member(place, name) => {
                place.fmt(f)?;
                write!(f, ".{name}")
            }
            Self::Item(place, index) => {
                place.fmt(f)?;
                if f.alternate() {
                    f.write_str("[]")
                } else {
                    write!(f, "[{index}]")
                }
            }
        }
    }
}

/// A place that could not be read.
struct Fault {
    path: String,
    /// True if it fails the whole reading.
    decides: bool,
}

#[derive(Default)]
struct Notes {
    odd: RefCell<BTreeSet<String>>,
    fault: RefCell<Option<Fault>>,
}

impl Notes {
    fn decided(&self) -> bool {
        self.fault.borrow().as_ref().is_some_and(|fault| fault.decides)
    }

    /// Keeps the innermost place.
    fn fails(&self, place: &Place<'_>, decides: bool) {
        let mut fault = self.fault.borrow_mut();
        let fault = fault.get_or_insert_with(|| Fault {
            path: place.to_string(),
            decides,
        });
        fault.decides |= decides;
    }

    fn absent(&self, place: &Place<'_>) {
        self.fault.take();
        self.odd.borrow_mut().insert(format!("{place:#}"));
    }
}

/// A node as serde reads it.
struct Reader<'a> {
    node: &'a Node,
    place: Place<'a>,
    notes: &'a Notes,
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Node::Plain(value) => value.clone().deserialize_any(visitor),
            Node::List(items) => visitor.visit_seq(Items {
                rest: items.iter().enumerate(),
                place: &self.place,
                notes: self.notes,
            }),
            Node::Object(members) => visitor.visit_map(Members {
                rest: members.iter(),
                value: None,
                place: &self.place,
                notes: self.notes,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node {
            Node::Plain(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

struct Items<'a> {
    rest: Enumerate<Iter<'a, Node>>,
    place: &'a Place<'a>,
    notes: &'a Notes,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((index, node)) = self.rest.next() else {
            return Ok(None);
        };
        let place = Place::Item(self.place, index);
        let item = seed.deserialize(Reader {
            node,
            place,
            notes: self.notes,
        });
        item.map(Some).inspect_err(|_| self.notes.fails(&place, false))
    }
}

struct Members<'a> {
    rest: Iter<'a, (String, Node)>,
    value: Option<&'a (String, Node)>,
    place: &'a Place<'a>,
    notes: &'a Notes,
}

impl<'a> Members<'a> {
    fn value(&mut self) -> Result<(Place<'a>, &'a Node), Error> {
        let (name, node) = self
            .value
            .take()
            .ok_or_else(|| serde::de::Error::custom("no member"))?;
        Ok((Place::Member(self.place, name), node))
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.value = self.rest.next();
        let name = self
            .value
            .map(|(name, _)| seed.deserialize(name.as_str().into_deserializer()));
        name.transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (place, node) = self.value()?;
        let notes = self.notes;
        seed.deserialize(Reader { node, place, notes })
    }

    /// Derived types call this for each member. Unlike a seed, the type can be tried again.
    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Error> {
        let (place, node) = self.value()?;
        let notes = self.notes;
        let read = |node: &Node| V::deserialize(Reader { node, place, notes });
        let error = match read(node) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        if notes.decided() {
            return Err(error);
        }
        if let Some(Ok(value)) = node.meant().map(|meant| read(&meant)) {
            return Ok(value);
        }
        let Ok(absent) = V::deserialize(UnitDeserializer::<Error>::new()) else {
            notes.fails(&place, true);
            return Err(error);
        };
        if let Some(Ok(value)) = node.as_text().map(|text| read(&text)) {
            return Ok(value);
        }
        notes.absent(&place);
        Ok(absent)
    }
}
