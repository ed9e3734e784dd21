use crate::{mock::*, *};
use frame_support::assert_ok;
use headroom_primitives::period::HOUR_MS;

#[test]
fn offers_and_agreements_are_read_by_page() {
    build_and_execute(|| {
        for n in 0..40 {
            let to = if n % 2 == 0 { None } else { Some(OTHER) };
            let until = Now::get() + HOUR_MS;
            assert_ok!(Forward::offer(signed(BUYER), terms(), Side::Buyer, to, until));
        }
        let numbers = |page: &reading::Page<Offer<AccountId>>| -> Vec<u64> {
            page.0.iter().map(|(id, _)| *id).collect()
        };
        let all = Forward::offers(None, 0);
        assert_eq!(numbers(&all), (0..32).collect::<Vec<_>>());
        assert_eq!(all.1, Some(32));
        let rest = Forward::offers(None, 32);
        assert_eq!((numbers(&rest), rest.1), ((32..40).collect(), None));
        assert_eq!(Forward::offers(Some(SELLER), 0).0.len(), 20);
        assert_eq!(Forward::offers(Some(OTHER), 0).0.len(), 32);
        assert_eq!(Forward::offers(Some(BUYER), 0).0, vec![]);
        for id in [1, 3] {
            assert_ok!(accept(OTHER, id));
        }
        assert_ok!(accept(SELLER, 2));
        let of = |who| -> Vec<u64> {
            Forward::agreements(who, 0).0.into_iter().map(|(id, _)| id).collect()
        };
        assert_eq!(of(None), [1, 2, 3]);
        assert_eq!(of(Some(OTHER)), [1, 3]);
        assert_eq!(of(Some(STRANGER)), Vec::<u64>::new());
        // Numbers that nothing is under any more are looked at, and no more than some of them.
        NextId::<Test>::put(2_000);
        assert_eq!(Forward::agreements(None, 4), (vec![], Some(516)));
        assert_eq!(Forward::agreements(None, 1_999), (vec![], None));
        assert_eq!(Forward::agreements(None, 3_000), (vec![], None));
    });
}

#[test]
fn a_standing_says_what_is_needed() {
    build_and_execute(|| {
        assert_eq!(Forward::standing(0), None);
        let id = agreed(terms());
        assert_ok!(top_up(SELLER, id, 5 * CASH));
        Last::set(&Some(2_010_000));
        assert_ok!(mark(id));
        let won = 10_000 * 240;
        let mean_mark = (5 * 2_000_000 + 2_010_000) / 6;
        let maintenance = margin::share(mean_mark, QUANTITY, 24, 60);
        let needed = margin::share(2_010_000, QUANTITY, 24, 100);
        assert_eq!(
            Forward::standing(id),
            Some(Standing {
                mark: 2_010_000,
                mean_mark,
                hours_left: 24,
                gain: won as i128,
                maintenance: [maintenance; 2],
                // The buyer's gain is new.
                excess: [0, INITIAL + 5 * CASH - won - needed],
            })
        );
    });
}
