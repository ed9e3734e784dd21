mod cancel_order;
mod close_book;
mod fills;
mod place_order;
mod reading;
mod reference;
mod remove_expired;
