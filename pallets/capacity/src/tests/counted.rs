//! What the index is told.

use crate::mock::*;
use frame_support::assert_ok;
use headroom_primitives::period::HOUR_MS;

fn hour_of(moment: headroom_primitives::Moment) -> u32 {
    (moment / HOUR_MS) as u32
}

#[test]
fn an_hour_counts_what_is_attested_at_its_beginning() {
    build_and_execute(|| {
        let now = hour_of(NOW);
        let end = hour_of(NOW + 300 * DAY_MS);
        let had = i64::from(GPUS);
        // From genesis on.
        assert_eq!((attested(now), attested(end - 1), attested(end)), (had, had, 0));

        // Half an hour later less is attested, and for longer: from the next hour on.
        set_time(NOW + HOUR_MS / 2);
        assert_ok!(attest(7, NOW + 310 * DAY_MS + 1));
        let longer = hour_of(NOW + 310 * DAY_MS);
        assert_eq!((attested(now), attested(now + 1)), (had, 7));
        assert_eq!((attested(end), attested(longer), attested(longer + 1)), (7, 7, 0));

        // For less long.
        assert_ok!(attest(7, NOW + 20 * DAY_MS));
        let shorter = hour_of(NOW + 20 * DAY_MS);
        assert_eq!((attested(shorter - 1), attested(shorter), attested(end)), (7, 0, 0));

        // After a time in which nothing was attested, more is.
        set_time(NOW + 30 * DAY_MS);
        assert_ok!(attest(9, NOW + 40 * DAY_MS));
        let again = hour_of(NOW + 30 * DAY_MS);
        assert_eq!((attested(shorter), attested(again - 1), attested(again)), (0, 0, 9));

        // Withdrawn, with whatever time it comes.
        set_time(NOW + 31 * DAY_MS);
        assert_ok!(attest(0, u64::MAX));
        assert_eq!((attested(again), attested(again + 24), attested(again + 25)), (9, 0, 0));
    });
}

#[test]
fn what_did_not_change_is_not_counted_again() {
    build_and_execute(|| {
        let counts = || {
            let told = Attested::get().into_iter();
            told.filter(|(_, from, to, change)| from < to && *change != 0).count()
        };
        let before = counts();
        assert_ok!(attest(GPUS, NOW + 300 * DAY_MS));
        assert_eq!(counts(), before);
        // For a day longer: that day alone.
        assert_ok!(attest(GPUS, NOW + 301 * DAY_MS));
        assert_eq!(counts(), before + 1);
    });
}

#[test]
fn an_operator_that_leaves_is_attested_for_nothing() {
    build_and_execute(|| {
        let now = hour_of(NOW);
        assert_ok!(Capacity::deregister_operator(signed(OPERATOR)));
        set_time(NOW + HOUR_MS);
        assert_eq!((attested(now - 1), attested(now)), (i64::from(GPUS), 0));
    });
}

#[test]
fn what_is_issued_and_taken_back_counts() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 5));
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 2));
        // Selling and splitting are nothing new.
        sell(&unit(MARCH), 1).unwrap();
        assert_ok!(Capacity::split(signed(OPERATOR), unit(MARCH), 2));
        let series = series(GPU, MARCH);
        assert_eq!(Issued::get(), [(series, 5), (series, -2)]);
    });
}
