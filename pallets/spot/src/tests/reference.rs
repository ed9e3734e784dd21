//! The book against a naive one: a list of orders, sorted anew for each taker.

use crate::{mock::*, *};
use headroom_primitives::{Moment, Price, Quantity};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Naive {
    seq: u64,
    owner: AccountId,
    /// `None` for a bid, else the issuer.
    sells: Option<AccountId>,
    price: Price,
    quantity: Quantity,
    until: Option<Moment>,
}

#[derive(Default)]
struct NaiveBook {
    next: u64,
    orders: Vec<Naive>,
    /// Maker, taker, quantity, price.
    fills: Vec<(u64, u64, Quantity, Price)>,
}

impl NaiveBook {
    fn place(&mut self, mut new: Naive, force: usize, cap: u32, now: Moment) {
        new.seq = self.next;
        self.next += 1;
        let meets = |maker: &Naive| {
            maker.sells.is_some() != new.sells.is_some()
                && if new.sells.is_none() {
                    maker.price <= new.price
                } else {
                    maker.price >= new.price
                }
        };
        let mut met = 0;
        loop {
            let mut makers: Vec<Naive> =
                self.orders.iter().filter(|maker| meets(maker)).cloned().collect();
            makers.sort_by_key(|maker| {
                let price =
                    if new.sells.is_none() { maker.price } else { Price::MAX - maker.price };
                (price, maker.seq)
            });
            let crosses = !makers.is_empty();
            if new.quantity == 0 {
                return;
            }
            if met == cap || !crosses {
                if !crosses && force != 2 {
                    self.orders.push(new);
                }
                return;
            }
            met += 1;
            let maker = &makers[0];
            let at = self.orders.iter().position(|order| order.seq == maker.seq).unwrap();
            let gone = maker.owner == new.owner
                || maker.until.is_some_and(|until| until <= now)
                || maker.sells == Some(Impaired::get());
            if gone {
                self.orders.remove(at);
                continue;
            }
            let quantity = maker.quantity.min(new.quantity);
            self.fills.push((maker.seq, new.seq, quantity, maker.price));
            new.quantity -= quantity;
            self.orders[at].quantity -= quantity;
            if self.orders[at].quantity == 0 {
                self.orders.remove(at);
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Place {
        who: AccountId,
        sells: Option<AccountId>,
        ticks: u32,
        lots: u32,
        force: usize,
        cap: u32,
    },
    Cancel {
        nth: usize,
    },
    Wait,
    Impair {
        who: AccountId,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let sells = prop_oneof![Just(None), Just(Some(ISSUER)), Just(Some(OTHER))];
    let ticks = prop_oneof![8 => 1_400..1_420u32, 1 => 1..3_000u32, 1 => Just((1 << 22) - 1)];
    prop_oneof![
        12 => (ISSUER..=CAROL, sells, ticks, 1..6u32, 0..5usize, 1..=8u32).prop_map(
            |(who, sells, ticks, lots, force, cap)| Step::Place { who, sells, ticks, lots, force, cap }
        ),
        2 => (0..50usize).prop_map(|nth| Step::Cancel { nth }),
        1 => Just(Step::Wait),
        1 => prop_oneof![Just(0), Just(ISSUER), Just(OTHER)].prop_map(|who| Step::Impair { who }),
    ]
}

proptest! {
    #[test]
    fn the_book_does_what_a_list_would(steps in proptest::collection::vec(step(), 1..60)) {
        build_and_execute(|| {
            // Everybody has some units of both.
            for issuer in [ISSUER, OTHER] {
                for who in ISSUER..=CAROL {
                    Units::insert((unit(issuer), who), (200, 0));
                }
            }
            let total: u128 = (ISSUER..=ESCROW).map(|who| { let (a, b) = cash(who); a + b }).sum();
            let mut naive = NaiveBook::default();
            for step in steps {
                let now = Now::get();
                match step {
                    Step::Place { who, sells, ticks, lots, force, cap } => {
                        let price = Price::from(ticks) * 1_000;
                        let until = now + HOUR;
                        let time_in_force = match force {
                            0 => TimeInForce::GoodTillCancelled,
                            1 => TimeInForce::GoodTillTime(until),
                            2 => TimeInForce::ImmediateOrCancel,
                            3 => TimeInForce::FillOrKill,
                            _ => TimeInForce::PostOnly,
                        };
                        let side = match sells {
                            None => Side::Bid,
                            Some(operator) => Side::Ask { operator },
                        };
                        // What is refused changes nothing; that is tested one by one.
                        if place(who, side, price, lots * 2, time_in_force, cap).is_ok() {
                            let until = (force == 1).then_some(until);
                            let new =
                                Naive { seq: 0, owner: who, sells, price, quantity: lots * 2, until };
                            naive.place(new, force, cap, now);
                        }
                    },
                    Step::Cancel { nth } => {
                        if let Some((owner, seq, ..)) = resting().get(nth) {
                            Spot::cancel_order(RuntimeOrigin::signed(*owner), id(*owner, *seq))
                                .unwrap();
                            naive.orders.retain(|order| order.seq != *seq);
                        }
                    },
                    Step::Wait => Now::set(&(now + HOUR)),
                    Step::Impair { who } => Impaired::set(&who),
                }
                Spot::do_try_state().unwrap();
                let mut listed: Vec<_> = naive
                    .orders
                    .iter()
                    .map(|order| (order.owner, order.seq, (order.price / 1_000) as u32, order.quantity))
                    .collect();
                listed.sort_by_key(|order| order.1);
                assert_eq!(resting(), listed);
            }
            let fills: Vec<_> = System::events()
                .into_iter()
                .filter_map(|record| match record.event {
                    RuntimeEvent::Spot(Event::Filled { maker, taker, quantity, price, .. }) => {
                        Some((maker.seq, taker.seq, quantity, price))
                    },
                    _ => None,
                })
                .collect();
            assert_eq!(fills, naive.fills);
            let after: u128 = (ISSUER..=ESCROW).map(|who| { let (a, b) = cash(who); a + b }).sum();
            assert_eq!(after, total);
            for issuer in [ISSUER, OTHER] {
                let all: u32 = (ISSUER..=CAROL)
                    .map(|who| { let (free, in_orders) = units(issuer, who); free + in_orders })
                    .sum();
                assert_eq!(all, 1_000);
            }
        });
    }
}
