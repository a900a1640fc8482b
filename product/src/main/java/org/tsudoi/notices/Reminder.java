package org.tsudoi.notices;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.texts.Language;
import tools.jackson.databind.JsonNode;

/// One reason to write to people before something happens. Whom is looked for again and again and noted once; what is
/// written, and whether still, is asked when the mail goes.
interface Reminder extends RecurringJob {
    NotingReminders noting();

    /// Those to whom it is time to write, written to before or not.
    Stream<Due> due(Instant now);

    /// Empty when there is nothing to say any more.
    Optional<Mailing> mailing(JsonNode due, Instant now);

    @Override
    default void run() {
        noting().note(this);
    }

    /// @param key  of one mail, once
    /// @param what ids and values that say which
    record Due(String key, Map<String, String> what) {}

    /// @param member  null for a guest
    /// @param mayBeOff whether they can do without
    record Mailing(@Nullable MemberId member, EmailAddress to, Language language, Letter letter, boolean mayBeOff) {}
}
