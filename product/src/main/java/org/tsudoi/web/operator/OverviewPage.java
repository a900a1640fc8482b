package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.PaymentDesk.RefusedDeliveries;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.web.Pages;

/// How the instance stands, and where somebody should look.
@Controller
public class OverviewPage {
    private static final int COUNTED_MAX = 500;
    private static final Duration REFUSED_SHOWN = Duration.ofDays(1);

    private final Checks checks;
    private final PaymentDesk desk;
    private final Outbox outbox;
    private final MeetingOversight meetings;
    private final Collusion collusion;
    private final Clock clock;

    /// Whether the money is where it should be.
    @Component
    record Checks(Ledger ledger, Reconciliation reconciliation) {}

    OverviewPage(
            Checks checks,
            PaymentDesk desk,
            Outbox outbox,
            MeetingOversight meetings,
            Collusion collusion,
            Clock clock) {
        this.checks = checks;
        this.desk = desk;
        this.outbox = outbox;
        this.meetings = meetings;
        this.collusion = collusion;
        this.clock = clock;
    }

    /// One thing that is fine or wants somebody.
    ///
    /// @param name the last part of its text keys
    /// @param many how many want somebody
    public record Matter(String name, String href, long many) {
        public boolean isFine() {
            return many == 0;
        }
    }

    @GetMapping("/operate")
    ModelAndView overview() {
        var matters = List.of(
                new Matter("books", "/operate/books", unbalanced()),
                new Matter(
                        "unknown",
                        "/operate/payments#unknown",
                        desk.unknownPayments(COUNTED_MAX).size()),
                new Matter(
                        "refunds",
                        "/operate/payments#refunds",
                        desk.failedRefunds(COUNTED_MAX).stream()
                                .filter(refund -> !refund.waitsForAccount())
                                .count()),
                new Matter(
                        "disputes",
                        "/operate/payments#disputes",
                        desk.openDisputes(COUNTED_MAX).size()),
                new Matter(
                        "oddities",
                        "/operate/payments#oddities",
                        desk.oddities(COUNTED_MAX).size()),
                new Matter("reconciliation", "/operate/reconciliation", differing()),
                new Matter("outbox", "/operate/outbox", outbox.counts().stuck()),
                new Matter("webhooks", "/operate/talk", refused(clock.instant().minus(REFUSED_SHOWN))),
                new Matter("meetings", "/operate/meetings", unknownMeetings()),
                new Matter("collusion", "/operate/collusion", collusion.waiting()));
        var openFirst =
                matters.stream().sorted(Comparator.comparing(Matter::isFine)).toList();
        return Pages.show("operator/overview", "matters", openFirst);
    }

    /// What is told at once or open for too long; a run that did not take place counts as one.
    private long differing() {
        var alarm = checks.reconciliation.alarm();
        return Math.max(alarm.money(), alarm.overdue()) + (alarm.late() ? 1 : 0);
    }

    private long unbalanced() {
        return checks.ledger.trialBalance().sums().values().stream()
                .filter(sum -> sum != 0)
                .count();
    }

    private long refused(Instant since) {
        return desk.refusedDeliveries(COUNTED_MAX).stream()
                .filter(minute -> minute.minute().isAfter(since))
                .mapToLong(RefusedDeliveries::times)
                .sum();
    }

    private long unknownMeetings() {
        return meetings.unmade().stream()
                .filter(unmade -> unmade.meeting() instanceof Meeting.Unknown)
                .count();
    }
}
