-- Means that are not taken unless an organiser says so: cash at the counter.
create table wanted_means (
    organiser_id uuid not null references organiser,
    means        text not null check (means ~ '^[a-z-]{2,30}$'),
    primary key (organiser_id, means)
);
