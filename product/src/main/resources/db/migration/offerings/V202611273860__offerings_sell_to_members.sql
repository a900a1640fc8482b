-- What is sold to the members of something that is paid for by the month, of the same organiser, and to nobody else. It stands in the row that every sale reads.
alter table monthly_plan add constraint monthly_plan_is_of_its_organiser unique (id, organiser);
alter table event drop constraint event_sold_to_check;
alter table event
    add column circle uuid,
    add constraint event_sold_to_check check (sold_to in ('anybody', 'waiting', 'accepted', 'members')) not valid,
    add constraint event_sold_to_members_of_a_circle check ((sold_to = 'members') = (circle is not null)) not valid,
    add constraint event_circle_is_of_its_organiser
        foreign key (circle, organiser) references monthly_plan (id, organiser) not valid;
alter table event validate constraint event_sold_to_check;
alter table event validate constraint event_sold_to_members_of_a_circle;
alter table event validate constraint event_circle_is_of_its_organiser;

comment on column event.circle is 'whose members it is sold to: a monthly plan';

create index event_of_circle on event (circle, starts_at) where circle is not null;
