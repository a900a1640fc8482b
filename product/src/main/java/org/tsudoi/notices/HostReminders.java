package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.notices.ReminderLetters.What;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import tools.jackson.databind.JsonNode;

/// Reminds whoever leads a meeting or a course that somebody comes to.
@Component
record HostReminders(
        Events events, Orders orders, Beginnings beginnings, ReminderLetters letters, NotingReminders noting)
        implements Reminder {
    @Override
    public String name() {
        return "notices-remind-hosts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return beginnings
                .all(now)
                .flatMap(beginning -> events.hosts(beginning.event()).stream()
                        .map(host -> new Due(beginning.key(host), beginning.told("host", host))));
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        var host = MemberId.parse(due.get("host").asString());
        var beginning = beginnings
                .still(due, now)
                .filter(it -> host.filter(events.hosts(it.event())::contains).isPresent())
                .filter(it -> !orders.paidOf(it.event()).isEmpty());
        if (beginning.isEmpty()) return Optional.empty();
        var it = beginning.get();
        var what = What.of(it.date().title(), it.date().times());
        return host.flatMap(letters::member).map(to -> {
            var page = letters.open("reminding.host.open", "/host/" + it.event(), to);
            return to.mailing(letters.soon(it.when(), what, to, "reminding.host.lead", List.of(page)));
        });
    }
}
