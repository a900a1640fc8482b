-- When hosts can be booked. Whoever decides about a host's time locks their row here.
create table free_times (
    host                  uuid primary key references member,
    zone                  text        not null,
    lengths               int[]       not null check (cardinality(lengths) between 1 and 8),
    step_minutes          int         not null check (step_minutes in (10, 15, 30, 60)),
    before_minutes        int         not null check (before_minutes between 0 and 240),
    after_minutes         int         not null check (after_minutes between 0 and 240),
    notice_minutes        int         not null check (notice_minutes between 0 and 43200),
    days_ahead            int         not null check (days_ahead between 1 and 365),
    a_day_max             int         not null check (a_day_max between 1 and 50),
    changes_until_minutes int         not null check (changes_until_minutes between 0 and 20160),
    changes_max           int         not null check (changes_max between 0 and 10),
    changed_at            timestamptz not null
);
comment on table free_times is 'hours and days are of the zone of the host';

-- until_minute may be of the next day; 1440 more than from_minute is a whole day.
create table free_hours (
    host         uuid not null references free_times,
    weekday      int  not null check (weekday between 1 and 7),
    from_minute  int  not null check (from_minute between 0 and 1439),
    until_minute int  not null,
    primary key (host, weekday, from_minute),
    check (until_minute > from_minute and until_minute <= from_minute + 1440)
);

-- A day without hours is closed.
create table free_day (
    host uuid not null references free_times,
    day  date not null,
    primary key (host, day)
);
create table free_day_hours (
    host         uuid not null,
    day          date not null,
    from_minute  int  not null check (from_minute between 0 and 1439),
    until_minute int  not null,
    primary key (host, day, from_minute),
    foreign key (host, day) references free_day on delete cascade,
    check (until_minute > from_minute and until_minute <= from_minute + 1440)
);
