-- How long a booking lasts is said by what it is for, not by its host.
alter table free_times drop column lengths;
