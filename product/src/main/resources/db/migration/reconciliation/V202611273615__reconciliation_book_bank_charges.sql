-- What a bank takes for itself is booked, once: by itself where the bank says that it is a charge, else when somebody says so.
alter table bank_line add column charge text not null default 'none' check (charge in ('none', 'for-transfers', 'for-service'));
alter table bank_line add constraint bank_line_charge_leaves check (charge = 'none' or movement = 'withdrawal') not valid;
alter table bank_line validate constraint bank_line_charge_leaves;
alter table bank_line add constraint bank_line_is_what_it_is unique (id, movement, charge, currency, amount);

create table bank_charge (
    line     uuid primary key,
    movement text not null check (movement = 'withdrawal'),
    charge   text not null,
    currency char(3) not null,
    amount   bigint not null check (amount < 0),
    said_by  text not null,
    at       timestamptz not null,
    foreign key (line, movement, charge, currency, amount) references bank_line (id, movement, charge, currency, amount),
    -- The second lock: a click books what the bank does not call a charge only where it is as small as one.
    constraint bank_charge_is_small check (
        charge <> 'none' or (currency = 'JPY' and amount >= -11000) or (currency = 'THB' and amount >= -110000)
    ),
    constraint bank_charge_by_itself_is_certain check (said_by <> 'tsudoi' or charge <> 'none')
);

comment on table bank_charge is 'lines of the bank that are on the books as what it took for itself';
comment on column bank_charge.said_by is '''tsudoi'' where the bank said so, else the person';
revoke update, delete on bank_charge from tsudoi_app;
