package town.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The inbox as JSON and as files, for tests, scripts and the phone.
@RestController
class MailControl {
    private static final int LIMIT = 200;
    private static final long WAIT_SECONDS_MAX = 30;
    /// A mail may look as it likes, but runs nothing, loads nothing, and its links open in the window around
    /// it.
    private static final String LETTER_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
                    + " allow-top-navigation-by-user-activation allow-same-origin";

    private static final String LINKS_OUTSIDE = "<base target=\"_top\">";
    private static final Pattern HEAD = Pattern.compile("(?i)<head\\b[^>]*>");

    private final Inbox inbox;

    MailControl(Inbox inbox) {
        this.inbox = inbox;
    }

    record Read(
            String id,
            Instant at,
            String sender,
            List<String> to,
            String from,
            String subject,
            String text,
            String html,
            @Nullable Invitation calendar,
            List<Attachment> attachments,
            List<OpenedLetter.HeaderLine> headers) {}

    record Attachment(
            String name, String type, int size, @Nullable String text, String url) {}

    /// Newest first, at most 200.
    ///
    /// @param since only what came after this moment
    /// @param subject only what has this in its subject
    /// @param wait seconds, at most 30, to wait for a letter when there is none
    @GetMapping("/town/mail")
    List<Read> list(
            @RequestParam(defaultValue = "") String to,
            @RequestParam @Nullable Instant since,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "0") long wait)
            throws InterruptedException {
        Predicate<Letter> wanted = letter -> (to.isBlank() || letter.isFor(to))
                && (since == null || letter.at().isAfter(since))
                && (subject.isEmpty() || letter.subject().contains(subject));
        return inbox.await(Duration.ofSeconds(Math.clamp(wait, 0, WAIT_SECONDS_MAX)), LIMIT, wanted).stream()
                .map(MailControl::read)
                .toList();
    }

    @GetMapping("/town/mail/{id}")
    Read one(@PathVariable String id) {
        return read(letter(id));
    }

    @GetMapping("/town/mail/{id}/raw")
    ResponseEntity<byte[]> raw(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .body(letter(id).raw().getBytes(StandardCharsets.ISO_8859_1));
    }

    @GetMapping("/town/mail/{id}/html")
    ResponseEntity<byte[]> html(@PathVariable String id) {
        String html = letter(id).open().html();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", LETTER_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(withLinksOutside(html).getBytes(StandardCharsets.UTF_8));
    }

    private static String withLinksOutside(String html) {
        var head = HEAD.matcher(html);
        return head.find()
                ? html.substring(0, head.end()) + LINKS_OUTSIDE + html.substring(head.end())
                : "<!doctype html>" + LINKS_OUTSIDE + html;
    }

    @GetMapping("/town/mail/{id}/attachments/{number}")
    ResponseEntity<byte[]> attachment(@PathVariable String id, @PathVariable int number) {
        var enclosure = letter(id).open().enclosure(number).orElseThrow(MailControl::notThere);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, enclosure.type())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(enclosure.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(enclosure.content().getBytes(StandardCharsets.ISO_8859_1));
    }

    @DeleteMapping("/town/mail")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void empty() {
        inbox.empty();
    }

    private Letter letter(String id) {
        return inbox.find(id).orElseThrow(MailControl::notThere);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static Read read(Letter letter) {
        var opened = letter.open();
        var attachments = IntStream.range(0, opened.enclosures().size())
                .mapToObj(number -> attachment(letter, opened.enclosures().get(number), number))
                .toList();
        return new Read(
                letter.id(),
                letter.at(),
                letter.sender(),
                letter.recipients(),
                letter.from(),
                letter.subject(),
                opened.text(),
                opened.html(),
                opened.invitation(),
                attachments,
                opened.headers());
    }

    private static Attachment attachment(Letter letter, OpenedLetter.Enclosure enclosure, int number) {
        return new Attachment(
                enclosure.name(),
                enclosure.type(),
                enclosure.size(),
                enclosure.text(),
                "/town/mail/" + letter.id() + "/attachments/" + number);
    }
}
