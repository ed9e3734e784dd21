//! The key that signs. It comes from a file or from the environment, never from an argument, which
//! everybody on the machine can read; and it is never shown.

use std::{fs, io::Read, path::Path, str::FromStr};
use subxt_signer::{sr25519::Keypair, SecretUri};
use zeroize::Zeroizing;

/// Where the key is, if not in a file.
pub const VARIABLE: &str = "HEADROOM_FEEDER_KEY";

/// A phrase of 24 words with a long path is under 300 bytes.
const MOST: u64 = 4_096;

/// From the file, where one is named; from the environment otherwise.
pub fn load(file: Option<&Path>) -> Result<Keypair, String> {
    match file {
        Some(path) => parse(&read(path)?).map_err(|why| format!("{} {why}", path.display())),
        None => match std::env::var(VARIABLE) {
            Ok(text) => parse(&Zeroizing::new(text)).map_err(|why| format!("{VARIABLE} {why}")),
            Err(_) => Err(format!(
                "there is no key: name a file with --key-file, or set {VARIABLE}. A key is never \
                 taken as an argument"
            )),
        },
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, String> {
    let shown = path.display();
    let fault = |error: std::io::Error| format!("the key file {shown} can't be read: {error}");
    let file = fs::File::open(path).map_err(fault)?;
    let about = file.metadata().map_err(fault)?;
    if !about.is_file() {
        return Err(format!("the key file {shown} is no file"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = about.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(format!(
                "the key file {shown} can be read or written by others (mode {mode:o}); run \
                 'chmod 600 {shown}'"
            ));
        }
    }
    let mut text = Zeroizing::new(String::new());
    file.take(MOST + 1).read_to_string(&mut text).map_err(fault)?;
    if text.len() as u64 > MOST {
        return Err(format!("the key file {shown} is larger than {MOST} bytes"));
    }
    Ok(text)
}

/// A phrase with or without a derivation path, or a seed of 32 bytes in hex; in quotes, too, as a
/// node's keystore has it. What is wrong is said without the text.
fn parse(text: &str) -> Result<Keypair, String> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let bare = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let text = Zeroizing::new(if bare { format!("0x{text}") } else { text.to_owned() });
    let wrong = "holds no key: it is a secret phrase such as 'twelve words …//path', or a seed of \
                 32 bytes in hex";
    // An empty phrase would stand for the development phrase, which everybody knows.
    if text.is_empty() {
        return Err(wrong.into());
    }
    let uri = SecretUri::from_str(&text).map_err(|_| wrong)?;
    Keypair::from_uri(&uri).map_err(|_| wrong.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{os::unix::fs::PermissionsExt, path::PathBuf};

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, content: &str, mode: u32) -> Self {
            let unique = format!("headroom-feeder-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(unique);
            fs::write(&path, content).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            Scratch(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_file(&self.0);
        }
    }

    const ALICE: &str = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    const PHRASE: &str =
        "bottom drive obey lake curtain smoke basket hold race lonely fit walk//Alice";

    #[test]
    fn a_key_is_written_in_any_usual_way() {
        let alice = parse("//Alice").unwrap().public_key().0;
        for text in [PHRASE, ALICE, &ALICE[2..], " //Alice\n", "\"//Alice\"\n"] {
            assert_eq!(parse(text).unwrap().public_key().0, alice);
        }
    }

    #[test]
    fn what_is_no_key_is_not_repeated() {
        let words = "bottom drive obey lake curtain smoke basket hold race lonely fit fit";
        for text in ["", "\"\"", "swordfish", words, "0x00", &ALICE[3..]] {
            let error = parse(text).unwrap_err();
            assert!(error.contains("holds no key"));
            assert!(text.len() < 3 || !error.contains(text), "{error}");
        }
    }

    #[test]
    fn a_file_is_read_where_only_its_owner_can() {
        let good = Scratch::new("good", "//Alice\n", 0o600);
        assert_eq!(
            load(Some(&good.0)).unwrap().public_key().0,
            parse("//Alice").unwrap().public_key().0
        );
        for mode in [0o640, 0o604, 0o620, 0o644] {
            let open = Scratch::new(&format!("open-{mode:o}"), "//Alice", mode);
            let error = load(Some(&open.0)).unwrap_err();
            assert!(error.contains("chmod 600") && !error.contains("//Alice"), "{error}");
        }
    }

    #[test]
    fn a_file_that_is_none_is_said_so() {
        assert!(load(Some(Path::new("/nowhere/key"))).unwrap_err().contains("can't be read"));
        assert!(load(Some(&std::env::temp_dir())).unwrap_err().contains("no file"));
        let large = Scratch::new("large", &"a".repeat(MOST as usize + 1), 0o600);
        assert!(load(Some(&large.0)).unwrap_err().contains("larger than"));
    }
}
