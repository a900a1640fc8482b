-- Addresses of guests who want no reminders end three years after they last held one back; the daily job finds them by this.
create index reminder_off_mail_at on reminder_off_mail (at);
