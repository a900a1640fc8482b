-- Who can take a place that is free: anybody, those who wait, or those whom the organiser has accepted. It stands in the row that every sale reads.
alter table event
    add column sold_to text not null default 'anybody' check (sold_to in ('anybody', 'waiting', 'accepted')),
    add constraint event_sold_to_anybody_but_for_meetings check (sold_to = 'anybody' or kind = 'meeting') not valid;
alter table event validate constraint event_sold_to_anybody_but_for_meetings;
