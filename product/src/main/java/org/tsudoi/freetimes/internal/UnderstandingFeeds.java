package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.members.MemberId;

/// What a calendar file means to a host: in their zone, as far ahead as anything can be booked until it
/// is read again.
@Component
class UnderstandingFeeds {
    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(430);

    private final FreeTimes hosts;
    private final EntryWords words;
    private final Clock clock;
    private final FeedWorker worker;

    UnderstandingFeeds(FreeTimes hosts, EntryWords words, FeedSettings settings, Clock clock) {
        this.hosts = hosts;
        this.words = words;
        this.clock = clock;
        this.worker = new FeedWorker(settings.readMax());
    }

    FeedReading.Read read(MemberId host, byte[] file) {
        var now = clock.instant();
        var window = new Interval(now.minus(BACK), now.plus(AHEAD));
        var reading = new FeedReading(hosts.of(host).zone(), window, words.ourHost());
        return worker.read(() -> reading.read(file));
    }
}
