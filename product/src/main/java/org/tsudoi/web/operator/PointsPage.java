package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// A member's points, found by mail address: what there is, what happened, and giving more.
@Controller
public class PointsPage {
    private static final int SHOWN_MAX = 200;
    private static final int REASON_MAX = 200;
    private static final long LIFE_YEARS_MAX = 5;

    /// Six months, so that points that are paid for need no deposit by the law on prepaid means (資金決済法).
    private static final long LIFE_MONTHS = 6;

    private final Points points;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    PointsPage(Points points, Members members, Ids ids, Clock clock) {
        this.points = points;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param member null before one is found
    public record PointsView(
            @Nullable Member member, Points.@Nullable Wallet wallet, List<Points.Movement> statement, ZoneId zone) {}

    /// @param member whose points; an address would stand in the logs of whatever is between
    @GetMapping("/operate/points")
    ModelAndView show(Member operator, @RequestParam(defaultValue = "") String member) {
        if (member.isEmpty()) return page(Form.blank(), Optional.empty(), operator);
        var found = MemberId.parse(member).flatMap(members::find).orElseThrow(Problem::notFound);
        var form = Form.blank()
                .with("mail", found.email().value())
                .with("kind", "free")
                .with("lot", new PointLotId(ids.next()))
                .with(
                        "expires",
                        LocalDate.ofInstant(clock.instant(), operator.zone()).plusMonths(LIFE_MONTHS));
        return page(form, Optional.of(found), operator);
    }

    @PostMapping("/operate/points/find")
    ModelAndView find(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var found = form.read("mail", "points.error.mail", EmailAddress::read).flatMap(members::findByMail);
        if (form.isGood() && found.isEmpty()) form.wrong("mail", "points.error.nobody");
        return found.map(it -> Pages.seeOther("/operate/points?member=" + it.id()))
                .orElseGet(() -> page(form, Optional.empty(), operator));
    }

    private ModelAndView page(Form form, Optional<Member> member, Member operator) {
        var view = new PointsView(
                member.orElse(null),
                member.map(it -> points.wallet(it.id())).orElse(null),
                member.map(it -> points.statement(it.id(), SHOWN_MAX)).orElse(List.of()),
                operator.zone());
        return form.isGood()
                ? Pages.show("operator/points", "points", view, "form", form)
                : Pages.again("operator/points", "points", view, "form", form);
    }

    @PostMapping("/operate/points")
    ModelAndView grant(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var member = EmailAddress.read(form.value("mail"))
                .flatMap(members::findByMail)
                .orElseThrow(Problem::notFound);
        var lot = PointLotId.parse(form.value("lot")).orElseThrow(Problem::notFound);
        var many = form.wholeNumber("points", 1, (int) Points.GRANT_MAX);
        var kind = form.choice("kind", PointsPage::kind);
        var reason = form.line("reason", REASON_MAX);
        var expires = expires(form, operator.zone());
        if (member.id().equals(operator.id())) form.wrong("mail", "points.error.yourself");
        if (!form.isGood() || many.isEmpty() || kind.isEmpty() || expires.isEmpty()) {
            return page(form, Optional.of(member), operator);
        }
        points.grant(new Points.Grant(
                lot,
                member.id(),
                kind.get(),
                many.get(),
                reason,
                expires.get(),
                operator.id().toString()));
        return Pages.seeOther("/operate/points?member=" + member.id(), Flash.good("points.granted", many.get()));
    }

    private static Optional<PointLot.Kind> kind(String word) {
        return switch (word) {
            case "paid" -> Optional.of(PointLot.Kind.PAID);
            case "free" -> Optional.of(PointLot.Kind.FREE);
            default -> Optional.empty();
        };
    }

    /// The last day on which they can be used.
    private Optional<Instant> expires(Form form, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var day = form.date("expires");
        if (day.isEmpty()) return Optional.empty();
        if (day.get().isBefore(today) || day.get().isAfter(today.plusYears(LIFE_YEARS_MAX))) {
            form.wrong("expires", "points.error.expires", LIFE_YEARS_MAX);
            return Optional.empty();
        }
        return Optional.of(day.get().plusDays(1).atStartOfDay(zone).toInstant());
    }

    public static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
