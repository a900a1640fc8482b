package org.tsudoi.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;

@ProductTest
class SlipsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final Slips slips;

    SlipsTest(Vault vault) {
        this.slips = new Slips(vault);
    }

    private static Spot arrivedAt(Instant time) {
        return new Spot(ChronoUnit.MICROS.between(Instant.EPOCH, time), 7, 1);
    }

    @Test
    void aTicketIsGoodForTwoHoursAndForItsEventAlone() {
        var spot = arrivedAt(NOW.minus(Duration.ofHours(2)).plusSeconds(1));
        var ticket = slips.ticket("yoga", spot);
        assertThat(slips.readTicket("yoga", ticket, NOW)).contains(spot);
        assertThat(slips.readTicket("yoga", ticket, NOW.plusSeconds(1))).isEmpty();
        assertThat(slips.readTicket("other", ticket, NOW)).isEmpty();
    }

    @Test
    void whoChangesATicketHasNone() {
        var ticket = slips.ticket("yoga", arrivedAt(NOW));
        assertThat(slips.readTicket("yoga", ticket.replace(".7.", ".8."), NOW)).isEmpty();
        assertThat(slips.readTurn("yoga", ticket, NOW)).isEmpty();
    }
}
