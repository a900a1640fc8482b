package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.testing.TestClock;

/// Slips that are issued, the store that takes them, and the agent that tells of it.
@Component
@Lazy
class SlipStore {
    static final Choice SLIP = Choice.of(Means.SLIP);
    static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd,HHmm").withZone(ZoneId.of("Asia/Tokyo"));

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final ReportInbox reports;
    private final TestClock clock;
    private final AtomicLong numbers = new AtomicLong();

    SlipStore(Market market, Orders orders, Payments payments, ReportInbox reports, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.reports = reports;
        this.clock = clock;
    }

    record Issued(Order order, String code) {}

    Issued issued(int capacity) {
        return issued(market.organiser(), capacity);
    }

    Issued issued(OrganiserId organiser, int capacity) {
        var event = market.event(organiser, capacity, Duration.ofDays(11));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), SLIP)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        var payment = (Payment.Issued) newest(order);
        return new Issued(orders.get(order.id()), ((Instructions.Slip) payment.how()).code());
    }

    Payment newest(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    String line(String kind, String code) {
        return kind + "," + DAY.format(clock.instant()) + ",EAN" + code + ",000001,01234999001,0,"
                + Integer.parseInt(code.substring(37, 43)) + ",010,セブン－イレブン,123456,20261210,20261201";
    }

    ReportInbox.Outcome hear(String... lines) {
        return reports.receive("slip", (String.join("\r\n", lines) + "\r\n").getBytes(WINDOWS_31J), "somebody");
    }

    /// A number that none of our slips has.
    String nobodys(int yen) {
        var digits = "91912345" + "99999%016d".formatted(numbers.incrementAndGet()) + "0" + "261231" + "0"
                + "%06d".formatted(yen);
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            sum += place % 2 == 0 ? 3 * digit : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
