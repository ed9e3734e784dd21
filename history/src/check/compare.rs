//! What differs between two pictures.

use super::{Picture, Things};
use std::fmt;

/// What was compared, and what differs.
#[derive(Debug)]
pub struct Found {
    block: u32,
    doubts: u64,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    name: &'static str,
    count: usize,
    differences: Vec<String>,
    /// Values that the events do not tell.
    unknown: usize,
}

pub fn compare(block: u32, doubts: u64, ours: &Picture, theirs: &Picture) -> Found {
    let groups = vec![
        group("open orders", &ours.orders, &theirs.orders),
        group("units", &ours.units, &theirs.units),
        group("holdings", &ours.holdings, &theirs.holdings),
        group("series sold", &ours.sold, &theirs.sold),
        group("index values", &ours.values, &theirs.values),
        group("offers", &ours.offers, &theirs.offers),
        group("agreements", &ours.agreements, &theirs.agreements),
    ];
    Found { block, doubts, groups }
}

fn group(name: &'static str, ours: &Things, theirs: &Things) -> Group {
    let mut differences = Vec::new();
    let mut unknown = 0;
    for (what, here) in ours {
        let Some(there) = theirs.get(what) else {
            differences.push(format!("{what}: the history has it, the chain has not"));
            continue;
        };
        for (value, is) in there {
            match here.get(value) {
                None => unknown += 1,
                Some(says) if says != is => differences.push(format!(
                    "{what}: {value} is {is} on the chain, and {says} in the history"
                )),
                Some(_) => {},
            }
        }
    }
    let missing = theirs.keys().filter(|what| !ours.contains_key(*what));
    differences
        .extend(missing.map(|what| format!("{what}: the chain has it, the history has not")));
    Group { name, count: theirs.len(), differences, unknown }
}

impl Found {
    /// Whether nothing differs.
    pub fn agrees(&self) -> bool {
        self.doubts == 0 && self.groups.iter().all(|group| group.differences.is_empty())
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "at block {}:", self.block)?;
        for Group { name, count, differences, unknown } in &self.groups {
            let verdict = match differences.len() {
                0 => "all as on the chain".into(),
                1 => "one difference".into(),
                many => format!("{many} differences"),
            };
            writeln!(f, "  {name}: {count}, {verdict}")?;
            if *unknown > 0 {
                writeln!(f, "    {unknown} values that no event tells were not compared")?;
            }
            for difference in differences {
                writeln!(f, "    {difference}")?;
            }
        }
        if self.doubts > 0 {
            writeln!(f, "  {} events did not add up with those before them", self.doubts)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(orders: &[(&str, &[(&'static str, &str)])]) -> Picture {
        let facts = |facts: &[(&'static str, &str)]| {
            facts.iter().map(|(name, value)| (*name, (*value).to_string())).collect()
        };
        let orders =
            orders.iter().map(|(what, of)| ((*what).to_string(), facts(of))).collect::<Things>();
        Picture { orders, ..Picture::default() }
    }

    #[test]
    fn what_is_the_same_agrees() {
        let one = picture(&[("order 1", &[("left", "5")])]);
        let found = compare(7, 0, &one, &one);
        assert!(found.agrees());
        assert!(found
            .to_string()
            .starts_with("at block 7:\n  open orders: 1, all as on the chain\n"));
        assert!(!compare(7, 1, &one, &one).agrees());
    }

    #[test]
    fn each_difference_is_said() {
        let ours = picture(&[("order 1", &[("left", "5")]), ("order 2", &[]), ("order 4", &[])]);
        let theirs = picture(&[
            ("order 1", &[("left", "6")]),
            ("order 2", &[("margin", "6")]),
            ("order 3", &[]),
        ]);
        let found = compare(7, 0, &ours, &theirs);
        assert!(!found.agrees());
        let text = found.to_string();
        for line in [
            "  open orders: 3, 3 differences",
            "    1 values that no event tells were not compared",
            "    order 1: left is 6 on the chain, and 5 in the history",
            "    order 3: the chain has it, the history has not",
            "    order 4: the history has it, the chain has not",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\nis not in\n{text}");
        }
    }
}
