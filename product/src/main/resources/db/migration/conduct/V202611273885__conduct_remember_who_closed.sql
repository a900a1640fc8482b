-- A sale that was held goes on only when the closing was ours: what the organiser closed stays closed.
alter table held_sale add column closed_at timestamptz;
update held_sale h set closed_at = e.closed_at from event e where e.id = h.event and e.state = 'closed';
delete from held_sale where closed_at is null;
alter table held_sale alter column closed_at set not null;
