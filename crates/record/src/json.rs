//! JSON that everybody reads alike.
//!
//! What is hashed must have one meaning: RFC 7493 (I-JSON) says which JSON has, and RFC
//! 8785 how it is written. So a name that is there twice is refused, and so are numbers beyond
//! ±(2^53 − 1), which many readers would round: such integers are written as strings.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Number, Value};

use crate::error::RecordError;

/// The largest integer that every reader of JSON keeps exactly.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The canonical form of a value, by RFC 8785: no spaces, names sorted, one way to write each
/// string and number.
///
/// # Errors
/// Never for a value that this crate has read.
pub fn canonical(value: &Value) -> Result<Vec<u8>, RecordError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// What is done with numbers that not every reader keeps.
trait Policy {
    fn unsafe_number<E: Error>(text: String) -> Result<Value, E>;
}

/// Refuses them.
pub(crate) struct Strict;

/// Keeps their digits, as strings: for documents that others wrote.
pub(crate) struct Lenient;

impl Policy for Strict {
    fn unsafe_number<E: Error>(text: String) -> Result<Value, E> {
        Err(E::custom(format!(
            "the number {text} is beyond 2^53 - 1 and would be rounded by some; write it as a string"
        )))
    }
}

impl Policy for Lenient {
    fn unsafe_number<E: Error>(text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }
}

/// A JSON value, read under a policy.
pub(crate) struct Json<P>(pub Value, PhantomData<P>);

/// For `deserialize_with`: a value that every reader reads alike.
pub(crate) fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Json::<Strict>::deserialize(deserializer).map(|json| json.0)
}

/// For `deserialize_with`: an object of such values.
pub(crate) fn strict_members<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Value>, D::Error> {
    match strict(deserializer)? {
        Value::Object(members) if members.contains_key("") => {
            Err(D::Error::custom("a parameter has no name"))
        }
        Value::Object(members) => Ok(members.into_iter().collect()),
        _ => Err(D::Error::custom("parameters are an object")),
    }
}

/// For `deserialize_with`: an object of strings.
pub(crate) fn strict_texts<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    let texts = strict(deserializer)?;
    serde_json::from_value(texts).map_err(D::Error::custom)
}

/// A value whose fields are named. Derived code would take an array of them as well.
pub(crate) struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_map(ObjectVisitor(PhantomData))
            .map(Self)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members))
    }
}

/// For `deserialize_with`: an object.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Object::deserialize(deserializer).map(|Object(value)| value)
}

/// For `deserialize_with`: an object that may be left out.
pub(crate) fn present_object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    object(deserializer).map(Some)
}

/// For `deserialize_with`: objects in order.
pub(crate) fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let objects = Vec::<Object<T>>::deserialize(deserializer)?;
    Ok(objects.into_iter().map(|Object(value)| value).collect())
}

/// For `deserialize_with`: what may be left out, but not be null.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// The number that a text writes in JSON, if every reader keeps it.
pub(crate) fn safe_number(text: &str) -> Option<Value> {
    let Json::<Strict>(value, _) = serde_json::from_str(text).ok()?;
    value.is_number().then_some(value)
}

/// Checks that a text is an object in which no name is there twice, at any depth.
pub(crate) fn check_object(text: &[u8]) -> Result<(), serde_json::Error> {
    match serde_json::from_slice::<Json<Lenient>>(text)?.0 {
        Value::Object(_) => Ok(()),
        _ => Err(serde_json::Error::custom("it is not an object")),
    }
}

/// Reads an object that another program wrote.
///
/// Python writes NaN and infinities, which are no JSON; they become null.
pub(crate) fn lenient_object(text: &str) -> Result<Map<String, Value>, serde_json::Error> {
    let value: Json<Lenient> = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => serde_json::from_str(&without_python_numbers(text))?,
    };
    match value.0 {
        Value::Object(members) => Ok(members),
        _ => Err(serde_json::Error::custom("it is not an object")),
    }
}

/// Replaces `NaN`, `Infinity` and `-Infinity` outside strings by `null`.
fn without_python_numbers(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(next) = rest.chars().next() {
        let number = ["NaN", "Infinity", "-Infinity"]
            .into_iter()
            .find(|number| !in_string && rest.starts_with(number));
        let taken = match (number, next) {
            (Some(number), _) => {
                kept.push_str("null");
                rest = &rest[number.len()..];
                continue;
            }
            // What follows a backslash never ends a string.
            (None, '\\') if in_string => {
                let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
                next.len_utf8() + escaped
            }
            (None, '"') => {
                in_string = !in_string;
                1
            }
            _ => next.len_utf8(),
        };
        let (head, tail) = rest.split_at(taken);
        kept.push_str(head);
        rest = tail;
    }
    kept
}

impl<'de, P: Policy> Deserialize<'de> for Json<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_any(JsonVisitor::<P>(PhantomData))
            .map(|value| Self(value, PhantomData))
    }
}

struct JsonVisitor<P>(PhantomData<P>);

impl<'de, P: Policy> Visitor<'de> for JsonVisitor<P> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        if value <= MAX_SAFE_INTEGER {
            Ok(value.into())
        } else {
            P::unsafe_number(value.to_string())
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() <= MAX_SAFE_INTEGER {
            Ok(value.into())
        } else {
            P::unsafe_number(value.to_string())
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        match Number::from_f64(value) {
            Some(number) if value.abs() <= MAX_SAFE_INTEGER as f64 => Ok(number.into()),
            _ => P::unsafe_number(value.to_string()),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Json::<P>(value, _)) = items.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Json::<P>(value, _))) = members.next_entry::<String, _>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!(
                    "the name {name:?} is there twice"
                )));
            }
            object.insert(name, value);
        }
        Ok(object.into())
    }
}
