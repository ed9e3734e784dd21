//! What the command says and how it ends: shapes of JSON, exit codes, keys, and shells.

use crate::node::{account, headroom, Folder, Node, Ran};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

/// `//Alice` of the development phrase, with the password "swordfish".
const KEYSTORE: &str = include_str!("../alice.json");

fn has(ran: &Ran, fields: &[&str]) {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = ran.json();
    for field in fields {
        assert!(json.get(field).is_some(), "{field}: {json}");
    }
}

#[test]
#[ignore = "needs a node: ./scripts/test live runs it"]
fn the_command_says_what_it_does_and_how_it_went() {
    let node = Node::start();
    every_look_is_for_people_and_for_programs(&node);
    a_keystore_signs_with_its_password_only(&node);
    a_watched_book_tells_of_each_change(&node);
    nobody_who_reads_on_is_no_failure(&node);
    it_ends_with_a_code_for_each_kind_of_failure(&node);
    a_node_that_is_away_is_said_so(node);
}

fn every_look_is_for_people_and_for_programs(node: &Node) {
    let series = "h100-sxm/no-1/2027-03";
    let looks: [(&[&str], &[&str]); 12] = [
        (&["status"], &["node", "chain", "genesis", "runtime", "best", "final", "markets"]),
        (&["products"], &["products", "zones", "markets", "operators"]),
        (&["book", series], &["series", "hours", "start", "block", "time", "bids", "asks"]),
        (&["trades", "--blocks", "5"], &[]),
        (&["index"], &[]),
        (&["holdings", "--as", "charlie"], &["account", "units"]),
        (&["deliveries", "--as", "Charlie"], &["account", "deliveries"]),
        (&["order", "list", "--as", "Charlie"], &["account", "orders"]),
        (&["forward", "list", "--all"], &["agreements", "offers"]),
        (&["cash", "--account", "Helios"], &["account", "free", "holds", "debt", "stableCoin"]),
        (
            &["operator", "list", "--account", "Helios"],
            &["name", "units", "deliveries", "issuable"],
        ),
        (&["clock"], &["time"]),
    ];
    for (arguments, fields) in looks {
        let people = node.run(arguments);
        assert_eq!(people.code, 0, "{arguments:?}: {}", people.stderr);
        assert!(!people.stdout.trim().is_empty() && !people.stdout.contains('\x1b'));
        assert_eq!(people.stderr, "", "{arguments:?}");
        has(&node.run(&[&["--json"], arguments].concat()), fields);
    }
    // Deposits and withdrawals are one to one.
    let free = |ran: &Ran| ran.json()["free"].as_str().unwrap().parse::<u128>().unwrap();
    let before = free(&node.run(&["cash", "--as", "Charlie", "--json"]));
    node.did("Charlie", &["cash", "deposit", "1,000.5"]);
    node.did("Charlie", &["cash", "withdraw", "0.5", "--final"]);
    let after = free(&node.run(&["cash", "--as", "Charlie", "--json"]));
    assert_eq!(after, before + 1_000_000_000);
    assert_eq!(node.refused("Charlie", &["cash", "pay", "Dave", "Charlie"]).0, 4);
    // Units that are issued can be taken back.
    let day = headroom_client::Period::day_of(
        node.did("Helios", &["clock"])["time"].as_u64().unwrap() + 3 * 86_400_000,
    );
    let series = format!("h100-sxm/no-1/{day}");
    node.did("Helios", &["operator", "issue", &series, "--units", "2"]);
    node.did("Helios", &["operator", "retire", &series, "--units", "2"]);
}

fn it_ends_with_a_code_for_each_kind_of_failure(node: &Node) {
    let code = |arguments: &[&str]| node.run(arguments).code;
    assert_eq!(code(&["nonsense"]), 2);
    assert_eq!(code(&["book", "h100-sxm"]), 2);
    assert_eq!(code(&["book", "h200/no-1/2027"]), 5);
    assert_eq!(code(&["cash"]), 6);
    assert_eq!(code(&["cash", "--as", "Mallory"]), 6);
    // With nobody to ask, nothing is signed unless that was said.
    assert_eq!(code(&["cash", "deposit", "1", "--as", "Charlie"]), 2);
    assert_eq!(code(&["cash", "deposit", "0", "--as", "Charlie", "--yes"]), 4);
    assert_eq!(code(&["operator", "deliver", "h100-sxm/no-1/2027", "--full", "--as", "Dave"]), 5);
    assert_eq!(code(&["clock", "set", "1970-01-02", "--as", "Dave"]), 4);
    assert_eq!(code(&["--version"]), 0);
}

fn a_node_that_is_away_is_said_so(node: Node) {
    let endpoint = node.endpoint();
    let port = node.kill();
    let away = headroom(&["status", "--json"], &[("HEADROOM_NODE_URL", &endpoint)]);
    assert_eq!((away.code, away.stdout.as_str()), (3, ""));
    let told: serde_json::Value = serde_json::from_str(away.stderr.trim()).unwrap();
    assert_eq!(told["error"], "unreachable");
    assert!(told["message"].as_str().unwrap().contains(&port.to_string()));
    let wrong = headroom(&["--json", "book"], &[]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.starts_with("{\"error\":\"usage\""), "{}", wrong.stderr);
}

fn a_keystore_signs_with_its_password_only(node: &Node) {
    let folder = Folder::new("keys");
    let file = folder.file("alice.json", KEYSTORE);
    let keystore = file.to_str().unwrap();
    let right = folder.file("right", "swordfish\n");
    let alice = account("Alice").to_string();

    let shown = node.run(&["key", "show", keystore]);
    assert_eq!(shown.stdout.trim(), alice);
    let asked = ["forward", "cancel", "3", "--key", keystore, "--dry-run"];
    // Nobody to ask for it; a wrong one; the right one, by file or environment.
    assert_eq!(node.run(&asked).code, 6);
    let wrong = node.run_with(&["key", "check", keystore], &[("HEADROOM_PASSWORD", "catfish")]);
    assert_eq!(wrong.code, 6);
    assert!(wrong.stderr.contains("password") && !wrong.stderr.contains("catfish"));
    let opened = node.run_with(&["key", "check", keystore], &[("HEADROOM_PASSWORD", "swordfish")]);
    assert_eq!(opened.stdout.trim(), alice);
    let by_file = ["--password-file", right.to_str().unwrap()];
    let opened = node.run(&[&["key", "check", keystore], &by_file[..]].concat());
    assert_eq!(opened.code, 0, "{}", opened.stderr);
    // Alice has no cash, and pays the fee of a call that makes her nothing.
    let cash = node.run_with(&["cash", "--json"], &[("HEADROOM_KEYSTORE", keystore)]);
    assert_eq!((cash.code, cash.json()["account"].as_str()), (0, Some(alice.as_str())));
    let call = ["forward", "cancel", "3", "--yes", "--key", keystore];
    let signed = node.run_with(&call, &[("HEADROOM_PASSWORD", "swordfish")]);
    assert_eq!(signed.code, 4);
    assert!(signed.stderr.contains("Forward.UnknownOffer"), "{}", signed.stderr);
    let both = [("HEADROOM_KEYSTORE", keystore), ("HEADROOM_AS", "Alice")];
    assert_eq!(node.run_with(&["cash"], &both).code, 6);
}

fn a_watched_book_tells_of_each_change(node: &Node) {
    let day = headroom_client::Period::day_of(
        node.did("Helios", &["clock"])["time"].as_u64().unwrap() + 3 * 86_400_000,
    );
    let series = format!("h100-sxm/no-1/{day}");
    let endpoint = node.endpoint();
    let watch = |arguments: &[&str]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_headroom"))
            .args(arguments)
            .args(["--json", "--watch", "--node", &endpoint])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        (child, lines)
    };
    let (mut book, mut changes) = watch(&["book", &series]);
    let mut next = || -> serde_json::Value {
        serde_json::from_str(&changes.next().unwrap().unwrap()).unwrap()
    };
    assert_eq!(next()["asks"], serde_json::json!([]));
    node.did("Helios", &["operator", "issue", &series, "--units", "2"]);
    node.did("Helios", &["order", "sell", &series, "--units", "2", "--price", "2"]);
    let ask = serde_json::json!([{ "price": "2000000", "quantity": 2, "orders": 1 }]);
    assert_eq!(next()["asks"], ask);

    let (mut trades, mut told) = watch(&["trades", &series, "--blocks", "1"]);
    // It begins at the best block of when it has connected.
    std::thread::sleep(std::time::Duration::from_secs(3));
    node.did("Charlie", &["order", "buy", &series, "--units", "1", "--price", "2"]);
    let trade: serde_json::Value = serde_json::from_str(&told.next().unwrap().unwrap()).unwrap();
    assert_eq!((&trade["price"], &trade["quantity"]), (&"2000000".into(), &1.into()));

    // Ctrl-C ends it well.
    for child in [&mut book, &mut trades] {
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        assert!(child.wait().unwrap().success());
    }
}

fn nobody_who_reads_on_is_no_failure(node: &Node) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_headroom"))
        .args(["products", "--node", &node.endpoint()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(child.wait().unwrap().success(), "{told}");
    assert_eq!(told, "");
}

#[test]
fn shells_complete_it() {
    for (shell, word) in
        [("bash", "complete"), ("zsh", "#compdef"), ("fish", "complete -c headroom")]
    {
        let ran = headroom(&["completion", shell], &[]);
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains(word) && ran.stdout.contains("nominate"), "{shell}");
    }
    let folder = Folder::new("shells");
    let script = folder.file("headroom", &headroom(&["completion", "bash"], &[]).stdout);
    let ask = "source \"$1\"; COMP_WORDS=(headroom ord); COMP_CWORD=1; \
               _headroom headroom ord headroom; echo \"${COMPREPLY[@]}\"";
    let completed = Command::new("bash").args(["-c", ask, "bash"]).arg(&script).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&completed.stdout).trim(), "order");
}
