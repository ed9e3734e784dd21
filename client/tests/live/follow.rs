//! Events are followed without gaps: from any block, across restarts, and back where blocks are lost.

use crate::node::{key, Folder, Node};
use headroom_client::{api, Block, BlockId, Error, Follower, Update};
use std::{fs, path::Path, time::Duration};

/// Nothing takes longer than that, unless it never comes.
const WITHIN: Duration = Duration::from_secs(120);

/// What somebody knows who follows.
#[derive(Default)]
struct Known {
    blocks: Vec<Block>,
    undone: Vec<u32>,
    settled: u32,
}

impl Known {
    /// Follows until it has a block of a number that is said to be final.
    async fn follow(&mut self, follower: &mut Follower, number: u32) {
        while self.settled < number {
            let next = tokio::time::timeout(WITHIN, follower.next());
            match next.await.expect("blocks come").unwrap() {
                Update::Block(block) => {
                    if let Some(last) = self.blocks.last() {
                        assert_eq!(block.id.number, last.id.number + 1);
                        assert_eq!(block.parent, last.id.hash);
                        assert!(block.time >= last.time);
                    }
                    self.blocks.push(block);
                },
                Update::Undone { to } => {
                    self.blocks.retain(|block| block.id.number <= to.number);
                    assert!(self.blocks.last().is_none_or(|last| last.id == to));
                    self.undone.push(to.number);
                },
                Update::Final { number } => {
                    assert!(self.blocks.last().is_some_and(|last| last.id.number >= number));
                    self.settled = self.settled.max(number);
                },
            }
        }
    }

    fn deposits(&self) -> Vec<u128> {
        let events = self.blocks.iter().flat_map(|block| &block.events);
        let deposits = events.filter(|event| event.name == "cash.Deposited");
        deposits.map(|event| event.fields["amount"].as_str().unwrap().parse().unwrap()).collect()
    }
}

async fn deposit(node: &Node, amount: u128) -> u32 {
    let call = api::tx().cash().deposit(amount);
    node.chain().await.submit(&key("Charlie"), &call).await.unwrap().number
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn a_restart_makes_no_gap() {
    let folder = Folder::new("follow");
    let node = Node::at(&folder.0, 0);
    let mut follower = Follower::new(node.endpoint(), []);
    let mut known = Known::default();
    let last = deposit(&node, 1).await;
    known.follow(&mut follower, last).await;
    assert_eq!(known.blocks[0].id.number, 1);

    let port = node.kill();
    let node = Node::at(&folder.0, port);
    let last = deposit(&node, 2).await;
    known.follow(&mut follower, last).await;
    assert_eq!(known.deposits(), [1, 2]);

    // Somebody else who begins in the middle, and knows the chain by its first block.
    let genesis = BlockId { number: 0, hash: known.blocks[0].parent };
    let middle = known.blocks[known.blocks.len() / 2].id;
    let mut later = Known::default();
    let mut second = Follower::new(node.endpoint(), [genesis, middle]);
    later.follow(&mut second, known.settled).await;
    assert_eq!(later.blocks[0].id.number, middle.number + 1);
    let same = known.blocks.iter().find(|block| block.id.number == middle.number + 1);
    assert_eq!(later.blocks.first(), same);

    // A chain with another first block is another chain.
    let other = BlockId { number: 0, hash: [7; 32] };
    let mut third = Follower::new(node.endpoint(), [other]);
    assert!(matches!(third.next().await, Err(Error::Incompatible(_))));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn what_a_node_has_lost_is_undone() {
    let folder = Folder::new("undo");
    let (kept, copy) = (folder.0.join("kept"), folder.0.join("copy"));
    let node = Node::at(&kept, 0);
    let mut follower = Follower::new(node.endpoint(), []);
    let mut known = Known::default();
    let stands = deposit(&node, 1).await;
    known.follow(&mut follower, stands).await;

    let port = node.kill();
    copied(&kept, &copy);
    let node = Node::at(&kept, port);
    let lost = deposit(&node, 2).await;
    known.follow(&mut follower, lost).await;
    assert_eq!(known.deposits(), [1, 2]);

    // The chain of the copy has never seen the second one.
    node.kill();
    let node = Node::at(&copy, port);
    let mut last = deposit(&node, 3).await;
    while last <= lost {
        last = deposit(&node, 4).await;
    }
    known.settled = 0;
    known.follow(&mut follower, last).await;
    assert!(known.undone.iter().any(|to| (stands..lost).contains(to)), "{:?}", known.undone);
    let deposits = known.deposits();
    assert_eq!(deposits[..2], [1, 3]);
    assert!(!deposits.contains(&2));
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
