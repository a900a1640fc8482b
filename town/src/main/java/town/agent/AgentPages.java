package town.agent;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import town.web.Pages;

/// The agent's desk: what stores took, what becomes of it, and the files for those who issue slips.
@Controller
public class AgentPages {
    private static final int ROWS = 50;
    private static final int FILES = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final MediaType CSV = new MediaType("text", "csv", CollectionFile.CHARSET);

    private final CollectingAgent agent;
    private final AgentSettings settings;
    private final Pages pages;

    AgentPages(CollectingAgent agent, AgentSettings settings, Pages pages) {
        this.agent = agent;
        this.settings = settings;
        this.pages = pages;
    }

    /// @param open whether it can still be confirmed or taken back
    public record Row(
            String id, String amount, String store, String code, Instant at, String state, String chip, boolean open) {}

    public record DeskView(String name, List<Row> rows, List<LocalDate> days) {
        public String file(LocalDate day) {
            return DAY.format(day) + ".csv";
        }
    }

    @GetMapping("/agent")
    ResponseEntity<String> desk(HttpServletRequest request) {
        var view = new DeskView(
                settings.name(),
                agent.newest(ROWS).stream().map(AgentPages::row).toList(),
                agent.days().stream().limit(FILES).toList());
        return pages.show(request, "agent/desk", Map.of("view", view));
    }

    private static Row row(Receipt receipt) {
        return new Row(
                receipt.id(),
                CounterPages.yen(receipt.yen()),
                receipt.store().ownName(),
                receipt.code(),
                receipt.paidAt(),
                receipt.state().word(),
                switch (receipt.state()) {
                    case TAKEN -> "due";
                    case CONFIRMED -> "good";
                    case TAKEN_BACK -> "bad";
                },
                receipt.isOpen());
    }

    @PostMapping("/agent/receipts/{id}/confirm")
    ResponseEntity<Void> confirm(@PathVariable String id) {
        agent.confirm(id);
        return back();
    }

    @PostMapping("/agent/receipts/{id}/take-back")
    ResponseEntity<Void> takeBack(@PathVariable String id) {
        agent.takeBack(id);
        return back();
    }

    @PostMapping("/agent/receipts/{id}/again")
    ResponseEntity<Void> again(@PathVariable String id) {
        agent.again(id);
        return back();
    }

    private static ResponseEntity<Void> back() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/agent"))
                .build();
    }

    /// Of the newest day on which there was anything to tell; there may be none.
    @GetMapping("/agent/files/latest.csv")
    ResponseEntity<byte[]> latest() {
        return file(agent.days().stream().findFirst());
    }

    @GetMapping("/agent/files/{day}.csv")
    ResponseEntity<byte[]> of(@PathVariable String day) {
        try {
            var wanted = LocalDate.parse(day, DAY);
            return file(agent.days().stream().filter(wanted::equals).findFirst());
        } catch (DateTimeException _) {
            return file(Optional.empty());
        }
    }

    private ResponseEntity<byte[]> file(Optional<LocalDate> day) {
        return day.map(it -> ResponseEntity.ok()
                        .contentType(CSV)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("collected-" + DAY.format(it) + ".csv")
                                        .build()
                                        .toString())
                        .body(agent.file(it).bytes()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
