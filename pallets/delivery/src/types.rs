//! What is stored.

use crate::remedy::{Outcome, Owed};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::{Balance, Metered, Moment, Price, Quantity, UnitId};
use scale_info::TypeInfo;

/// A report whose objection window is open.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Pending {
    /// Hours of the period that it covers, from its beginning.
    pub hours: u32,
    /// Delivered in them, in thousandths of a unit-hour.
    pub delivered: u64,
    /// The last moment at which the buyer can object.
    pub closes: Moment,
}

/// An objection that is not decided.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Dispute {
    /// Delivered as the buyer says, in thousandths of a unit-hour.
    pub claimed: u64,
    /// Delivered as the operator says.
    pub reported: u64,
    /// What the buyer, and once it has answered the operator, has on hold for it.
    pub stake: Balance,
    /// Whether the operator has answered.
    pub answered: bool,
    /// The last moment for the answer, or for the ruling once it is answered.
    pub deadline: Moment,
}

impl Dispute {
    /// What they differ by.
    pub fn disputed(&self) -> u64 {
        self.reported.saturating_sub(self.claimed)
    }
}

/// A delivery: units that somebody nominated.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Delivery<AccountId> {
    /// Who takes it.
    pub buyer: AccountId,
    /// Units.
    pub quantity: Quantity,
    /// The hash of where and how to deliver.
    pub instructions: [u8; 32],
    /// Cover per unit and hour.
    pub cover_rate: Price,
    /// What is left of its bond, in millionths.
    pub bond_left: Balance,
    /// The last reading of the meter, as reported.
    pub reading: Option<Metered>,
    /// What was reported and ruled not delivered, in thousandths of a unit-hour: readings go on
    /// counting it.
    pub disallowed: u64,
    /// Hours, from the beginning, that are decided or in dispute.
    pub hours: u32,
    /// What is decided.
    pub stands: Outcome,
    /// What has been paid for.
    pub paid: Outcome,
    /// The report that can be objected to.
    pub pending: Option<Pending>,
    /// The objection that is open.
    pub dispute: Option<Dispute>,
    /// When the last objection was decided; 0 where there was none.
    pub reopened: Moment,
}

impl<AccountId> Delivery<AccountId> {
    /// What it is owed as a whole.
    pub fn owed(&self, unit: &UnitId<AccountId>) -> Owed {
        Owed {
            quantity: self.quantity,
            hours: unit.series.period.hours(),
            cover_rate: self.cover_rate,
        }
    }

    /// Decides the hours up to `hours`: `delivered` in all, and the rest of them lost.
    pub fn decide(&mut self, owed: &Owed, hours: u32, delivered: u64) {
        let more = delivered.saturating_sub(self.stands.delivered);
        let entitled = owed.entitled(hours.saturating_sub(self.hours));
        self.stands.delivered = self.stands.delivered.saturating_add(more);
        self.stands.lost = self.stands.lost.saturating_add(entitled.saturating_sub(more));
        self.hours = hours;
    }
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Phase {
    /// Something has become due: anyone can settle it.
    Due,
    /// An objection waits for the operator's answer.
    Objected,
    /// An objection waits for an arbiter.
    Answered,
    /// A report waits for the buyer's objection.
    Reported,
    /// Nothing has been reported that does not stand.
    Open,
}
