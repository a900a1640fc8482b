-- Who kept it, a member: whoever leads an event may put another link in the place of its owner's. Null of those from before.
alter table meeting_link add column kept_by uuid;
