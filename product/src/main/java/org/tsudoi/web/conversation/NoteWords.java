package org.tsudoi.web.conversation;

import org.tsudoi.conversations.Message;
import org.tsudoi.web.Page;

/// What the program noted, as a sentence in the reader's language.
public final class NoteWords {
    private NoteWords() {}

    public static String of(Page page, Message.Note note) {
        return switch (note.kind()) {
            case PAID -> page.t("conversations.note.paid");
            case CANCELLED ->
                page.t(
                        "conversations.note.cancelled." + note.parameter("by"),
                        Integer.parseInt(note.parameter("places")));
        };
    }
}
