package org.tsudoi.bench.rush;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One person who wants a seat, by the same pages as everybody.
final class Buyer {
    private static final String FULL = "<h2>Full</h2>";
    private static final String JUST_GONE = "the last seat has just gone";
    private static final String QUEUE = "/queue";
    private static final String POLLED = "data-queue=\"";
    private static final String GONE_MEANWHILE = "all seats were taken";
    private static final String PAID = "data-state=\"paid-1\"";
    private static final byte[] GOOD_CARD = "{\"card\":\"4242424242424242\"}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> AT_A_STORE = Map.of("means", "konbini", "brand.konbini", "lawson");
    private static final Pattern END_OF_PATH = Pattern.compile("[?#]");
    private static final String JSON = "Content-Type: application/json\r\n";
    /// As often as the order's page looks again by itself.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration PAID_MAX = Duration.ofSeconds(60);

    private final String slug;
    private final int number;
    private final Visitor visitor;
    private final Line provider;
    private final Waits waits;
    private boolean hasQueued;

    Buyer(String slug, int number, Line product, Line provider, Waits waits) {
        this.slug = slug;
        this.number = number;
        this.visitor = new Visitor(product, number);
        this.provider = provider;
        this.waits = waits;
    }

    @FunctionalInterface
    private interface Waiting {
        Visitor.Page page() throws IOException;
    }

    /// A seat that is held, and the page of the provider on which it is to be paid.
    record Due(String order, String session) {}

    /// Answers false once they were told that it is full.
    boolean buy() throws IOException, InterruptedException {
        var due = hold();
        if (due.isEmpty()) return false;
        pay(due.get());
        comeBack(due.get().order());
        return true;
    }

    /// Up to the provider's page; empty once they were told that it is full.
    Optional<Due> hold() throws IOException, InterruptedException {
        var order = seat();
        return order.isEmpty() ? Optional.empty() : Optional.of(due(order.get()));
    }

    /// Up to the number to be paid by at a store, which the order's page shows from then on.
    ///
    /// @return the order's page; empty once they were told that it is full
    Optional<String> holdNumber() throws IOException, InterruptedException {
        var order = seat();
        if (order.isEmpty()) return order;
        visitor.send(visitor.get(order.get()), order.get() + "/pay", AT_A_STORE);
        if (!word(order.get()).startsWith("paying-issued")) {
            throw new IllegalStateException(
                    "no number to pay by:\n" + visitor.get(order.get()).text());
        }
        return order;
    }

    /// What the order's page looks at to know whether it shows what is so.
    String word(String order) throws IOException {
        return visitor.get(order).between("data-state=\"", "\"");
    }

    private Optional<String> seat() throws IOException, InterruptedException {
        var event = "/events/" + slug;
        if (timed(Step.OPEN, () -> visitor.get(event)).says(FULL)) return Optional.empty();
        var form = form(event + "/apply?places=1");
        // The last seat went in between: led back to the sale page.
        if (form.answer().redirects()) return notHeld(visitor.get(event));
        if (form.says(GONE_MEANWHILE)) return Optional.empty();
        var held = timed(Step.HOLD, () -> visitor.send(form, event + "/apply", filled(form)));
        if (!held.answer().redirects()) return notHeld(held);
        return Optional.of(held.answer().location());
    }

    /// The form, or where they are led who cannot have it.
    private Visitor.Page form(String address) throws IOException, InterruptedException {
        var page = timed(Step.FORM, () -> visitor.get(address));
        while (page.answer().location().contains(QUEUE)) {
            long began = System.nanoTime();
            page = turn(page.answer().location());
            waits.add(Step.QUEUE, System.nanoTime() - began);
            var form = page.answer().location();
            if (form.contains("/apply")) page = timed(Step.FORM, () -> visitor.get(form));
        }
        return page;
    }

    /// Waits in the queue as its page does.
    private Visitor.Page turn(String queue) throws IOException, InterruptedException {
        hasQueued = true;
        while (true) {
            var page = visitor.get(queue);
            if (!page.says(POLLED)) return page;
            var poll = page.between(POLLED, "\"").replace("&amp;", "&");
            var pause = Long.parseLong(page.between("data-pause=\"", "\""));
            for (boolean waits = true; waits; ) {
                Thread.sleep(pause);
                var said = visitor.ask(poll);
                waits = said.says("\"state\":\"waiting\"");
                if (waits) pause = Long.parseLong(said.between("\"pause\":", ","));
            }
        }
    }

    /// Whether they had to wait for the form.
    boolean hasQueued() {
        return hasQueued;
    }

    private static Optional<String> notHeld(Visitor.Page page) {
        if (page.says(JUST_GONE) || page.says(FULL)) return Optional.empty();
        throw new IllegalStateException("neither held nor told that it is full:\n" + page.text());
    }

    private Map<String, String> filled(Visitor.Page form) {
        var fields = new LinkedHashMap<String, String>();
        for (var hidden : new String[] {"key", "plan", "places", "turn"}) fields.put(hidden, form.field(hidden));
        fields.put("name", "Buyer " + number);
        fields.put("email", "buyer-" + number + "@example.com");
        fields.put("agreed", "yes");
        return fields;
    }

    private Due due(String order) throws IOException {
        var page = timed(Step.ORDER, () -> visitor.get(order));
        var led = timed(Step.PAY, () -> visitor.send(page, order + "/pay", Map.of()));
        var session = led.answer().location();
        if (!session.contains("/cs_")) throw new IllegalStateException("not led to the provider: " + session);
        return new Due(order, END_OF_PATH.split(session.substring(session.lastIndexOf("/cs_") + 1))[0]);
    }

    void pay(Due due) throws IOException {
        long began = System.nanoTime();
        payAt(due.session());
        waits.add(Step.PROVIDER, System.nanoTime() - began);
    }

    private void payAt(String session) throws IOException {
        var answer = provider.send("POST", "/town/stripe/sessions/" + session + "/pay", JSON, GOOD_CARD);
        if (answer.status() != 200 || !answer.says("\"result\":\"paid\"")) {
            throw new IllegalStateException("not paid at the provider: " + answer.text());
        }
    }

    private void comeBack(String order) throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (var page = visitor.get(order + "/back"); !page.says(PAID); page = visitor.get(order)) {
            if (System.nanoTime() - began > PAID_MAX.toNanos()) throw new IllegalStateException(order + " is not paid");
            Thread.sleep(LOOK_EVERY);
        }
        waits.add(Step.BACK, System.nanoTime() - began);
    }

    private Visitor.Page timed(Step step, Waiting waiting) throws IOException {
        long began = System.nanoTime();
        var page = waiting.page();
        waits.add(step, System.nanoTime() - began);
        return page;
    }
}
