-- A stored means is a card or a wallet.
alter table due drop constraint due_means_check;
update due set means = 'stored' where means = 'card';
alter table due add constraint due_means_check check (means in ('stored', 'points', 'hand'));
