//! How it stands with a forward agreement, as its events tell: one state after another. Nothing is
//! stored here.

use crate::facts::{
    forward::{Accepted, Change, Delivered, Handed, Settlement, Side, Terms},
    plain,
    series::Unit,
    Account,
};
use serde::{Deserialize, Serialize};

/// An agreement between two events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Units that are not settled.
    pub quantity: u32,
    /// Who failed to deliver or to pay for what is left.
    pub fault: Option<Side>,
    /// Whether units can still be delivered.
    pub deliverable: bool,
    /// What the seller has put in, by operator, in that order.
    pub committed: Vec<Commitment>,
    pub instructions: Option<String>,
    pub buyer: Party,
    pub seller: Party,
    /// Cash from the seller's margin to the buyer's, so far.
    #[serde(with = "plain")]
    pub moved: i128,
    /// The hour and the price of the last mark.
    pub marked: u32,
    #[serde(with = "plain")]
    pub mark: u64,
    pub assignment: Option<Assignment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub account: Account,
    #[serde(with = "plain")]
    pub margin: u128,
    pub call: Option<Call>,
}

/// The margin that is asked for, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    #[serde(with = "plain")]
    pub level: u128,
    #[serde(with = "plain")]
    pub deadline: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    pub operator: Account,
    pub quantity: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub side: Side,
    pub to: Account,
    pub other_consents: bool,
    pub to_consents: bool,
}

/// What becomes of units by an event of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitMove {
    /// The seller put them in: they are held like those in orders.
    PutIn { operator: Account, seller: Account, quantity: u32 },
    /// They changed hands.
    Delivered { operator: Account, seller: Account, buyer: Account, quantity: u32 },
    /// They are the seller's to use again.
    GivenBack { operator: Account, seller: Account, quantity: u32 },
}

impl Standing {
    /// As it begins, in an hour of the chain.
    pub fn new(accepted: &Accepted, terms: &Terms, hour: u32) -> Self {
        let party = |account: &Account| Party {
            account: account.clone(),
            margin: accepted.margin,
            call: None,
        };
        Standing {
            quantity: terms.quantity,
            fault: None,
            deliverable: terms.settlement == Settlement::Physical,
            committed: Vec::new(),
            instructions: None,
            buyer: party(&accepted.buyer),
            seller: party(&accepted.seller),
            moved: 0,
            // The chain dates it an hour back, so that it can move at once.
            marked: hour.saturating_sub(1),
            mark: terms.price,
            assignment: None,
        }
    }

    fn party(&mut self, side: Side) -> &mut Party {
        match side {
            Side::Buyer => &mut self.buyer,
            Side::Seller => &mut self.seller,
        }
    }

    /// What an event makes of it, and of units.
    pub fn change(&mut self, change: &Change) -> Result<Vec<UnitMove>, String> {
        match change {
            Change::Marked(marked) => {
                (self.marked, self.mark) = (marked.hour, marked.mark);
                self.moved =
                    self.moved.checked_add(marked.moved).ok_or("more is moved than fits")?;
                self.buyer.add(marked.moved)?;
                self.seller.add(-marked.moved)?;
            },
            Change::MarginChanged(changed) => {
                self.party(changed.side).margin = changed.margin;
            },
            Change::Called(called) => {
                self.party(called.side).call =
                    Some(Call { level: called.level, deadline: called.deadline });
            },
            Change::Lifted(lifted) => self.party(lifted.side).call = None,
            Change::Proposed(proposed) => {
                self.assignment = Some(Assignment {
                    side: proposed.side,
                    to: proposed.to.clone(),
                    other_consents: false,
                    to_consents: false,
                });
            },
            Change::Consented(consented) => {
                let assignment = self.assignment.as_mut().ok_or("nobody proposed that")?;
                if consented.by == consented.to {
                    assignment.to_consents = true;
                } else {
                    assignment.other_consents = true;
                }
            },
            Change::Assigned(assigned) => {
                self.assignment = None;
                let (account, margin) = (assigned.to.clone(), assigned.margin);
                *self.party(assigned.side) = Party { account, margin, call: None };
            },
            Change::Committed(committed) => {
                return Ok(vec![self.put_in(&committed.unit, committed.quantity)]);
            },
            Change::Instructed(instructed) => {
                self.instructions.clone_from(&instructed.instructions);
            },
            Change::Delivered(delivered) => return self.delivered(delivered),
            Change::Freed(freed) => {
                self.buyer.take(freed.buyer)?;
                self.seller.take(freed.seller)?;
            },
        }
        Ok(Vec::new())
    }

    fn put_in(&mut self, unit: &Unit, quantity: u32) -> UnitMove {
        let operator = unit.operator.clone();
        match self.committed.iter_mut().find(|one| one.operator == operator) {
            Some(one) => one.quantity = one.quantity.saturating_add(quantity),
            None => self.committed.push(Commitment { operator: operator.clone(), quantity }),
        }
        UnitMove::PutIn { operator, seller: self.seller.account.clone(), quantity }
    }

    /// The event says whose units changed hands, and what the margins are after it. What was put in and
    /// did not is the seller's again.
    fn delivered(&mut self, delivered: &Delivered) -> Result<Vec<UnitMove>, String> {
        let mut moves = Vec::new();
        for handed in &delivered.units {
            let Handed { operator, quantity } = handed;
            let there = self.committed.iter_mut().find(|one| one.operator == *operator);
            let left = there.and_then(|one| {
                one.quantity = one.quantity.checked_sub(*quantity)?;
                Some(one.quantity)
            });
            if left.is_none() {
                return Err(format!("{quantity} units are delivered, and less were put in"));
            }
            moves.push(UnitMove::Delivered {
                operator: operator.clone(),
                seller: self.seller.account.clone(),
                buyer: self.buyer.account.clone(),
                quantity: *quantity,
            });
        }
        moves.extend(self.end());
        self.deliverable = false;
        self.quantity = delivered.left;
        self.fault = delivered.fault;
        self.moved = delivered.moved;
        self.buyer.margin = delivered.buyer_margin;
        self.seller.margin = delivered.seller_margin;
        if let Some(fault) = delivered.fault.filter(|_| delivered.left > 0) {
            // Who cannot lose any more is not called.
            self.party(fault.other()).call = None;
        }
        Ok(moves)
    }

    fn given_back(&self, operator: Account, quantity: u32) -> Option<UnitMove> {
        let seller = self.seller.account.clone();
        (quantity > 0).then_some(UnitMove::GivenBack { operator, seller, quantity })
    }

    /// What becomes of units that were put in and never delivered, at the end.
    pub fn end(&mut self) -> Vec<UnitMove> {
        let left = std::mem::take(&mut self.committed);
        left.into_iter().filter_map(|one| self.given_back(one.operator, one.quantity)).collect()
    }
}

impl Party {
    fn add(&mut self, amount: i128) -> Result<(), String> {
        self.margin = self.margin.checked_add_signed(amount).ok_or("a margin falls below 0")?;
        Ok(())
    }

    fn take(&mut self, amount: u128) -> Result<(), String> {
        self.margin = self.margin.checked_sub(amount).ok_or("a margin falls below 0")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
