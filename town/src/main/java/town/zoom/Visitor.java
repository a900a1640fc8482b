package town.zoom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody in a meeting, in its waiting room, or gone from it. Who comes back is another visitor.
///
/// @param ticket what let them in: the token of a registrant's or an invitation's link; empty for others
/// @param since when they came to where they are
/// @param leaving null until gone
/// @param page which loading of the room's page is theirs; 0: no browser
record Visitor(
        String id,
        int userId,
        long meeting,
        String sitting,
        String name,
        String email,
        @Nullable String registrant,
        String ticket,
        Role role,
        Place place,
        Instant since,
        @Nullable Instant gone,
        @Nullable Leaving leaving,
        int page) {
    boolean isHere() {
        return place != Place.GONE;
    }

    boolean isInside() {
        return place == Place.INSIDE;
    }

    Visitor admitted(Instant at) {
        return new Visitor(
                id,
                userId,
                meeting,
                sitting,
                name,
                email,
                registrant,
                ticket,
                role,
                Place.INSIDE,
                at,
                null,
                null,
                page);
    }

    Visitor gone(Instant at, Leaving why) {
        return new Visitor(
                id, userId, meeting, sitting, name, email, registrant, ticket, role, Place.GONE, since, at, why, page);
    }

    Visitor onNextPage() {
        return new Visitor(
                id,
                userId,
                meeting,
                sitting,
                name,
                email,
                registrant,
                ticket,
                role,
                place,
                since,
                gone,
                leaving,
                page + 1);
    }

    enum Role {
        HOST,
        GUEST
    }

    enum Place {
        WAITING_ROOM,
        INSIDE,
        GONE
    }

    enum Leaving {
        LEFT("left the meeting"),
        CLOSED_THE_PAGE("left the meeting"),
        LOST_CONNECTION("lost connection"),
        REMOVED("removed by host"),
        ENDED("Host ended the meeting");

        private final String reason;

        Leaving(String reason) {
            this.reason = reason;
        }

        /// The words Zoom uses.
        String reason() {
            return reason;
        }
    }
}
