//! A line of small bars.

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const GAP: char = '·';

/// One bar a value, from the lowest to the highest of them; a dot where there is none. Values that
/// are all the same stand in the middle.
pub fn line(values: &[Option<u64>]) -> String {
    let known = || values.iter().flatten().copied();
    let (Some(low), Some(high)) = (known().min(), known().max()) else {
        return GAP.to_string().repeat(values.len());
    };
    let top = BARS.len() as u64 - 1;
    let bar = |value: u64| match high - low {
        0 => BARS[3],
        // The widest span of prices times 7 does not fit into 64 bits.
        span => BARS[(u128::from(value - low) * u128::from(top) / u128::from(span)) as usize],
    };
    values.iter().map(|value| value.map_or(GAP, bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_go_from_the_lowest_to_the_highest() {
        let values: Vec<_> = (0..8).map(Some).collect();
        assert_eq!(line(&values), "▁▂▃▄▅▆▇█");
        assert_eq!(line(&[Some(u64::MAX), None, Some(0)]), "█·▁");
    }

    #[test]
    fn nothing_and_the_same_are_lines_too() {
        assert_eq!(line(&[]), "");
        assert_eq!(line(&[None, None]), "··");
        assert_eq!(line(&[Some(5), Some(5)]), "▄▄");
    }
}
