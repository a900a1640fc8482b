package org.tsudoi.web.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Message;
import org.tsudoi.members.MemberId;
import org.tsudoi.web.Page;

/// What a page shows of a thread, to one of its two sides.
///
/// @param home   where it stands; `/thread` and `/state` are below it
/// @param back   where the way back leads, `backLabel` is the key of its words
/// @param with   the name of the other side
/// @param about  what was ordered
/// @param names  of those who act for the organiser; none for the buyer, who writes with the organiser
/// @param reader to whom it is shown
/// @param newest whether the newest messages are among them
/// @param open   whether something may be written
public record ThreadView(
        String home,
        String back,
        String backLabel,
        String with,
        String about,
        ZoneId zone,
        Conversations.Thread thread,
        Map<MemberId, String> names,
        Author reader,
        boolean newest,
        boolean open,
        Instant now) {
    public record Day(LocalDate date, List<Message> messages) {}

    /// By the reader's own clock where it is known.
    public ZoneId zoneOf(Page page) {
        return page.readerZone() == null ? zone : page.readerZone();
    }

    public List<Day> days(ZoneId zone) {
        var days = new TreeMap<LocalDate, List<Message>>();
        for (var message : thread.messages()) {
            days.computeIfAbsent(LocalDate.ofInstant(message.at(), zone), _ -> new java.util.ArrayList<>())
                    .add(message);
        }
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    public boolean isEmpty() {
        return thread.messages().isEmpty();
    }

    /// The number of the first that is shown.
    public int first() {
        return thread.messages().getFirst().number();
    }

    public boolean isOwn(Author author) {
        return author.side() == reader.side();
    }

    /// Who wrote it, where that is somebody else.
    public @Nullable String from(Author author) {
        if (!isOwn(author)) return with;
        return author.member() == null || author.member().equals(reader.member()) ? null : names.get(author.member());
    }

    public boolean mayWithdraw(Message.Said said) {
        return said.mayBeWithdrawn(reader, now);
    }
}
