package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// Transaction Search v1, and beneath `/town` what tests have it say.
@RestController
class ReportEndpoint {
    private static final Duration WINDOW = Duration.ofDays(31);
    private static final int PAGE_SIZE_MAX = 500;
    private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PayPalGate gate;
    private final PayPalReport report;
    private final PayPalSettings settings;
    private final PayPalIds ids;
    private final TownClock clock;

    ReportEndpoint(PayPalGate gate, PayPalReport report, PayPalSettings settings, PayPalIds ids, TownClock clock) {
        this.gate = gate;
        this.report = report;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/paypal/v1/reporting/transactions")
    ResponseEntity<byte[]> transactions(HttpServletRequest request) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, page(request)));
    }

    private ObjectNode page(HttpServletRequest request) {
        var from = time(request, "start_date");
        var to = time(request, "end_date");
        if (from.isAfter(to) || from.plus(WINDOW).isBefore(to)) {
            throw PayPalError.invalid(
                    "INVALID_DATE_RANGE", "Date range is greater than 31 days", "end_date", to.toString());
        }
        int size = Math.clamp(number(request, "page_size", 100), 1, PAGE_SIZE_MAX);
        int page = Math.max(1, number(request, "page", 1));
        var lines = report.lines(from, to);
        var shown = JsonMapper.shared().createObjectNode();
        var details = shown.withArray("transaction_details");
        lines.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(line -> details.addObject().set("transaction_info", shown(line)));
        shown.put("account_number", settings.merchantId())
                .put("start_date", WRITTEN.format(from))
                .put("end_date", WRITTEN.format(to))
                .put("last_refreshed_datetime", WRITTEN.format(clock.instant()))
                .put("page", page)
                .put("total_items", lines.size())
                .put("total_pages", (lines.size() + size - 1) / size);
        return shown;
    }

    private ObjectNode shown(ReportLine line) {
        var shown = JsonMapper.shared()
                .createObjectNode()
                .put("paypal_account_id", settings.merchantId())
                .put("transaction_id", line.id());
        if (line.reference() != null) {
            shown.put("paypal_reference_id", line.reference()).put("paypal_reference_id_type", "TXN");
        }
        shown.put("transaction_event_code", line.code())
                .put("transaction_initiation_date", WRITTEN.format(line.at()))
                .put("transaction_updated_date", WRITTEN.format(line.at()));
        shown.set("transaction_amount", line.shown(line.amount()).json());
        if (line.fee() != 0) shown.set("fee_amount", line.shown(line.fee()).json());
        shown.put("transaction_status", "S");
        if (line.invoiceId() != null) shown.put("invoice_id", line.invoiceId());
        if (line.customId() != null) shown.put("custom_field", line.customId());
        return shown.put("protection_eligibility", "01");
    }

    private static Instant time(HttpServletRequest request, String name) {
        var given = request.getParameter(name);
        if (given == null) throw PayPalError.missing(name);
        try {
            return READ.parse(given, java.time.OffsetDateTime::from).toInstant();
        } catch (DateTimeException notATime) {
            throw PayPalError.invalid("INVALID_PARAMETER_SYNTAX", "The value is not a date", name, given);
        }
    }

    private static int number(HttpServletRequest request, String name, int otherwise) {
        var given = request.getParameter(name);
        return given == null || !given.matches("[0-9]{1,6}") ? otherwise : Integer.parseInt(given);
    }

    /// @param code left out: as it was
    record Told(
            @Nullable String code,
            @Nullable String currency,
            @Nullable Long amount,
            @Nullable Long fee) {}

    /// A line of something that has nothing to do with a payment.
    @PostMapping("/town/paypal/report")
    ReportLine add(@RequestBody Told told) {
        var line = new ReportLine(
                ids.transaction(),
                clock.instant(),
                told.code() == null ? "T0000" : told.code(),
                told.currency() == null ? "JPY" : told.currency(),
                told.amount() == null ? 0 : told.amount(),
                told.fee() == null ? 0 : told.fee(),
                null,
                null,
                null);
        report.tell(line);
        return line;
    }

    @PutMapping("/town/paypal/report/{id}")
    ReportLine change(@PathVariable String id, @RequestBody Told told) {
        var line = changed(id, id, told);
        report.tell(line);
        return line;
    }

    /// The same once more, under another name.
    @PostMapping("/town/paypal/report/{id}/again")
    ReportLine again(@PathVariable String id) {
        var line = changed(id, ids.transaction(), new Told(null, null, null, null));
        report.tell(line);
        return line;
    }

    @DeleteMapping("/town/paypal/report/{id}")
    Map<String, String> hide(@PathVariable String id) {
        report.hide(id);
        return Map.of("hidden", id);
    }

    @PostMapping("/town/paypal/report/{id}/restored")
    Map<String, String> restore(@PathVariable String id) {
        report.restore(id);
        return Map.of("restored", id);
    }

    private ReportLine changed(String id, String name, Told told) {
        var was = report.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(PayPalError::notFound);
        return new ReportLine(
                name,
                was.at(),
                told.code() == null ? was.code() : told.code(),
                told.currency() == null ? was.currency() : told.currency(),
                told.amount() == null ? was.amount() : told.amount(),
                told.fee() == null ? was.fee() : told.fee(),
                was.reference(),
                was.invoiceId(),
                was.customId());
    }
}
