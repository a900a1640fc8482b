package town.bigbluebutton;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// The meetings there are, and who is inside. What a refusal is called is the `messageKey` of the real one.
@Component
class Conferences {
    private static final int KEPT = 10_000;
    private static final int ID_BYTES = 20;

    private final Shelf<Conference> conferences;
    private final Shelf<Guest> guests;
    private final TownClock clock;
    private final SecureRandom random = new SecureRandom();

    Conferences(Keeper keeper, TownClock clock) {
        this.conferences = keeper.shelf("bigbluebutton-meetings", Conference.class, KEPT);
        this.guests = keeper.shelf("bigbluebutton-guests", Guest.class, KEPT);
        this.clock = clock;
    }

    sealed interface Made {
        record New(Conference conference) implements Made {}

        /// With the same passwords it is the same meeting.
        record Again(Conference conference) implements Made {}

        record Refused(String why) implements Made {}
    }

    sealed interface Joined {
        record In(Guest guest) implements Joined {}

        record Refused(String why) implements Joined {}
    }

    synchronized Made make(Map<String, String> wish) {
        var id = wish.getOrDefault("meetingID", "");
        var name = wish.getOrDefault("name", "");
        if (id.length() < 2 || id.length() > 256 || id.contains(",")) return new Made.Refused("validationError");
        if (name.codePointCount(0, name.length()) < 2) return new Made.Refused("validationError");
        if (isTooShort(wish.get("attendeePW")) || isTooShort(wish.get("moderatorPW"))) {
            return new Made.Refused("validationError");
        }
        var attendee = wish.getOrDefault("attendeePW", word());
        var moderator = wish.getOrDefault("moderatorPW", word());
        var before = find(id);
        if (before.isPresent()) {
            boolean same = before.get().attendeePassword().equals(attendee)
                    && before.get().moderatorPassword().equals(moderator);
            return same ? new Made.Again(before.get()) : new Made.Refused("idNotUnique");
        }
        var now = clock.instant();
        var made = new Conference(
                id, word() + "-" + now.toEpochMilli(), now.toEpochMilli(), attendee, moderator, wish, false, now);
        conferences.put(id, made);
        return new Made.New(made);
    }

    private static boolean isTooShort(@Nullable String password) {
        return password != null && (password.length() < 2 || password.length() > 64);
    }

    private String word() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Empty also once it was empty for too long.
    synchronized Optional<Conference> find(String id) {
        var found = conferences.find(id);
        if (found.isEmpty()) return found;
        var stays = found.get().emptySince().plus(Duration.ofMinutes(found.get().staysFor()));
        if (in(id).isEmpty() && clock.instant().isAfter(stays)) {
            conferences.remove(id);
            return Optional.empty();
        }
        return found;
    }

    synchronized Joined join(Map<String, String> asked) {
        var found = find(asked.getOrDefault("meetingID", ""));
        if (found.isEmpty()) return new Joined.Refused("invalidMeetingIdentifier");
        var conference = found.get();
        var name = asked.getOrDefault("fullName", "");
        if (name.isBlank()) return new Joined.Refused("missingParamFullName");
        var role = asked.getOrDefault("role", "");
        var password = asked.getOrDefault("password", "");
        boolean moderates =
                role.isEmpty() ? password.equals(conference.moderatorPassword()) : role.equalsIgnoreCase("MODERATOR");
        if (!moderates && !role.equalsIgnoreCase("VIEWER") && !password.equals(conference.attendeePassword())) {
            return new Joined.Refused("invalidPassword");
        }
        var time = asked.get("createTime");
        if (time != null && !time.equals(Long.toString(conference.createTime()))) {
            return new Joined.Refused("mismatchCreateTimeParam");
        }
        var inside = in(conference.id());
        if (conference.peopleMax() > 0 && inside.size() >= conference.peopleMax()) {
            return new Joined.Refused("maxParticipantsReached");
        }
        var now = clock.instant();
        var user = asked.getOrDefault("userID", word());
        var guest = new Guest(word(), conference.id(), conference.createTime(), user, name, moderates, now);
        guests.put(guest.id(), guest);
        conferences.put(conference.id(), conference.with(true, now));
        return new Joined.In(guest);
    }

    /// @return false when there was none
    synchronized boolean end(String id) {
        if (find(id).isEmpty()) return false;
        in(id).forEach(guest -> guests.remove(guest.id()));
        conferences.remove(id);
        return true;
    }

    synchronized void leave(String guest) {
        guests.find(guest).ifPresent(gone -> {
            guests.remove(guest);
            conferences
                    .find(gone.meeting())
                    .ifPresent(left -> conferences.put(left.id(), left.with(true, clock.instant())));
        });
    }

    Optional<Guest> guest(String id) {
        return guests.find(id);
    }

    List<Guest> in(String meeting) {
        return guests.all().stream()
                .filter(guest -> guest.meeting().equals(meeting))
                .sorted(Comparator.comparing(Guest::since))
                .toList();
    }

    List<Conference> all() {
        return conferences.all().stream()
                .flatMap(one -> find(one.id()).stream())
                .toList();
    }
}
