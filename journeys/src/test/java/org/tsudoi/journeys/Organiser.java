package org.tsudoi.journeys;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Somebody who signed up and offers events, through the same pages as everybody, without a browser.
final class Organiser {
    /// The built-in room is for small groups: eight people, one of them a host.
    private static final int ROOM_PLACES_MAX = 7;

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Pattern PUBLIC_PAGE = Pattern.compile("href=\"/events/([a-z0-9-]+)\"");

    private final World world;
    private final Visitor visitor;
    private final String mail;
    private final String slug;

    private Organiser(World world, String mail, String slug) {
        this.world = world;
        this.visitor = new Visitor(world, "en");
        this.mail = mail;
        this.slug = slug;
    }

    /// @param price in the organiser's currency, back in full until the start
    record Offer(UUID id, String slug, String title, long price, String manage) {}

    static Organiser signUp(World world) {
        return signUp(world, "JP", "JPY");
    }

    /// One in Thailand, whose prices are in baht.
    static Organiser signUpInThailand(World world) {
        return signUp(world, "TH", "THB");
    }

    private static Organiser signUp(World world, String country, String currency) {
        var word = UUID.randomUUID().toString().substring(0, 8);
        var organiser = new Organiser(world, "host-" + word + "@example.jp", "circle-" + word);
        try {
            organiser.signIn();
            organiser.begin(country, currency);
        } catch (IOException e) {
            throw new IllegalStateException("the product is not there", e);
        }
        return organiser;
    }

    String mail() {
        return mail;
    }

    /// The path of their own pages.
    String home() {
        return "/organise/" + slug;
    }

    private void signIn() throws IOException {
        expect(visitor.send(visitor.get("/sign-in"), "/sign-in", Map.of("mail", mail, "next", "")));
        var link = world.town().letter(mail, "").link("/sign-in/link/");
        expect(visitor.send(visitor.get(link), link, Map.of("name", "朝の会")));
    }

    private void begin(String country, String currency) throws IOException {
        expect(visitor.send(
                visitor.get("/organise/start"),
                "/organise/start",
                Map.of(
                        "name", "朝の会 Morning Circle",
                        "slug", slug,
                        "country", country,
                        "currency", currency,
                        "about", "")));
    }

    Offer offer(String title, long price, int capacity, Duration startsIn) {
        return offer(title, "once", price, capacity, startsIn);
    }

    /// By a link of their own, led by whoever has this address once they agree.
    Offer offerByLink(String title, long price, Duration startsIn, String link, String passcode, String host) {
        try {
            var path = "/organise/" + slug + "/events/new";
            var form = visitor.get(path);
            var fields = filled(form, title, "once", price, ROOM_PLACES_MAX, start(startsIn));
            fields.putAll(Map.of("provider", "link", "ownUrl", link, "ownPasscode", passcode, "hosts", host));
            return published(pathOf(expect(visitor.send(form, path, fields)).location()), title, price);
        } catch (IOException e) {
            throw new IllegalStateException("the product is not there", e);
        }
    }

    /// Free, once a person.
    Offer offerTrial(String title, int capacity, Duration startsIn) {
        return offer(title, "trial", 0, capacity, startsIn);
    }

    private Offer offer(String title, String kind, long price, int capacity, Duration startsIn) {
        try {
            return publish(title, kind, price, capacity, startsIn);
        } catch (IOException e) {
            throw new IllegalStateException("the product is not there", e);
        }
    }

    /// A date a day, in the built-in room; whoever joins late pays for the dates that are left.
    Offer offerCourse(String title, long price, int dates, Duration startsIn) {
        try {
            var path = "/organise/" + slug + "/events/new";
            var form = visitor.get(path + "?kind=course");
            var start = start(startsIn);
            var fields = filled(form, title, "once", price, ROOM_PLACES_MAX - 2, start);
            fields.putAll(Map.of("kind", "course", "dates", String.valueOf(dates), "every", "1"));
            var page = pathOf(expect(visitor.send(form, path, fields)).location());
            return published(pathOf(expect(rules(page, dates, start)).location()), title, price);
        } catch (IOException e) {
            throw new IllegalStateException("the product is not there", e);
        }
    }

    private static ZonedDateTime start(Duration startsIn) {
        return ZonedDateTime.now(TOKYO).plus(startsIn).truncatedTo(ChronoUnit.MINUTES);
    }

    private Visitor.Answer rules(String page, int dates, ZonedDateTime start) throws IOException {
        var form = visitor.get(page);
        var fields = new LinkedHashMap<String, String>();
        for (int row = 0; row < dates; row++) {
            fields.put("d" + row + "-id", form.field("d" + row + "-id"));
            fields.put("d" + row + "Date", start.plusDays(row).toLocalDate().toString());
            fields.put("d" + row + "Time", start.toLocalTime().toString());
            fields.put("d" + row + "-minutes", "60");
            fields.put("d" + row + "-title", "");
        }
        fields.putAll(Map.of("do", "save", "rows", String.valueOf(dates), "joining", "dates-left", "missed", "1"));
        fields.putAll(Map.of("leaving", "rest", "fee", "0", "service", "none"));
        return visitor.send(form, page, fields);
    }

    private Offer publish(String title, String kind, long price, int capacity, Duration startsIn) throws IOException {
        var path = "/organise/" + slug + "/events/new";
        var form = visitor.get(path);
        var fields = filled(form, title, kind, price, capacity, start(startsIn));
        return published(pathOf(expect(visitor.send(form, path, fields)).location()), title, price);
    }

    private static Map<String, String> filled(
            Visitor.Answer form, String title, String kind, long price, int capacity, ZonedDateTime start) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("title", title);
        fields.put("description", "ゆっくり呼吸して、からだをほどきます。\nBreathe slowly and let go.");
        fields.put("kept", "");
        fields.put("seed", form.field("seed"));
        fields.put("art", "hills");
        fields.put("startDate", start.toLocalDate().toString());
        fields.put("startTime", start.toLocalTime().toString());
        fields.put("startZone", TOKYO.getId());
        fields.put("length", "60");
        fields.put("doors", "60");
        fields.put("provider", capacity > ROOM_PLACES_MAX ? "zoom" : "room");
        fields.put("hosts", "");
        fields.put("capacity", String.valueOf(capacity));
        fields.put("planRows", "1");
        fields.put("plan0-name", "参加 / Place");
        fields.put("plan0-kind", kind);
        fields.put("plan0-price", String.valueOf(price));
        fields.put("plan0-places", "4");
        fields.put("late", "yes");
        fields.put("policy", "own");
        fields.put("stepRows", "1");
        fields.put("step0-before", "0");
        fields.put("step0-unit", "hours");
        fields.put("step0-percent", "100");
        fields.put("do", "save");
        return fields;
    }

    private Offer published(String preview, String title, long price) throws IOException {
        var manage = preview.replaceAll("/preview$", "");
        expect(visitor.send(visitor.get(preview), manage + "/publish", Map.of()));
        var address = PUBLIC_PAGE.matcher(visitor.get(manage).body());
        if (!address.find()) throw new AssertionError("no public page at " + manage);
        try (var books = world.books()) {
            var id = books.rows("select id from event where slug = ?", address.group(1))
                    .getFirst()
                    .getFirst();
            return new Offer(UUID.fromString(id), address.group(1), title, price, manage);
        }
    }

    private static Visitor.Answer expect(Visitor.Answer answer) {
        if (!answer.redirects()) throw new AssertionError(answer.status() + "\n" + answer.body());
        return answer;
    }

    private static String pathOf(String location) {
        return location.substring(location.indexOf("/organise/"));
    }
}
