//! Random sequences of calls, with the invariants after each.

use crate::{mock::*, *};
use frame_support::{assert_ok, storage::with_storage_layer, traits::Time};
use headroom_primitives::{amount, period::HOUR_MS, Discharge, Period, UnitId, UnitLedger};
use proptest::prelude::*;

const WHO: [AccountId; 3] = [OPERATOR, BUYER, OTHER];

/// Periods that meet: March 2027, its quarter, and some of its days and hours.
fn any_period() -> impl Strategy<Value = Period> {
    let first = MARCH.first_hour();
    prop_oneof![
        1 => Just(Period::Year(2028)),
        1 => Just(QUARTER),
        2 => Just(MARCH),
        3 => (0..3u32).prop_map(move |day| Period::Day(first / 24 + day)),
        3 => (0..30u32).prop_map(move |hour| Period::Hour(first + hour)),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Issue,
    Retire,
    Transfer(usize, usize),
    Split(usize),
    Join(usize),
    Put(usize),
    Take(usize),
    Fill(usize, usize),
    Nominate(usize),
    /// Of the oldest nomination: cover and bond in sixteenths, half of each paid to the buyer.
    Discharge,
    Expire,
    Attest(u32),
    Flag,
    Debt(bool),
    Reference(u64),
    /// Hours.
    Wait(u64),
}

fn any_step() -> impl Strategy<Value = Step> {
    use Step::*;
    let who = || 0..WHO.len();
    prop_oneof![
        8 => Just(Issue),
        2 => Just(Retire),
        5 => (who(), who()).prop_map(|(from, to)| Transfer(from, to)),
        5 => who().prop_map(Split),
        3 => who().prop_map(Join),
        4 => who().prop_map(Put),
        2 => who().prop_map(Take),
        5 => (who(), who()).prop_map(|(from, to)| Fill(from, to)),
        3 => who().prop_map(Nominate),
        2 => Just(Discharge),
        2 => Just(Expire),
        1 => (0..200u32).prop_map(Attest),
        1 => Just(Flag),
        1 => any::<bool>().prop_map(Debt),
        1 => (1_500_000..3_000_000u64).prop_map(Reference),
        2 => (1..24 * 7u64).prop_map(Wait),
    ]
}

/// What is in delivery: whose, of which unit, how many.
type Nominated = Vec<(AccountId, UnitId<AccountId>, u32)>;

/// Either product, so that they share the pool.
fn unit_of(product: u16, period: Period) -> UnitId<AccountId> {
    UnitId { series: series(product, period), operator: OPERATOR }
}

fn run(step: Step, unit: UnitId<AccountId>, n: u32, nominated: &mut Nominated) {
    let product = unit.series.product;
    let now = Timestamp::now();
    // What is refused leaves no trace; which refusals there are is what the other tests show.
    let _ = with_storage_layer::<(), sp_runtime::DispatchError, _>(|| match step {
        Step::Issue => {
            let left = Capacity::issuable(&OPERATOR, &unit.series);
            let issued = Capacity::issue(signed(OPERATOR), unit.series, n);
            assert_eq!(issued.is_ok(), n <= left, "{issued:?} of {left}");
            issued?;
            check_attested(&unit);
            Ok(())
        },
        Step::Retire => Capacity::retire(signed(OPERATOR), unit, n),
        Step::Transfer(from, to) => Capacity::transfer(signed(WHO[from]), unit, WHO[to], n),
        Step::Split(who) => {
            Ok(Capacity::split(signed(WHO[who]), unit, n).map(|_| ()).map_err(|e| e.error)?)
        },
        Step::Join(who) => {
            Ok(Capacity::join(signed(WHO[who]), unit, n).map(|_| ()).map_err(|e| e.error)?)
        },
        Step::Put(who) => Capacity::put_in_order(&unit, &WHO[who], n),
        Step::Take(who) => Capacity::take_from_order(&unit, &WHO[who], n),
        Step::Fill(from, to) => {
            Capacity::sell_from_order(&unit, &WHO[from], &WHO[to], n).map(|_| ())
        },
        Step::Nominate(who) => {
            Capacity::nominate(&unit, &WHO[who], n)?;
            nominated.push((WHO[who], unit, n));
            Ok(())
        },
        Step::Discharge => {
            if nominated.is_empty() {
                return Ok(());
            }
            end(nominated.remove(0));
            Ok(())
        },
        Step::Expire if unit.series.period.end() <= now => Capacity::expire(&unit).map(|_| ()),
        Step::Expire => Ok(()),
        Step::Attest(quantity) => Capacity::attest(
            signed(ATTESTOR),
            OPERATOR,
            product,
            0,
            POOL,
            quantity,
            if product == GPU { 1_000 } else { 250 },
            2,
            now + 300 * DAY_MS,
        ),
        Step::Flag => Capacity::flag(signed(OTHER), OPERATOR, product, 0),
        Step::Debt(in_debt) => {
            set_debt(OPERATOR, in_debt);
            Ok(())
        },
        Step::Reference(reference) => {
            Capacity::set_reference(RuntimeOrigin::root(), product, 0, reference)
        },
        Step::Wait(hours) => {
            set_time(now + hours * HOUR_MS);
            Ok(())
        },
    });
}

/// In two parts, half of it missing: what the first leaves is exactly what the second takes.
fn end((buyer, unit, quantity): (AccountId, UnitId<AccountId>, u32)) {
    let record = record(&unit);
    let hours = unit.series.period.hours();
    let cover = amount::total(record.cover_rate, quantity, hours);
    let bond = amount::total(record.bond_rate, quantity, hours);
    let first = Discharge {
        cover_released: cover / 3,
        cover_paid: cover / 7,
        bond_released: bond / 5,
        bond_paid: bond / 11,
        ended: 0,
    };
    let second = Discharge {
        cover_released: cover - cover / 3 - cover / 7,
        bond_released: bond - bond / 5 - bond / 11,
        ended: quantity,
        ..Default::default()
    };
    assert_ok!(Capacity::discharge(&unit, &buyer, first));
    assert_ok!(Capacity::do_try_state());
    assert_ok!(Capacity::discharge(&unit, &buyer, second));
}

/// No hour of the period has more issued than the line is attested for, by adding up every unit.
fn check_attested(unit: &UnitId<AccountId>) {
    let key = (unit.series.product, unit.series.zone);
    let attested = Lines::<Test>::get(OPERATOR, key).unwrap().attested();
    let first = unit.series.period.first_hour();
    let mut hours = vec![0u64; unit.series.period.hours() as usize];
    for (_, series, record) in Units::<Test>::iter() {
        let from = series.period.first_hour();
        for hour in from.max(first)..(from + series.period.hours()).min(first + hours.len() as u32)
        {
            hours[(hour - first) as usize] += record.supply as u64 * record.milli_gpus as u64;
        }
    }
    assert!(hours.into_iter().all(|sum| sum <= attested));
}

/// Whatever has happened: every order can be removed, every unit ends, nothing stays on hold and
/// nothing stays in storage.
fn wind_down(nominated: Nominated) {
    for (owner, unit, holding) in Holdings::<Test>::iter().collect::<Vec<_>>() {
        assert_ok!(Capacity::take_from_order(&unit, &owner, holding.in_orders));
    }
    let units = || {
        Units::<Test>::iter()
            .map(|(operator, series, record)| (UnitId { series, operator }, record))
            .collect::<Vec<_>>()
    };
    for (unit, record) in units() {
        assert_ok!(Capacity::take_from_order(&unit, &OPERATOR, record.own_in_orders));
    }
    set_time(Period::Year(2029).start());
    for (unit, record) in units() {
        if record.open() > 0 {
            assert_ok!(Capacity::expire(&unit));
        }
    }
    assert_ok!(Capacity::do_try_state());
    nominated.into_iter().for_each(end);
    assert_eq!(Units::<Test>::iter().count(), 0);

    let mut ended: Vec<Ended<AccountId>> = Vec::new();
    ended.extend(Holdings::<Test>::iter().map(|(owner, unit, _)| Ended::Holding { owner, unit }));
    ended.extend(YearNodes::<Test>::iter().map(|(pool, year, _)| Ended::Year { pool, year }));
    ended.extend(MonthNodes::<Test>::iter().map(|(pool, (year, month), _)| Ended::Month {
        pool,
        year,
        month: month + 1,
    }));
    ended.extend(DayNodes::<Test>::iter().map(|(pool, day, _)| Ended::Day { pool, day }));
    for items in ended.chunks(MAX_SWEEP as usize) {
        assert_ok!(Capacity::sweep(signed(OTHER), items.to_vec().try_into().unwrap()));
    }
    assert_eq!(Holdings::<Test>::iter().count(), 0);
    assert_eq!(YearNodes::<Test>::iter().count(), 0);
    assert_eq!(MonthNodes::<Test>::iter().count(), 0);
    assert_eq!(DayNodes::<Test>::iter().count(), 0);

    set_debt(OPERATOR, false);
    assert_ok!(Capacity::deregister_operator(signed(OPERATOR)));
    for reason in [HoldReason::Registration, HoldReason::Bond, HoldReason::Cover] {
        assert_eq!(held(reason, OPERATOR), 0);
    }
    assert_eq!(WHO.iter().map(|who| free(*who)).sum::<u128>(), 3 * START);
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_invariants_and_can_be_wound_down(
        steps in proptest::collection::vec(
            (any_step(), any_period(), GPU..=TOKENS, 1..60u32),
            1..60,
        ),
    ) {
        build_and_execute(|| {
            let mut nominated = Nominated::new();
            for (step, period, product, n) in steps {
                run(step, unit_of(product, period), n, &mut nominated);
                assert_ok!(Capacity::do_try_state());
            }
            wind_down(nominated);
        });
    }
}
