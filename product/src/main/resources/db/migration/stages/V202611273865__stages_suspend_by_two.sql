-- A suspension may be proposed, too: then it holds once a second operator has confirmed it. An expulsion always needs one.
alter table sanction
    drop constraint sanction_state,
    add constraint sanction_state check (
        (state = 'proposed' and second is null and ended_at is null)
        or (state = 'refused' and second is not null and ended_at is not null and ended_why = 'refused')
        or (state = 'in_force' and (kind = 'suspension' or second is not null) and ended_at is null and ended_why is null)
        or (state = 'ended' and (kind = 'suspension' or second is not null) and ended_at is not null and ended_by is not null
            and ended_why in ('over', 'lifted', 'appeal')));
