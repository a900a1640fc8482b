package org.tsudoi.memberplaces.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.platform.RecurringJob;

/// Whoever is kept out, or leaves, opens the door for as long at most.
@Component
class GiveBackFreePlaces implements RecurringJob {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final MemberPlaces places;

    GiveBackFreePlaces(MemberPlaces places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "memberplaces-give-back";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        places.giveBack();
    }
}
