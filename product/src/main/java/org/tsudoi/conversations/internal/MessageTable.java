package org.tsudoi.conversations.internal;

import static org.tsudoi.conversations.internal.ThreadTable.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.MessageId;
import org.tsudoi.conversations.MessageText;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.privacy.Vault;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `conversation_message`.
@Component
class MessageTable {
    private static final String TABLE = "conversation_message";
    private static final String BODY = "body_sealed";
    private static final String MESSAGE = """
            select id, conversation, number, at, side, member, body_sealed, note, parameters::text as parameters,
                withdrawn_at
            from conversation_message\s""";

    /// What that side has not read of what the other wrote.
    private static final String UNREAD = """
            from conversation c join conversation_message m on m.conversation = c.orders
            where m.side = :other and m.number > c.%s_read and m.withdrawn_at is null and\s""";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final JsonMapper json;

    MessageTable(JdbcClient jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
    }

    void insert(OrderId thread, Message.Said said) {
        var author = said.author();
        jdbc.sql("""
                        insert into conversation_message (id, conversation, number, at, side, member, characters, body_sealed)
                        values (:id, :thread, :number, :at, :side, :member, :characters, :body)""")
                .param("id", said.id().value())
                .param("thread", thread.value())
                .param("number", said.number())
                .param("at", at(said.at()))
                .param("side", author.side().word())
                .param(
                        "member",
                        author.member() == null ? null : author.member().value(),
                        Types.OTHER)
                .param("characters", said.text().length())
                .param(
                        "body",
                        vault.seal(TABLE, BODY, said.id().value(), said.text().value()))
                .update();
    }

    void insert(OrderId thread, Message.Note note) {
        jdbc.sql("""
                        insert into conversation_message (id, conversation, number, at, note, parameters)
                        values (:id, :thread, :number, :at, :note, :parameters::jsonb)""")
                .param("id", note.id().value())
                .param("thread", thread.value())
                .param("number", note.number())
                .param("at", at(note.at()))
                .param("note", note.kind().word())
                .param("parameters", json.writeValueAsString(note.parameters()))
                .update();
    }

    Optional<Message> find(OrderId thread, MessageId id) {
        return jdbc.sql(MESSAGE + "where id = :id and conversation = :thread")
                .param("id", id.value())
                .param("thread", thread.value())
                .query((row, _) -> message(row))
                .optional();
    }

    /// Newest first.
    List<Message> of(OrderId thread, @Nullable Integer before, int max) {
        return jdbc.sql(MESSAGE + "where conversation = :thread and number < :before order by number desc limit :max")
                .param("thread", thread.value())
                .param("before", before == null ? Integer.MAX_VALUE : before)
                .param("max", max)
                .query((row, _) -> message(row))
                .list();
    }

    /// The last message of each of these threads.
    Map<OrderId, Message> last(Collection<OrderId> threads) {
        var last = new HashMap<OrderId, Message>();
        jdbc.sql(MESSAGE + """
                        where (conversation, number) in
                            (select orders, last_number from conversation where orders = any(:threads))""")
                .param("threads", threads.stream().map(OrderId::value).toArray(UUID[]::new))
                .query(row -> {
                    last.put(new OrderId(row.getObject("conversation", UUID.class)), message(row));
                });
        return last;
    }

    /// When that side wrote, since then, newest first; also what it took back.
    List<Instant> saidSince(OrderId thread, Side side, Instant since, int max) {
        return jdbc.sql("""
                        select at from conversation_message
                        where conversation = :thread and side = :side and at > :since order by number desc limit :max""")
                .param("thread", thread.value())
                .param("side", side.word())
                .param("since", at(since))
                .param("max", max)
                .query((row, _) -> row.getTimestamp("at").toInstant())
                .list();
    }

    void withdraw(MessageId id, Instant now) {
        int changed =
                jdbc.sql("""
                        update conversation_message set body_sealed = null, withdrawn_at = :now
                        where id = :id and body_sealed is not null""").param("now", at(now)).param("id", id.value()).update();
        if (changed != 1) throw new IllegalStateException(id + " has no text");
    }

    /// Answers how many.
    int forget(Instant saidBefore, Instant now, int max) {
        return jdbc.sql("""
                        update conversation_message set body_sealed = null, forgotten_at = :now
                        where id in (select id from conversation_message
                            where at < :before and body_sealed is not null order by at limit :max)""")
                .param("now", at(now))
                .param("before", at(saidBefore))
                .param("max", max)
                .update();
    }

    Map<OrderId, Integer> unread(Collection<OrderId> threads, Side side) {
        var unread = new HashMap<OrderId, Integer>();
        jdbc.sql("select c.orders, count(*) as messages " + UNREAD.formatted(side.word())
                        + "c.orders = any(:threads) group by c.orders")
                .param("other", side.other().word())
                .param("threads", threads.stream().map(OrderId::value).toArray(UUID[]::new))
                .query(row -> {
                    unread.put(new OrderId(row.getObject("orders", UUID.class)), row.getInt("messages"));
                });
        return unread;
    }

    int unreadBy(OrganiserId organiser) {
        return jdbc.sql("select count(*) " + UNREAD.formatted(Side.ORGANISER.word())
                        + "c.organiser = :organiser and c.organiser_read < c.buyer_said")
                .param("other", Side.BUYER.word())
                .param("organiser", organiser.value())
                .query(Integer.class)
                .single();
    }

    List<Message.Said> unreadFrom(OrderId thread, Side side, int number) {
        return jdbc
                .sql("select m.*, m.parameters::text as parameters " + UNREAD.formatted(side.word())
                        + "c.orders = :thread and m.number >= :number and m.body_sealed is not null order by m.number")
                .param("other", side.other().word())
                .param("thread", thread.value())
                .param("number", number)
                .query((row, _) -> message(row))
                .list()
                .stream()
                .map(Message.Said.class::cast)
                .toList();
    }

    private Message message(ResultSet row) throws SQLException {
        var id = new MessageId(row.getObject("id", UUID.class));
        int number = row.getInt("number");
        var at = row.getTimestamp("at").toInstant();
        var note = row.getString("note");
        if (note != null) return new Message.Note(id, number, at, NoteKind.of(note), parameters(row));
        var author = author(row);
        var body = row.getBytes(BODY);
        if (body != null) {
            var text = new MessageText(vault.open(TABLE, BODY, id.value(), body));
            return new Message.Said(id, number, at, author, text);
        }
        return row.getTimestamp("withdrawn_at") == null
                ? new Message.Forgotten(id, number, at, author)
                : new Message.Withdrawn(id, number, at, author);
    }

    private Map<String, String> parameters(ResultSet row) throws SQLException {
        var parameters = new HashMap<String, String>();
        json.readTree(Objects.requireNonNull(row.getString("parameters")))
                .forEachEntry((name, value) -> parameters.put(name, value.asString()));
        return Map.copyOf(parameters);
    }

    private static Author author(ResultSet row) throws SQLException {
        var member = row.getObject("member", UUID.class);
        return new Author(
                Side.of(Objects.requireNonNull(row.getString("side"))), member == null ? null : new MemberId(member));
    }
}
