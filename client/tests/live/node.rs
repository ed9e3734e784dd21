//! A node of one's own, and the command against it.

use headroom_client::{amount, api, keys, AccountId32, Chain};
use serde_json::Value;
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};
use subxt_signer::sr25519::Keypair;

/// A node starts in seconds; a machine that does much else takes longer.
const STARTS_WITHIN: Duration = Duration::from_secs(300);

/// A dev chain's node. Ended when it is dropped.
pub struct Node {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Node {
    /// With a chain that is gone afterwards.
    pub fn start() -> Self {
        Node::begin(&["--tmp".into()], 0)
    }

    /// With a chain that stays in a folder, at a port; 0 is any.
    pub fn at(folder: &Path, port: u16) -> Self {
        let node = Node::begin(&["--base-path".into(), folder.display().to_string()], port);
        // It takes another one where that is not free.
        assert!(port == 0 || node.port == port, "port {port} is taken");
        node
    }

    fn begin(data: &[String], port: u16) -> Self {
        let built = Path::new(env!("CARGO_BIN_EXE_headroom")).with_file_name("headroom-node");
        let binary = env::var_os("HEADROOM_NODE").map_or(built, PathBuf::from);
        let mut child = Command::new(&binary)
            .args(["--dev", "--no-prometheus", "--no-telemetry", "--rpc-port"])
            .arg(port.to_string())
            .args(data)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} can't be started: {error}", binary.display()));
        let log = BufReader::new(child.stderr.take().unwrap());
        let (told, heard) = mpsc::channel();
        // It is read to its end, so that the node never waits for a reader.
        thread::spawn(move || {
            let mut port = None;
            for line in log.lines().map_while(Result::ok) {
                let address = line.split_once("Running JSON-RPC server: addr=127.0.0.1:");
                let told_port =
                    address.and_then(|(_, rest)| rest.split(',').next()?.trim().parse().ok());
                port = port.or(told_port);
                // Before its first block there is no time on the chain.
                if let Some(port) = port.filter(|_| line.contains("Imported #")) {
                    let _ = told.send(port);
                }
            }
        });
        let mut node = Node { child, port: 0 };
        node.port = heard.recv_timeout(STARTS_WITHIN).expect("the node makes a block");
        node
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(mut self) -> u16 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.port
    }

    /// Such as ws://127.0.0.1:9944.
    pub fn endpoint(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// A connection.
    pub async fn chain(&self) -> Chain {
        Chain::connect(&self.endpoint()).await.unwrap()
    }

    /// Runs the command against it.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// The same, with an environment.
    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let endpoint = self.endpoint();
        let mut all = vec![("HEADROOM_NODE_URL", endpoint.as_str())];
        all.extend(environment);
        headroom(arguments, &all)
    }

    /// The same, as somebody and without a question; what it says in JSON.
    pub fn did(&self, who: &str, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--json", "--yes"]);
        let ran = self.run_with(&all, &[("HEADROOM_AS", who)]);
        assert_eq!(ran.code, 0, "{who}: {arguments:?}: {}", ran.stderr);
        ran.json()
    }

    /// What it refuses to do, with the code that it ends with.
    pub fn refused(&self, who: &str, arguments: &[&str]) -> (i32, Value) {
        let mut all = arguments.to_vec();
        all.extend(["--json", "--yes"]);
        let ran = self.run_with(&all, &[("HEADROOM_AS", who)]);
        assert_eq!(ran.stdout, "", "{arguments:?}");
        (ran.code, serde_json::from_str(ran.stderr.trim()).expect("an error in JSON"))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a run of the command came to.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// What it said in JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.stdout, self.stderr))
    }
}

/// Runs the command, with nobody to ask.
pub fn headroom(arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headroom"));
    for name in
        ["HEADROOM_NODE_URL", "HEADROOM_AS", "HEADROOM_KEYSTORE", "HEADROOM_PASSWORD", "NO_COLOR"]
    {
        command.env_remove(name);
    }
    let output = command
        .args(arguments)
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that is gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let unique = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("headroom-live-{}-{unique}-{name}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// A file in it.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::File::create(&path).unwrap().write_all(content.as_bytes()).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One of a dev chain's people.
pub fn key(name: &str) -> Keypair {
    keys::dev(name).unwrap()
}

/// Its account.
pub fn account(name: &str) -> AccountId32 {
    key(name).public_key().to_account_id()
}

/// The free cash of an account.
pub async fn free_cash(chain: &Chain, name: &str) -> u128 {
    let view = chain.best().await.unwrap();
    let found = view.read(api::storage().cash().accounts(), (account(name),)).await.unwrap();
    found.map_or(0, |found| found.free)
}

/// Millionths, as text that people read.
pub fn cash(text: &str) -> u128 {
    amount::parse(text).unwrap()
}

/// Millionths in what the command said.
pub fn sum(value: &Value) -> u128 {
    value.as_str().expect("an amount is text").parse().expect("of millionths")
}
