package org.tsudoi.web.conversation;

import java.time.Instant;
import java.time.ZoneId;
import org.tsudoi.conversations.Message;
import org.tsudoi.web.Page;

/// What the program noted, as a sentence in the reader's language.
public final class NoteWords {
    private NoteWords() {}

    /// @param zone of the clock by which times are told
    public static String of(Page page, Message.Note note, ZoneId zone) {
        var key = "conversations.note." + note.kind().word();
        return switch (note.kind()) {
            case PAID -> page.t(key);
            case CANCELLED -> page.t(key + "." + note.parameter("by"), number(note, "places"));
            case TIMES_PROPOSED -> page.t(key + "." + note.parameter("by"), number(note, "times"));
            case TIMES_LAPSED -> page.t(key + "." + note.parameter("why"));
            case TIME_AGREED, TIME_MOVED, MOVE_WANTED, HELD -> page.t(key, at(page, note, zone));
            case TIME_CANCELLED -> page.t(key + "." + note.parameter("by"), at(page, note, zone));
            case ABSENT -> page.t(key + "." + note.parameter("who"), at(page, note, zone));
        };
    }

    private static int number(Message.Note note, String name) {
        return Integer.parseInt(note.parameter(name));
    }

    private static String at(Page page, Message.Note note, ZoneId zone) {
        return page.dateTime(Instant.parse(note.parameter("at")), zone);
    }
}
