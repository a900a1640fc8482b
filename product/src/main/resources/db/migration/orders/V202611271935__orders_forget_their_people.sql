-- When the papers of an order are over, its people are forgotten: who bought, who came, and where mail went.
alter table orders add column forgotten_at timestamptz;
create index orders_by_age on orders using brin (placed_at);
