-- Organisers choose which means of payment they take: what they do not want stands here.
create table refused_means (
    organiser_id uuid not null references organiser,
    means        text not null check (means ~ '^[a-z-]{2,30}$'),
    primary key (organiser_id, means)
);
