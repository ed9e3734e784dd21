mod accept;
mod disputes;
mod expire;
mod nominate;
mod properties;
mod report;
mod settle;
