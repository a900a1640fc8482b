-- Slips that were lost are issued anew: the same number, amount and last day, and one more in the digit that tells them apart.
alter table slip add constraint slip_code_is_its_own unique (payment_id, code);

create table slip_reissue (
    payment_id uuid not null,
    first_code text not null,
    reissue    int not null check (reissue between 1 and 9),
    code       text not null unique check (code ~ '^91[0-9]{42}$'),
    who        text not null,
    issued_at  timestamptz not null,
    primary key (payment_id, reissue),
    foreign key (payment_id, first_code) references slip (payment_id, code),
    -- The second lock: a slip that was issued anew is for the same money by the same day.
    constraint slip_reissue_differs_by_its_digit check (
        substring(code from 3 for 27) = substring(first_code from 3 for 27)
        and substring(code from 30 for 1) = reissue::text
        and substring(code from 31 for 13) = substring(first_code from 31 for 13)
    )
);

comment on column slip_reissue.code is 'takes the place of the ones before it; what is paid by those still counts for the payment, once';
revoke update, delete on slip_reissue from tsudoi_app;
