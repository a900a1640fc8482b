package town.webhook;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.TownClock;
import town.weather.Provider;
import town.weather.Weather;

/// Where providers hand in their news; each has a courier of its own.
@Component
public class PostOffice {
    private static final int REMEMBERED = 10_000;

    private final Keeper keeper;
    private final TownClock clock;
    private final Weather weather;
    private final Wire wire = new Wire();
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();

    PostOffice(Keeper keeper, TownClock clock, Weather weather) {
        this.keeper = keeper;
        this.clock = clock;
        this.weather = weather;
        clock.whenAdvanced(this::sendDue);
    }

    /// Ask once, at construction.
    ///
    /// @param patience how long an answer may take
    /// @param retryDelays how long to wait after the first, second … failed attempt; then it is given up
    public Courier courier(Provider provider, Seal seal, Duration patience, List<Duration> retryDelays) {
        var shelf = keeper.shelf(provider.word() + "-deliveries", Parcel.class, REMEMBERED);
        var courier =
                new Courier(new Courier.Rules(provider, patience, retryDelays), seal, shelf, clock, weather, wire);
        couriers.add(courier);
        keeper.whenReset(courier::begin);
        return courier;
    }

    @Scheduled(fixedDelay = 200)
    void sendDue() {
        couriers.forEach(Courier::sendDue);
    }

    @PreDestroy
    void close() {
        wire.close();
    }
}
