package org.tsudoi.meetings.link;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;

@Component
class KeepingLinks implements OwnLinks {
    private final LinkTable table;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    KeepingLinks(LinkTable table, ApplicationEventPublisher news, Clock clock) {
        this.table = table;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void keep(MeetingId place, OwnLink link, UUID by) {
        var now = clock.instant();
        table.put(place, link, by, now);
        news.publishEvent(new Changed(place, by, now));
    }

    @Override
    @Transactional
    public void remove(MeetingId place, UUID by) {
        table.delete(place);
        news.publishEvent(new Changed(place, by, clock.instant()));
    }

    @Override
    public Optional<Kept> of(MeetingId place) {
        return table.find(place)
                .map(row -> new Kept(
                        row.link().host(),
                        !row.link().passcode().isEmpty(),
                        row.since(),
                        Optional.ofNullable(row.by()),
                        !row.place().equals(place)));
    }

    @Override
    public void forget(MeetingId place) {
        table.delete(place);
    }

    @Override
    public void forgetShared(Instant overBefore) {
        table.deleteShared(overBefore);
    }

    @Override
    public Map<MeetingId, Optional<Instant>> lastUses() {
        return table.lastUses();
    }

    @Override
    public void share(MeetingId meeting, MeetingId place) {
        if (!meeting.equals(place)) table.share(meeting, place);
    }

    @Override
    public void copy(MeetingId place, MeetingId copy) {
        table.find(place).ifPresent(row -> table.put(copy, row.link(), row.by(), clock.instant()));
    }
}
