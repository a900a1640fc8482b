package org.tsudoi.meetings.room;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

/// Rows of `room_message`: what one node tells people at another. Sealed, and gone after a minute.
@Component
class RoomMessageTable {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Ids ids;

    RoomMessageTable(JdbcClient jdbc, Vault vault, Ids ids) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.ids = ids;
    }

    /// @param recipient null for everyone but `except`
    record Message(
            long id,
            MeetingId meeting,
            @Nullable AdmissionId recipient,
            @Nullable AdmissionId except,
            String body) {}

    /// How far one node has read. Numbers are given before commit, so a smaller one may still appear: the last
    /// ones are looked at again.
    static final class Reader {
        private static final int LOOK_BACK = 500;

        private long last = -1;
        private final Set<Long> read = new HashSet<>();

        boolean hasStarted() {
            return last >= 0;
        }

        void forget() {
            last = -1;
            read.clear();
        }
    }

    void put(
            UUID node,
            MeetingId meeting,
            @Nullable AdmissionId recipient,
            @Nullable AdmissionId except,
            String body,
            Instant now) {
        var sealedAs = ids.next();
        jdbc.sql("""
                        insert into room_message (sealed_as, meeting, node, recipient, except_for, body_sealed, at)
                        values (:sealed_as, :meeting, :node, :recipient, :except, :body, :now)""")
                .param("sealed_as", sealedAs)
                .param("meeting", meeting.value())
                .param("node", node)
                .param("recipient", recipient == null ? null : recipient.value())
                .param("except", except == null ? null : except.value())
                .param("body", vault.seal("room_message", "body_sealed", sealedAs, body))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// From now on: what is there already was not meant for whoever comes now.
    void start(Reader reader) {
        reader.forget();
        reader.last = jdbc.sql("select coalesce(max(id), 0) from room_message")
                .query(Long.class)
                .single();
        reader.read.addAll(jdbc.sql("select id from room_message where id > :after")
                .param("after", reader.last - Reader.LOOK_BACK)
                .query(Long.class)
                .list());
    }

    List<Message> newSince(Reader reader, UUID node, Collection<MeetingId> meetings) {
        var found = jdbc
                .sql("""
                        select id, sealed_as, meeting, recipient, except_for, body_sealed from room_message
                        where id > :after and node <> :node and meeting = any(:meetings) order by id""")
                .param("after", reader.last - Reader.LOOK_BACK)
                .param("node", node)
                .param("meetings", meetings.stream().map(MeetingId::value).toArray(UUID[]::new))
                .query((row, _) -> {
                    long id = row.getLong("id");
                    var recipient = row.getObject("recipient", UUID.class);
                    var except = row.getObject("except_for", UUID.class);
                    return reader.read.contains(id)
                            ? null
                            : new Message(
                                    id,
                                    new MeetingId(row.getObject("meeting", UUID.class)),
                                    recipient == null ? null : new AdmissionId(recipient),
                                    except == null ? null : new AdmissionId(except),
                                    vault.open(
                                            "room_message",
                                            "body_sealed",
                                            row.getObject("sealed_as", UUID.class),
                                            row.getBytes("body_sealed")));
                })
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
        for (var message : found) {
            reader.read.add(message.id());
            reader.last = Math.max(reader.last, message.id());
        }
        reader.read.removeIf(id -> id <= reader.last - Reader.LOOK_BACK);
        return found;
    }

    void forget(Instant before) {
        jdbc.sql("delete from room_message where at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
