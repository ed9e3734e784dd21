//! What is shown, and what is asked: tables for people, JSON for programs, progress and questions on
//! the error stream.

use super::Stop;
use comfy_table::{presets, Attribute, Cell, CellAlignment, ContentArrangement};
use headroom_client::Error;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::{
    env,
    io::{self, BufRead, ErrorKind, IsTerminal, Write},
    time::Duration,
};

/// Where the command's words go.
#[derive(Clone, Copy, Debug)]
pub struct Out {
    /// For programs.
    pub json: bool,
    /// Whether somebody sees it.
    pub terminal: bool,
    colour: bool,
}

impl Out {
    /// As the streams are.
    pub fn new(json: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let plain = env::var_os("NO_COLOR").is_some_and(|what| !what.is_empty());
        Out { json, terminal, colour: terminal && !plain && !json }
    }

    /// A line, or some.
    pub fn say(&self, text: &str) -> Result<(), Stop> {
        let mut out = io::stdout().lock();
        heard(writeln!(out, "{text}").and_then(|()| out.flush()))
    }

    /// JSON, in a form that people can read as well.
    pub fn json(&self, value: &Value) -> Result<(), Stop> {
        self.say(&format!("{value:#}"))
    }

    /// JSON, on one line: of what goes on.
    pub fn json_line(&self, value: &Value) -> Result<(), Stop> {
        self.say(&value.to_string())
    }

    /// A table, on what is asked for.
    pub fn table(&self, table: &Table) -> Result<(), Stop> {
        self.say(&table.text(self.terminal, self.colour))
    }

    /// A table as text, for what is put together first.
    pub fn text_of(&self, table: &Table) -> String {
        table.text(self.terminal, self.colour)
    }

    /// Begins the screen anew, where there is one.
    pub fn clear(&self) -> Result<(), Stop> {
        if !self.terminal {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        heard(write!(out, "\x1b[H\x1b[2J\x1b[3J"))
    }

    /// A word aside, on the error stream. It does not matter whether anybody hears it.
    pub fn aside(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Shows that something goes on, until it is dropped.
    pub fn working(&self, what: &str) -> Working {
        Working::new(ProgressBar::new_spinner(), "{spinner} {msg}", what)
    }

    /// The same, for something of known length.
    pub fn counting(&self, what: &str, of: u64) -> Working {
        Working::new(ProgressBar::new(of), "{spinner} {msg} {pos}/{len}", what)
    }

    /// Goes on where the answer is yes.
    pub fn ask(&self, question: &str) -> Result<(), Stop> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(Error::usage(
                "there is nobody to ask whether to sign it: add --yes, or --dry-run to see what it \
                 would do",
            )
            .into());
        }
        let mut err = io::stderr().lock();
        let _ = write!(err, "{question} [y/N] ").and_then(|()| err.flush());
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        match answer.trim().to_ascii_lowercase().as_str() {
            "y" | "yes" if read.is_ok() => Ok(()),
            _ => Err(Stop::Declined),
        }
    }
}

/// Whoever reads the output may have seen enough of it, as `head` has.
fn heard(written: io::Result<()>) -> Result<(), Stop> {
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Stop::Unheard,
        _ => Error::usage(format!("the output can't be written: {error}")).into(),
    })
}

/// Something goes on. Seen at a terminal only.
pub struct Working(ProgressBar);

impl Working {
    fn new(bar: ProgressBar, template: &str, what: &str) -> Self {
        // Where it is no terminal, indicatif draws nothing.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_string());
        bar.enable_steady_tick(Duration::from_millis(120));
        Working(bar)
    }

    /// So many more are done.
    pub fn add(&self, done: u64) {
        self.0.inc(done);
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A column's name, and whether it holds numbers.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    name: &'static str,
    number: bool,
}

/// A column of words.
pub fn words(name: &'static str) -> Column {
    Column { name, number: false }
}

/// A column of numbers, which end below each other.
pub fn number(name: &'static str) -> Column {
    Column { name, number: true }
}

/// Rows below a head.
#[derive(Clone, Debug)]
pub struct Table {
    head: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Without rows yet.
    pub fn new(head: impl IntoIterator<Item = Column>) -> Self {
        Table { head: head.into_iter().collect(), rows: Vec::new() }
    }

    /// What is known of one thing: names and values, without a head.
    pub fn facts() -> Self {
        Table::new([words(""), words("")])
    }

    /// One more row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// One more fact.
    pub fn fact(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.row([name.to_string(), value.into()])
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn text(&self, terminal: bool, colour: bool) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        if terminal {
            table.set_content_arrangement(ContentArrangement::Dynamic);
        } else {
            table.force_no_tty();
        }
        if colour {
            table.enforce_styling();
        }
        let aligned = |cell: Cell, column: &Column| match column.number {
            true => cell.set_alignment(CellAlignment::Right),
            false => cell,
        };
        if self.head.iter().any(|column| !column.name.is_empty()) {
            table.set_header(self.head.iter().map(|column| {
                let cell = Cell::new(column.name);
                aligned(if colour { cell.add_attribute(Attribute::Bold) } else { cell }, column)
            }));
        }
        for row in &self.rows {
            table.add_row(
                row.iter().zip(&self.head).map(|(text, column)| aligned(Cell::new(text), column)),
            );
        }
        if let Some(first) = table.column_mut(0) {
            first.set_padding((0, 1));
        }
        table.trim_fmt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_below_each_other() {
        let mut table = Table::new([words("series"), number("units")]);
        table.row(["h100-sxm/no-1/2027-03", "8"]).row(["open-70b/no-1/2027", "1,024"]);
        assert_eq!(
            table.text(false, false),
            "series                 units\n\
             h100-sxm/no-1/2027-03      8\n\
             open-70b/no-1/2027     1,024"
        );
    }

    #[test]
    fn facts_have_no_head() {
        let mut table = Table::facts();
        table.fact("chain", "dev").fact("best block", "12");
        assert_eq!(table.text(false, false), "chain       dev\nbest block  12");
    }

    #[test]
    fn a_head_is_bold_only_in_colour() {
        let mut table = Table::new([words("series")]);
        table.row(["one"]);
        assert!(table.text(true, true).contains('\x1b'));
        assert!(!table.text(true, false).contains('\x1b'));
    }
}
