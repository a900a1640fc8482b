package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.vouchers.Discount;
import org.tsudoi.vouchers.Voucher;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.Vouchers;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// An organiser's vouchers: what there is, a new one, and ending one.
@Controller
public class VouchersPage {
    private static final int CODE_MAX = 30;
    private static final int LIFE_MONTHS = 3;
    private static final int LIFE_YEARS_MAX = 5;

    private final Vouchers vouchers;
    private final Events events;
    private final Ids ids;
    private final Clock clock;

    VouchersPage(Vouchers vouchers, Events events, Ids ids, Clock clock) {
        this.vouchers = vouchers;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param events that one can be for
    public record VouchersView(
            Organiser organiser, List<Vouchers.Standing> vouchers, List<Event> events, ZoneId zone, Instant now) {
        public String titleOf(@Nullable EventId id) {
            return events.stream()
                    .filter(event -> event.id().equals(id))
                    .map(event -> event.particulars().title())
                    .findFirst()
                    .orElse("–");
        }
    }

    @GetMapping("/organise/{organiser}/vouchers")
    ModelAndView show(Organiser organiser, Member member) {
        var today = LocalDate.ofInstant(clock.instant(), member.zone());
        var form = Form.blank()
                .with("voucher", new VoucherId(ids.next()))
                .with("kind", "percent")
                .with("event", "all")
                .with("from", today)
                .with("until", today.plusMonths(LIFE_MONTHS))
                .with("uses", 100)
                .with("each", 1);
        return Pages.show("organiser/vouchers", "view", view(organiser, member), "form", form);
    }

    private VouchersView view(Organiser organiser, Member member) {
        var own = events.ofOrganiser(organiser.id()).stream()
                .filter(event -> !(event instanceof Event.Cancelled))
                .toList();
        return new VouchersView(organiser, vouchers.of(organiser.id()), own, member.zone(), clock.instant());
    }

    @PostMapping("/organise/{organiser}/vouchers")
    ModelAndView make(Organiser organiser, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var id = VoucherId.parse(form.value("voucher")).orElseThrow(Problem::notFound);
        var view = view(organiser, member);
        var code = form.read("code", "vouchers.error.code", Voucher::code);
        var discount = discount(form, organiser);
        var event = event(form, view);
        var from = form.date("from");
        var until = form.date("until");
        from.ifPresent(first -> until.ifPresent(last -> inOrder(form, first, last, member.zone())));
        var uses = form.wholeNumber("uses", 1, Voucher.USES_MAX);
        var each = form.wholeNumber("each", 1, uses.orElse(Voucher.USES_MAX));
        if (!form.isGood()) return Pages.again("organiser/vouchers", "view", view, "form", form);
        var zone = member.zone();
        var wish = new Vouchers.Wish(
                id,
                organiser.id(),
                event,
                code.orElseThrow(),
                discount.orElseThrow(),
                from.orElseThrow().atStartOfDay(zone).toInstant(),
                until.orElseThrow().plusDays(1).atStartOfDay(zone).toInstant(),
                uses.orElseThrow(),
                each.orElseThrow(),
                member.id().toString());
        return switch (vouchers.make(wish)) {
            case Vouchers.Making.Made(var made) ->
                Pages.seeOther(home(organiser), Flash.good("vouchers.made", made.code()));
            case Vouchers.Making.CodeTaken _ ->
                Pages.again("organiser/vouchers", "view", view, "form", form.wrong("code", "vouchers.error.taken"));
        };
    }

    private static String home(Organiser organiser) {
        return "/organise/" + organiser.slug() + "/vouchers";
    }

    private static Optional<Discount> discount(Form form, Organiser organiser) {
        return switch (form.value("kind")) {
            case "free" -> Optional.of(new Discount.Free());
            case "percent" ->
                form.wholeNumber("percent", 1, Discount.PercentOff.MAX).map(Discount.PercentOff::new);
            case "amount" -> {
                var amount = form.money("amount", organiser.currency());
                if (amount.isPresent() && amount.get().isZero()) form.wrong("amount", "form.amount");
                yield form.isGood() ? amount.map(Discount.AmountOff::new) : Optional.empty();
            }
            default -> {
                form.wrong("kind", "form.choose");
                yield Optional.empty();
            }
        };
    }

    private static @Nullable EventId event(Form form, VouchersView view) {
        var shown = form.value("event");
        if (shown.equals("all")) return null;
        return form.choice(
                        "event",
                        text -> view.events().stream()
                                .map(Event::id)
                                .filter(id -> id.toString().equals(text))
                                .findFirst())
                .orElse(null);
    }

    private void inOrder(Form form, LocalDate first, LocalDate last, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        if (last.isBefore(first) || last.isBefore(today) || last.isAfter(today.plusYears(LIFE_YEARS_MAX))) {
            form.wrong("until", "vouchers.error.until");
        }
    }

    @PostMapping("/organise/{organiser}/vouchers/{voucher}/stop")
    ModelAndView stop(Organiser organiser, @PathVariable String voucher) {
        var id = VoucherId.parse(voucher).orElseThrow(Problem::notFound);
        if (!vouchers.stop(organiser.id(), id)) throw Problem.notFound();
        return Pages.seeOther(home(organiser), Flash.good("vouchers.stopped"));
    }
}
