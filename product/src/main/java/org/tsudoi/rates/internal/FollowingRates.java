package org.tsudoi.rates.internal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Fetches the rates, which change once each working day at about 16:00 in Frankfurt.
@Component
@EnableConfigurationProperties(RatesSettings.class)
class FollowingRates implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingRates.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /// Once they came.
    private static final Duration ASKED_EVERY = Duration.ofHours(3);
    private static final long FILE_BYTES_MAX = 64 * 1024;
    private static final int OK = 200;

    private final RatesSettings settings;
    private final RateTable table;
    private final Clock clock;
    private final HttpClient http;
    private volatile Instant askAgain = Instant.EPOCH;

    FollowingRates(RatesSettings settings, RateTable table, Clock clock) {
        this.settings = settings;
        this.table = table;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return "rates-follow";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /// Without an answer the rates stay as they are for a week; the next run asks again.
    @Override
    public void run() {
        if (settings.isOff() || clock.instant().isBefore(askAgain)) return;
        try {
            keep(answer());
        } catch (IOException silence) {
            LOG.warn("no reference rates from {}: {}", settings.url(), silence.toString());
        }
    }

    /// The time to read is for the whole answer; the client's own would end with its headers.
    private HttpResponse<byte[]> answer() throws IOException {
        var answer = http.sendAsync(
                HttpRequest.newBuilder(settings.url()).build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), FILE_BYTES_MAX));
        try {
            return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            answer.cancel(true);
        }
    }

    private void keep(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            LOG.warn("no reference rates from {}: status {}", settings.url(), answer.statusCode());
            return;
        }
        var rates = RatesFile.read(answer.body());
        if (rates.isEmpty()) {
            LOG.warn("what {} answers is no file of rates", settings.url());
            return;
        }
        if (rates.get()
                .day()
                .isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1))) {
            LOG.warn("what {} answers is of a day that has not come", settings.url());
            return;
        }
        table.keep(rates.get());
        askAgain = clock.instant().plus(ASKED_EVERY);
    }
}
