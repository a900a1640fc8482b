package org.tsudoi.payments.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.WebhookInbox;
import org.tsudoi.payments.provider.Webhooks;
import org.tsudoi.payments.provider.Webhooks.Headers;
import org.tsudoi.payments.provider.Webhooks.Heard;
import org.tsudoi.platform.Crowd;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Together;
import org.tsudoi.platform.outbox.Outbox;

/// Checks what comes in, stores it once and answers at once; a job looks into it.
@Component
class HearingWebhooks implements WebhookInbox {
    /// Nearly everybody who has paid on a page comes back by themselves, and then the provider is asked. In a
    /// rush a hint waits so long, and mostly finds everything done. Whoever has paid at a till looks at our page
    /// all the time: what tells of that never waits.
    private static final Duration COMES_BACK_WITHIN = Duration.ofSeconds(3);

    private final Providers providers;
    private final PaymentTable payments;
    private final WebhookTable webhooks;
    private final Ground ground;
    private final Ids ids;
    private final Crowd crowd;
    private final Together<Arrival, Received> arrivals =
            new Together<>(this::storeTogether, arrival -> store(List.of(arrival)));

    private record Arrival(String provider, Heard.Told told, byte[] digest) {}

    HearingWebhooks(
            Providers providers, PaymentTable payments, WebhookTable webhooks, Ground ground, Ids ids, Crowd crowd) {
        this.providers = providers;
        this.payments = payments;
        this.webhooks = webhooks;
        this.ground = ground;
        this.ids = ids;
        this.crowd = crowd;
    }

    @Override
    public boolean expects(String provider) {
        return providers.webhooksOf(provider).isPresent();
    }

    @Override
    public Received receive(String provider, byte[] body, Headers headers) {
        var heard = providers.webhooksOf(provider).orElseThrow().hear(body, headers);
        return switch (heard) {
            case Heard.Forged(var why) -> refuse(provider, why);
            case Heard.Unreadable(var why) -> refuse(provider, why);
            case Heard.Told told -> arrivals.ask(provider, new Arrival(provider, told, digest(body)));
            case Heard.Hinted hinted -> hinted(provider, hinted, body);
        };
    }

    /// The payment's state is part of what it is known by, so that anybody who says the same again adds nothing.
    private Received hinted(String provider, Heard.Hinted hinted, byte[] body) {
        var waiting = payments.find(hinted.payment())
                .map(KeptPayment::payment)
                .filter(payment -> payment.terms().provider().equals(provider))
                .filter(payment -> Waiting.forNews(payment, false));
        if (waiting.isEmpty()) return refuse(provider, "nothing is awaited");
        var id = waiting.get().id();
        var told = new Heard.Told(
                id + ":" + PaymentTable.state(waiting.get()),
                hinted.type(),
                new Webhooks.About.APayment(id, null, null));
        return arrivals.ask(provider, new Arrival(provider, told, digest(body)));
    }

    @Override
    public void tooLong(String provider) {
        refuse(provider, "too long");
    }

    private Received refuse(String provider, String why) {
        webhooks.refused(provider, why, ground.now());
        return Received.REFUSED;
    }

    private List<Optional<Received>> storeTogether(List<Arrival> some) {
        var received = Optional.of(store(some));
        return some.stream().map(_ -> received).toList();
    }

    private Received store(List<Arrival> some) {
        return ground.inTransaction(() -> {
            var now = ground.now();
            var rows = some.stream()
                    .map(one -> new WebhookTable.New(ids.next(), one.provider, one.told, one.digest))
                    .toList();
            var comesBack = crowd.isHere() ? now.plus(COMES_BACK_WITHIN) : now;
            ground.outbox()
                    .put(
                            PaymentJobs.WEBHOOK,
                            webhooks.insert(rows, now).stream()
                                    .map(fresh -> item(fresh.id(), fresh.ofElsewhere() ? now : comesBack))
                                    .toList());
            return Received.STORED;
        });
    }

    private static Outbox.Item item(UUID id, Instant dueAt) {
        return new Outbox.Item(id.toString(), Map.of("webhook", id.toString()), dueAt);
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
