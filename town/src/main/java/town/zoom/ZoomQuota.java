package town.zoom;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;
import town.zoom.RateLimit.Label;

/// How often one may ask: each second by label for the whole account, and each UTC day for some operations.
@Component
class ZoomQuota {
    private static final int COUNTERS_MAX = 50_000;
    private static final int MEETINGS_A_DAY = 100;
    private static final int REGISTRATIONS_A_DAY = 3;
    private static final int STATUS_CHANGES_A_DAY = 10;

    private final ZoomSettings settings;
    private final Clock clock;
    private final Shelf<Counter> days;
    private final Map<Label, Counter> seconds = new HashMap<>();

    /// @param period the second or the day that is counted
    record Counter(long period, int count) {
        Counter onceMore(long now) {
            return now == period ? new Counter(period, count + 1) : new Counter(now, 1);
        }
    }

    ZoomQuota(ZoomSettings settings, TownClock clock, Keeper keeper) {
        this.settings = settings;
        this.clock = clock;
        this.days = keeper.shelf("zoom-quota", Counter.class, COUNTERS_MAX);
    }

    /// @return the headers every answer carries
    /// @throws ZoomRefusal 429
    synchronized Map<String, String> call(Label label) {
        Instant now = clock.instant();
        int limit = settings.plan().eachSecond(label);
        var counter = seconds.getOrDefault(label, new Counter(0, 0)).onceMore(now.getEpochSecond());
        if (counter.count() > limit) {
            throw ZoomRefusal.tooMany(
                    "You have reached the maximum per-second rate limit for this API. Try again later.",
                    headers(label.word(), "QPS", limit, 0, Instant.ofEpochSecond(now.getEpochSecond() + 1)));
        }
        seconds.put(label, counter);
        var headers = headers(label.word(), "QPS", limit, limit - counter.count(), now);
        headers.remove("Retry-After");
        return headers;
    }

    /// Creating and changing meetings share one hundred a day per host.
    void meeting(String host, Label label) {
        day("meeting " + host, MEETINGS_A_DAY, label, """
                You have exceeded the daily rate limit (%d) of **Meeting Create/Update** API requests permitted for this \
                particular user.""".formatted(MEETINGS_A_DAY));
    }

    void registration(String email) {
        day("register " + email, REGISTRATIONS_A_DAY, Label.LIGHT, """
                You have exceeded the daily rate limit (%d) of **Add meeting registrant** API requests permitted for this \
                registrant.""".formatted(REGISTRATIONS_A_DAY));
    }

    void statusChange(String registrantId) {
        day("status " + registrantId, STATUS_CHANGES_A_DAY, Label.MEDIUM, """
                You have exceeded the daily rate limit (%d) of **Update registrant status** API requests permitted for \
                this registrant.""".formatted(STATUS_CHANGES_A_DAY));
    }

    private synchronized void day(String key, int limit, Label label, String message) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var counter = days.find(key).orElse(new Counter(0, 0)).onceMore(today.toEpochDay());
        if (counter.count() > limit) {
            Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw ZoomRefusal.tooMany(message, headers(label.word(), "Daily-limit", limit, 0, midnight));
        }
        days.put(key, counter);
    }

    private static Map<String, String> headers(String category, String type, int limit, int left, Instant retry) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Category", category);
        headers.put("X-RateLimit-Type", type);
        headers.put("X-RateLimit-Limit", String.valueOf(limit));
        headers.put("X-RateLimit-Remaining", String.valueOf(left));
        headers.put("Retry-After", retry.truncatedTo(ChronoUnit.SECONDS).toString());
        return headers;
    }
}
