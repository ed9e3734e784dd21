//! The client's calendar is the chain's.

use headroom_client::Period;
use headroom_primitives::{
    period::{FIRST_YEAR, LAST_YEAR},
    Period as ChainPeriod,
};
use proptest::prelude::*;

fn of_chain(period: ChainPeriod) -> Period {
    match period {
        ChainPeriod::Hour(hour) => Period::Hour(hour),
        ChainPeriod::Day(day) => Period::Day(day),
        ChainPeriod::Month { year, month } => Period::Month { year, month },
        ChainPeriod::Quarter { year, quarter } => Period::Quarter { year, quarter },
        ChainPeriod::Year(year) => Period::Year(year),
    }
}

fn any_period() -> impl Strategy<Value = ChainPeriod> {
    let years = FIRST_YEAR..=LAST_YEAR;
    let first = ChainPeriod::Year(FIRST_YEAR).first_hour();
    let last = ChainPeriod::Year(LAST_YEAR).first_hour() + 8_759;
    prop_oneof![
        (first..=last).prop_map(ChainPeriod::Hour),
        (first / 24..=last / 24).prop_map(ChainPeriod::Day),
        (years.clone(), 1..=12u8).prop_map(|(year, month)| ChainPeriod::Month { year, month }),
        (years.clone(), 1..=4u8).prop_map(|(year, quarter)| ChainPeriod::Quarter { year, quarter }),
        years.prop_map(ChainPeriod::Year),
    ]
}

proptest! {
    #[test]
    fn a_period_is_the_same_to_both(period in any_period()) {
        let ours = of_chain(period);
        prop_assert_eq!(ours.start(), period.start());
        prop_assert_eq!(ours.end(), period.end());
        prop_assert_eq!(ours.hours(), period.hours());
        prop_assert_eq!(ours.parent(), period.parent().map(of_chain));
        prop_assert_eq!(ours.to_string().parse::<Period>().unwrap(), ours);
    }

    #[test]
    fn no_text_breaks_it(text in ".{0,20}") {
        let _ = text.parse::<Period>();
    }
}
