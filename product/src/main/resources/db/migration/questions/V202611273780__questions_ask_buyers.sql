-- What organisers ask the buyers of an event, and what buyers answered. What is no longer asked is kept while it has answers.
create table event_question (
    id          uuid primary key,
    event       uuid        not null references event,
    position    int         not null check (position >= 0),
    kind        text        not null check (
        kind in ('short_text', 'long_text', 'one_of', 'several_of', 'tick', 'number', 'date')),
    label       text        not null check (length(label) between 1 and 400),
    help        text        not null check (length(help) <= 1000),
    options     text[]      not null,
    each_place  boolean     not null,
    required    boolean     not null,
    made_at     timestamptz not null,
    archived_at timestamptz,
    unique (id, event),
    constraint event_question_options check (
        case when kind in ('one_of', 'several_of') then cardinality(options) between 2 and 20
            else cardinality(options) = 0 end)
);
create index event_question_of_event on event_question (event, position);

-- An event without a row lets its buyers change what they answered until it begins.
create table question_rules (
    event      uuid primary key references event,
    changeable boolean not null
);

-- Place -1 stands for the order as a whole. No key leads to orders: checking it would wait for whoever is paying the order.
create table question_answer (
    id           uuid primary key,
    orders       uuid        not null,
    event        uuid        not null,
    question     uuid        not null,
    place        int         not null check (place between -1 and 99),
    value_sealed bytea       not null,
    answered_at  timestamptz not null,
    unique (orders, question, place),
    foreign key (question, event) references event_question (id, event)
);
create index question_answer_of_event on question_answer (event);
create index question_answer_of_question on question_answer (question);
