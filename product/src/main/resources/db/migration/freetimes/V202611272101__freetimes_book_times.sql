-- Bookings of hosts' times. Two of one host never overlap, buffers included: the database says so by itself.
create extension if not exists btree_gist;

create table booking (
    id                    uuid primary key,
    host                  uuid        not null references free_times,
    guest                 uuid        not null references member,
    reference             text        not null check (length(reference) between 1 and 80),
    length_minutes        int         not null check (length_minutes between 10 and 480),
    before_minutes        int         not null check (before_minutes between 0 and 240),
    after_minutes         int         not null check (after_minutes between 0 and 240),
    changes_until_minutes int         not null check (changes_until_minutes between 0 and 20160),
    changes_max           int         not null check (changes_max between 0 and 10),
    made_at               timestamptz not null,
    state                 text        not null,
    waits_for             text        check (waits_for in ('host', 'guest', 'payment')),
    waits_until           timestamptz,
    starts_at             timestamptz,
    move_wanted           boolean     not null default false,
    moves                 int         not null default 0,
    own_moves             int         not null default 0,
    absent                text        check (absent in ('host', 'guest', 'both')),
    ended_by              text        check (ended_by in ('host', 'guest')),
    late                  boolean,
    lapse_reason          text        check (lapse_reason in ('expired', 'declined', 'withdrawn', 'replaced')),
    ended_at              timestamptz,
    -- the day of the host that it counts on
    counted_on            date,
    -- the time that has to be kept for it
    kept                  timestamptz generated always as (
        case when state in ('agreed', 'moved', 'held', 'no_show') then starts_at end) stored,
    check (host <> guest),
    check (own_moves between 0 and moves),
    check ((counted_on is not null) = (state in ('agreed', 'moved', 'held', 'no_show')
        or (state = 'proposed' and waits_for = 'payment'))),
    constraint booking_moves_within_limits check (own_moves <= changes_max),
    unique (id, host, length_minutes, before_minutes, after_minutes),
    constraint booking_state check (
        (state = 'proposed' and waits_for is not null and waits_until is not null and starts_at is null)
        or (state = 'agreed' and starts_at is not null and moves = 0)
        or (state = 'moved' and starts_at is not null and moves > 0)
        or (state = 'held' and starts_at is not null)
        or (state = 'no_show' and starts_at is not null and absent is not null)
        or (state = 'cancelled' and starts_at is not null and ended_by is not null and late is not null
            and ended_at is not null)
        or (state = 'lapsed' and starts_at is null and lapse_reason is not null and ended_at is not null)
    )
);
create unique index booking_one_proposal on booking (host, reference) where state = 'proposed' and waits_for <> 'payment';
create index booking_due on booking (waits_until) where state = 'proposed';
create index booking_of_host on booking (host, starts_at);
create index booking_of_guest on booking (guest, starts_at);
create index booking_of_reference on booking (reference);

-- The times that are kept free: of a proposal all, of a booking its own. What is over for good has none.
create table booking_time (
    booking        uuid        not null,
    host           uuid        not null,
    length_minutes int         not null,
    before_minutes int         not null,
    after_minutes  int         not null,
    starts_at      timestamptz not null,
    taken          tstzrange   not null,
    primary key (booking, starts_at),
    foreign key (booking, host, length_minutes, before_minutes, after_minutes)
        references booking (id, host, length_minutes, before_minutes, after_minutes),
    constraint booking_time_takes_what_it_says check (
        taken = tstzrange(
            starts_at - before_minutes * interval '1 minute',
            starts_at + (length_minutes + after_minutes) * interval '1 minute')),
    constraint booking_time_of_a_host_never_overlaps
        exclude using gist (host with =, booking with <>, taken with &&)
);

-- Nothing that is to take place is without its time.
alter table booking
    add constraint booking_keeps_its_time foreign key (id, kept) references booking_time (booking, starts_at)
        deferrable initially deferred;

-- How many bookings begin on a day of the host. The most there may be stands with the count, so that the database holds
-- one against the other.
create table booking_day (
    host         uuid not null references free_times,
    day          date not null,
    bookings     int  not null,
    bookings_max int  not null,
    primary key (host, day),
    check (bookings between 0 and bookings_max)
);

create table booking_event (
    id        bigint generated always as identity primary key,
    booking   uuid        not null references booking,
    at        timestamptz not null,
    who       text        not null,
    what      text        not null,
    starts_at timestamptz
);
create index booking_event_of_booking on booking_event (booking, id);
revoke update, delete, truncate on booking_event from tsudoi_app;
