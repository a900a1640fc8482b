-- One page shows a person all that they wait for.
create index application_of_mail on application (email_index);
create index application_of_member on application (member) where member is not null;
