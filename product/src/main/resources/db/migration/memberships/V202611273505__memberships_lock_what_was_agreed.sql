-- What was agreed is kept in words, and neither that nor what was posted is ever changed, whoever asks.
alter table membership add column agreed text;
comment on column membership.agreed is 'all that the member read before joining; null: joined before it was kept';

revoke update on membership from tsudoi_app;
grant update (pay_by, pay_reference, state, last_period, pay_before, step, since, stopped, resumes, course, at, why, next_at, warned)
    on membership to tsudoi_app;

create function membership_is_over() returns trigger language plpgsql as $$
begin
    if old.state = 'ended' and (new.state, new.last_period, new.at, new.why) is distinct from (old.state, old.last_period, old.at, old.why) then
        raise exception 'membership_is_over: %', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger membership_is_over before update on membership for each row execute function membership_is_over();

revoke update, delete on monthly_plan from tsudoi_app;
grant update (name, about, tax_category, tax_country, first_month, fixed_day, zone, leaving, retries, access_days, end_days, capacity,
    running, closed_at) on monthly_plan to tsudoi_app;

revoke update, delete on monthly_post from tsudoi_app;
grant update (removed_at) on monthly_post to tsudoi_app;
revoke update, delete on monthly_post_file from tsudoi_app;

create function monthly_post_stays_removed() returns trigger language plpgsql as $$
begin
    if old.removed_at is not null and new.removed_at is distinct from old.removed_at then
        raise exception 'monthly_post_stays_removed: %', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger monthly_post_stays_removed before update on monthly_post
    for each row execute function monthly_post_stays_removed();
