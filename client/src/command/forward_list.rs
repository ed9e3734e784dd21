//! `headroom forward list`, and how terms are told.

use super::{
    desk::{cash, count, moment, text, Desk},
    out::{number, words, Table},
    Outcome,
};
use clap::Args;
use headroom_client::{
    amount, api, period::HOUR, AccountId32, Agreement, Error, ForwardSide, Offer, Settlement, Terms,
};
use serde_json::{json, Value};

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom forward list --as Charlie
  headroom forward list --all --json")]
pub struct List {
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO", conflicts_with = "all")]
    account: Option<String>,
    /// Everybody's.
    #[arg(long)]
    all: bool,
}

impl List {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let account = if self.all { None } else { Some(desk.account(self.account.as_deref())?) };
        let (agreements, agreements_json) = agreements(desk, account.as_ref()).await?;
        let (offers, offers_json) = offers(desk, account.as_ref()).await?;
        if desk.out.json {
            return desk.out.json(&json!({
                "account": account.map(|account| account.to_string()),
                "agreements": agreements_json,
                "offers": offers_json,
            }));
        }
        for (name, table) in [("agreements", agreements), ("offers", offers)] {
            let shown = if table.is_empty() { "none".into() } else { desk.out.text_of(&table) };
            desk.out.say(&format!("{name}\n{shown}\n"))?;
        }
        Ok(())
    }
}

async fn agreements(
    desk: &Desk,
    account: Option<&AccountId32>,
) -> Result<(Table, Vec<Value>), Error> {
    let mut table = Table::new([
        number("number"),
        words("series"),
        number("units"),
        number("price"),
        number("mark"),
        words("side"),
        number("gain"),
        number("margin"),
        number("maintenance"),
        number("can be taken out"),
        words("next"),
    ]);
    let mut json = Vec::new();
    let mut from = Some(0);
    while let Some(next) = from {
        let asked = api::runtime_apis().forward_api().agreements(account.cloned(), next);
        let (page, more) = desk.view.ask(asked).await?;
        from = more;
        for (id, agreement) in page {
            let asked = api::runtime_apis().forward_api().standing(id);
            let standing = desk.view.ask(asked).await?;
            let shown = desk.names.show(&agreement.terms.series);
            for side in sides_of(&agreement, account) {
                let (party, n, sign) = match side {
                    ForwardSide::Buyer => (&agreement.buyer, 0, 1),
                    ForwardSide::Seller => (&agreement.seller, 1, -1),
                };
                let gain = standing.as_ref().map(|standing| sign * standing.gain);
                let of = |sums: [u128; 2]| cash(sums[n]);
                table.row([
                    id.to_string(),
                    shown.clone(),
                    count(agreement.quantity),
                    cash(agreement.terms.price),
                    standing.as_ref().map_or(String::new(), |standing| cash(standing.mark)),
                    format!("{} {}", word(&side), desk.who(&party.account)),
                    gain.map_or(String::new(), amount::show_signed),
                    cash(party.margin),
                    standing.as_ref().map_or(String::new(), |standing| of(standing.maintenance)),
                    standing.as_ref().map_or(String::new(), |standing| of(standing.excess)),
                    match &party.call {
                        Some(call) => {
                            format!("called: {} until {}", cash(call.level), moment(call.deadline))
                        },
                        None => format!("over at {}", moment(agreement.terms.series.period.end())),
                    },
                ]);
            }
            let party = |n: usize| {
                let party = if n == 0 { &agreement.buyer } else { &agreement.seller };
                json!({
                    "account": party.account.to_string(),
                    "margin": text(party.margin),
                    "maintenance": standing.as_ref().map(|standing| text(standing.maintenance[n])),
                    "excess": standing.as_ref().map(|standing| text(standing.excess[n])),
                    "call": party.call.as_ref().map(|call| json!({
                        "level": text(call.level),
                        "deadline": call.deadline,
                    })),
                })
            };
            json.push(json!({
                "agreement": id,
                "series": shown,
                "units": agreement.quantity,
                "terms": terms_json(desk, &agreement.terms),
                "mark": standing.as_ref().map(|standing| text(standing.mark)),
                "meanMark": standing.as_ref().map(|standing| text(standing.mean_mark)),
                "gain": standing.as_ref().map(|standing| text(standing.gain)),
                "hoursLeft": standing.as_ref().map(|standing| standing.hours_left),
                "buyer": party(0),
                "seller": party(1),
            }));
        }
    }
    Ok((table, json))
}

/// The sides of an agreement that an account has; both, where nobody is asked for.
fn sides_of(agreement: &Agreement, account: Option<&AccountId32>) -> Vec<ForwardSide> {
    let of = [
        (ForwardSide::Buyer, &agreement.buyer.account),
        (ForwardSide::Seller, &agreement.seller.account),
    ];
    of.into_iter()
        .filter(|(_, who)| account.is_none_or(|account| account == *who))
        .map(|(side, _)| side)
        .collect()
}

async fn offers(desk: &Desk, account: Option<&AccountId32>) -> Result<(Table, Vec<Value>), Error> {
    let mut table = Table::new([
        number("number"),
        words("series"),
        number("units"),
        number("price"),
        words("who"),
        words("to"),
        words("settled in"),
        number("margin"),
        words("until"),
    ]);
    let mut json = Vec::new();
    let mut from = Some(0);
    while let Some(next) = from {
        // All of them: one's own are not among those that one may accept.
        let asked = api::runtime_apis().forward_api().offers(None, next);
        let (page, more) = desk.view.ask(asked).await?;
        from = more;
        for (id, offer) in page.into_iter().filter(|(_, offer)| concerns(offer, account)) {
            let lapsed = offer.valid_until < desk.view.now;
            let shown = desk.names.show(&offer.terms.series);
            let acts = match offer.side {
                ForwardSide::Buyer => "buys",
                ForwardSide::Seller => "sells",
            };
            table.row([
                id.to_string(),
                shown.clone(),
                count(offer.terms.quantity),
                cash(offer.terms.price),
                format!("{} {acts}", desk.who(&offer.maker)),
                offer.counterparty.as_ref().map_or("everybody".into(), |who| desk.who(who)),
                settled_in(&offer.terms.settlement).to_string(),
                cash(offer.margin),
                if lapsed { "lapsed".into() } else { moment(offer.valid_until) },
            ]);
            json.push(json!({
                "offer": id,
                "maker": offer.maker.to_string(),
                "side": word(&offer.side),
                "series": shown,
                "units": offer.terms.quantity,
                "terms": terms_json(desk, &offer.terms),
                "to": offer.counterparty.as_ref().map(ToString::to_string),
                "validUntil": offer.valid_until,
                "lapsed": lapsed,
                "margin": text(offer.margin),
            }));
        }
    }
    Ok((table, json))
}

/// An offer that somebody made or may accept.
fn concerns(offer: &Offer, account: Option<&AccountId32>) -> bool {
    account.is_none_or(|account| {
        offer.maker == *account || offer.counterparty.as_ref().is_none_or(|to| to == account)
    })
}

fn word(side: &ForwardSide) -> &'static str {
    match side {
        ForwardSide::Buyer => "buyer",
        ForwardSide::Seller => "seller",
    }
}

/// The side that is left for whoever accepts.
pub fn other(side: &ForwardSide) -> &'static str {
    match side {
        ForwardSide::Buyer => "seller",
        ForwardSide::Seller => "buyer",
    }
}

fn settled_in(settlement: &Settlement) -> &'static str {
    match settlement {
        Settlement::Cash => "cash",
        Settlement::Physical => "units",
    }
}

/// Terms, for people.
pub fn terms_text(desk: &Desk, terms: &Terms) -> String {
    let hours = terms.series.period.hours();
    let notional = amount::total(terms.price, terms.quantity, hours);
    let mut facts = Table::facts();
    facts
        .fact("series", desk.names.show(&terms.series))
        .fact("units", count(terms.quantity))
        .fact("price", format!("{}, {} for {} h", cash(terms.price), cash(notional), count(hours)))
        .fact("settled in", settled_in(&terms.settlement))
        .fact("margin", format!("{} ‰, called for under {} ‰", terms.initial, terms.maintenance))
        .fact("a call is answered in", format!("{} h", terms.call_window / HOUR))
        .fact("penalty", format!("{} ‰", terms.penalty))
        .fact(
            "hours without a price",
            format!(
                "{} h are waited; then {} with one are enough",
                count(terms.wait),
                count(terms.least_hours)
            ),
        )
        .fact("instalments", if terms.instalments { "yes" } else { "no" });
    desk.out.text_of(&facts)
}

/// Terms, for programs.
pub fn terms_json(desk: &Desk, terms: &Terms) -> Value {
    json!({
        "series": desk.names.show(&terms.series),
        "units": terms.quantity,
        "price": text(terms.price),
        "settlement": settled_in(&terms.settlement),
        "initial": terms.initial,
        "maintenance": terms.maintenance,
        "callWindow": terms.call_window,
        "penalty": terms.penalty,
        "wait": terms.wait,
        "leastHours": terms.least_hours,
        "instalments": terms.instalments,
    })
}
