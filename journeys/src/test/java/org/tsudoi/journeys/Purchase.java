package org.tsudoi.journeys;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One booking by plain HTTP, step by step, as far as it came.
final class Purchase {
    private static final String GOOD_CARD = "4242424242424242";
    private static final int LOOKS_MAX = 300;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final World world;
    private final Visitor visitor;
    private final String slug;
    private final String email;
    private Visitor.@Nullable Answer form;
    private Visitor.@Nullable Answer payPage;
    private Map<String, String> filled = Map.of();
    private String order = "";
    private String session = "";
    private boolean paid;
    private boolean cancelling;

    Purchase(World world, String slug, String email) {
        this.world = world;
        this.visitor = new Visitor(world, "en");
        this.slug = slug;
        this.email = email;
    }

    /// Path of the order's page; empty as long as no seat is held.
    String order() {
        return order;
    }

    String email() {
        return email;
    }

    /// The provider's checkout session; empty as long as there is none.
    String session() {
        return session;
    }

    /// Whether the provider has taken the money.
    boolean isPaid() {
        return paid;
    }

    /// Whether the buyer has asked to cancel, answered or not.
    boolean isCancelling() {
        return cancelling;
    }

    /// Answers true when seats are held, false when none are left and the buyer was told so.
    boolean hold(int places) throws IOException {
        var answer = visitor.get("/events/" + slug + "/apply?places=" + places);
        if (answer.redirects()) return notToldOtherwise(visitor.get(answer.location()));
        fill(answer, places);
        return sendForm();
    }

    private void fill(Visitor.Answer page, int places) {
        var fields = new LinkedHashMap<String, String>();
        for (var hidden : new String[] {"key", "plan", "places", "turn"}) fields.put(hidden, page.field(hidden));
        fields.put("name", "Hanako Yamada");
        fields.put("email", email);
        fields.put("agreed", "yes");
        for (int place = 0; place < places; place++) fields.put("attendee" + place, "Guest " + place);
        form = page;
        filled = fields;
    }

    /// As a browser does when the answer never came: the very same form. Answers whether seats are held.
    boolean sendForm() throws IOException {
        if (form == null) return false;
        var answer = visitor.send(form, "/events/" + slug + "/apply", filled);
        if (!answer.redirects()) return notToldOtherwise(answer);
        order = pathOf(answer.location());
        return true;
    }

    private static boolean notToldOtherwise(Visitor.Answer answer) {
        if (answer.body().contains("the last seat has just gone")
                || answer.body().contains("<h2>Full</h2>")) return false;
        throw new AssertionError("neither held nor told that it is full: " + answer.status() + "\n" + answer.body());
    }

    /// Answers true when the provider's page is there to pay at.
    boolean goToPay() throws IOException {
        payPage = visitor.get(order);
        return sendPayForm();
    }

    /// The button on the page that is still open in another tab.
    boolean sendPayForm() throws IOException {
        if (payPage == null) return false;
        var answer = visitor.send(payPage, order + "/pay", Map.of());
        var found = Town.sessionIn(answer.location());
        session = found.orElse(session);
        return found.isPresent();
    }

    /// Answers what the provider said: `paid`, `declined`, `expired` …
    String pay() {
        return pay(GOOD_CARD, true);
    }

    /// @param approve what the buyer answers when the card's issuer asks
    String pay(String card, boolean approve) {
        var said = world.town().pay(session, card, approve);
        if (said.equals("paid")) paid = true;
        return said;
    }

    void leave() throws IOException {
        var page = visitor.get(order);
        if (page.body().contains("/leave\"")) visitor.send(page, order + "/leave", Map.of());
    }

    void comeBack() throws IOException {
        visitor.get(order + "/back");
    }

    /// A word such as `paid-1` or `paying-asking-0`.
    String state() throws IOException {
        return visitor.get(order + "/state").body();
    }

    /// Where the provider was asked just before for somebody else, the page looks again by itself.
    private String stateOncePaid() throws IOException, InterruptedException {
        var state = state();
        for (int look = 0; look < LOOKS_MAX && !state.startsWith("paid-"); look++) {
            Thread.sleep(LOOK_EVERY);
            state = state();
        }
        return state;
    }

    void awaitState(String wanted, Duration most) {
        var seen = new AtomicReference<>("");
        Await.until(
                this + " to be " + wanted,
                most,
                () -> {
                    try {
                        seen.set(state());
                    } catch (IOException silent) {
                        seen.set("silent: " + silent);
                    }
                    return seen.get().matches(wanted);
                },
                () -> ", it is " + seen.get());
    }

    /// Answers true when the product said that it is cancelled.
    boolean cancel() throws IOException {
        cancelling = true;
        var page = visitor.get(order + "/cancel");
        if (page.redirects()) return false;
        var answer = visitor.send(
                page, order + "/cancel", Map.of("ticket", page.field("ticket"), "refund", page.field("refund")));
        return answer.redirects();
    }

    /// What the buyer does next, as one call that can be made many times at once; each tells where it leads.
    Callable<String> theSame(CrashPoint.Doing doing) throws IOException {
        return switch (doing) {
            case PLACING -> {
                var page = visitor.get("/events/" + slug + "/apply?places=1");
                fill(page, 1);
                yield () -> {
                    var answer = visitor.send(page, "/events/" + slug + "/apply", filled);
                    order = pathOf(answer.location());
                    return order;
                };
            }
            case GOING_TO_PAY -> {
                var page = visitor.get(order);
                payPage = page;
                yield () -> visitor.send(page, order + "/pay", Map.of()).location();
            }
            case PAYING, PAYING_AND_GOING_AWAY -> {
                pay();
                yield () -> {
                    comeBack();
                    return stateOncePaid();
                };
            }
            case CANCELLING -> {
                cancelling = true;
                var page = visitor.get(order + "/cancel");
                var fields = Map.of("ticket", page.field("ticket"), "refund", page.field("refund"));
                yield () -> visitor.send(page, order + "/cancel", fields).location();
            }
        };
    }

    private static String pathOf(String location) {
        int at = location.indexOf("/orders/");
        if (at < 0) throw new AssertionError("not an order: " + location);
        return location.substring(at);
    }

    @Override
    public String toString() {
        return email + " " + order + " " + session;
    }
}
