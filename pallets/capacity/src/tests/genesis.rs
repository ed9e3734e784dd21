use crate::{mock::*, *};
use sp_runtime::BuildStorage;

#[test]
fn a_genesis_can_be_written_as_json() {
    let text = serde_json::to_string(&genesis()).unwrap();
    let read: GenesisConfig<Test> = serde_json::from_str(&text).unwrap();
    build_with(read, || {
        assert_eq!(NextProduct::<Test>::get(), 2);
        assert_eq!(NextZone::<Test>::get(), 2);
        let operator = Operators::<Test>::get(OPERATOR).unwrap();
        assert_eq!(operator.lines.len(), 2);
        assert!(operator.lines.iter().all(|line| !line.short));
        assert_eq!(held(HoldReason::Registration, OPERATOR), REGISTRATION);
        assert_eq!(free(OPERATOR), START - REGISTRATION);
        assert_eq!(Lines::<Test>::get(OPERATOR, (GPU, 0)).unwrap().quantity, GPUS);
    });
}

#[test]
#[should_panic = "the genesis of capacity is valid"]
fn a_genesis_with_a_market_for_nothing_does_not_start() {
    let capacity = GenesisConfig { markets: vec![(0, 0, 1)], ..Default::default() };
    RuntimeGenesisConfig { capacity, ..Default::default() }.build_storage().unwrap();
}
