package town.phone;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import town.mail.Inbox;
import town.mail.Invitation;
import town.mail.Letter;
import town.mail.OpenedLetter;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;
import town.web.Language;
import town.web.Pages;

/// Whose phone, their mails, one mail.
@Controller
public class PhonePages {
    private static final int SHOWN_MAX = 200;
    private static final int READ_MAX = 10_000;
    private static final int LETTERS_MAX = 3_000;

    private final Pages pages;
    private final Inbox inbox;
    private final TownClock clock;
    private final Shelf<Boolean> read;

    PhonePages(Pages pages, Inbox inbox, TownClock clock, Keeper keeper) {
        this.pages = pages;
        this.inbox = inbox;
        this.clock = clock;
        this.read = keeper.shelf("phone-read", Boolean.class, READ_MAX);
    }

    /// @param unread how many mails were not opened yet
    public record Owner(Sender who, String subject, Instant at, long unread) {}

    public record Line(String id, Sender from, String subject, String preview, Instant at, boolean unread) {}

    /// @param pieces the plain text
    /// @param invitation null when there is none
    public record Reading(
            String id,
            Sender from,
            String to,
            String subject,
            Instant at,
            boolean hasHtml,
            boolean asText,
            List<TextPiece> pieces,
            @Nullable Invitation invitation,
            List<File> files) {}

    public record File(String name, String kind, String size, String url) {}

    @GetMapping("/phone")
    ResponseEntity<String> owners(HttpServletRequest request) {
        var unread = inbox.newest(LETTERS_MAX, this::isUnread).stream()
                .flatMap(letter -> letter.recipients().stream())
                .collect(Collectors.groupingBy(address -> address, Collectors.counting()));
        var owners = inbox.people().entrySet().stream()
                .limit(SHOWN_MAX)
                .map(it -> new Owner(
                        Sender.of(it.getKey()),
                        it.getValue().last().subject(),
                        it.getValue().at(),
                        unread.getOrDefault(it.getKey(), 0L)))
                .toList();
        return pages.show(request, "phone/owners", Map.of("when", when(request), "owners", owners));
    }

    @GetMapping("/phone/{address}")
    ResponseEntity<String> inbox(HttpServletRequest request, @PathVariable String address) {
        var lines = inbox.newest(SHOWN_MAX, letter -> letter.isFor(address)).stream()
                .map(this::line)
                .toList();
        return pages.show(
                request, "phone/inbox", Map.of("when", when(request), "owner", Sender.of(address), "lines", lines));
    }

    private Line line(Letter letter) {
        return new Line(
                letter.id(),
                Sender.of(letter.from()),
                letter.subject(),
                letter.preview(),
                letter.at(),
                isUnread(letter));
    }

    private boolean isUnread(Letter letter) {
        return read.find(letter.id()).isEmpty();
    }

    @GetMapping("/phone/{address}/{id}")
    ResponseEntity<String> letter(
            HttpServletRequest request,
            @PathVariable String address,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String view) {
        var letter = inbox.find(id).filter(it -> it.isFor(address));
        if (letter.isEmpty()) {
            return pages.show(
                    request,
                    Language.of(request),
                    HttpStatus.NOT_FOUND,
                    "phone/gone",
                    Map.of("when", when(request), "owner", Sender.of(address)));
        }
        read.put(id, true);
        var opened = letter.get().open();
        boolean hasHtml = !opened.html().isBlank();
        var reading = new Reading(
                id,
                Sender.of(letter.get().from()),
                address,
                letter.get().subject(),
                letter.get().at(),
                hasHtml,
                !hasHtml || view.equals("text"),
                TextPiece.of(opened.text()),
                opened.invitation(),
                files(letter.get(), opened));
        return pages.show(
                request, "phone/letter", Map.of("when", when(request), "owner", Sender.of(address), "letter", reading));
    }

    private static List<File> files(Letter letter, OpenedLetter opened) {
        // The calendar within the body is shown as a card; as a file it would stand there twice.
        boolean hasFile = opened.enclosures().stream().anyMatch(it -> it.type().equals("application/ics"));
        return IntStream.range(0, opened.enclosures().size())
                .filter(number ->
                        !hasFile || !opened.enclosures().get(number).type().equals("text/calendar"))
                .mapToObj(number -> {
                    var enclosure = opened.enclosures().get(number);
                    return new File(
                            enclosure.name(),
                            kind(enclosure.type()),
                            size(enclosure.size()),
                            "/town/mail/" + letter.id() + "/attachments/" + number);
                })
                .toList();
    }

    private static String kind(String type) {
        return switch (type) {
            case "application/pdf" -> "PDF";
            case "text/calendar", "application/ics" -> "ICS";
            case String other when other.startsWith("image/") -> "IMG";
            default -> "···";
        };
    }

    private static String size(int bytes) {
        return bytes < 1024 ? bytes + " B" : bytes < 1024 * 1024 ? bytes / 1024 + " kB" : bytes / 1024 / 1024 + " MB";
    }

    private When when(HttpServletRequest request) {
        return When.at(clock.instant(), Language.of(request).locale());
    }
}
