-- Events may be held at a BigBlueButton of the operator's.
alter table event drop constraint event_provider;
alter table event add constraint event_provider
  check (provider in ('room', 'zoom', 'jitsi', 'bigbluebutton', 'link')) not valid;
alter table event validate constraint event_provider;
