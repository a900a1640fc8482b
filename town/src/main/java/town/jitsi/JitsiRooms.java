package town.jitsi;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Who is in which room. A room is there while somebody is in it.
@Component
class JitsiRooms {
    private static final int GUESTS_KEPT = 10_000;
    private static final int ID_BYTES = 16;

    private final Shelf<Guest> guests;
    private final TownClock clock;
    private final SecureRandom random = new SecureRandom();

    JitsiRooms(Keeper keeper, TownClock clock) {
        this.guests = keeper.shelf("jitsi-guests", Guest.class, GUESTS_KEPT);
        this.clock = clock;
    }

    Guest enter(String room, Admission.Let let) {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var small = room.toLowerCase(Locale.ROOT);
        var guest = new Guest(id, small, let.user(), let.name(), let.moderator(), clock.instant());
        guests.put(id, guest);
        return guest;
    }

    Optional<Guest> find(String id) {
        return guests.find(id);
    }

    List<Guest> in(String room) {
        return guests.all().stream()
                .filter(guest -> guest.room().equals(room.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Guest::since))
                .toList();
    }

    List<String> rooms() {
        return guests.all().stream().map(Guest::room).distinct().toList();
    }

    void leave(String id) {
        guests.remove(id);
    }
}
