mod accept;
mod disputes;
mod expire;
mod nominate;
mod report;
mod settle;
