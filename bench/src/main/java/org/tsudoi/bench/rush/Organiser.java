package org.tsudoi.bench.rush;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Signs up and offers events, through the same pages as everybody.
final class Organiser {
    /// In yen.
    static final long PRICE = 1500;

    private static final String MAIL = "host@example.jp";
    private static final String SLUG = "circle";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Duration STARTS_IN = Duration.ofDays(30);
    private static final Duration LETTER_MAX = Duration.ofSeconds(30);
    private static final Pattern SIGN_IN_LINK = Pattern.compile("/sign-in/link/\\S+");
    private static final Pattern PUBLIC_PAGE = Pattern.compile("href=\"/events/([a-z0-9-]+)\"");

    private final World world;
    private final Visitor visitor;

    private Organiser(World world, Visitor visitor) {
        this.world = world;
        this.visitor = visitor;
    }

    record Offer(UUID id, String slug, int seats) {}

    static Organiser signUp(World world, Line line) throws IOException {
        var organiser = new Organiser(world, new Visitor(line, 1 << 24));
        organiser.signIn();
        organiser.begin();
        return organiser;
    }

    private void signIn() throws IOException {
        send("/sign-in", "/sign-in", Map.of("mail", MAIL, "next", ""));
        var link = signInLink();
        send(link, link, Map.of("name", "朝の会"));
    }

    private String signInLink() throws IOException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < LETTER_MAX.toNanos()) {
            for (var letter : world.town("/town/mail?to=" + World.encoded(MAIL))) {
                var found = SIGN_IN_LINK.matcher(letter.path("text").asString(""));
                if (found.find()) return found.group();
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new IllegalStateException("no sign-in link came");
    }

    private void begin() throws IOException {
        var about = new LinkedHashMap<String, String>();
        about.put("name", "朝の会 Morning Circle");
        about.put("slug", SLUG);
        about.put("country", "JP");
        about.put("currency", "JPY");
        about.put("about", "");
        send("/organise/start", "/organise/start", about);
    }

    Offer offer(String title, int seats) throws IOException, SQLException {
        var path = "/organise/" + SLUG + "/events/new";
        var form = visitor.get(path);
        var preview = pathOf(expectRedirect(visitor.send(form, path, fields(title, seats, form.field("seed")))));
        var manage = preview.replaceAll("/preview$", "");
        send(preview, manage + "/publish", Map.of());
        var address = PUBLIC_PAGE.matcher(visitor.get(manage).text());
        if (!address.find()) throw new IllegalStateException("no public page at " + manage);
        try (var database = world.database()) {
            var id = database.text("select id from event where slug = ?", address.group(1));
            return new Offer(UUID.fromString(id), address.group(1), seats);
        }
    }

    private static Map<String, String> fields(String title, int seats, String seed) {
        var start = ZonedDateTime.now(TOKYO).plus(STARTS_IN).truncatedTo(ChronoUnit.MINUTES);
        var fields = new LinkedHashMap<String, String>();
        fields.put("title", title);
        fields.put("description", "ゆっくり呼吸して、からだをほどきます。\nBreathe slowly and let go.");
        fields.put("kept", "");
        fields.put("seed", seed);
        fields.put("art", "hills");
        fields.put("startDate", start.toLocalDate().toString());
        fields.put("startTime", start.toLocalTime().toString());
        fields.put("startZone", TOKYO.getId());
        fields.put("length", "60");
        fields.put("doors", "60");
        fields.put("provider", "zoom");
        fields.put("hosts", "");
        fields.put("capacity", Integer.toString(seats));
        fields.put("planRows", "1");
        fields.put("plan0-name", "参加 / Place");
        fields.put("plan0-kind", "once");
        fields.put("plan0-price", Long.toString(PRICE));
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

    private void send(String page, String to, Map<String, String> fields) throws IOException {
        expectRedirect(visitor.send(visitor.get(page), to, fields));
    }

    private static String expectRedirect(Visitor.Page page) {
        if (!page.answer().redirects()) throw new IllegalStateException("not led on: " + page.text());
        return page.answer().location();
    }

    private static String pathOf(String location) {
        return location.substring(location.indexOf("/organise/"));
    }
}
