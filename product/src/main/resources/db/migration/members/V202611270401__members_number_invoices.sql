-- Sellers in Japan who issue qualified invoices have a registration number.
alter table organiser add column invoice_number text check (invoice_number ~ '^T[0-9]{13}$');
