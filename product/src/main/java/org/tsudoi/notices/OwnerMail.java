package org.tsudoi.notices;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Mails to the owners of an organiser: an item for each, so that one who cannot be reached keeps no other from it.
@Component
class OwnerMail {
    private final Organisers organisers;
    private final Members members;
    private final Outbox outbox;
    private final Posting posting;

    OwnerMail(Organisers organisers, Members members, Outbox outbox, Posting posting) {
        this.organisers = organisers;
        this.members = members;
        this.outbox = outbox;
        this.posting = posting;
    }

    List<MemberId> owners(OrganiserId organiser) {
        return organisers.people(organiser).stream()
                .filter(acting -> acting.standing() == Standing.OWNER)
                .map(Organisers.Acting::member)
                .toList();
    }

    /// Due now, once for each reader.
    ///
    /// @param about names what it is about
    /// @param what  is kept with it, besides who reads it
    Outbox.Item item(MemberId reader, String about, Map<String, Object> what) {
        var payload = new HashMap<>(what);
        payload.put("member", reader.toString());
        return outbox.dueNow(about + ":" + reader, payload);
    }

    /// In their language; nothing for one who is not there any more, or when there is nothing to say by now.
    Handled post(OutboxItem item, Function<Member, Optional<Letter>> writing) {
        var reader = MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        var letter = reader.flatMap(writing);
        if (reader.isEmpty() || letter.isEmpty()) return Handled.done();
        return posting.post(
                item.id().toString(),
                reader.get().email(),
                Language.of(reader.get().locale()),
                letter.get(),
                null,
                List.of());
    }
}
