-- Which meetings are to be asked about is looked for every half a minute.
create index on meeting (starts_at) where provider = 'bigbluebutton';
