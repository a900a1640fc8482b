-- What becomes of the sessions of an order is noted in its thread.
alter table conversation_message drop constraint conversation_message_note;
alter table conversation_message add constraint conversation_message_note check (note in (
    'paid', 'cancelled', 'times_proposed', 'times_lapsed', 'time_agreed', 'time_moved', 'move_wanted', 'time_cancelled',
    'held', 'absent'));
