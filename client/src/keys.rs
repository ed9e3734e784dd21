//! Keys: from a keystore file with a password, or of a dev chain's people. Never from an argument,
//! which everybody on the machine can read.

use crate::{AccountId32, Error};
use std::{fs, path::Path, str::FromStr};
use subxt_signer::{polkadot_js_compat::decrypt_json, sr25519::Keypair, SecretUri};

/// The people of the dev and local chains, whose keys everybody knows.
pub const PEOPLE: [&str; 15] = [
    "Alice", "Bob", "Helios", "Borealis", "Charlie", "Dave", "Lumen", "Parallax", "Attestor",
    "Arbiter", "Argus", "Beacon", "Census", "Datum", "Echo",
];

/// A keystore file is about 600 bytes.
const MOST: u64 = 16_384;

/// The key of one of [`PEOPLE`], by name: of the public development phrase.
///
/// ```
/// let charlie = headroom_client::keys::dev("charlie").unwrap();
/// let address = charlie.public_key().to_account_id().to_string();
/// assert_eq!(address, "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y");
/// ```
pub fn dev(name: &str) -> Result<Keypair, Error> {
    let bare = name.trim_start_matches('/');
    let Some(name) = PEOPLE.iter().find(|known| known.eq_ignore_ascii_case(bare)) else {
        return Err(Error::Key(format!(
            "'{bare}' is nobody of a dev chain; there are: {}",
            PEOPLE.join(", ")
        )));
    };
    let broken = || Error::Key("the development phrase gives no key".into());
    let uri = SecretUri::from_str(&format!("//{name}")).map_err(|_| broken())?;
    Keypair::from_uri(&uri).map_err(|_| broken())
}

/// The key in a keystore file: JSON, as polkadot-js and its extension export an account.
pub fn keystore(file: &Path, password: &str) -> Result<Keypair, Error> {
    let json = read(file)?;
    // It decodes and splits bytes before it looks whether there are enough of them.
    check_length(&json).map_err(|why| unreadable(file, why))?;
    decrypt_json(&json, password).map_err(|error| {
        use subxt_signer::polkadot_js_compat::Error as Fault;
        match error {
            Fault::Secretbox(_) | Fault::InvalidKeys => {
                let shown = file.display();
                Error::Key(format!("the password of the keystore {shown} is another one"))
            },
            Fault::UnsupportedEncoding | Fault::UnsupportedScryptParameters { .. } => unreadable(
                file,
                "it is of another kind; export the account anew, as JSON, of type sr25519",
            ),
            _ => unreadable(file, "it is no account's export as JSON"),
        }
    })
}

/// Whose keystore it is, by what stands in it unencrypted. That may be anybody's word until the
/// password has opened it.
pub fn address(file: &Path) -> Result<AccountId32, Error> {
    let json = read(file)?;
    let told: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
    let account = told["address"].as_str().and_then(|text| AccountId32::from_str(text).ok());
    account.ok_or_else(|| unreadable(file, "it is no account's export as JSON"))
}

fn unreadable(file: &Path, why: impl std::fmt::Display) -> Error {
    Error::Key(format!("the keystore {} can't be read: {why}", file.display()))
}

fn read(file: &Path) -> Result<String, Error> {
    let about = fs::metadata(file).map_err(|error| unreadable(file, error))?;
    if !about.is_file() {
        return Err(unreadable(file, "it is no file"));
    }
    if about.len() > MOST {
        return Err(unreadable(file, format!("it is larger than {MOST} bytes")));
    }
    fs::read_to_string(file).map_err(|error| unreadable(file, error))
}

fn check_length(json: &str) -> Result<(), &'static str> {
    let file: serde_json::Value =
        serde_json::from_str(json).map_err(|_| "it is no account's export as JSON")?;
    let encoded = file["encoded"].as_str().ok_or("it is no account's export as JSON")?;
    // Salt, parameters and nonce are 68 bytes: 91 letters of base64.
    (encoded.len() > 92).then_some(()).ok_or("it is cut off")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// `//Alice` of the development phrase, exported by polkadot-js with the password
    /// "swordfish".
    const FILE: &str = include_str!("../tests/alice.json");

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, content: &str) -> Self {
            let unique = format!("headroom-client-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(unique);
            fs::write(&path, content).unwrap();
            Scratch(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_file(&self.0);
        }
    }

    #[test]
    fn an_exported_account_signs_with_its_password() {
        let file = Scratch::new("good", FILE);
        let key = keystore(&file.0, "swordfish").unwrap();
        assert_eq!(key.public_key().0, dev("alice").unwrap().public_key().0);
        let wrong = keystore(&file.0, "catfish").unwrap_err().to_string();
        assert!(wrong.contains("password") && !wrong.contains("catfish"), "{wrong}");
    }

    #[test]
    fn what_is_no_keystore_is_said_so() {
        for (name, content) in [
            ("empty", ""),
            ("other", "{\"a\":1}"),
            ("cut", &FILE.replace("\"encoded\": \"", "\"encoded\": \"AA==\", \"x\": \"")),
        ] {
            let file = Scratch::new(name, content);
            let error = keystore(&file.0, "swordfish").unwrap_err();
            assert!(matches!(error, Error::Key(_)), "{error}");
        }
        assert!(keystore(Path::new("/nowhere/key.json"), "").is_err());
        assert!(keystore(&std::env::temp_dir(), "").is_err());
    }

    #[test]
    fn people_are_known_by_name() {
        let charlie = dev("Charlie").unwrap().public_key().0;
        assert_eq!(dev("//charlie").unwrap().public_key().0, charlie);
        assert!(matches!(dev("mallory"), Err(Error::Key(_))));
        assert!(matches!(dev(""), Err(Error::Key(_))));
    }
}
