package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;
import org.tsudoi.web.security.BarredAddresses;

/// How it stands with one who asked for a place, for whoever has the link.
@Controller
public class ApplicationPages {
    private final Applications applications;
    private final Events events;
    private final Orders orders;
    private final BarredAddresses barred;
    private final Clock clock;

    ApplicationPages(Applications applications, Events events, Orders orders, BarredAddresses barred, Clock clock) {
        this.applications = applications;
        this.events = events;
        this.orders = orders;
        this.barred = barred;
        this.clock = clock;
    }

    /// @param position in line, from 1; 0 when there is none
    /// @param order    path of what was offered; empty when nothing was
    public record AskedView(
            Application application, Event.Particulars told, String link, int position, String order, Instant now) {
        /// In text keys: the name of the state in small letters, and of what is closed why.
        public String state() {
            return switch (application) {
                case Application.Unproven _ -> "unproven";
                case Application.Waiting _ -> "waiting";
                case Application.Asked _ -> "asked";
                case Application.Offered _ -> "offered";
                case Application.Accepted _ -> "accepted";
                case Application.Lapsed _ -> "lapsed";
                case Application.Left _ -> "left";
                case Application.Refused _ -> "refused";
                case Application.Closed closed ->
                    switch (closed.why()) {
                        case OVER -> "over";
                        case CANCELLED -> "cancelled";
                        case UNANSWERED -> "unanswered";
                        case PLAN_GONE -> "planGone";
                    };
            };
        }

        public String plan() {
            return told.anyPlan(application.wish().plan()).map(Plan::name).orElse("–");
        }

        public boolean mayLeave() {
            return application instanceof Application.Waiting || application instanceof Application.Asked;
        }

        public boolean mayComeBack() {
            return application instanceof Application.Left left
                    && left.wish().kind() == Application.Kind.WAITING
                    && now.isBefore(left.at().plus(Applications.UNDO_WITHIN));
        }

        public Optional<String> words() {
            return application instanceof Application.Refused refused ? refused.words() : Optional.empty();
        }

        /// Until when something is open.
        public Optional<Instant> until() {
            return switch (application) {
                case Application.Asked asked -> Optional.of(asked.answerBy());
                case Application.Offered offered -> Optional.of(offered.until());
                case Application.Unproven _, Application.Waiting _, Application.Accepted _ -> Optional.empty();
                case Application.Lapsed _, Application.Left _, Application.Refused _ -> Optional.empty();
                case Application.Closed _ -> Optional.empty();
            };
        }
    }

    @GetMapping("/asked/{link}")
    ModelAndView show(@PathVariable String link) {
        var application = byLink(link);
        var told = events.get(application.wish().event()).particulars();
        return Pages.show(
                "participant/asked",
                "view",
                new AskedView(
                        application,
                        told,
                        link,
                        applications.position(application),
                        order(application)
                                .map(id -> "/orders/" + orders.link(id))
                                .orElse(""),
                        clock.instant()));
    }

    private Application byLink(String link) {
        return applications.byLink(link).orElseThrow(Problem::notFound);
    }

    private static Optional<OrderId> order(Application application) {
        return switch (application) {
            case Application.Offered offered -> Optional.of(offered.order());
            case Application.Accepted accepted -> Optional.of(accepted.order());
            case Application.Unproven _, Application.Waiting _, Application.Asked _ -> Optional.empty();
            case Application.Lapsed _, Application.Left _, Application.Refused _ -> Optional.empty();
            case Application.Closed _ -> Optional.empty();
        };
    }

    private boolean isBarred(Application application) {
        return barred.isBarred(application.wish().person().email());
    }

    /// A mail scanner that opens the link sees a button and changes nothing.
    @PostMapping("/asked/{link}/prove")
    ModelAndView prove(@PathVariable String link) {
        var application = byLink(link);
        if (isBarred(application)) return Pages.seeOther("/account/standing");
        var slug = events.get(application.wish().event()).particulars().slug();
        return switch (applications.prove(application.id())) {
            case Applications.Asking.Entered(var entered) ->
                Pages.seeOther("/asked/" + applications.link(entered.id()));
            case Applications.Asking.FreePlaces _ -> Pages.seeOther("/events/" + slug, Flash.good("asking.free"));
            case Applications.Asking.ToProve _, Applications.Asking.NotOpen _ ->
                Pages.seeOther("/events/" + slug, Flash.note("asking.notOpen"));
            case Applications.Asking.NoSuchPlan _, Applications.Asking.TooManyPlaces _ ->
                Pages.seeOther("/events/" + slug, Flash.note("asking.notOpen"));
        };
    }

    @PostMapping("/asked/{link}/leave")
    ModelAndView leave(@PathVariable String link) {
        applications.leave(byLink(link).id());
        return Pages.seeOther("/asked/" + link);
    }

    @PostMapping("/asked/{link}/back")
    ModelAndView back(@PathVariable String link) {
        var application = byLink(link);
        if (isBarred(application)) return Pages.seeOther("/account/standing");
        boolean there = applications.comeBack(application.id()).isPresent();
        return there
                ? Pages.seeOther("/asked/" + link, Flash.good("asking.back"))
                : Pages.seeOther("/asked/" + link, Flash.note("asking.notBack"));
    }
}
