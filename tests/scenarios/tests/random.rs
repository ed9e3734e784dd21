//! Random sequences of calls over all pallets, on the real runtime: after every block every
//! invariant holds, and no cash is made or lost. `PROPTEST_CASES` says how many sequences.

use frame_support::traits::{fungible::Inspect, CallMetadata, GetCallMetadata};
use headroom_primitives::{DeliveryId, Metered, Period, SeriesId, UnitId};
use headroom_runtime::{AccountId, Cash, Forward, Runtime, RuntimeCall};
use headroom_tests::{Chain, Outcome, Person, CASH, HOUR};
use pallet_capacity::Ended;
use pallet_forward::{Agreement, Settlement, Terms};
use pallet_index::Definition;
use pallet_spot::{OrderId, Side, TimeInForce};
use proptest::{prelude::*, test_runner::TestRunner};
use std::{cell::RefCell, collections::BTreeMap};

const PEOPLE: [Person; 5] =
    [Person::HELIOS, Person::BOREALIS, Person::LUMEN, Person::PARALLAX, Person::ARBITER];

const REPORTERS: [Person; 5] = Person::REPORTERS;

/// A step, by numbers that are turned into what there is when it is taken.
#[derive(Clone, Debug)]
enum Step {
    Issue { who: usize, series: usize, quantity: u32 },
    Retire { who: usize, series: usize, quantity: u32 },
    Transfer { who: usize, to: usize, series: usize, operator: usize, quantity: u32 },
    Split { who: usize, series: usize, operator: usize, quantity: u32 },
    Join { who: usize, series: usize, operator: usize, quantity: u32 },
    Ask { who: usize, series: usize, operator: usize, price: u64, quantity: u32, force: usize },
    Bid { who: usize, series: usize, price: u64, quantity: u32, force: usize },
    Cancel { who: usize, series: usize, limit: u32 },
    CancelOne { series: usize, nth: usize },
    CloseBook { series: usize },
    Sweep,
    Flag { operator: usize },
    Deposit { who: usize, amount: u64 },
    Withdraw { who: usize, amount: u64 },
    RemoveExpired { series: usize },
    Nominate { who: usize, series: usize, operator: usize, quantity: u32 },
    Report { series: usize, operator: usize, nth: usize, part: u64 },
    Accept { series: usize, operator: usize, nth: usize },
    Object { series: usize, operator: usize, nth: usize, part: u64 },
    Answer { series: usize, operator: usize, nth: usize },
    Resolve { series: usize, operator: usize, nth: usize, part: u64 },
    Settle { series: usize, operator: usize, nth: usize },
    Expire { series: usize, operator: usize },
    PayClaims { operator: usize },
    Attest { operator: usize, quantity: u32 },
    Observe { ahead: u32, price: u64 },
    CloseHours { count: usize },
    Offer { who: usize, series: usize, price: u64, quantity: u32, buyer: bool, physical: bool },
    AcceptOffer { who: usize, nth: usize },
    Mark { nth: usize },
    CallMargin { nth: usize },
    CloseOut { nth: usize },
    TopUp { nth: usize, amount: u64 },
    Commit { nth: usize, operator: usize, quantity: u32 },
    SettleForward { nth: usize },
    Wait { minutes: u64 },
}

/// Machine time in periods that lie in each other, so that splitting and joining meet; and a day of
/// tokens from the same pool.
fn series() -> [SeriesId; 5] {
    let hour = 20_790 * 24;
    let day = Period::Day(20_790);
    [
        (0, day),
        (0, Period::Hour(hour)),
        (0, Period::Hour(hour + 1)),
        (0, Period::Hour(hour + 23)),
        (1, day),
    ]
    .map(|(product, period)| SeriesId { product, zone: 0, period })
}

/// What the meter of a product reads for so many thousandths of a unit-hour.
fn reading(series: &SeriesId, milli: u64) -> Metered {
    match series.product {
        0 => Metered::UnitHours(milli),
        _ => Metered::Tokens { input: milli * 1_000, cached: 0, output: 0 },
    }
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..4usize;
    let operator = || 0..2usize;
    let series = || 0..5usize;
    let quantity = || prop_oneof![4 => 1..12u32, 1 => Just(0), 1 => 500..600u32];
    let price = || (1_200..=2_600u64).prop_map(|ticks| ticks / 100 * 100_000);
    let part = || 0..=1_000u64;
    let nth = || 0..3usize;
    prop_oneof![
        3 => (operator(), series(), quantity())
            .prop_map(|(who, series, quantity)| Step::Issue { who, series, quantity }),
        1 => (operator(), series(), quantity())
            .prop_map(|(who, series, quantity)| Step::Retire { who, series, quantity }),
        1 => (who(), who(), series(), operator(), quantity()).prop_map(
            |(who, to, series, operator, quantity)| Step::Transfer {
                who, to, series, operator, quantity
            }
        ),
        1 => (who(), series(), operator(), quantity()).prop_map(
            |(who, series, operator, quantity)| Step::Split { who, series, operator, quantity }
        ),
        1 => (who(), series(), operator(), quantity()).prop_map(
            |(who, series, operator, quantity)| Step::Join { who, series, operator, quantity }
        ),
        5 => (who(), series(), operator(), price(), quantity(), 0..5usize).prop_map(
            |(who, series, operator, price, quantity, force)| Step::Ask {
                who, series, operator, price, quantity, force
            }
        ),
        5 => (who(), series(), price(), quantity(), 0..5usize).prop_map(
            |(who, series, price, quantity, force)| Step::Bid {
                who, series, price, quantity, force
            }
        ),
        1 => (who(), series(), 0..4u32)
            .prop_map(|(who, series, limit)| Step::Cancel { who, series, limit }),
        1 => (series(), nth()).prop_map(|(series, nth)| Step::CancelOne { series, nth }),
        1 => series().prop_map(|series| Step::CloseBook { series }),
        1 => Just(Step::Sweep),
        1 => operator().prop_map(|operator| Step::Flag { operator }),
        1 => (who(), 0..2_000_000u64).prop_map(|(who, amount)| Step::Deposit { who, amount }),
        1 => (who(), 0..2_000_000u64).prop_map(|(who, amount)| Step::Withdraw { who, amount }),
        1 => series().prop_map(|series| Step::RemoveExpired { series }),
        3 => (who(), series(), operator(), quantity()).prop_map(
            |(who, series, operator, quantity)| Step::Nominate { who, series, operator, quantity }
        ),
        5 => (series(), operator(), nth(), part()).prop_map(
            |(series, operator, nth, part)| Step::Report { series, operator, nth, part }
        ),
        1 => (series(), operator(), nth())
            .prop_map(|(series, operator, nth)| Step::Accept { series, operator, nth }),
        2 => (series(), operator(), nth(), part()).prop_map(
            |(series, operator, nth, part)| Step::Object { series, operator, nth, part }
        ),
        3 => (series(), operator(), nth())
            .prop_map(|(series, operator, nth)| Step::Answer { series, operator, nth }),
        3 => (series(), operator(), nth(), part()).prop_map(
            |(series, operator, nth, part)| Step::Resolve { series, operator, nth, part }
        ),
        2 => (series(), operator(), nth())
            .prop_map(|(series, operator, nth)| Step::Settle { series, operator, nth }),
        1 => (series(), operator())
            .prop_map(|(series, operator)| Step::Expire { series, operator }),
        1 => operator().prop_map(|operator| Step::PayClaims { operator }),
        1 => (operator(), prop_oneof![0..20u32, Just(512)])
            .prop_map(|(operator, quantity)| Step::Attest { operator, quantity }),
        2 => (0..4u32, price()).prop_map(|(ahead, price)| Step::Observe { ahead, price }),
        2 => (1..20usize).prop_map(|count| Step::CloseHours { count }),
        3 => (who(), series(), price(), 1..12u32, any::<bool>(), any::<bool>()).prop_map(
            |(who, series, price, quantity, buyer, physical)| Step::Offer {
                who, series, price, quantity, buyer, physical
            }
        ),
        3 => (who(), nth()).prop_map(|(who, nth)| Step::AcceptOffer { who, nth }),
        1 => nth().prop_map(|nth| Step::Mark { nth }),
        1 => nth().prop_map(|nth| Step::CallMargin { nth }),
        1 => nth().prop_map(|nth| Step::CloseOut { nth }),
        1 => (nth(), 1..90_000_000u64).prop_map(|(nth, amount)| Step::TopUp { nth, amount }),
        2 => (nth(), operator(), 1..6u32)
            .prop_map(|(nth, operator, quantity)| Step::Commit { nth, operator, quantity }),
        2 => nth().prop_map(|nth| Step::SettleForward { nth }),
        5 => prop_oneof![3 => 1..120u64, 2 => Just(14 * 60), 1 => Just(46 * 60)]
            .prop_map(|minutes| Step::Wait { minutes }),
    ]
}

fn force(n: usize, now: u64) -> TimeInForce {
    match n {
        0 => TimeInForce::GoodTillCancelled,
        1 => TimeInForce::GoodTillTime(now + HOUR),
        2 => TimeInForce::ImmediateOrCancel,
        3 => TimeInForce::FillOrKill,
        _ => TimeInForce::PostOnly,
    }
}

/// Every order that rests in a series.
fn resting(chain: &mut Chain, of: &SeriesId) -> Vec<OrderId<AccountId>> {
    chain.read(|| {
        pallet_spot::Orders::<Runtime>::iter()
            .filter(|(_, series, _)| series == of)
            .flat_map(|(owner, series, orders)| {
                orders.into_iter().map(move |order| OrderId {
                    owner: owner.clone(),
                    series,
                    seq: order.seq,
                })
            })
            .collect()
    })
}

/// The calls that a step comes to, with who sends them.
fn calls(chain: &mut Chain, step: Step) -> Vec<(Person, RuntimeCall)> {
    let now = chain.now();
    let at = |n: usize| series()[n];
    let unit = |series: usize, operator: usize| UnitId {
        series: at(series),
        operator: PEOPLE[operator].account(),
    };
    // One of those that there are: where the numbers name none, some other.
    let mut delivery = |series: usize, operator: usize, nth: usize| {
        let all: Vec<_> = chain.read(|| {
            pallet_delivery::Deliveries::<Runtime>::iter()
                .map(|(unit, index, found)| (DeliveryId { unit, index }, found))
                .collect()
        });
        all.get((series + 5 * operator + 10 * nth) % all.len().max(1)).cloned()
    };
    let person = |account: &AccountId| {
        PEOPLE.into_iter().find(|who| who.account() == *account).expect("one of the people")
    };
    let one = |who: Person, call: RuntimeCall| vec![(who, call)];
    let most = |series: &SeriesId, quantity: u32| {
        series.period.metered_hours(now) as u64 * quantity as u64 * 1_000
    };
    match step {
        Step::Issue { who, series, quantity } => {
            one(PEOPLE[who], pallet_capacity::Call::issue { series: at(series), quantity }.into())
        },
        Step::Retire { who, series, quantity } => one(
            PEOPLE[who],
            pallet_capacity::Call::retire { unit: unit(series, who), quantity }.into(),
        ),
        Step::Transfer { who, to, series, operator, quantity } => one(
            PEOPLE[who],
            pallet_capacity::Call::transfer {
                unit: unit(series, operator),
                to: PEOPLE[to].account(),
                quantity,
            }
            .into(),
        ),
        Step::Split { who, series, operator, quantity } => one(
            PEOPLE[who],
            pallet_capacity::Call::split { unit: unit(series, operator), quantity }.into(),
        ),
        Step::Join { who, series, operator, quantity } => one(
            PEOPLE[who],
            pallet_capacity::Call::join { unit: unit(series, operator), quantity }.into(),
        ),
        Step::Ask { who, series, operator, price, quantity, force: n } => one(
            PEOPLE[who],
            pallet_spot::Call::place_order {
                series: at(series),
                side: Side::Ask { operator: PEOPLE[operator].account() },
                price,
                quantity,
                time_in_force: force(n, now),
                max_fills: 1 + n as u32,
            }
            .into(),
        ),
        Step::Bid { who, series, price, quantity, force: n } => one(
            PEOPLE[who],
            pallet_spot::Call::place_order {
                series: at(series),
                side: Side::Bid,
                price,
                quantity,
                time_in_force: force(n, now),
                max_fills: 1 + n as u32,
            }
            .into(),
        ),
        Step::Cancel { who, series, limit } => {
            one(PEOPLE[who], pallet_spot::Call::cancel_orders { series: at(series), limit }.into())
        },
        Step::CancelOne { series, nth } => {
            let all = resting(chain, &at(series));
            match all.get(nth % all.len().max(1)) {
                Some(id) => one(
                    person(&id.owner),
                    pallet_spot::Call::cancel_order { id: id.clone() }.into(),
                ),
                None => vec![],
            }
        },
        Step::CloseBook { series } => {
            one(Person::LUMEN, pallet_spot::Call::close_book { series: at(series) }.into())
        },
        Step::Sweep => {
            let items: Vec<_> = chain.read(|| {
                pallet_capacity::Holdings::<Runtime>::iter_keys()
                    .map(|(owner, unit)| Ended::Holding { owner, unit })
                    .collect()
            });
            // Each by itself: one that cannot go keeps the others.
            items
                .into_iter()
                .map(|item| {
                    let items = vec![item].try_into().expect("one is not too many");
                    (Person::LUMEN, pallet_capacity::Call::sweep { items }.into())
                })
                .collect()
        },
        Step::Flag { operator } => {
            let operator = PEOPLE[operator].account();
            let flag = pallet_capacity::Call::flag { operator, product: 0, zone: 0 };
            one(Person::LUMEN, flag.into())
        },
        Step::Deposit { who, amount } => {
            let amount = amount.into();
            one(PEOPLE[who], pallet_cash::Call::deposit { amount }.into())
        },
        Step::Withdraw { who, amount } => {
            let amount = amount.into();
            one(PEOPLE[who], pallet_cash::Call::withdraw { amount }.into())
        },
        Step::RemoveExpired { series } => {
            let mut orders = resting(chain, &at(series));
            orders.truncate(32);
            let orders = orders.try_into().expect("at most 32");
            one(Person::LUMEN, pallet_spot::Call::remove_expired { orders }.into())
        },
        Step::Nominate { who, series, operator, quantity } => one(
            PEOPLE[who],
            pallet_delivery::Call::nominate {
                unit: unit(series, operator),
                quantity,
                instructions: [1; 32],
            }
            .into(),
        ),
        Step::Report { series, operator, nth, part } => match delivery(series, operator, nth) {
            Some((delivery, found)) => {
                let milli = most(&delivery.unit.series, found.quantity) * part / 990;
                let metered = reading(&delivery.unit.series, milli);
                let operator = person(&delivery.unit.operator);
                let report = pallet_delivery::Call::report { delivery, metered };
                one(operator, report.into())
            },
            None => vec![],
        },
        Step::Accept { series, operator, nth } => match delivery(series, operator, nth) {
            Some((delivery, found)) => {
                let reported = found.pending.map_or(0, |pending| pending.delivered);
                one(
                    person(&found.buyer),
                    pallet_delivery::Call::accept { delivery, reported }.into(),
                )
            },
            None => vec![],
        },
        Step::Object { series, operator, nth, part } => match delivery(series, operator, nth) {
            Some((delivery, found)) => {
                let claimed = most(&delivery.unit.series, found.quantity) * part / 1_000;
                let reported = found.pending.map_or(0, |pending| pending.delivered);
                one(
                    person(&found.buyer),
                    pallet_delivery::Call::object { delivery, reported, claimed }.into(),
                )
            },
            None => vec![],
        },
        Step::Answer { series, operator, nth } => match delivery(series, operator, nth) {
            Some((delivery, _)) => {
                let operator = person(&delivery.unit.operator);
                one(operator, pallet_delivery::Call::answer { delivery }.into())
            },
            None => vec![],
        },
        Step::Resolve { series, operator, nth, part } => match delivery(series, operator, nth) {
            Some((delivery, found)) => {
                let (claimed, reported) =
                    found.dispute.map_or((0, 0), |dispute| (dispute.claimed, dispute.reported));
                let delivered = claimed + (reported - claimed) * part / 990;
                one(Person::ARBITER, pallet_delivery::Call::resolve { delivery, delivered }.into())
            },
            None => vec![],
        },
        Step::Settle { series, operator, nth } => match delivery(series, operator, nth) {
            Some((delivery, _)) => {
                one(Person::LUMEN, pallet_delivery::Call::settle { delivery }.into())
            },
            None => vec![],
        },
        Step::Expire { series, operator } => one(
            Person::LUMEN,
            pallet_delivery::Call::expire { unit: unit(series, operator) }.into(),
        ),
        Step::PayClaims { operator } => {
            let debtor = PEOPLE[operator].account();
            let claims = chain.read(|| Cash::claims_page(&debtor, None, 100));
            claims
                .into_iter()
                .map(|(creditor, amount)| {
                    let debtor = debtor.clone();
                    (
                        Person::LUMEN,
                        pallet_cash::Call::pay_claim { debtor, creditor, amount }.into(),
                    )
                })
                .collect()
        },
        Step::Attest { operator, quantity } => one(
            Person::ATTESTOR,
            pallet_capacity::Call::attest {
                operator: PEOPLE[operator].account(),
                product: 0,
                zone: 0,
                pool: 0,
                quantity,
                milli_gpus: 1_000,
                tier: 3,
                valid_until: now + 30 * 24 * HOUR,
            }
            .into(),
        ),
        Step::Observe { ahead, price } => {
            let hour = (now / HOUR) as u32 + ahead - 1;
            REPORTERS
                .into_iter()
                .zip(0u8..)
                .map(|(who, n)| {
                    let observe = pallet_index::Call::observe {
                        index: 0,
                        hour,
                        price,
                        quantity: 10,
                        buyer_seller_digest: [n; 32],
                    };
                    (who, observe.into())
                })
                .collect()
        },
        Step::CloseHours { count } => {
            let close = || pallet_index::Call::close_hour { index: 0 }.into();
            (0..count).map(|_| (Person::LUMEN, close())).collect()
        },
        Step::Offer { who, series, price, quantity, buyer, physical } => {
            let terms = Terms {
                series: at(series),
                quantity,
                price,
                settlement: if physical { Settlement::Physical } else { Settlement::Cash },
                initial: 100,
                maintenance: 60,
                call_window: HOUR,
                penalty: 50,
                wait: 0,
                least_hours: 1,
                instalments: true,
            };
            let side =
                if buyer { pallet_forward::Side::Buyer } else { pallet_forward::Side::Seller };
            let offer = pallet_forward::Call::offer {
                terms,
                side,
                counterparty: None,
                valid_until: now + 3 * HOUR,
            };
            one(PEOPLE[who], offer.into())
        },
        Step::AcceptOffer { who, nth } => {
            let offers = chain.read(|| Forward::offers(None, 0).0);
            match offers.get(nth % offers.len().max(1)) {
                Some((offer, _)) => {
                    one(PEOPLE[who], pallet_forward::Call::accept { offer: *offer }.into())
                },
                None => vec![],
            }
        },
        Step::Mark { nth } => on_agreement(chain, nth, |id, _| {
            (Person::LUMEN, pallet_forward::Call::mark { agreement: id }.into())
        }),
        Step::CallMargin { nth } => on_agreement(chain, nth, |id, _| {
            (Person::LUMEN, pallet_forward::Call::call_margin { agreement: id }.into())
        }),
        Step::CloseOut { nth } => on_agreement(chain, nth, |id, _| {
            (Person::LUMEN, pallet_forward::Call::close_out { agreement: id }.into())
        }),
        Step::TopUp { nth, amount } => on_agreement(chain, nth, |id, found| {
            let amount = amount.into();
            let top_up = pallet_forward::Call::top_up { agreement: id, amount };
            (person(&found.buyer.account), top_up.into())
        }),
        Step::Commit { nth, operator, quantity } => on_agreement(chain, nth, |id, found| {
            let unit = found.unit(PEOPLE[operator].account());
            let commit = pallet_forward::Call::commit { agreement: id, unit, quantity };
            (person(&found.seller.account), commit.into())
        }),
        Step::SettleForward { nth } => on_agreement(chain, nth, |id, _| {
            (Person::LUMEN, pallet_forward::Call::settle { agreement: id }.into())
        }),
        Step::Wait { minutes } => {
            chain.jump_to(now + minutes * 60_000);
            vec![]
        },
    }
}

/// What somebody does with one of the agreements that there are.
fn on_agreement(
    chain: &mut Chain,
    nth: usize,
    act: impl FnOnce(u64, &Agreement<AccountId>) -> (Person, RuntimeCall),
) -> Vec<(Person, RuntimeCall)> {
    let all = chain.read(|| Forward::agreements(None, 0).0);
    all.get(nth % all.len().max(1)).map(|(id, found)| act(*id, found)).into_iter().collect()
}

/// An index of what is traded, and who reports to it; units of every series, some of them in buyers'
/// hands and some of those in delivery, so that a few steps get far.
fn begin(chain: &mut Chain) {
    let definition = Definition::Market { product: 0, zone: 0 };
    let mut all: Vec<(Person, RuntimeCall)> =
        vec![(Person::ALICE, pallet_index::Call::create_index { definition }.into())];
    let register = || pallet_index::Call::register_reporter { bond: 10_000 * CASH }.into();
    all.extend(REPORTERS.into_iter().map(|who| (who, register())));
    for outcome in chain.send_all(all) {
        outcome.expect("the index begins");
    }
    let helios = Person::HELIOS;
    // The first hour of the index has a price.
    let mut all = calls(chain, Step::Observe { ahead: 2, price: 2_000_000 });
    for series in series() {
        all.push((helios, pallet_capacity::Call::issue { series, quantity: 20 }.into()));
        let unit = UnitId { series, operator: helios.account() };
        for who in [Person::LUMEN, Person::PARALLAX] {
            let (unit, to) = (unit.clone(), who.account());
            let give = pallet_capacity::Call::transfer { unit, to, quantity: 6 };
            all.push((helios, give.into()));
        }
        let (unit, instructions) = (unit.clone(), [1; 32]);
        let nominate = pallet_delivery::Call::nominate { unit, quantity: 2, instructions };
        all.push((Person::LUMEN, nominate.into()));
    }
    for outcome in chain.send_all(all) {
        outcome.expect("the market begins");
    }
}

/// At the end everybody does what is left to do, and nothing may stay on hold but registrations.
fn wind_up(chain: &mut Chain, count: &impl Fn(&RuntimeCall, &Outcome)) {
    let end = series()[0].period.end();
    // No more hours will be closed.
    let retire: RuntimeCall = pallet_index::Call::retire_index { index: 0 }.into();
    count(&retire, &chain.send(Person::ALICE, retire.clone()));
    // Past the end, the objections, the answers, the rulings and the last reports.
    for days in [1, 3, 5, 8, 12, 16] {
        let at = (end + days * 24 * HOUR).max(chain.now() + 24 * HOUR);
        chain.jump_to(at);
        // Each jump is a gap that leaves an hour of grace; the third ends that of the first.
        chain.jump_to(at + HOUR + 60_000);
        chain.jump_to(at + 2 * HOUR + 120_000);
        let mut all = vec![];
        for series in 0..series().len() {
            all.extend(calls(chain, Step::RemoveExpired { series }));
        }
        let (deliveries, units) = chain.read(|| {
            let deliveries = pallet_delivery::Deliveries::<Runtime>::iter();
            let units = pallet_capacity::Units::<Runtime>::iter();
            (
                deliveries.map(|(unit, index, _)| DeliveryId { unit, index }).collect::<Vec<_>>(),
                units.map(|(operator, series, _)| UnitId { series, operator }).collect::<Vec<_>>(),
            )
        });
        let settle = |delivery| pallet_delivery::Call::settle { delivery }.into();
        all.extend(deliveries.into_iter().map(|delivery| (Person::LUMEN, settle(delivery))));
        let expire = |unit| pallet_delivery::Call::expire { unit }.into();
        all.extend(units.into_iter().map(|unit| (Person::LUMEN, expire(unit))));
        let (offers, agreements) =
            chain.read(|| (Forward::offers(None, 0).0, Forward::agreements(None, 0).0));
        let cancel = |offer| pallet_forward::Call::cancel_offer { offer }.into();
        all.extend(offers.into_iter().map(|(offer, _)| (Person::LUMEN, cancel(offer))));
        let settle = |agreement| pallet_forward::Call::settle { agreement }.into();
        // Units that were not delivered first, and then the cash.
        for _ in 0..2 {
            all.extend(agreements.iter().map(|(id, _)| (Person::LUMEN, settle(*id))));
        }
        let outcomes = chain.send_all(all.clone());
        for ((_, call), outcome) in all.iter().zip(&outcomes) {
            count(call, outcome);
        }
    }
    let left = chain.read(|| {
        (
            pallet_delivery::Deliveries::<Runtime>::iter().count(),
            pallet_spot::Orders::<Runtime>::iter().count(),
            pallet_capacity::Units::<Runtime>::iter().count(),
            pallet_forward::Offers::<Runtime>::iter().count(),
            pallet_forward::Agreements::<Runtime>::iter().count(),
        )
    });
    assert_eq!(left, (0, 0, 0, 0, 0), "deliveries, orders, units or agreements are left");
    let registration = headroom_runtime::configs::RegistrationBond::get();
    for (n, who) in PEOPLE.into_iter().enumerate() {
        let held = if n < 2 { registration } else { 0 };
        assert_eq!(chain.cash(&who.account()).1, held, "{who:?} has cash on hold");
    }
}

/// Calls that have to succeed now and then, or the sequences would show little. (Others take more luck,
/// and are reached by the properties of their own pallets.)
const REACHED: [&str; 22] = [
    "Capacity.issue",
    "Capacity.retire",
    "Capacity.transfer",
    "Capacity.split",
    "Capacity.attest",
    "Cash.deposit",
    "Cash.withdraw",
    "Spot.place_order",
    "Spot.cancel_order",
    "Spot.remove_expired",
    "Delivery.nominate",
    "Delivery.report",
    "Delivery.settle",
    "Delivery.expire",
    "Index.observe",
    "Index.close_hour",
    "Forward.offer",
    "Forward.cancel_offer",
    "Forward.accept",
    "Forward.top_up",
    "Forward.settle",
    "Index.retire_index",
];

#[test]
fn no_sequence_breaks_an_invariant_or_locks_cash() {
    let done = RefCell::new(BTreeMap::<String, u32>::new());
    let config = ProptestConfig { max_shrink_iters: 400, ..Default::default() };
    let cases = config.cases;
    let count = |call: &RuntimeCall, outcome: &Outcome| {
        if outcome.is_ok() {
            let CallMetadata { pallet_name, function_name } = call.get_call_metadata();
            *done.borrow_mut().entry(format!("{pallet_name}.{function_name}")).or_default() += 1;
        }
    };
    TestRunner::new(config)
        .run(&proptest::collection::vec(step(), 1..40), |steps| {
            let mut chain = Chain::new();
            begin(&mut chain);
            let mut total = chain.read(Cash::total_issuance);
            for step in steps {
                let calls = calls(&mut chain, step);
                if calls.is_empty() {
                    continue;
                }
                let outcomes = chain.send_all(calls.clone());
                for ((_, call), outcome) in calls.into_iter().zip(outcomes) {
                    count(&call, &outcome);
                    // Cash comes and goes by the door alone.
                    match call {
                        RuntimeCall::Cash(pallet_cash::Call::deposit { amount })
                            if outcome.is_ok() =>
                        {
                            total += amount
                        },
                        RuntimeCall::Cash(pallet_cash::Call::withdraw { amount })
                            if outcome.is_ok() =>
                        {
                            total -= amount
                        },
                        _ => {},
                    }
                }
            }
            wind_up(&mut chain, &count);
            prop_assert_eq!(chain.read(Cash::total_issuance), total);
            Ok(())
        })
        .unwrap();
    if cases >= 1_000 {
        let done = done.into_inner();
        let missed: Vec<_> = REACHED.iter().filter(|name| !done.contains_key(**name)).collect();
        assert!(missed.is_empty(), "never succeeded: {missed:?}; {done:?}");
    }
}
