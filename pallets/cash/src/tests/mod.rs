mod deposit;
mod holds;
mod pay_claim;
mod properties;
mod withdraw;
