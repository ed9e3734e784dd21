//! What can happen: a step, and the calls that it comes to.

use headroom_primitives::{DeliveryId, Metered, Period, SeriesId, UnitId};
use headroom_runtime::{AccountId, Cash, Forward, Runtime, RuntimeCall};
use headroom_tests::{Chain, Person, HOUR};
use pallet_capacity::Ended;
use pallet_delivery::Delivery;
use pallet_forward::{
    Agreement, Settlement,
    Side::{Buyer, Seller},
    Terms,
};
use pallet_index::ChallengeId;
use pallet_spot::{OrderId, Side, TimeInForce};
use proptest::prelude::*;

pub const PEOPLE: [Person; 5] =
    [Person::HELIOS, Person::BOREALIS, Person::LUMEN, Person::PARALLAX, Person::ARBITER];

pub const REPORTERS: [Person; 5] = Person::REPORTERS;

/// A step, by numbers that are turned into what there is when it is taken.
#[derive(Clone, Debug)]
pub enum Step {
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
    Report { nth: usize, part: u64 },
    Accept { nth: usize },
    Object { nth: usize, part: u64 },
    Answer { nth: usize },
    Resolve { nth: usize, part: u64 },
    Settle { nth: usize },
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
    WithdrawExcess { nth: usize, buyer: bool, amount: u64 },
    Assign { nth: usize, to: usize, buyer: bool },
    Challenge { nth: usize },
    Rule { upheld: bool },
    LapseChallenge,
    Wait { minutes: u64 },
}

/// Machine time in periods that lie in each other, so that splitting and joining meet; and a day of
/// tokens from the same pool.
pub fn series() -> [SeriesId; 5] {
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

pub fn step() -> impl Strategy<Value = Step> {
    let who = || 0..4usize;
    let operator = || 0..2usize;
    let series = || 0..5usize;
    // Hours are the smallest that there are.
    let day = || prop_oneof![Just(0usize), Just(4)];
    let quantity = || prop_oneof![4 => 1..12u32, 1 => Just(0), 1 => 500..600u32];
    let price = || (1_200..=2_600u64).prop_map(|ticks| ticks / 100 * 100_000);
    let part = || 0..=1_000u64;
    let nth = || 0..3usize;
    prop_oneof![
        3 => (operator(), series(), quantity())
            .prop_map(|(who, series, quantity)| Step::Issue { who, series, quantity }),
        1 => (operator(), series(), quantity())
            .prop_map(|(who, series, quantity)| Step::Retire { who, series, quantity }),
        2 => (who(), who(), series(), operator(), quantity()).prop_map(
            |(who, to, series, operator, quantity)| Step::Transfer {
                who, to, series, operator, quantity
            }
        ),
        1 => (who(), day(), operator(), quantity()).prop_map(
            |(who, series, operator, quantity)| Step::Split { who, series, operator, quantity }
        ),
        1 => (who(), day(), operator(), quantity()).prop_map(
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
        5 => (any::<usize>(), part()).prop_map(|(nth, part)| Step::Report { nth, part }),
        2 => any::<usize>().prop_map(|nth| Step::Accept { nth }),
        3 => (any::<usize>(), part()).prop_map(|(nth, part)| Step::Object { nth, part }),
        2 => any::<usize>().prop_map(|nth| Step::Answer { nth }),
        2 => (any::<usize>(), part()).prop_map(|(nth, part)| Step::Resolve { nth, part }),
        2 => any::<usize>().prop_map(|nth| Step::Settle { nth }),
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
        1 => (nth(), any::<bool>(), 1..90_000_000u64)
            .prop_map(|(nth, buyer, amount)| Step::WithdrawExcess { nth, buyer, amount }),
        1 => (nth(), who(), any::<bool>())
            .prop_map(|(nth, to, buyer)| Step::Assign { nth, to, buyer }),
        1 => any::<usize>().prop_map(|nth| Step::Challenge { nth }),
        1 => any::<bool>().prop_map(|upheld| Step::Rule { upheld }),
        1 => Just(Step::LapseChallenge),
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
pub fn calls(chain: &mut Chain, step: Step) -> Vec<(Person, RuntimeCall)> {
    let now = chain.now();
    let at = |n: usize| series()[n];
    let unit = |series: usize, operator: usize| UnitId {
        series: at(series),
        operator: PEOPLE[operator].account(),
    };
    // One of those that the step is for; where there is none, some other, which has to fail.
    let mut delivery = |nth: usize, fits: fn(&Delivery<AccountId>) -> bool| {
        let all: Vec<_> = chain.read(|| {
            pallet_delivery::Deliveries::<Runtime>::iter()
                .map(|(unit, index, found)| (DeliveryId { unit, index }, found))
                .collect()
        });
        let some: Vec<_> = all.iter().filter(|(_, found)| fits(found)).cloned().collect();
        let from = if some.is_empty() { all } else { some };
        from.get(nth % from.len().max(1)).cloned()
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
        Step::Report { nth, part } => match delivery(nth, |found| found.dispute.is_none()) {
            Some((delivery, found)) => {
                let milli = most(&delivery.unit.series, found.quantity) * part / 990;
                let metered = reading(&delivery.unit.series, milli);
                let operator = person(&delivery.unit.operator);
                let report = pallet_delivery::Call::report { delivery, metered };
                one(operator, report.into())
            },
            None => vec![],
        },
        Step::Accept { nth } => match delivery(nth, |found| found.pending.is_some()) {
            Some((delivery, found)) => {
                let reported = found.pending.map_or(0, |pending| pending.delivered);
                one(
                    person(&found.buyer),
                    pallet_delivery::Call::accept { delivery, reported }.into(),
                )
            },
            None => vec![],
        },
        Step::Object { nth, part } => match delivery(nth, |found| found.pending.is_some()) {
            Some((delivery, found)) => {
                let reported = found.pending.map_or(0, |pending| pending.delivered);
                let claimed = reported * part / 990;
                one(
                    person(&found.buyer),
                    pallet_delivery::Call::object { delivery, reported, claimed }.into(),
                )
            },
            None => vec![],
        },
        Step::Answer { nth } => match delivery(nth, |found| {
            found.dispute.as_ref().is_some_and(|dispute| !dispute.answered)
        }) {
            Some((delivery, _)) => {
                let operator = person(&delivery.unit.operator);
                one(operator, pallet_delivery::Call::answer { delivery }.into())
            },
            None => vec![],
        },
        Step::Resolve { nth, part } => match delivery(nth, |found| {
            found.dispute.as_ref().is_some_and(|dispute| dispute.answered)
        }) {
            Some((delivery, found)) => {
                let (claimed, reported) =
                    found.dispute.map_or((0, 0), |dispute| (dispute.claimed, dispute.reported));
                let delivered = claimed + (reported - claimed) * part / 990;
                one(Person::ARBITER, pallet_delivery::Call::resolve { delivery, delivered }.into())
            },
            None => vec![],
        },
        Step::Settle { nth } => match delivery(nth, |found| found.stands != found.paid) {
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
            let side = if buyer { Buyer } else { Seller };
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
        Step::WithdrawExcess { nth, buyer, amount } => on_agreement(chain, nth, |id, found| {
            let party = if buyer { &found.buyer } else { &found.seller };
            let amount = amount.into();
            let withdraw = pallet_forward::Call::withdraw_excess { agreement: id, amount };
            (person(&party.account), withdraw.into())
        }),
        // All three sign at once.
        Step::Assign { nth, to, buyer } => {
            let (side, to) = if buyer { (Buyer, PEOPLE[to]) } else { (Seller, PEOPLE[to]) };
            let all = chain.read(|| Forward::agreements(None, 0).0);
            let Some((id, found)) = all.get(nth % all.len().max(1)).cloned() else {
                return vec![];
            };
            let assign = pallet_forward::Call::assign { agreement: id, to: to.account() };
            let consent: RuntimeCall =
                pallet_forward::Call::consent { agreement: id, side, to: to.account() }.into();
            vec![
                (person(&found.party(side).account), assign.into()),
                (person(&found.party(side.other()).account), consent.clone()),
                (to, consent),
            ]
        },
        Step::Challenge { nth } => {
            let hour = (now / HOUR) as u32;
            let reporter = REPORTERS[nth % REPORTERS.len()].account();
            (hour.saturating_sub(3)..=hour)
                .map(|hour| {
                    let (reporter, evidence) = (reporter.clone(), [9; 32]);
                    let challenge =
                        pallet_index::Call::challenge { index: 0, hour, reporter, evidence };
                    (Person::LUMEN, challenge.into())
                })
                .collect()
        },
        Step::Rule { upheld } => challenges(chain)
            .map(|challenge| {
                let rule = pallet_index::Call::rule { challenge, upheld };
                (Person::ARBITER, rule.into())
            })
            .into_iter()
            .collect(),
        Step::LapseChallenge => challenges(chain)
            .map(|challenge| {
                let lapse = pallet_index::Call::lapse_challenge { challenge };
                (Person::LUMEN, lapse.into())
            })
            .into_iter()
            .collect(),
        Step::Wait { minutes } => {
            chain.jump_to(now + minutes * 60_000);
            vec![]
        },
    }
}

/// A challenge that is open.
fn challenges(chain: &mut Chain) -> Option<ChallengeId<AccountId>> {
    chain.read(|| pallet_index::Challenges::<Runtime>::iter_keys().next())
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
