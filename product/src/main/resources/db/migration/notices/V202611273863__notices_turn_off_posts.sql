-- Members who want no mail about what is posted in a salon. Whoever is in it gets none.
create table salon_post_off (
    plan   uuid        not null references monthly_plan,
    member uuid        not null references member,
    at     timestamptz not null,
    primary key (plan, member)
);
