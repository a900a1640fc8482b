-- Courses, too, have waiting lists and applicants: an offer while one is under way is for the dates that are left.
alter table event drop constraint event_sold_to_anybody_but_for_meetings;
alter table event add constraint event_sold_to_anybody_but_for_meetings_and_courses
    check (sold_to = 'anybody' or kind in ('meeting', 'course')) not valid;
alter table event validate constraint event_sold_to_anybody_but_for_meetings_and_courses;
