package org.tsudoi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsudoi.applications.Application;
import org.tsudoi.collusion.Case;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Membership;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.promises.Outcome;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.stages.Sanction;
import org.tsudoi.transfers.Transfer;

/// A transition is a method of one state that returns another, so the diagram is read off the types.
class StateMapTest {
    static final Map<String, Class<?>> MACHINES = new TreeMap<>(Map.ofEntries(
            Map.entry("application", Application.class),
            Map.entry("payment", Payment.class),
            Map.entry("refund", Refund.class),
            Map.entry("order", Order.class),
            Map.entry("ticket", Ticket.class),
            Map.entry("meeting", Meeting.class),
            Map.entry("payout", Payout.class),
            Map.entry("payout-run", PayoutRun.class),
            Map.entry("event", Event.class),
            Map.entry("difference", Difference.class),
            Map.entry("membership", Membership.class),
            Map.entry("charge", Charge.class),
            Map.entry("sanction", Sanction.class),
            Map.entry("transfer", Transfer.class),
            Map.entry("booking", Booking.class),
            Map.entry("outcome", Outcome.class),
            Map.entry("case", Case.class)));

    @Test
    void theDrawnStatesAreTheRealOnes() throws IOException {
        for (var machine : MACHINES.entrySet()) {
            Drawings.compare(Path.of("../docs/states/" + machine.getKey() + ".mmd"), draw(machine.getValue()));
        }
    }

    @Test
    void aCapturedPaymentNeverBecomesUnpaid() {
        assertThat(draw(Payment.class))
                .doesNotContain("Captured --> Failed", "Captured --> Withdrawn", "Captured --> Unknown");
    }

    private static String draw(Class<?> machine) {
        var states = machine.getPermittedSubclasses();
        return Arrays.stream(states)
                .flatMap(from -> {
                    var steps = Arrays.stream(from.getDeclaredMethods())
                            .filter(step -> Modifier.isPublic(step.getModifiers()) && !step.isSynthetic())
                            .filter(step -> machine.isAssignableFrom(step.getReturnType()))
                            .map(step -> "  " + from.getSimpleName() + " --> "
                                    + step.getReturnType().getSimpleName() + ": " + step.getName());
                    return Stream.concat(Stream.of("  " + from.getSimpleName()), steps);
                })
                .sorted()
                .distinct()
                .collect(joining("\n", "stateDiagram-v2\n", "\n"));
    }
}
