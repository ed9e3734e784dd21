use crate::*;
use codec::MaxEncodedLen;

/// Those of the table of the pallet's page.
#[test]
fn items_are_as_large_as_the_pallet_says() {
    type Account = [u8; 32];
    assert_eq!(Offer::<Account>::max_encoded_len(), 143);
    assert_eq!(Agreement::<Account>::max_encoded_len(), 801);
    assert_eq!(Floor::max_encoded_len(), 8);
    // The length of the list takes a byte.
    assert_eq!(16 * Print::<Account>::max_encoded_len() + 1, 1_793);
}
