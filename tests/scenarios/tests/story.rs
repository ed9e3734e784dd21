//! One unit's life, from issue to the last millionth, with every account checked.

use headroom_primitives::{
    Balance, DeliveryId, Metered, Period, Quantity, SeriesId, UnitId, UnitLedger,
};
use headroom_runtime::{
    configs::FeeAccount, AccountId, Capacity, Runtime, RuntimeCall, RuntimeEvent,
};
use headroom_tests::{Chain, Person, BEGIN, CASH, HOUR};
use pallet_spot::{Side, TimeInForce};

const DAY: Period = Period::Day(20_790); // 2026-12-03
const SERIES: SeriesId = SeriesId { product: 0, zone: 0, period: DAY };
const TOKENS: SeriesId = SeriesId { product: 1, zone: 1, period: DAY };
/// What each trader starts with.
const START: Balance = 10_000_000 * CASH;
const REGISTRATION: Balance = 10_000 * CASH;

fn unit(series: SeriesId, operator: Person) -> UnitId<AccountId> {
    UnitId { series, operator: operator.account() }
}

fn issue(series: SeriesId, quantity: Quantity) -> RuntimeCall {
    pallet_capacity::Call::issue { series, quantity }.into()
}

fn ask(series: SeriesId, operator: Person, price: u64, quantity: Quantity) -> RuntimeCall {
    pallet_spot::Call::place_order {
        series,
        side: Side::Ask { operator: operator.account() },
        price,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 8,
    }
    .into()
}

fn bid(series: SeriesId, price: u64, quantity: Quantity) -> RuntimeCall {
    pallet_spot::Call::place_order {
        series,
        side: Side::Bid,
        price,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 8,
    }
    .into()
}

fn nominate(unit: &UnitId<AccountId>, quantity: Quantity) -> RuntimeCall {
    pallet_delivery::Call::nominate { unit: unit.clone(), quantity, instructions: [7; 32] }.into()
}

fn settle(delivery: &DeliveryId<AccountId>) -> RuntimeCall {
    pallet_delivery::Call::settle { delivery: delivery.clone() }.into()
}

fn holding(chain: &mut Chain, unit: &UnitId<AccountId>, who: Person) -> (Quantity, Quantity) {
    let holding = chain.read(|| Capacity::holding(unit, &who.account()));
    (holding.free, holding.in_orders)
}

fn cash(chain: &mut Chain, who: Person) -> (Balance, Balance) {
    chain.cash(&who.account())
}

fn error(outcome: headroom_tests::Outcome) -> String {
    let error = outcome.expect_err("it fails");
    let message: &'static str = error.into();
    message.to_string()
}

#[test]
fn units_are_listed_bought_resold_delivered_and_made_good() {
    let mut chain = Chain::new();
    let (helios, lumen, parallax) = (Person::HELIOS, Person::LUMEN, Person::PARALLAX);
    let unit = unit(SERIES, helios);

    // Ten GPUs for a day. The bond is a fifth of the reference, 0.4 × 10 × 24.
    chain.send(helios, issue(SERIES, 10)).unwrap();
    let bond = 96 * CASH;
    assert_eq!(cash(&mut chain, helios), (START - REGISTRATION - bond, REGISTRATION + bond));
    assert_eq!(holding(&mut chain, &unit, helios), (10, 0));

    // Listed at 2; six are bought. Value 288, of which 230.4 are cover, and a fee of 5 in 10,000.
    chain.send(helios, ask(SERIES, helios, 2 * 1_000_000, 10)).unwrap();
    chain.send(lumen, bid(SERIES, 2_100_000, 6)).unwrap();
    let (value, cover, fee) = (288 * CASH, 230_400_000, 144_000);
    assert_eq!(cash(&mut chain, lumen), (START - value - fee, 0));
    assert_eq!(
        cash(&mut chain, helios),
        (START - REGISTRATION - bond + value - cover, REGISTRATION + bond + cover)
    );
    assert_eq!(chain.cash(&FeeAccount::get()), (fee, 0));
    assert_eq!(holding(&mut chain, &unit, lumen), (6, 0));
    assert_eq!(holding(&mut chain, &unit, helios), (0, 4));

    // Two are sold on at 2.5: value 120, paid at once, and the cover stays with the units.
    chain.send(parallax, bid(SERIES, 2_500_000, 2)).unwrap();
    // That bid met the issuer's ask at 2 first: price priority.
    assert_eq!(holding(&mut chain, &unit, parallax), (2, 0));
    assert_eq!(cash(&mut chain, parallax), (START - 96 * CASH - 48_000, 0));
    chain.send(lumen, ask(SERIES, helios, 1_900_000, 2)).unwrap();
    chain.send(parallax, bid(SERIES, 2_000_000, 2)).unwrap();
    let resale = 1_900_000 * 2 * 24;
    assert_eq!(holding(&mut chain, &unit, parallax), (4, 0));
    assert_eq!(holding(&mut chain, &unit, lumen), (4, 0));
    assert_eq!(cash(&mut chain, lumen), (START - value - fee + resale, 0));
    let parallax_paid = 96 * CASH + 48_000 + resale + 45_600;
    assert_eq!(cash(&mut chain, parallax), (START - parallax_paid, 0));

    // Delivery: Lumen takes its four; Parallax forgets two of its four.
    chain.send(lumen, nominate(&unit, 4)).unwrap();
    chain.send(parallax, nominate(&unit, 2)).unwrap();
    let of_lumen = DeliveryId { unit: unit.clone(), index: 0 };
    let of_parallax = DeliveryId { unit: unit.clone(), index: 1 };
    chain.jump_to(DAY.start() - 3 * HOUR);
    chain.pass_to(DAY.start() - HOUR + 1);
    assert_eq!(error(chain.send(parallax, nominate(&unit, 2))), "GateClosed");
    assert_eq!(error(chain.send(lumen, bid(SERIES, 2_000_000, 1))), "TradingStopped");
    // What is still in the book goes back: anyone may see to it.
    let left = pallet_spot::OrderId { owner: helios.account(), series: SERIES, seq: 0 };
    let remove = pallet_spot::Call::remove_expired { orders: vec![left].try_into().unwrap() };
    chain.send(parallax, remove).unwrap();
    assert_eq!(holding(&mut chain, &unit, helios), (2, 0));

    // At noon the operator reports twelve hours of Lumen's four in full, and Lumen accepts.
    chain.jump_to(DAY.start() + 12 * HOUR);
    let report =
        |delivery: &DeliveryId<AccountId>, milli| pallet_delivery::Call::<Runtime>::report {
            delivery: delivery.clone(),
            metered: Metered::UnitHours(milli),
        };
    chain.send(helios, report(&of_lumen, 48_000)).unwrap();
    assert_eq!(error(chain.send(helios, report(&of_lumen, 47_999))), "ReadingBackwards");
    assert_eq!(error(chain.send(helios, report(&of_lumen, 48_001))), "BeyondEntitlement");
    chain
        .send(lumen, pallet_delivery::Call::accept { delivery: of_lumen.clone(), reported: 48_000 })
        .unwrap();
    let before = cash(&mut chain, helios);
    chain.send(parallax, settle(&of_lumen)).unwrap();
    // Half of the cover of four: 1.6 × 4 × 12.
    let half = 76_800_000;
    assert_eq!(cash(&mut chain, helios), (before.0 + half, before.1 - half));

    // After the day: it reports 84 of 96 unit-hours; Lumen says 60; the arbiter 72.
    chain.jump_to(DAY.end() + 60_000);
    chain.send(helios, report(&of_lumen, 84_000)).unwrap();
    let object = pallet_delivery::Call::object {
        delivery: of_lumen.clone(),
        reported: 84_000,
        claimed: 60_000,
    };
    chain.send(lumen, object).unwrap();
    // A tenth of the disputed cover, 1.6 × 24.
    let stake = 3_840_000;
    let lumen_before = cash(&mut chain, lumen);
    assert_eq!(lumen_before.1, stake);
    chain.send(helios, pallet_delivery::Call::answer { delivery: of_lumen.clone() }).unwrap();
    let resolve = pallet_delivery::Call::resolve { delivery: of_lumen.clone(), delivered: 72_000 };
    assert_eq!(error(chain.send(parallax, resolve.clone())), "Bad origin");
    let helios_before = cash(&mut chain, helios);
    chain.send(Person::ARBITER, resolve).unwrap();
    // Each was half wrong: half of each stake changes sides.
    assert_eq!(cash(&mut chain, lumen), (lumen_before.0 + stake, 0));
    assert_eq!(cash(&mut chain, helios), (helios_before.0 + stake, helios_before.1 - stake));

    // 24 unit-hours are missing: their cover (38.4), and damages of 2 − 1.6 + 0.2 each (14.4).
    let (helios_before, lumen_before) = (cash(&mut chain, helios), cash(&mut chain, lumen));
    chain.send(parallax, settle(&of_lumen)).unwrap();
    let (released, refunded, damages) = (38_400_000, 38_400_000, 14_400_000);
    let bond_of_lumen = 38_400_000; // 0.4 × 4 × 24
    assert_eq!(cash(&mut chain, lumen), (lumen_before.0 + refunded + damages, 0));
    assert_eq!(
        cash(&mut chain, helios),
        (
            helios_before.0 + released + bond_of_lumen - damages,
            helios_before.1 - released - refunded - bond_of_lumen
        )
    );

    // Nothing was ever reported for Parallax: a delivery of nothing, once the time is over.
    assert_eq!(error(chain.send(parallax, settle(&of_parallax))), "NothingDue");
    chain.jump_to(DAY.end() + 7 * HOUR);
    // The jump is a gap in which the deadline fell: there is an hour of grace.
    assert_eq!(error(chain.send(parallax, settle(&of_parallax))), "NothingDue");
    chain.pass_to(DAY.end() + 8 * HOUR + 60_000);
    let parallax_before = cash(&mut chain, parallax);
    chain.send(lumen, settle(&of_parallax)).unwrap();
    // Cover of two (76.8), and the whole bond (19.2) of the damages of 0.6 × 48 = 28.8.
    assert_eq!(cash(&mut chain, parallax), (parallax_before.0 + 96 * CASH, 0));
    let debt = 28_800_000 - 19_200_000;
    let account = chain.read(|| pallet_cash::Accounts::<Runtime>::get(helios.account()));
    assert_eq!(account.debt, debt);

    // In debt the operator can issue nothing, until the claim is paid: by anyone's call.
    let tomorrow = SeriesId { period: Period::Day(20_800), ..SERIES };
    assert_eq!(error(chain.send(helios, issue(tomorrow, 1))), "InDebt");
    let pay = pallet_cash::Call::pay_claim {
        debtor: helios.account(),
        creditor: parallax.account(),
        amount: Balance::MAX,
    };
    chain.send(lumen, pay).unwrap();
    assert_eq!(cash(&mut chain, parallax), (parallax_before.0 + 96 * CASH + debt, 0));
    chain.send(helios, issue(tomorrow, 1)).unwrap();
    chain
        .send(
            helios,
            pallet_capacity::Call::retire { unit: self::unit(tomorrow, helios), quantity: 1 },
        )
        .unwrap();

    // Two that Parallax forgot and two that were never sold expire, and nothing is left on hold.
    chain.send(lumen, pallet_delivery::Call::expire { unit: unit.clone() }).unwrap();
    assert_eq!(cash(&mut chain, helios).1, REGISTRATION);
    assert_eq!(chain.read(|| Capacity::cover_rate(&unit)), None);

    // Everything that was there at the beginning is there at the end.
    let total: Balance = [helios, lumen, parallax]
        .into_iter()
        .map(|who| cash(&mut chain, who))
        .map(|(free, held)| free + held)
        .sum();
    assert_eq!(total + chain.cash(&FeeAccount::get()).0, 3 * START);
    assert!(chain.now() > BEGIN);
}

#[test]
fn tokens_are_metered_by_their_weights() {
    let mut chain = Chain::new();
    let (borealis, lumen) = (Person::BOREALIS, Person::LUMEN);
    let unit = unit(TOKENS, borealis);
    chain.send(borealis, issue(TOKENS, 3)).unwrap();
    chain.send(borealis, ask(TOKENS, borealis, 350_000, 3)).unwrap();
    chain.send(lumen, bid(TOKENS, 350_000, 3)).unwrap();
    chain.send(lumen, nominate(&unit, 3)).unwrap();
    let delivery = DeliveryId { unit: unit.clone(), index: 0 };
    chain.jump_to(DAY.end() + 60_000);
    let report = |input, cached, output| pallet_delivery::Call::<Runtime>::report {
        delivery: delivery.clone(),
        metered: Metered::Tokens { input, cached, output },
    };
    let wrong = pallet_delivery::Call::<Runtime>::report {
        delivery: delivery.clone(),
        metered: Metered::UnitHours(1),
    };
    assert_eq!(error(chain.send(borealis, wrong)), "WrongKind");
    assert_eq!(error(chain.send(lumen, report(1, 1, 1))), "NotOperator");
    // 30 M + 0.2 × 10 M + 4.21 × 9 M = 69.89 M standard tokens of 72 M.
    let events = chain.send(borealis, report(30_000_000, 10_000_000, 9_000_000)).unwrap();
    let reported = events.iter().find_map(|event| match event {
        RuntimeEvent::Delivery(pallet_delivery::Event::Reported { delivered, hours, .. }) => {
            Some((*delivered, *hours))
        },
        _ => None,
    });
    assert_eq!(reported, Some((69_890, 24)));
    // Nobody objects, and it stands.
    chain.jump_to(chain.now() + 25 * HOUR);
    chain.pass_to(chain.now() + HOUR + 1);
    let before = cash(&mut chain, lumen);
    chain.send(lumen, settle(&delivery)).unwrap();
    // Cover 0.28, penalty 0.035, replacement 0.07, of 2.11 missing unit-hours.
    let refund = 72 * 280_000 - 69_890 * 280;
    let damages = 2_110 * 105;
    assert_eq!(cash(&mut chain, lumen), (before.0 + refund + damages, 0));
    assert_eq!(cash(&mut chain, borealis).1, REGISTRATION);
}

#[test]
fn a_month_is_split_into_days_and_joined_again() {
    let mut chain = Chain::new();
    let (helios, lumen) = (Person::HELIOS, Person::LUMEN);
    let month = SeriesId { period: Period::Month { year: 2027, month: 2 }, ..SERIES };
    let whole = unit(month, helios);
    chain.send(helios, issue(month, 5)).unwrap();
    chain.send(helios, ask(month, helios, 2_000_000, 5)).unwrap();
    chain.send(lumen, bid(month, 2_000_000, 5)).unwrap();
    let before = (cash(&mut chain, helios), cash(&mut chain, lumen));
    let split = pallet_capacity::Call::split { unit: whole.clone(), quantity: 3 };
    chain.send(lumen, split).unwrap();
    assert_eq!(holding(&mut chain, &whole, lumen), (2, 0));
    for day in month.period.children() {
        let of_day = unit(SeriesId { period: day, ..month }, helios);
        assert_eq!(holding(&mut chain, &of_day, lumen), (3, 0));
    }
    // Not a millionth has moved.
    assert_eq!((cash(&mut chain, helios), cash(&mut chain, lumen)), before);
    let join = |quantity| pallet_capacity::Call::join { unit: whole.clone(), quantity };
    assert_eq!(error(chain.send(lumen, join(4))), "IncompleteSet");
    chain.send(lumen, join(3)).unwrap();
    assert_eq!(holding(&mut chain, &whole, lumen), (5, 0));
    assert_eq!((cash(&mut chain, helios), cash(&mut chain, lumen)), before);
}

#[test]
fn a_pool_is_not_sold_twice() {
    let mut chain = Chain::new();
    let helios = Person::HELIOS;
    // 512 GPUs, for all hours of a year and for one day of it, and as tokens.
    let year = SeriesId { period: Period::Year(2027), ..SERIES };
    let day = SeriesId { period: Period::Day(20_900), ..SERIES };
    chain.send(helios, issue(year, 500)).unwrap();
    assert_eq!(error(chain.send(helios, issue(day, 13))), "ExceedsAttested");
    chain.send(helios, issue(day, 12)).unwrap();
    let tokens = SeriesId { product: 1, ..day };
    assert_eq!(error(chain.send(helios, issue(tokens, 1))), "ExceedsAttested");
    let other_day = SeriesId { period: Period::Day(20_901), ..tokens };
    assert_eq!(error(chain.send(helios, issue(other_day, 241))), "ExceedsAttested");
    chain.send(helios, issue(other_day, 240)).unwrap();
    assert_eq!(chain.read(|| Capacity::issuable(&helios.account(), &other_day)), 0);
}

#[test]
fn the_presets_name_the_keys_that_the_tests_sign_with() {
    use headroom_runtime::presets::people;
    assert_eq!(people::helios(), Person::HELIOS.account());
    assert_eq!(people::borealis(), Person::BOREALIS.account());
    assert_eq!(people::lumen(), Person::LUMEN.account());
    assert_eq!(people::parallax(), Person::PARALLAX.account());
    assert_eq!(people::attestor(), Person::ATTESTOR.account());
    assert_eq!(people::arbiter(), Person::ARBITER.account());
}
