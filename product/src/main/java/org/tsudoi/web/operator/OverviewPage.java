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
import org.tsudoi.promises.Objections;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.stages.Sanctions;
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
    private final People people;
    private final Clock clock;

    /// Whether the money is where it should be.
    @Component
    record Checks(Ledger ledger, Reconciliation reconciliation) {}

    /// What people wait for an operator to decide.
    @Component
    record People(Collusion collusion, Sanctions sanctions, Objections objections) {
        /// Of a case that is counted with the cases.
        long sanctionsWaiting() {
            return sanctions.all(COUNTED_MAX).stream()
                    .filter(one -> List.of("proposed", "appealed").contains(ConductPages.stateOf(one)))
                    .filter(one -> collusion.caseOf(one.id()).isEmpty())
                    .count();
        }

        long objectedTo() {
            return objections.open().stream()
                    .map(Objections.Open::of)
                    .distinct()
                    .count();
        }
    }

    OverviewPage(
            Checks checks, PaymentDesk desk, Outbox outbox, MeetingOversight meetings, People people, Clock clock) {
        this.checks = checks;
        this.desk = desk;
        this.outbox = outbox;
        this.meetings = meetings;
        this.people = people;
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
                new Matter("collusion", "/operate/collusion", people.collusion.waiting()),
                new Matter("conduct", "/operate/conduct", people.sanctionsWaiting()),
                new Matter("doubts", "/operate/doubts", people.objectedTo()));
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
