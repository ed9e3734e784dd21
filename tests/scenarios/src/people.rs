//! Who acts: keys derived from the development phrase, the same as in the genesis presets.

use headroom_runtime::AccountId;
use sp_core::{sr25519::Pair, Pair as _};

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
        Pair::from_string(self.0, None).expect("a derivation path of the development phrase")
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.pair().public().into()
    }
}
