package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;

/// Rows of `new_card`.
@Component
class NewCardTable {
    private static final String SELECT = """
            select id, holder, provider, state, reference, means, back_at, words, language, purpose, served_at
            from new_card where id = :id""";

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
    /// @param means     what is kept; null: nothing, or not yet
    /// @param purpose   null: none
    record Asked(
            SavedCardId id,
            CardHolder holder,
            String provider,
            State state,
            @Nullable String reference,
            @Nullable SavedCardId means,
            boolean isBack,
            Optional<CardConsent> consent,
            @Nullable String purpose,
            boolean isServed) {}

    /// @param purpose null: none
    record New(
            SavedCardId id,
            CardHolder holder,
            String provider,
            Optional<CardConsent> consent,
            @Nullable String purpose) {}

    void add(New card, Instant at) {
        jdbc.sql("""
                        insert into new_card (id, holder, provider, state, words, language, purpose, asked_at)
                        values (:id, :holder, :provider, 'asked', :words, :language, :purpose, :at)""")
                .param("id", card.id.value())
                .param("holder", card.holder.value())
                .param("provider", card.provider)
                .param("words", card.consent.map(CardConsent::words).orElse(null))
                .param(
                        "language",
                        card.consent.map(by -> by.language().getLanguage()).orElse(null))
                .param("purpose", card.purpose)
                .param("at", Rows.column(at))
                .update();
    }

    void opened(SavedCardId id, String reference) {
        jdbc.sql("update new_card set state = 'open', reference = :reference where id = :id and state = 'asked'")
                .param("id", id.value())
                .param("reference", reference)
                .update();
    }

    /// Its holder came back from the page.
    void back(SavedCardId id, Instant at) {
        jdbc.sql("update new_card set back_at = :at where id = :id and back_at is null and state = 'open'")
                .param("id", id.value())
                .param("at", Rows.column(at))
                .update();
    }

    /// @return whether it was still open
    boolean closed(SavedCardId id, Instant at) {
        return over(id, State.CLOSED, null, at);
    }

    /// @return whether it was still open
    boolean kept(SavedCardId id, SavedCardId means, Instant at) {
        return over(id, State.KEPT, means, at);
    }

    private boolean over(SavedCardId id, State end, @Nullable SavedCardId means, Instant at) {
        return jdbc.sql("""
                        update new_card set state = :end, means = :means::uuid, over_at = :at
                        where id = :id and state = 'open'""")
                        .param("id", id.value())
                        .param("end", end.word())
                        .param("means", means == null ? null : means.value())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    /// For as long as the caller's transaction lasts nobody else ends it.
    Optional<Asked> lock(SavedCardId id) {
        return jdbc.sql(SELECT + " for update")
                .param("id", id.value())
                .query((row, _) -> asked(row))
                .optional();
    }

    Optional<Asked> find(SavedCardId id) {
        return jdbc.sql(SELECT)
                .param("id", id.value())
                .query((row, _) -> asked(row))
                .optional();
    }

    void served(SavedCardId id, Instant at) {
        jdbc.sql("update new_card set served_at = :at where id = :id and served_at is null")
                .param("id", id.value())
                .param("at", Rows.column(at))
                .update();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        var words = row.getString("words");
        var consent = words == null ? null : new CardConsent(words, Locale.of(Rows.text(row, "language")));
        @Nullable UUID means = Rows.nullableUuid(row, "means");
        return new Asked(
                new SavedCardId(Rows.uuid(row, "id")),
                new CardHolder(Rows.uuid(row, "holder")),
                Rows.text(row, "provider"),
                State.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT)),
                row.getString("reference"),
                means == null ? null : new SavedCardId(means),
                row.getObject("back_at") != null,
                Optional.ofNullable(consent),
                row.getString("purpose"),
                row.getObject("served_at") != null);
    }
}
