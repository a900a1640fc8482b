package town.zoom;

import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// The addresses people open.
@Component
class RoomLinks {
    private static final Duration START_LINK_LIVES = Duration.ofHours(2);
    private static final int KEYS_KEPT = 20_000;

    private final String url;
    private final Environment environment;
    private final ZoomIds ids;
    private final TownClock clock;
    private final Shelf<HostKey> hostKeys;

    /// The `zak` of a start link.
    record HostKey(long meeting, Instant expires) {}

    RoomLinks(@Value("${town.url}") String url, Environment environment, ZoomIds ids, TownClock clock, Keeper keeper) {
        this.url = url;
        this.environment = environment;
        this.ids = ids;
        this.clock = clock;
        this.hostKeys = keeper.shelf("zoom-host-keys", HostKey.class, KEYS_KEPT);
    }

    String join(Meeting meeting) {
        return room(meeting).queryParam("pwd", meeting.encryptedPassword()).toUriString();
    }

    String join(Meeting meeting, Registrant registrant) {
        return join(meeting, registrant.token());
    }

    String join(Meeting meeting, InviteLink link) {
        return join(meeting, link.token());
    }

    String join(Meeting meeting, String token) {
        return room(meeting).queryParam("tk", token).toUriString();
    }

    /// A fresh start link: whoever opens it within two hours is the host.
    String start(Meeting meeting) {
        String key = ids.token();
        hostKeys.put(key, new HostKey(meeting.id(), clock.instant().plus(START_LINK_LIVES)));
        return zoom().pathSegment("s", meeting.key()).queryParam("zak", key).toUriString();
    }

    boolean opensAsHost(Meeting meeting, String key) {
        return hostKeys.find(key)
                .filter(it -> it.meeting() == meeting.id() && clock.instant().isBefore(it.expires()))
                .isPresent();
    }

    String register(Meeting meeting) {
        return zoom().path("/meeting/register").pathSegment(meeting.key()).toUriString();
    }

    String api() {
        return zoom().toUriString();
    }

    private UriComponentsBuilder room(Meeting meeting) {
        return zoom().pathSegment("j", meeting.key());
    }

    private UriComponentsBuilder zoom() {
        String base = url.endsWith(":0")
                ? url.substring(0, url.length() - 1) + environment.getProperty("local.server.port", "0")
                : url;
        return UriComponentsBuilder.fromUriString(base).path("/zoom");
    }
}
