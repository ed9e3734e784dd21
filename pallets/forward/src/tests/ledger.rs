//! What everybody has got by what the events say: a second set of books.

use crate::{mock::*, *};
use headroom_primitives::{amount, Balance};
use std::collections::BTreeMap;

/// An agreement, as far as events tell of it.
struct Open {
    terms: Terms,
    buyer: AccountId,
    seller: AccountId,
    /// What the buyer has had of the seller for gains; what is owed for them counts as had.
    gained: i128,
}

#[derive(Default)]
pub struct Ledger {
    got: BTreeMap<AccountId, i128>,
    offered: BTreeMap<AgreementId, Terms>,
    open: BTreeMap<AgreementId, Open>,
}

impl Ledger {
    /// Everything that has happened so far.
    pub fn of_events() -> Self {
        let mut ledger = Self::default();
        for record in System::events() {
            if let RuntimeEvent::Forward(event) = record.event {
                ledger.read(event);
            }
        }
        ledger
    }

    /// What somebody has got in all, more than it has given: with claims that are not paid, and without
    /// the cover of its own units.
    pub fn got(&self, who: AccountId) -> i128 {
        let by_events = self.got.get(&who).copied().unwrap_or_default();
        let unpaid: i128 = Debts::get()
            .into_iter()
            .map(|(debtor, creditor, amount)| {
                let of = |account| if account == who { signed_of(amount) } else { 0 };
                of(debtor) - of(creditor)
            })
            .sum();
        let covers = Covered::get().into_iter().filter(|(issuer, _)| *issuer == who);
        by_events + unpaid - covers.map(|(_, cover)| signed_of(cover)).sum::<i128>()
    }

    /// From the seller of an agreement to its buyer.
    fn pay(&mut self, id: AgreementId, amount: i128) {
        let Open { buyer, seller, .. } = self.open[&id];
        *self.got.entry(buyer).or_default() += amount;
        *self.got.entry(seller).or_default() -= amount;
    }

    /// The buyer has gained so much by now.
    fn gain(&mut self, id: AgreementId, gained: i128) {
        let due = gained - self.open[&id].gained;
        self.pay(id, due);
        self.open.get_mut(&id).unwrap().gained = gained;
    }

    fn read(&mut self, event: Event<Test>) {
        match event {
            Event::Offered { id, terms, .. } => {
                self.offered.insert(id, terms);
            },
            Event::Accepted { id, buyer, seller, .. } => {
                let terms = self.offered[&id].clone();
                self.open.insert(id, Open { terms, buyer, seller, gained: 0 });
            },
            Event::Marked { id, moved, .. } => {
                let gained = self.open[&id].gained + moved;
                self.gain(id, gained);
            },
            Event::Assigned { id, side, to, .. } => {
                let open = self.open.get_mut(&id).unwrap();
                match side {
                    Side::Buyer => open.buyer = to,
                    Side::Seller => open.seller = to,
                }
            },
            Event::Delivered { id, quantity, left, seller_penalty, buyer_penalty, .. } => {
                let Open { terms, gained, .. } = &self.open[&id];
                let value = amount::total(terms.price, quantity, terms.hours());
                // What was gained on units that are delivered goes back.
                let kept = gained * i128::from(left) / i128::from(quantity + left);
                self.gain(id, kept);
                let penalties = signed_of(seller_penalty) - signed_of(buyer_penalty);
                self.pay(id, penalties - signed_of(value));
            },
            Event::Settled { id, outcome, gain, moved, penalty, debt, .. } => {
                // What was moved in the end and what is owed make up the gain.
                let lacking = gain - self.open[&id].gained - moved;
                assert_eq!(lacking.unsigned_abs(), debt);
                self.gain(id, gain);
                match outcome {
                    Outcome::ClosedOut(Some(Side::Seller)) => self.pay(id, signed_of(penalty)),
                    Outcome::ClosedOut(Some(Side::Buyer)) => self.pay(id, -signed_of(penalty)),
                    _ => assert_eq!(penalty, 0),
                }
            },
            _ => {},
        }
    }
}

fn signed_of(amount: Balance) -> i128 {
    i128::try_from(amount).unwrap()
}
