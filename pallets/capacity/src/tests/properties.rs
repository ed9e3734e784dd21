//! Random sequences of calls, with the invariants after each.

use crate::{mock::*, *};
use frame_support::{assert_ok, storage::with_storage_layer, traits::Time};
use headroom_primitives::{
    amount, period::HOUR_MS, Discharge, Period, SeriesId, UnitId, UnitLedger,
};
use proptest::prelude::*;
use sp_io::storage::root;
use sp_runtime::{DispatchResult, StateVersion};

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
    /// The number says to whom.
    Transfer(usize),
    Split,
    Join,
    Put,
    Take,
    Fill(usize),
    Nominate,
    /// Of the oldest nomination whose period is over.
    Discharge,
    Expire,
    /// How many, at which tier.
    Attest(u32, u8),
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
        3 => Just(Retire),
        6 => who().prop_map(Transfer),
        5 => Just(Split),
        5 => Just(Join),
        6 => Just(Put),
        2 => Just(Take),
        6 => who().prop_map(Fill),
        3 => Just(Nominate),
        2 => Just(Discharge),
        2 => Just(Expire),
        1 => (20..200u32, 1..=4u8).prop_map(|(quantity, tier)| Attest(quantity, tier)),
        1 => Just(Flag),
        1 => any::<bool>().prop_map(Debt),
        1 => (1_800_000..2_200_000u64).prop_map(Reference),
        3 => (1..60u64).prop_map(Wait),
    ]
}

/// What is in delivery: whose, of which unit, how many.
type Nominated = Vec<(AccountId, UnitId<AccountId>, u32)>;

/// Which of several, and how many of it.
type Pick = (usize, u32);

/// Some owner's units, free or in orders, and a part of them. One in eight asks for too many.
fn owned(
    (which, n): Pick,
    of: impl Fn(Holding) -> u32,
) -> Option<(AccountId, UnitId<AccountId>, u32)> {
    let all: Vec<_> = Units::<Test>::iter_keys()
        .map(|(operator, series)| UnitId { series, operator })
        .flat_map(|unit| WHO.map(|who| (who, unit.clone(), of(Capacity::holding(&unit, &who)))))
        .filter(|(_, _, owned)| *owned > 0)
        .collect();
    let (who, unit, owned) = all.get(which % all.len().max(1))?.clone();
    Some((who, unit, if n % 8 == 0 { owned + n } else { 1 + n % owned }))
}

/// A larger period of which an owner has every part.
fn complete((which, n): Pick) -> Option<(AccountId, UnitId<AccountId>, u32)> {
    let mut all: Vec<_> = Units::<Test>::iter_keys()
        .filter_map(|(operator, series)| {
            let period = series.period.parent()?;
            Some(UnitId { series: SeriesId { period, ..series }, operator })
        })
        .collect();
    all.sort();
    all.dedup();
    let sets: Vec<_> = all
        .into_iter()
        .flat_map(|unit| WHO.map(|who| (who, unit.clone())))
        .filter_map(|(who, unit)| {
            let of = |period| UnitId { series: SeriesId { period, ..unit.series }, ..unit.clone() };
            let parts = unit.series.period.children();
            let least = parts.map(|period| Capacity::holding(&of(period), &who).free).min()?;
            (least > 0).then_some((who, unit, least))
        })
        .collect();
    let (who, unit, least) = sets.get(which % sets.len().max(1))?.clone();
    Some((who, unit, if n % 8 == 0 { least + n } else { 1 + n % least }))
}

/// What is refused leaves no trace; which refusals there are is what the other tests show.
fn tried(call: impl FnOnce() -> DispatchResult) {
    let before = root(StateVersion::V1);
    if with_storage_layer(call).is_err() {
        assert_eq!(root(StateVersion::V1), before);
    }
}

fn run(step: Step, series: SeriesId, pick: Pick, nominated: &mut Nominated) -> Option<()> {
    let (product, n) = (series.product, pick.1);
    let now = Timestamp::now();
    let free = |holding: Holding| holding.free;
    let in_orders = |holding: Holding| holding.in_orders;
    match step {
        Step::Issue => {
            let left = Capacity::issuable(&OPERATOR, &series);
            let issued = Capacity::issue(signed(OPERATOR), series, n);
            assert_eq!(issued.is_ok(), n <= left, "{issued:?} of {left}");
            issued.ok()?;
            check_attested(&series);
        },
        Step::Retire => {
            let (who, unit, n) = owned(pick, free)?;
            tried(|| Capacity::retire(signed(who), unit, n));
        },
        Step::Transfer(to) => {
            let (from, unit, n) = owned(pick, free)?;
            tried(|| Capacity::transfer(signed(from), unit, WHO[to], n));
        },
        Step::Split => {
            let (who, unit, n) = owned(pick, free)?;
            tried(|| Capacity::split(signed(who), unit, n).map(|_| ()).map_err(|e| e.error));
        },
        Step::Join => {
            let (who, unit, n) = complete(pick)?;
            tried(|| Capacity::join(signed(who), unit, n).map(|_| ()).map_err(|e| e.error));
        },
        Step::Put => {
            let (who, unit, n) = owned(pick, free)?;
            tried(|| Capacity::put_in_order(&unit, &who, n));
        },
        Step::Take => {
            let (who, unit, n) = owned(pick, in_orders)?;
            tried(|| Capacity::take_from_order(&unit, &who, n));
        },
        Step::Fill(to) => {
            let (from, unit, n) = owned(pick, in_orders)?;
            tried(|| Capacity::sell_from_order(&unit, &from, &WHO[to], n).map(|_| ()));
        },
        Step::Nominate => {
            let (who, unit, n) = owned(pick, free)?;
            tried(|| {
                Capacity::nominate(&unit, &who, n)?;
                nominated.push((who, unit.clone(), n));
                Ok(())
            });
        },
        Step::Discharge => {
            // As delivery does, which ends nothing before its time.
            let over = |(_, unit, _): &(_, UnitId<_>, _)| unit.series.period.end() <= now;
            let first = nominated.iter().position(over)?;
            end(nominated.remove(first));
        },
        Step::Expire => {
            for (operator, series, record) in Units::<Test>::iter().collect::<Vec<_>>() {
                if series.period.end() <= now && record.open() > 0 {
                    assert_ok!(Capacity::expire(&UnitId { series, operator }));
                }
            }
        },
        Step::Attest(quantity, tier) => {
            let milli_gpus = if product == GPU { 1_000 } else { 250 };
            let until = now + 300 * DAY_MS;
            assert_ok!(Capacity::attest(
                signed(ATTESTOR),
                OPERATOR,
                product,
                0,
                POOL,
                quantity,
                milli_gpus,
                tier,
                until
            ));
        },
        Step::Flag => tried(|| Capacity::flag(signed(OTHER), OPERATOR, product, 0)),
        Step::Debt(in_debt) => set_debt(OPERATOR, in_debt),
        Step::Reference(reference) => {
            tried(|| Capacity::set_reference(RuntimeOrigin::root(), product, 0, reference))
        },
        Step::Wait(hours) => set_time(now + hours * HOUR_MS),
    }
    Some(())
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
fn check_attested(issued: &SeriesId) {
    let attested = Lines::<Test>::get(OPERATOR, (issued.product, 0)).unwrap().attested();
    let first = issued.period.first_hour();
    let end = first + issued.period.hours();
    let mut hours = vec![0u64; issued.period.hours() as usize];
    for (_, series, record) in Units::<Test>::iter() {
        let from = series.period.first_hour();
        for hour in from.max(first)..(from + series.period.hours()).min(end) {
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
            (any_step(), any_period(), GPU..=TOKENS, (any::<usize>(), 1..40u32)),
            1..60,
        ),
    ) {
        build_and_execute(|| {
            // Something to begin with: a whole month sold, and a day of tokens at hand.
            set_time(MARCH.start() - 2 * DAY_MS);
            bought(MARCH, 5);
            assert_ok!(Capacity::issue(signed(OPERATOR), series(TOKENS, DAY), 20));
            let mut nominated = Nominated::new();
            for (step, period, product, pick) in steps {
                run(step, series(product, period), pick, &mut nominated);
                assert_ok!(Capacity::do_try_state());
            }
            wind_down(nominated);
        });
    }
}
