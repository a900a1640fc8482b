-- What 特定商取引法 §11 asks of a seller beyond name and address, and who issues tax invoices in Thailand.
alter table organiser
    add column legal_phone_sealed       bytea,
    add column legal_responsible_sealed bytea,
    add column legal_charges            text not null default '' check (char_length(legal_charges) <= 500),
    add column legal_conditions         text not null default '' check (char_length(legal_conditions) <= 500),
    add column thai_tax_number_sealed   bytea,
    add column thai_branch              text check (thai_branch ~ '^[0-9]{5}$'),
    add constraint organiser_thai_taxpayer check ((thai_tax_number_sealed is null) = (thai_branch is null));
