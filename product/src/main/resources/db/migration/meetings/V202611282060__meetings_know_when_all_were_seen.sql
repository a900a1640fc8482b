-- When BigBlueButton last said of each meeting under way who is inside: where it did not, nobody seen is not nobody there.
create table bigbluebutton_look (
    single  boolean primary key default true check (single),
    seen_at timestamptz not null
);
