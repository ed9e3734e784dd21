//! What a unit delivers and how its delivery is measured.

use crate::{Price, Quantity, Tier};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A product, one version of it. Numbered from 0 in the order of creation.
pub type ProductId = u16;

/// A zone: grid region and jurisdiction. Numbered from 0 in the order of creation.
pub type ZoneId = u16;

/// A name in ASCII, at most 32 bytes.
pub type Name = BoundedVec<u8, ConstU32<32>>;

/// Standard tokens in one unit for one hour.
pub const STANDARD_TOKENS_PER_UNIT_HOUR: u64 = 1_000_000;

/// Weights by which raw token counts become standard tokens, in thousandths.
///
/// standard = (input × `input` + cached × `cached` + output × `output`) / 1000. A published
/// precedent of a token index: 1000 / 200 / 4210.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct TokenWeights {
    /// Weight of an input token, in thousandths.
    pub input: u32,
    /// Weight of an input token that was served from a cache, in thousandths.
    pub cached: u32,
    /// Weight of an output token, in thousandths.
    pub output: u32,
}

/// What a unit of a product delivers for every hour of its period. Fixed for good once created.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub enum Deliverable {
    /// One GPU, with its share of the host.
    GpuHours {
        /// The accelerator's model, such as `H100`.
        model: Name,
        /// Memory of one GPU, in GiB.
        memory_gib: u16,
        /// How the GPUs are joined, such as `SXM5 NVLink`.
        fabric: Name,
        /// Virtual CPUs of the host that come with one GPU.
        host_cpus: u16,
        /// Memory of the host that comes with one GPU, in GiB.
        host_memory_gib: u16,
    },
    /// One million standard tokens.
    Tokens {
        /// The class of models that may serve them.
        model_class: Name,
        /// Fewest bits a weight that the served model may be quantised to.
        quantisation_bits: u8,
        /// Context length that has to be accepted, in tokens.
        context_length: u32,
        /// Time to the first token that has to be met for 95 of 100 requests, in milliseconds.
        latency_ms: u32,
        /// How raw counts become standard tokens.
        weights: TokenWeights,
    },
}

impl Deliverable {
    /// How its delivery is measured.
    pub fn metering(&self) -> Metering {
        match self {
            Deliverable::GpuHours { .. } => Metering::UnitHours,
            Deliverable::Tokens { weights, .. } => Metering::Tokens(*weights),
        }
    }
}

/// How the delivery of a product is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metering {
    /// In thousandths of a unit-hour.
    UnitHours,
    /// In raw token counts, which the weights turn into standard tokens.
    Tokens(TokenWeights),
}

/// A cumulative meter reading, from the start of the period.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Metered {
    /// Unit-hours in thousandths: 1_000 is one GPU for one hour.
    UnitHours(u64),
    /// Raw token counts.
    Tokens {
        /// Input tokens that were computed.
        input: u64,
        /// Input tokens that were served from a cache.
        cached: u64,
        /// Output tokens.
        output: u64,
    },
}

impl Metering {
    /// The reading in thousandths of a unit-hour, rounded down: against the operator, who reports
    /// it. `None` where the reading is not of this product's kind.
    ///
    /// ```
    /// use headroom_primitives::{Metered, Metering, TokenWeights};
    /// let weights = TokenWeights { input: 1_000, cached: 200, output: 4_210 };
    /// let reading = Metered::Tokens { input: 500_000, cached: 395_000, output: 100_000 };
    /// // 500_000 + 79_000 + 421_000 = one million standard tokens: one unit-hour.
    /// assert_eq!(Metering::Tokens(weights).unit_hours(&reading), Some(1_000));
    /// ```
    pub fn unit_hours(&self, metered: &Metered) -> Option<u64> {
        match (self, metered) {
            (Metering::UnitHours, Metered::UnitHours(milli)) => Some(*milli),
            (Metering::Tokens(weights), Metered::Tokens { input, cached, output }) => {
                let of = |count: u64, weight: u32| count as u128 * weight as u128;
                // In thousandths of a standard token; three products of 96 bits fit in 128.
                let standard = of(*input, weights.input)
                    + of(*cached, weights.cached)
                    + of(*output, weights.output);
                // A thousandth of a unit-hour is a thousand standard tokens.
                let milli = standard / STANDARD_TOKENS_PER_UNIT_HOUR as u128;
                Some(milli.min(u64::MAX as u128) as u64)
            },
            _ => None,
        }
    }
}

/// What an order book needs to know of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TradingRules {
    /// Prices are multiples of it.
    pub tick: Price,
    /// Quantities of orders are multiples of it.
    pub lot: Quantity,
    /// The lowest tier that may be issued.
    pub lowest_tier: Tier,
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: TokenWeights = TokenWeights { input: 1_000, cached: 200, output: 4_210 };

    #[test]
    fn kinds_do_not_mix() {
        let tokens = Metered::Tokens { input: 1, cached: 1, output: 1 };
        assert_eq!(Metering::UnitHours.unit_hours(&tokens), None);
        assert_eq!(Metering::Tokens(WEIGHTS).unit_hours(&Metered::UnitHours(1)), None);
        assert_eq!(Metering::UnitHours.unit_hours(&Metered::UnitHours(7)), Some(7));
    }

    #[test]
    fn standard_tokens_round_down_and_saturate() {
        let read = |input, cached, output| {
            Metering::Tokens(WEIGHTS).unit_hours(&Metered::Tokens { input, cached, output })
        };
        assert_eq!(read(999, 0, 0), Some(0));
        assert_eq!(read(1_000, 0, 0), Some(1));
        assert_eq!(read(0, 5_000, 0), Some(1));
        assert_eq!(read(0, 0, 1_000_000), Some(4_210));
        assert!(read(u64::MAX, u64::MAX, u64::MAX).is_some());
        let heaviest = TokenWeights { input: u32::MAX, cached: u32::MAX, output: u32::MAX };
        assert_eq!(
            Metering::Tokens(heaviest).unit_hours(&Metered::Tokens {
                input: u64::MAX,
                cached: u64::MAX,
                output: u64::MAX
            }),
            Some(u64::MAX)
        );
    }
}
