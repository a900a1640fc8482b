package org.tsudoi.payments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// What a buyer needs to pay somewhere else than on a page: shown by us. What is issued is never changed; another
/// may take its place.
public sealed interface Instructions {
    /// When nothing can be paid by them any more, as the provider says.
    Instant until();

    /// To be typed at a store's terminal or shown at its till. Numbers are texts: zeros in front count, and how long
    /// they are is the provider's matter.
    ///
    /// @param chain  as in [Choice#brand]
    /// @param number what the chain calls 受付番号, お客様番号, 払込票番号 or 企業コード with 注文番号
    /// @param confirmation 確認番号; null where the chain asks for none
    /// @param moreUrl the provider's own page about it
    /// @param onTop what the till asks for besides the amount, for the provider; null where nothing is known of any
    record StoreNumber(
            String chain,
            String number,
            @Nullable String confirmation,
            @Nullable String moreUrl,
            Instant until,
            @Nullable Money onTop)
            implements Instructions {
        public StoreNumber(
                String chain, String number, @Nullable String confirmation, @Nullable String moreUrl, Instant until) {
            this(chain, number, confirmation, moreUrl, until, null);
        }

        /// @param price without what comes on top
        public Money toPay(Money price) {
            return onTop == null ? price : price.plus(onTop);
        }
    }

    /// To be printed, or shown on a phone where the store takes that.
    ///
    /// @param code   the 44 digits of the bar code
    /// @param shown  the same as printed below the bars
    /// @param agent  who collects it for us, as the slip has to say
    /// @param sample whether no store takes it: the agent has not approved printed ones yet
    record Slip(String code, String shown, String agent, boolean sample, Instant until) implements Instructions {
        private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

        /// Stores take it until midnight, and it is a day until the agent's file says so: whoever pays in
        /// the last minute is heard of before the time is over.
        public static LocalDate lastDay(Instant payableUntil) {
            return payableUntil.atZone(JAPAN).toLocalDate().minusDays(2);
        }

        /// As it is printed: stores take it until midnight.
        public LocalDate lastDay() {
            return until.minus(Duration.ofSeconds(1)).atZone(JAPAN).toLocalDate();
        }

        /// How often it took the place of one that was lost.
        public int reissue() {
            return code.charAt(29) - '0';
        }

        /// Whether the store's receipt wants a revenue stamp.
        public boolean wantsStamp() {
            return code.charAt(36) == '1';
        }
    }

    /// To be transferred to.
    ///
    /// @param bank     and `branch` with their codes
    /// @param kind     普通 or 当座
    /// @param holder   as the payer's bank will show it
    /// @param number   that the payer writes before their name (振込依頼人名); empty where the account is this payment's
    ///     alone
    /// @param received what has come of it up to now
    record BankAccount(
            String bank,
            String branch,
            String kind,
            String account,
            String holder,
            String number,
            Money received,
            Instant until)
            implements Instructions {
        public boolean isCurrent() {
            return kind.equals("当座");
        }
    }

    /// To be paid to the organiser in cash.
    ///
    /// @param number of the order, to be shown there
    record AtCounter(String number, Instant until) implements Instructions {}

    /// To be scanned by a banking app.
    ///
    /// @param pictureUrl where the provider keeps the picture; we fetch it, so that buyers load nothing from there
    record ScannedCode(String pictureUrl, Instant until) implements Instructions {}
}
