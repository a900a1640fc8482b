-- Events may be held at a Jitsi Meet of the operator's, or by a link of the organiser's own.
alter table event drop constraint event_provider_check;
alter table event add constraint event_provider check (provider in ('room', 'zoom', 'jitsi', 'link')) not valid;
alter table event validate constraint event_provider;
