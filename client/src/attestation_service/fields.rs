//! What an attestation's data says.

use serde_json::{Value, json};

use super::Schema;

/// The data does not fit its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the data of the attestation does not fit its schema")]
pub struct MalformedData;

/// The schema's fields with their values, in order. Whole numbers of more than 32 bits are texts, as
/// JSON's readers cut them.
///
/// # Errors
/// [`MalformedData`], which the service lets nobody write.
pub fn fields(schema: &Schema, data: &[u8]) -> Result<Vec<(String, Value)>, MalformedData> {
    let (mut names, mut data) = (Bytes(&schema.field_names), Bytes(data));
    let read = schema.layout.iter().map(|code| {
        let name = names.text()?;
        Ok((name, value(*code, &mut data)?))
    });
    let fields = read.collect::<Result<_, _>>()?;
    match (names.0, data.0) {
        ([], []) => Ok(fields),
        _ => Err(MalformedData),
    }
}

/// Of the types that are lists, the code is that of what they list and this.
const LIST: u8 = 13;

fn value(code: u8, data: &mut Bytes<'_>) -> Result<Value, MalformedData> {
    Ok(match code {
        0 => json!(u8::from_le_bytes(data.take()?)),
        1 => json!(u16::from_le_bytes(data.take()?)),
        2 => json!(u32::from_le_bytes(data.take()?)),
        3 => json!(u64::from_le_bytes(data.take()?).to_string()),
        4 => json!(u128::from_le_bytes(data.take()?).to_string()),
        5 => json!(i8::from_le_bytes(data.take()?)),
        6 => json!(i16::from_le_bytes(data.take()?)),
        7 => json!(i32::from_le_bytes(data.take()?)),
        8 => json!(i64::from_le_bytes(data.take()?).to_string()),
        9 => json!(i128::from_le_bytes(data.take()?).to_string()),
        10 => json!(data.take::<1>()? != [0]),
        11 => json!(char::from_u32(data.length()?).ok_or(MalformedData)?),
        12 => json!(data.text()?),
        LIST..=25 => {
            let count = data.length()?;
            let values = (0..count).map(|_| value(code - LIST, data));
            Value::Array(values.collect::<Result<_, _>>()?)
        }
        _ => return Err(MalformedData),
    })
}

/// What is left to be read.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], MalformedData> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(MalformedData)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn length(&mut self) -> Result<u32, MalformedData> {
        Ok(u32::from_le_bytes(self.take()?))
    }

    /// A text with its length before it; what is no UTF-8 is replaced.
    fn text(&mut self) -> Result<String, MalformedData> {
        let length = self.length()? as usize;
        let (text, rest) = self.0.split_at_checked(length).ok_or(MalformedData)?;
        self.0 = rest;
        Ok(String::from_utf8_lossy(text).into_owned())
    }
}
