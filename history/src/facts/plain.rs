//! Numbers in plain JSON: those of more than 32 bits are text.

use serde::{
    de::{Error, Visitor},
    Deserializer, Serializer,
};
use std::{
    fmt::{self, Display},
    marker::PhantomData,
    str::FromStr,
};

struct Number<T>(PhantomData<T>);

impl<T: FromStr + TryFrom<u64>> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number, or one as text")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::custom(format!("{number} is too large")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::custom(format!("'{text}' is no such number")))
    }
}

/// Reads a number, or a text of it.
pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr + TryFrom<u64>>(
    from: D,
) -> Result<T, D::Error> {
    from.deserialize_any(Number(PhantomData))
}

/// Writes it as text.
pub fn serialize<S: Serializer, T: Display>(number: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(number)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Numbers {
        #[serde(with = "super")]
        large: u128,
        #[serde(with = "super")]
        signed: i128,
    }

    #[test]
    fn numbers_are_read_as_text_or_as_they_are() {
        let read = |large, signed| {
            serde_json::from_value::<Numbers>(json!({ "large": large, "signed": signed }))
        };
        let most = u128::MAX.to_string();
        let found = read(json!(most), json!("-7")).unwrap();
        assert_eq!(found, Numbers { large: u128::MAX, signed: -7 });
        assert_eq!(read(json!(5), json!(6)).unwrap(), Numbers { large: 5, signed: 6 });
        for wrong in [json!("-1"), json!("1.5"), json!(""), json!(null), json!(1.5)] {
            assert!(read(wrong.clone(), json!(1)).is_err(), "{wrong}");
        }
    }
}
