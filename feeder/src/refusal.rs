//! Why something that a source said is not reported.

use std::fmt;

/// The reasons: also the label `reason` of the metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The source could not be reached, or closed the connection.
    Unreachable,
    /// It took longer than it may.
    Timeout,
    /// It answered with another status than 200.
    Status,
    /// Its answer is larger than it may be.
    TooLarge,
    /// Its answer is not what the configuration says.
    Garbage,
    /// Its answer is older than the end of the hour.
    Stale,
    /// A trade lacks a field, or the field is of another kind.
    Field,
    /// A price or a quantity is no number that can be used.
    Number,
    /// A price is outside what is configured.
    PriceBounds,
    /// A quantity is 0, or less than a unit.
    ZeroQuantity,
    /// A quantity is above what is configured.
    QuantityBounds,
    /// A trade is there twice.
    Duplicate,
    /// A trade is told in two ways.
    Conflict,
    /// A trade is of another hour than was asked for.
    OtherHour,
    /// The hour is further ahead than the chain takes reports for.
    TooEarly,
    /// The hour can't be reported any more: the answer took too long.
    TooLate,
    /// The bond does not reach for another unit in this hour.
    Bond,
    /// The hour has as many inputs as it may, and this one gave way or found no place.
    Full,
    /// Another reporter has reported it.
    ReportedByAnother,
    /// The chain knows no such market, or no index of it.
    NoIndex,
    /// The chain or the node's pool refused the report.
    Chain,
}

impl Reason {
    pub fn label(self) -> &'static str {
        match self {
            Reason::Unreachable => "unreachable",
            Reason::Timeout => "timeout",
            Reason::Status => "status",
            Reason::TooLarge => "too_large",
            Reason::Garbage => "garbage",
            Reason::Stale => "stale",
            Reason::Field => "field",
            Reason::Number => "number",
            Reason::PriceBounds => "price_bounds",
            Reason::ZeroQuantity => "zero_quantity",
            Reason::QuantityBounds => "quantity_bounds",
            Reason::Duplicate => "duplicate",
            Reason::Conflict => "conflict",
            Reason::OtherHour => "other_hour",
            Reason::TooEarly => "too_early",
            Reason::TooLate => "too_late",
            Reason::Bond => "bond",
            Reason::Full => "full",
            Reason::ReportedByAnother => "reported_by_another",
            Reason::NoIndex => "no_index",
            Reason::Chain => "chain",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// One thing that is not reported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Refusal {
    pub reason: Reason,
    pub hour: Option<u32>,
    pub what: String,
}

impl Refusal {
    pub fn new(reason: Reason, hour: Option<u32>, what: impl Into<String>) -> Self {
        Refusal { reason, hour, what: what.into() }
    }
}
