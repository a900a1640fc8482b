-- Guests turn reminders off by the link of a mail, and all reminders are noted under one topic: what was sent is not sent again.
create table reminder_off_mail (
    email_index bytea primary key,
    at          timestamptz not null
);

update outbox
set topic = 'notices.reminder', key = 'notices-remind-of-events ' || key,
    payload = payload || '{"of": "notices-remind-of-events"}'
where topic = 'notices.event-soon';

update outbox
set topic = 'notices.reminder', key = 'notices-remind-of-course-dates ' || key,
    payload = payload || '{"of": "notices-remind-of-course-dates"}'
where topic = 'notices.course-date';

update outbox
set topic = 'notices.reminder', key = 'notices-remind-of-sessions ' || key,
    payload = payload || '{"of": "notices-remind-of-sessions"}'
where topic = 'notices.session-without-time';
