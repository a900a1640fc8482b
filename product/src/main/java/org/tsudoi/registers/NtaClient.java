package org.tsudoi.registers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.members.InvoiceNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the Web-API of 適格請求書発行事業者公表サイト (version 1, JSON: `type=21`; its description of May 2024). The key of
/// the number is spelt `registratedNumber` there.
@Component
@EnableConfigurationProperties(NtaSettings.class)
class NtaClient {
    private static final Logger log = LoggerFactory.getLogger(NtaClient.class);
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final int BODY_BYTES_MAX = 256 * 1024;
    private static final int NAME_MAX = 200;

    private final NtaSettings settings;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    NtaClient(NtaSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    boolean isSetUp() {
        return !settings.applicationId().isBlank();
    }

    InvoiceCheck lookUp(InvoiceNumber number, Instant now) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while a register is asked");
        }
        try {
            var answer = answer(number);
            if (answer.statusCode() == 200) return understood(number, json.readTree(answer.body()), now);
            log.warn("The register of invoice numbers answered with status {}", answer.statusCode());
        } catch (IOException | JacksonException | DateTimeParseException silence) {
            log.warn(
                    "The register of invoice numbers did not tell: {}",
                    silence.getClass().getSimpleName());
        }
        return new InvoiceCheck.NotKnown(number, now);
    }

    /// A number that is not registered is in no row.
    private static InvoiceCheck understood(InvoiceNumber number, JsonNode body, Instant now) {
        var rows = body.path("announcement");
        if (!rows.isArray()) return new InvoiceCheck.NotKnown(number, now);
        for (var row : rows) {
            if (row.path("registratedNumber").asString("").equals(number.value())) return row(number, row, now);
        }
        return rows.isEmpty() ? new InvoiceCheck.NotThere(number, now) : new InvoiceCheck.NotKnown(number, now);
    }

    /// Days to come are published, too: until then the number is good.
    private static InvoiceCheck row(InvoiceNumber number, JsonNode row, Instant now) {
        var since = day(row, "registrationDate");
        var name = row.path("name").asString("").strip();
        var shown = name.substring(0, Math.min(name.length(), NAME_MAX));
        if (since.isEmpty()) return new InvoiceCheck.NotKnown(number, now);
        var today = now.atZone(JAPAN).toLocalDate();
        var ended = day(row, "disposalDate")
                .or(() -> day(row, "expireDate"))
                .filter(on -> !today.isBefore(on))
                .filter(on -> !on.isBefore(since.get()));
        return ended.<InvoiceCheck>map(on -> new InvoiceCheck.Ended(number, shown, on, now))
                .orElseGet(() -> new InvoiceCheck.Registered(number, shown, since.get(), now));
    }

    private static Optional<LocalDate> day(JsonNode row, String field) {
        return Optional.of(row.path(field).asString(""))
                .filter(text -> !text.isBlank())
                .map(LocalDate::parse);
    }

    private HttpResponse<byte[]> answer(InvoiceNumber number) throws IOException {
        var address = settings.baseUrl() + "/1/num?id="
                + URLEncoder.encode(settings.applicationId(), StandardCharsets.UTF_8) + "&number=" + number.value()
                + "&type=21&history=0";
        var answer = http.sendAsync(
                HttpRequest.newBuilder(URI.create(address)).GET().build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no whole answer after " + settings.readTimeout());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            // Ends what is still on its way; does nothing to what has come.
            answer.cancel(true);
        }
    }
}
