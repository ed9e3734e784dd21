-- What follows from the events, and can be made of them anew at any time.
--
-- Rows are of the event `at` that made them, and are never changed: where something changes, there is
-- a new row that says how it is from then on. Undoing what happened is deleting rows. Two things are
-- kept for speed and put back as they were: `ended` and `accepted` say when something was over, and
-- `hourly` is added up anew from the fills that are left.
--
-- Cash is text, because it has 128 bits. Prices are millionths of cash per unit and hour.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_at ON accounts (at);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    product INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    -- Hours since 1970: its first, and the first after it.
    first INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX series_by_at ON series (at);
CREATE INDEX series_by_end ON series (ends);
CREATE INDEX series_by_market ON series (product, zone, ends);

CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL,
    operator INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (series, operator)
) STRICT;
CREATE INDEX units_by_at ON units (at);

-- Which events name an account.
CREATE TABLE mentions (
    account INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_at ON mentions (at);

CREATE TABLE fills (
    at INTEGER PRIMARY KEY,
    series INTEGER NOT NULL,
    time INTEGER NOT NULL,
    price INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    value TEXT NOT NULL,
    buyer INTEGER NOT NULL,
    seller INTEGER NOT NULL,
    operator INTEGER NOT NULL,
    taker_bids INTEGER NOT NULL,
    maker INTEGER NOT NULL,
    taker INTEGER NOT NULL,
    buyer_fee TEXT NOT NULL,
    seller_fee TEXT NOT NULL
) STRICT;
-- With what candles are made of, so that a chart reads one index and not a row for each fill.
CREATE INDEX fills_by_series ON fills (series, at, time, price, quantity, value);
CREATE INDEX fills_by_buyer ON fills (buyer);
CREATE INDEX fills_by_seller ON fills (seller);

-- The candles of an hour, so that a year of days is a few thousand rows. `last` is its last fill.
CREATE TABLE hourly (
    series INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    open INTEGER NOT NULL,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    close INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    value TEXT NOT NULL,
    trades INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (series, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX hourly_by_last ON hourly (last);

CREATE TABLE orders (
    at INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    series INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    -- Who issued what it sells; none for a bid.
    operator INTEGER,
    price INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    time_in_force TEXT NOT NULL,
    -- The event that left nothing of it.
    ended INTEGER,
    UNIQUE (series, seq)
) STRICT;
CREATE INDEX orders_by_account ON orders (account);
CREATE INDEX orders_open ON orders (account) WHERE ended IS NULL;
CREATE INDEX orders_by_end ON orders (ended) WHERE ended IS NOT NULL;

-- How much of an order is filled and cancelled, from `at` on. `placed` names the order by its event.
CREATE TABLE order_changes (
    placed INTEGER NOT NULL,
    at INTEGER NOT NULL,
    filled INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (placed, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_changes_by_at ON order_changes (at);

-- What an account has of a unit, from `at` on. The issuer's own are here too.
CREATE TABLE places (
    unit INTEGER NOT NULL,
    account INTEGER NOT NULL,
    at INTEGER NOT NULL,
    free INTEGER NOT NULL,
    in_orders INTEGER NOT NULL,
    PRIMARY KEY (unit, account, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_at ON places (at);

-- How many of a unit there are, from `at` on.
CREATE TABLE totals (
    unit INTEGER NOT NULL,
    at INTEGER NOT NULL,
    supply INTEGER NOT NULL,
    nominated INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    PRIMARY KEY (unit, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX totals_by_at ON totals (at);

-- Units of a series that have left their issuers' hands, of all issuers, from `at` on.
CREATE TABLE sold (
    series INTEGER NOT NULL,
    at INTEGER NOT NULL,
    units INTEGER NOT NULL,
    PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX sold_by_at ON sold (at);

CREATE TABLE deliveries (
    unit INTEGER NOT NULL,
    number INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (unit, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_at ON deliveries (at);

CREATE TABLE indexes (
    id INTEGER PRIMARY KEY,
    definition TEXT NOT NULL,
    first INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE hour_values (
    index_id INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    price TEXT NOT NULL,
    rung TEXT NOT NULL,
    method INTEGER NOT NULL,
    limited INTEGER NOT NULL,
    contributors INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    inputs TEXT NOT NULL,
    sum TEXT NOT NULL,
    missing INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (index_id, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX hour_values_by_at ON hour_values (at);

-- An offer, and the agreement that it becomes.
CREATE TABLE agreements (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    maker TEXT NOT NULL,
    side TEXT NOT NULL,
    terms TEXT NOT NULL,
    counterparty TEXT,
    valid_until TEXT NOT NULL,
    index_id INTEGER NOT NULL,
    margin TEXT NOT NULL,
    accepted INTEGER,
    -- Cancelled or settled.
    ended INTEGER
) STRICT;
CREATE INDEX agreements_by_at ON agreements (at);
CREATE INDEX agreements_open ON agreements (id) WHERE ended IS NULL;
CREATE INDEX agreements_by_accepted ON agreements (accepted) WHERE accepted IS NOT NULL;
CREATE INDEX agreements_by_end ON agreements (ended) WHERE ended IS NOT NULL;

-- How it stands with an agreement, from `at` on.
CREATE TABLE standings (
    agreement INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (agreement, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_at ON standings (at);

-- How an agreement ended, and who its parties were then.
CREATE TABLE settlements (
    at INTEGER PRIMARY KEY,
    agreement INTEGER NOT NULL,
    buyer INTEGER NOT NULL,
    seller INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    price TEXT NOT NULL,
    gain TEXT NOT NULL,
    debt TEXT NOT NULL
) STRICT;
CREATE INDEX settlements_by_buyer ON settlements (buyer);
CREATE INDEX settlements_by_seller ON settlements (seller);

-- Where the events did not add up: nothing that the chain can have done leads from one to the next.
CREATE TABLE doubts (
    at INTEGER NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX doubts_by_at ON doubts (at);
