//! Who acts: keys derived from the development phrase, the same as in the genesis presets.

use headroom_runtime::AccountId;
use sp_core::{sr25519::Pair, Pair as _};
use std::{cell::RefCell, collections::BTreeMap};

thread_local! {
    /// Of the phrase a key is made by two thousand rounds of SHA-512: three quarters of the time of
    /// the random scenarios, before this.
    static PAIRS: RefCell<BTreeMap<&'static str, Pair>> = const { RefCell::new(BTreeMap::new()) };
}

/// Someone with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person(pub &'static str);

impl Person {
    /// Root of the dev chain, and its market admin.
    pub const ALICE: Person = Person("//Alice");
    /// An operator with a pool of GPUs in two zones, which sells GPUs and tokens.
    pub const HELIOS: Person = Person("//Helios");
    /// Another operator.
    pub const BOREALIS: Person = Person("//Borealis");
    /// A developer of language models.
    pub const LUMEN: Person = Person("//Lumen");
    /// Another developer of language models.
    pub const PARALLAX: Person = Person("//Parallax");
    /// Vouches for capacity.
    pub const ATTESTOR: Person = Person("//Attestor");
    /// Decides disputed deliveries.
    pub const ARBITER: Person = Person("//Arbiter");

    /// Who reports to the index.
    pub const REPORTERS: [Person; 5] = [
        Person("//Argus"),
        Person("//Beacon"),
        Person("//Census"),
        Person("//Datum"),
        Person("//Echo"),
    ];

    /// The key pair.
    pub fn pair(&self) -> Pair {
        PAIRS.with_borrow_mut(|pairs| {
            let derive = || Pair::from_string(self.0, None).expect("a path of the dev phrase");
            pairs.entry(self.0).or_insert_with(derive).clone()
        })
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.pair().public().into()
    }
}
