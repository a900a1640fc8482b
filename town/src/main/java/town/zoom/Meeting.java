package town.zoom;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A meeting as it was scheduled. Whether it is going on is the [Rooms]' business.
///
/// @param host the host's mail address
/// @param password what a guest types
/// @param encryptedPassword the same, as links carry it
/// @param type 1 at once, 2 scheduled, 3 recurring without a time, 10 screen share only
/// @param start null for types 1 and 3
/// @param minutes how long it is planned
/// @param settings as JSON, with Zoom's defaults filled in
record Meeting(
        long id,
        String uuid,
        String host,
        String topic,
        String agenda,
        int type,
        @Nullable Instant start,
        int minutes,
        String timezone,
        String password,
        String encryptedPassword,
        Map<String, Object> settings,
        Instant createdAt,
        boolean deleted) {
    String key() {
        return String.valueOf(id);
    }

    String hostId() {
        return ZoomIds.user(host);
    }

    Approval approval() {
        return switch (settings.get("approval_type")) {
            case Integer i when i == 0 -> Approval.AUTOMATIC;
            case Integer i when i == 1 -> Approval.BY_HAND;
            case null, default -> Approval.NO_REGISTRATION;
        };
    }

    boolean hasWaitingRoom() {
        return is("waiting_room");
    }

    boolean severalDevices() {
        return is("allow_multiple_devices");
    }

    /// Whether guests may come in now although the host has not.
    boolean opensWithoutHost(Instant now) {
        if (!is("join_before_host") || hasWaitingRoom()) {
            return false;
        }
        int early = settings.get("jbh_time") instanceof Integer i ? i : 0;
        return early == 0 || start == null || !now.isBefore(start.minusSeconds(60L * early));
    }

    private boolean is(String setting) {
        return Boolean.TRUE.equals(settings.get(setting));
    }

    Meeting with(boolean isDeleted) {
        return new Meeting(
                id,
                uuid,
                host,
                topic,
                agenda,
                type,
                start,
                minutes,
                timezone,
                password,
                encryptedPassword,
                settings,
                createdAt,
                isDeleted);
    }

    enum Approval {
        AUTOMATIC,
        BY_HAND,
        NO_REGISTRATION
    }
}
