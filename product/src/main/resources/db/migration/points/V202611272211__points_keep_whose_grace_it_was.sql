-- What an organiser made come back after its time does not use up the one time that its member may do so.
alter table point_lot add column grace_used boolean not null default false;
update point_lot set grace_used = true where instead_of is not null;
alter table point_lot add constraint point_lot_grace check (not grace_used or instead_of is not null);
