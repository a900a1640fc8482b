package org.tsudoi.memberships;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;

/// Something that an organiser is paid for by the month.
///
/// @param prices  all that hold, held or will hold
/// @param running how many memberships are not ended
/// @param closedAt nobody joins from then on; those who are in stay
public record MonthlyPlan(
        MonthlyPlanId id,
        OrganiserId organiser,
        Kind kind,
        String name,
        String about,
        Terms terms,
        PriceList prices,
        int running,
        Instant openedAt,
        @Nullable Instant closedAt) {
    public static final int NAME_MAX = 80;
    public static final int ABOUT_MAX = 5000;

    public enum Kind {
        /// オンラインサロン.
        SALON,
        /// 月謝.
        LESSONS,
        /// Full membership of the whole instance: the organiser is who runs it.
        PLATFORM;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Changes of these hold for whoever joins afterwards.
    ///
    /// @param zone     where days and months begin
    /// @param capacity null: as many as want to
    public record Terms(
            TaxRule tax,
            FirstMonth firstMonth,
            Anchor anchor,
            ZoneId zone,
            LeavingRefund leaving,
            Ladder ladder,
            @Nullable Integer capacity) {
        public static final int CAPACITY_MAX = 100_000;

        public Terms {
            if (capacity != null && (capacity < 1 || capacity > CAPACITY_MAX)) {
                throw new IllegalArgumentException("no capacity: " + capacity);
            }
        }
    }

    /// What a member agrees to who joins at this moment.
    ///
    /// @param gift whether a free first month is still theirs to have
    public Agreement agreement(MemberId member, Instant now, boolean gift) {
        var joinedOn = LocalDate.ofInstant(now, terms.zone);
        return new Agreement(
                id,
                member,
                now,
                terms.zone,
                new BillingCalendar(joinedOn, terms.anchor.dayFor(joinedOn)),
                gift ? terms.firstMonth : terms.firstMonth.withoutGift(),
                terms.leaving,
                terms.ladder);
    }

    public Money priceAt(Instant moment) {
        return prices.on(LocalDate.ofInstant(moment, terms.zone));
    }

    /// Prices that are to come; the last of them can be withdrawn.
    public List<PriceList.Step> announced(Instant moment) {
        return prices.after(LocalDate.ofInstant(moment, terms.zone));
    }

    public boolean isFull() {
        return terms.capacity != null && running >= terms.capacity;
    }
}
