//! What stands behind the question mark.

use super::Fault;
use crate::facts::{is_account, series::Series};
use std::collections::BTreeMap;

/// Named values, each read once: what is left over at the end was not understood.
#[derive(Debug)]
pub struct Arguments(BTreeMap<String, String>);

fn bad(what: impl Into<String>) -> Fault {
    Fault::Bad(what.into())
}

impl Arguments {
    /// Reads `series=0/1/2027-03&limit=5`.
    pub fn read(query: &str) -> Result<Self, Fault> {
        let mut found = BTreeMap::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |text| {
                decoded(text)
                    .ok_or_else(|| bad(format!("'{text}' is no text in the form of a URL")))
            };
            let (name, value) = (decode(name)?, decode(value)?);
            if found.insert(name.clone(), value).is_some() {
                return Err(bad(format!("'{name}' is given twice")));
            }
        }
        Ok(Arguments(found))
    }

    /// A value; nothing where it is not given, or empty.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.0.remove(name).filter(|value| !value.is_empty())
    }

    /// A whole number.
    pub fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, Fault> {
        let Some(value) = self.text(name) else { return Ok(None) };
        let number = value.parse();
        number.map(Some).map_err(|_| bad(format!("'{name}' is no whole number: '{value}'")))
    }

    /// How many of something: `most` where it is not given.
    pub fn limit(&mut self, name: &str, most: u32) -> Result<u32, Fault> {
        match self.number(name)? {
            None => Ok(most),
            Some(0) => Err(bad(format!("'{name}' is at least 1"))),
            Some(limit) if limit > most => Err(bad(format!("'{name}' is at most {most}"))),
            Some(limit) => Ok(limit),
        }
    }

    /// Yes or no: `1` or `0`.
    pub fn flag(&mut self, name: &str) -> Result<bool, Fault> {
        match self.text(name).as_deref() {
            None | Some("0") => Ok(false),
            Some("1") => Ok(true),
            Some(other) => Err(bad(format!("'{name}' is 0 or 1, not '{other}'"))),
        }
    }

    /// An account.
    pub fn account(&mut self) -> Result<Option<String>, Fault> {
        match self.text("account") {
            Some(account) if !is_account(&account) => Err(bad(format!(
                "'{account}' is no account: it is an address of the prefix 42, which begins with 5"
            ))),
            account => Ok(account),
        }
    }

    /// An account that has to be there.
    pub fn needed_account(&mut self) -> Result<String, Fault> {
        self.account()?.ok_or_else(|| bad("'account' is missing: the address of whoever is meant"))
    }

    /// A series, as it is written here.
    pub fn series(&mut self) -> Result<Option<String>, Fault> {
        let Some(text) = self.text("series") else { return Ok(None) };
        let series: Series = text.parse().map_err(Fault::Bad)?;
        Ok(Some(series.to_string()))
    }

    /// Where the last page ended.
    pub fn before(&mut self) -> Result<i64, Fault> {
        let Some(text) = self.text("before") else { return Ok(i64::MAX) };
        super::page::read_cursor(&text)
            .ok_or_else(|| bad(format!("'{text}' is no 'next' of an answer from here")))
    }

    /// Nothing is left over.
    pub fn end(self) -> Result<(), Fault> {
        match self.0.into_keys().next() {
            Some(name) => Err(bad(format!("'{name}' is not asked for here"))),
            None => Ok(()),
        }
    }
}

/// Text from `%2F` and `+`.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high * 16 + low).ok()?
            },
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<T>(result: Result<T, Fault>) -> String {
        match result {
            Err(Fault::Bad(what)) => what,
            Err(Fault::Store(error)) => panic!("{error}"),
            Ok(_) => panic!("it was taken"),
        }
    }

    fn of(query: &str) -> Arguments {
        Arguments::read(query).unwrap()
    }

    #[test]
    fn values_are_read_as_a_browser_writes_them() {
        let mut arguments = of("series=0%2F1%2f2027-03-01T14%3A00&limit=5&open=1&x=&a+b=c+d");
        assert_eq!(arguments.series().unwrap().as_deref(), Some("0/1/2027-03-01T14"));
        assert_eq!(arguments.limit("limit", 200).unwrap(), 5);
        assert!(arguments.flag("open").unwrap());
        assert_eq!(arguments.text("x"), None);
        assert_eq!(arguments.text("a b").as_deref(), Some("c d"));
        arguments.end().unwrap();
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        assert!(said(Arguments::read("a=%2")).contains("in the form of a URL"));
        assert!(said(Arguments::read("a=%ff")).contains("in the form of a URL"));
        assert!(said(Arguments::read("a=1&a=2")).contains("given twice"));
        assert!(said(of("series=h100").series()).contains("no series"));
        assert!(said(of("account=Alice").needed_account()).contains("no account"));
        assert!(said(of("").needed_account()).contains("missing"));
        assert!(said(of("limit=0").limit("limit", 5)).contains("at least 1"));
        assert!(said(of("limit=6").limit("limit", 5)).contains("at most 5"));
        assert!(said(of("limit=-1").limit("limit", 5)).contains("no whole number"));
        assert!(said(of("open=yes").flag("open")).contains("0 or 1"));
        assert!(said(of("before=x").before()).contains("no 'next'"));
        assert!(said(of("serie=1").end()).contains("'serie' is not asked for"));
    }
}
