package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;

/// Rows of `card_consent`.
@Component
class CardConsentTable {
    private final JdbcClient jdbc;

    CardConsentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    sealed interface About {
        record Card(SavedCardId id) implements About {}

        /// The card that is kept when this is paid for.
        record Payment(String reference) implements About {}
    }

    void keep(UUID id, CardHolder holder, About about, CardConsent by, Instant at) {
        jdbc.sql("""
                        insert into card_consent (id, holder, card, about, words, language, at)
                        values (:id, :holder, :card, :about, :words, :language, :at)""")
                .param("id", id)
                .param("holder", holder.value())
                .param("card", about instanceof About.Card(var card) ? card.value() : null)
                .param("about", about instanceof About.Payment(var reference) ? reference : null)
                .param("words", by.words())
                .param("language", by.language().getLanguage())
                .param("at", Rows.column(at))
                .update();
    }

    List<SavedCards.Agreed> of(SavedMeans means) {
        return jdbc.sql("""
                        select a.words, a.language, a.at from card_consent a
                        where a.holder = :holder and (a.card = :card or a.about in (
                            select p.order_reference from saved_card c join payment p on p.id = c.payment_id where c.id = :card
                            union all
                            select p.order_reference from wallet_wish w join payment p on p.id = w.payment_id where w.means = :card))
                        order by a.at, a.id""")
                .param("holder", means.holder().value())
                .param("card", means.id().value())
                .query((row, _) -> new SavedCards.Agreed(
                        new CardConsent(Rows.text(row, "words"), Locale.of(Rows.text(row, "language"))),
                        Rows.instant(row, "at")))
                .list();
    }
}
