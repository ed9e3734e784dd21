//! Values of the chain as plain JSON, for whoever has no types for them: tables, files, a database.
//!
//! | on the chain | here |
//! |---|---|
//! | integers of at most 32 bits | numbers |
//! | larger ones | decimal text: JSON's numbers are exact up to 2⁵³ only |
//! | accounts | addresses, of the prefix 42 |
//! | bytes and hashes | hex with 0x |
//! | an `Option` | null, or what is in it |
//! | an enum | the name of its variant; with fields, an object with that name as its only key |
//! | a struct of one nameless field | that field |

use crate::Error;
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use subxt::{
    events::{Event, Phase},
    ext::scale_decode::visitor::{
        decode_with_visitor,
        types::{Array, BitSequence, Composite, Sequence, Str, Tuple, Variant},
        DecodeError, TypeIdFor, Unexpected, Visitor,
    },
    utils::AccountId32,
    Metadata, PolkadotConfig,
};

/// An event, as plain JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Its place among the events of its block.
    pub index: u32,
    /// The transaction that it is of; none of what the chain does by itself.
    pub extrinsic: Option<u32>,
    /// Such as `spot.Filled`.
    pub name: String,
    /// Its fields.
    pub fields: Value,
}

impl Told {
    /// An event of a block, whose metadata is the chain's then.
    pub fn of(event: &Event<'_, PolkadotConfig>, metadata: &Metadata) -> Result<Self, Error> {
        let (pallet, name) = (event.pallet_name(), event.event_name());
        let unreadable = |why: String| {
            Error::Incompatible(format!("the event {pallet}.{name} can't be read: {why}"))
        };
        let variant = metadata
            .pallet_by_event_index(event.pallet_index())
            .and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
            .ok_or_else(|| unreadable("the metadata has none of that name".into()))?;
        let fields = fields(&variant.fields, &mut event.field_bytes(), metadata.types())
            .map_err(|error| unreadable(error.to_string()))?;
        Ok(Told {
            index: event.index(),
            extrinsic: match event.phase() {
                Phase::ApplyExtrinsic(extrinsic) => Some(extrinsic),
                Phase::Finalization | Phase::Initialization => None,
            },
            name: event_name(pallet, name),
            fields,
        })
    }
}

/// The fields of an event, by name; nameless ones by number.
pub fn fields(
    fields: &[Field<PortableForm>],
    bytes: &mut &[u8],
    types: &PortableRegistry,
) -> Result<Value, DecodeError> {
    let mut object = Map::new();
    for (n, field) in fields.iter().enumerate() {
        let name = field.name.clone().unwrap_or_else(|| n.to_string());
        object.insert(name, value(field.ty.id, bytes, types)?);
    }
    Ok(Value::Object(object))
}

/// A value of a type that metadata has.
pub fn value(id: u32, bytes: &mut &[u8], types: &PortableRegistry) -> Result<Value, DecodeError> {
    decode_with_visitor(bytes, id, types, Plain(types))
}

/// "spot.Filled" of the pallet Spot's event Filled.
pub fn event_name(pallet: &str, event: &str) -> String {
    let mut letters = pallet.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    format!("{}{}.{event}", first.unwrap_or_default(), letters.as_str())
}

#[derive(Clone, Copy)]
struct Plain<'r>(&'r PortableRegistry);

impl Plain<'_> {
    fn is_byte(&self, id: u32) -> bool {
        let found = self.0.resolve(id).map(|found| &found.type_def);
        matches!(found, Some(TypeDef::Primitive(TypeDefPrimitive::U8)))
    }

    /// Whether it is a list of bytes.
    fn is_bytes(&self, id: u32) -> bool {
        match self.0.resolve(id).map(|found| &found.type_def) {
            Some(TypeDef::Array(array)) => self.is_byte(array.type_param.id),
            Some(TypeDef::Sequence(sequence)) => self.is_byte(sequence.type_param.id),
            _ => false,
        }
    }

    fn list(&self, id: u32, items: Vec<Value>) -> Value {
        if !self.is_bytes(id) {
            return Value::Array(items);
        }
        let bytes = items.iter().filter_map(Value::as_u64).map(|byte| format!("{byte:02x}"));
        Value::String(format!("0x{}", bytes.collect::<String>()))
    }

    fn composite(
        self,
        composite: &mut Composite<'_, '_, PortableRegistry>,
    ) -> Result<Value, DecodeError> {
        let named = !composite.has_unnamed_fields();
        let mut object = Map::new();
        let mut list = Vec::new();
        loop {
            let name = composite.peek_name();
            let Some(item) = composite.decode_item(self) else { break };
            let item = item?;
            match name {
                Some(name) if named => {
                    object.insert(name.to_string(), item);
                },
                _ => list.push(item),
            }
        }
        Ok(if named && !object.is_empty() {
            Value::Object(object)
        } else if list.len() == 1 {
            list.remove(0)
        } else if list.is_empty() {
            Value::Null
        } else {
            Value::Array(list)
        })
    }
}

macro_rules! plain {
    ($($visit:ident($kind:ty) => $with:expr;)*) => {
        $(fn $visit<'scale, 'resolver>(
            self,
            value: $kind,
            _: TypeIdFor<Self>,
        ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
            let with: fn($kind) -> Value = $with;
            Ok(with(value))
        })*
    };
}

impl Visitor for Plain<'_> {
    type Value<'scale, 'resolver> = Value;
    type Error = DecodeError;
    type TypeResolver = PortableRegistry;

    plain! {
        visit_bool(bool) => Value::from;
        visit_char(char) => |value| Value::from(value.to_string());
        visit_u8(u8) => Value::from;
        visit_u16(u16) => Value::from;
        visit_u32(u32) => Value::from;
        visit_u64(u64) => |value| Value::from(value.to_string());
        visit_u128(u128) => |value| Value::from(value.to_string());
        visit_i8(i8) => Value::from;
        visit_i16(i16) => Value::from;
        visit_i32(i32) => Value::from;
        visit_i64(i64) => |value| Value::from(value.to_string());
        visit_i128(i128) => |value| Value::from(value.to_string());
    }

    fn visit_str<'scale, 'resolver>(
        self,
        value: &mut Str<'scale>,
        _: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        Ok(Value::from(value.as_str()?))
    }

    fn visit_sequence<'scale, 'resolver>(
        self,
        value: &mut Sequence<'scale, 'resolver, PortableRegistry>,
        id: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        let mut items = Vec::new();
        while let Some(item) = value.decode_item(self) {
            items.push(item?);
        }
        Ok(self.list(id, items))
    }

    fn visit_array<'scale, 'resolver>(
        self,
        value: &mut Array<'scale, 'resolver, PortableRegistry>,
        id: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        let mut items = Vec::new();
        while let Some(item) = value.decode_item(self) {
            items.push(item?);
        }
        Ok(self.list(id, items))
    }

    fn visit_tuple<'scale, 'resolver>(
        self,
        value: &mut Tuple<'scale, 'resolver, PortableRegistry>,
        _: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        let mut items = Vec::new();
        while let Some(item) = value.decode_item(self) {
            items.push(item?);
        }
        Ok(if items.is_empty() { Value::Null } else { Value::Array(items) })
    }

    fn visit_composite<'scale, 'resolver>(
        self,
        value: &mut Composite<'scale, 'resolver, PortableRegistry>,
        _: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        if value.name() == Some("AccountId32") {
            let account = value.bytes_from_start().first_chunk::<32>();
            let account = account.ok_or(DecodeError::NotEnoughInput)?;
            value.skip_decoding()?;
            return Ok(Value::from(AccountId32(*account).to_string()));
        }
        self.composite(value)
    }

    fn visit_variant<'scale, 'resolver>(
        self,
        value: &mut Variant<'scale, 'resolver, PortableRegistry>,
        _: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        let name = value.name();
        let option = value.enum_name() == Some("Option");
        if value.fields().remaining() == 0 {
            return Ok(if option { Value::Null } else { Value::from(name) });
        }
        let inner = self.composite(value.fields())?;
        Ok(if option { inner } else { Value::Object(Map::from_iter([(name.to_string(), inner)])) })
    }

    fn visit_bitsequence<'scale, 'resolver>(
        self,
        _: &mut BitSequence<'scale>,
        _: TypeIdFor<Self>,
    ) -> Result<Self::Value<'scale, 'resolver>, DecodeError> {
        // The chain has none, so what it would look like is not decided.
        Err(DecodeError::Unexpected(Unexpected::Bitsequence))
    }
}
