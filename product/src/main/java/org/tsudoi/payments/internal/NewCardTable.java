package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;

/// Rows of `new_card`.
@Component
class NewCardTable {
    private final JdbcClient jdbc;

    NewCardTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        ASKED,
        OPEN,
        KEPT,
        CLOSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param reference of the page; null while it is not known whether there is one
    record Asked(
            SavedCardId id,
            CardHolder holder,
            String provider,
            State state,
            @Nullable String reference,
            Optional<CardConsent> consent) {}

    void add(SavedCardId id, CardHolder holder, String provider, Optional<CardConsent> consent, Instant at) {
        jdbc.sql("""
                        insert into new_card (id, holder, provider, state, words, language, asked_at)
                        values (:id, :holder, :provider, 'asked', :words, :language, :at)""")
                .param("id", id.value())
                .param("holder", holder.value())
                .param("provider", provider)
                .param("words", consent.map(CardConsent::words).orElse(null))
                .param(
                        "language",
                        consent.map(by -> by.language().getLanguage()).orElse(null))
                .param("at", Rows.column(at))
                .update();
    }

    void opened(SavedCardId id, String reference) {
        jdbc.sql("update new_card set state = 'open', reference = :reference where id = :id and state = 'asked'")
                .param("id", id.value())
                .param("reference", reference)
                .update();
    }

    /// @return whether it was still open
    boolean over(SavedCardId id, State end, Instant at) {
        return jdbc.sql("update new_card set state = :end, over_at = :at where id = :id and state = 'open'")
                        .param("id", id.value())
                        .param("end", end.word())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    Optional<Asked> find(SavedCardId id) {
        return jdbc.sql("select id, holder, provider, state, reference, words, language from new_card where id = :id")
                .param("id", id.value())
                .query((row, _) -> asked(row))
                .optional();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        var words = row.getString("words");
        var consent = words == null ? null : new CardConsent(words, Locale.of(Rows.text(row, "language")));
        return new Asked(
                new SavedCardId(Rows.uuid(row, "id")),
                new CardHolder(Rows.uuid(row, "holder")),
                Rows.text(row, "provider"),
                State.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT)),
                row.getString("reference"),
                Optional.ofNullable(consent));
    }
}
