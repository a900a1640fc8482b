package org.tsudoi.web.find;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.finding.Finding;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Wanted;
import org.tsudoi.members.Member;
import org.tsudoi.money.Money;
import org.tsudoi.points.Points;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Pages;

/// What a member's points pay, and before when some of them end.
@Controller
public class PointsUsePages {
    private static final int OF_EACH = 12;

    private final Finding finding;
    private final Cards cards;
    private final Points points;

    PointsUsePages(Finding finding, Cards cards, Points points) {
        this.finding = finding;
        this.cards = cards;
        this.points = points;
    }

    /// @param soon    what they pay wholly and can begin before the first of them end
    /// @param wholly  what else they pay wholly
    /// @param onTop   what costs up to twice of them: the rest is paid in money
    /// @param ending  how many end first; zero without any
    /// @param endsAt  when; null without any
    public record Use(
            long points,
            List<Card> soon,
            List<Card> wholly,
            List<Card> onTop,
            long ending,
            @Nullable Instant endsAt,
            ZoneId zone) {
        public long missing(Money price) {
            return Math.max(0, price.minorUnits() - points);
        }
    }

    @GetMapping("/account/points/use")
    ModelAndView show(Member member, Language language, HttpServletRequest request) {
        var wallet = points.wallet(member.id());
        long there = wallet.points();
        var first = wallet.lots().stream().filter(lot -> lot.points() > 0).findFirst();
        var endsAt = first.map(lot -> lot.lot().expiresAt());
        var now = cards.now();
        var mine = Wanted.ANYTHING.withPoints(Optional.of(there));
        var soon = there == 0 || endsAt.isEmpty()
                ? List.<Found.Hit>of()
                : buyable(mine.withTimes(List.of(new Wanted.Window(now, endsAt.get()))), Set.of());
        var known = new HashSet<Subject>();
        soon.forEach(hit -> known.add(hit.subject()));
        var wholly = there == 0 ? List.<Found.Hit>of() : buyable(mine, known);
        var onTop = there == 0
                ? List.<Found.Hit>of()
                : buyable(
                        Wanted.ANYTHING.withPrices(Optional.of(Money.jpy(there)), Optional.of(Money.jpy(2 * there))),
                        known);
        long ending = endsAt.map(at -> wallet.lots().stream()
                        .filter(lot -> lot.lot().expiresAt().equals(at))
                        .mapToLong(Points.Left::points)
                        .sum())
                .orElse(0L);
        var reader = language.locale();
        var use = new Use(
                there,
                cards.of(soon, reader),
                cards.of(wholly, reader),
                cards.of(onTop, reader),
                ending,
                endsAt.orElse(null),
                SearchPages.zone(request, Optional.of(member)));
        return Pages.show("find/points", "use", use);
    }

    /// People are not bought; what they lead is.
    private List<Found.Hit> buyable(Wanted wanted, Set<Subject> besides) {
        var hits = new ArrayList<Found.Hit>();
        for (var hit : finding.find(wanted, null, 4 * OF_EACH).hits()) {
            if (hit.subject() instanceof Subject.Person || besides.contains(hit.subject())) continue;
            if (hits.size() < OF_EACH) hits.add(hit);
        }
        return hits;
    }
}
