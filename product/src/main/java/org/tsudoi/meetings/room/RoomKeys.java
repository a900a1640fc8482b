package org.tsudoi.meetings.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Room;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.privacy.Vault;

/// Two secrets lead into the room: one for the way there, used once within a minute, and one that the browser
/// then keeps. Only their hashes are stored.
@Component
class RoomKeys implements Room {
    /// Meetings run over; long after the planned end a key is only a forgotten cookie.
    private static final Duration KEY_HOLDS_AFTER_END = Duration.ofHours(6);

    private final RoomKeyTable table;
    private final Attendance attendance;
    private final RoomSecrets secrets;
    private final Clock clock;

    RoomKeys(RoomKeyTable table, Attendance attendance, RoomSecrets secrets, Clock clock) {
        this.table = table;
        this.attendance = attendance;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Optional<Key> enter(String credential) {
        var secret = secrets.next();
        return table.exchange(Vault.tokenHash(credential), Vault.tokenHash(secret), clock.instant())
                .flatMap(attendance::find)
                .map(admitted -> new Key(
                        admitted.meeting(),
                        secret,
                        Duration.between(clock.instant(), holdsUntil(admitted.plan()))
                                .plus(RoomSecrets.CREDENTIAL_HOLDS)));
    }

    @Override
    public Optional<Seat> seat(MeetingId meeting, String key) {
        return table.find(Vault.tokenHash(key))
                .flatMap(attendance::find)
                .filter(admitted -> admitted.meeting().equals(meeting))
                .filter(admitted -> clock.instant().isBefore(holdsUntil(admitted.plan())))
                .map(admitted -> new Seat(
                        admitted.id(),
                        admitted.meeting(),
                        admitted.plan().title(),
                        admitted.plan().startsAt(),
                        admitted.plan().length(),
                        admitted.plan().zone(),
                        admitted.displayName(),
                        admitted.role(),
                        admitted.out()));
    }

    private static Instant holdsUntil(Meetings.Plan plan) {
        return plan.startsAt().plus(plan.length()).plus(KEY_HOLDS_AFTER_END);
    }
}
