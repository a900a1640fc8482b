package org.tsudoi.conversations;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;

/// Names one message of a thread.
public record MessageId(UUID value) {
    /// The same text sent twice by one form is one message. What was changed before it was sent again is another.
    public static MessageId derive(OrderId order, Side side, String key, MessageText text) {
        return derived("message " + order + ' ' + side.word() + ' ' + key + '\n' + text.value());
    }

    public static MessageId derive(OrderId order, NoteKind kind, String key) {
        return derived("note " + order + ' ' + kind.word() + ' ' + key);
    }

    private static MessageId derived(String words) {
        return new MessageId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    public static Optional<MessageId> parse(String shown) {
        return Ids.parse("msg", shown).map(MessageId::new);
    }

    @Override
    public String toString() {
        return Ids.show("msg", value);
    }
}
