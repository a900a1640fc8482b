package org.tsudoi.registers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.platform.RecurringJob;

/// Asks again for the numbers in use, each once a week: registrations are cancelled and run out (取消・失効) without
/// anybody telling us.
@Component
class FollowingNumbers implements RecurringJob {
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int SILENT_MAX = 3;
    private static final Duration ASKED_EVERY = Duration.ofDays(7);

    private final Organisers organisers;
    private final NtaClient client;
    private final InvoiceCheckTable checks;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FollowingNumbers(
            Organisers organisers,
            NtaClient client,
            InvoiceCheckTable checks,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Clock clock) {
        this.organisers = organisers;
        this.client = client;
        this.checks = checks;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "registers-follow-numbers";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /// A register that is silent says nothing about numbers, and is left alone until the next run.
    @Override
    public void run() {
        if (!client.isSetUp()) return;
        int silent = 0;
        for (var organiser : organisers.withInvoiceNumbers()) {
            var number = organiser.invoiceNumber().orElseThrow();
            var now = clock.instant();
            var before = checks.find(organiser.id()).filter(it -> it.number().equals(number));
            if (before.filter(it -> !isDue(it, now)).isPresent()) continue;
            var said = client.lookUp(number, now);
            silent = said instanceof InvoiceCheck.NotKnown ? silent + 1 : 0;
            if (silent == SILENT_MAX) return;
            if (said instanceof InvoiceCheck.NotKnown) continue;
            transactions.executeWithoutResult(_ -> keep(organiser, number, before, said));
        }
    }

    private static boolean isDue(InvoiceCheck before, Instant now) {
        return before instanceof InvoiceCheck.NotKnown
                || !before.at().plus(ASKED_EVERY).isAfter(now);
    }

    private void keep(Organiser organiser, InvoiceNumber number, Optional<InvoiceCheck> before, InvoiceCheck said) {
        checks.keep(organiser.id(), said);
        boolean isNew = before.filter(it -> it.getClass() == said.getClass()).isEmpty();
        if (!isNew) return;
        switch (said) {
            case InvoiceCheck.Ended ended ->
                publisher.publishEvent(new RegisterNews.NumberGone(organiser.id(), number, Optional.of(ended.on())));
            case InvoiceCheck.NotThere _ ->
                publisher.publishEvent(new RegisterNews.NumberGone(organiser.id(), number, Optional.empty()));
            case InvoiceCheck.Registered _, InvoiceCheck.NotKnown _ -> {}
        }
    }
}
