-- Whoever is suspended, or was to leave, goes on as they were to: a pause is not lost on the way. And what they were told of is known.
alter table membership
    add column course text check (course in ('renewing', 'pausing', 'ending')),
    add column warned int check (warned >= 0);

comment on column membership.resumes is 'of leaving and suspended: where a pause was to end';
comment on column membership.warned is 'the last period whose fee was told days before, since none was paid for the one before it';

update membership set course = 'renewing' where state = 'suspended';

alter table membership drop constraint membership_state_holds_what_is_known;
alter table membership add constraint membership_state_holds_what_is_known check (
    (state = 'joining' and pay_before is not null and last_period = -1)
    or (state = 'trial' and last_period = 0 and first_month = 'free')
    or (state = 'active' and last_period >= 0)
    or (state = 'past_due' and last_period >= 0 and step is not null and since is not null and stopped is not null)
    or (state = 'paused' and last_period >= 0 and resumes is not null and resumes > last_period)
    or (state = 'leaving' and last_period >= 0 and coalesce(resumes, last_period + 1) > last_period)
    or (state = 'suspended' and at is not null and why is not null and course is not null
        and (course <> 'pausing' or resumes is not null) and coalesce(resumes, last_period + 1) > last_period)
    or (state = 'ended' and at is not null and why is not null)
);
