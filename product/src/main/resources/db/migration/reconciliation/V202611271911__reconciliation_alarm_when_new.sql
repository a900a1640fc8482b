-- Somebody is told once a day, and besides when something new is found: at most once in each hour, whatever the code says.
alter table reconciliation_alarm drop constraint reconciliation_alarm_pkey;
alter table reconciliation_alarm add column id bigint generated always as identity primary key;
create unique index reconciliation_alarm_once_an_hour on reconciliation_alarm (date_trunc('hour', at at time zone 'UTC'));
create index on reconciliation_alarm (at);
