package org.tsudoi.freetimes.internal;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.freetimes.CalendarFeed.Why;

/// Asks for calendars at addresses that anybody may have given: encrypted, of the public internet, a few
/// redirections, within bounds of time and size.
@Component
@EnableConfigurationProperties(FeedSettings.class)
class FeedClient {
    private static final int REDIRECTIONS_MAX = 3;
    private static final int CONNECTIONS_MAX = 16;
    private static final int CHUNK = 16 * 1024;
    private static final int MARK_MAX = 100;

    private final FeedSettings settings;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("calendar-feeds").factory());

    FeedClient(FeedSettings settings) {
        this.settings = settings;
        var connect = Timeout.of(settings.connectTimeout());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicAddresses(settings.insecure()))
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(connect)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .setUserAgent("Tsudoi")
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        alarm.shutdownNow();
        http.close();
    }

    /// What the server gave us last time to recognise its answer by.
    record Marks(@Nullable String etag, @Nullable String lastModified) {
        static final Marks NONE = new Marks(null, null);
    }

    sealed interface Fetched {
        record Calendar(byte[] file, Marks marks) implements Fetched {}

        record SameAsBefore() implements Fetched {}

        record Failed(Why why) implements Fetched {}
    }

    Fetched fetch(FeedAddress address, Marks marks) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while a calendar is asked for");
        }
        var asked = Optional.of(address);
        for (int i = 0; i <= REDIRECTIONS_MAX && asked.isPresent(); i++) {
            switch (ask(asked.get(), marks)) {
                case Answer.Final(var fetched) -> {
                    return fetched;
                }
                case Answer.Elsewhere(var location) -> asked = asked.get().resolve(location, settings.insecure());
            }
        }
        return new Fetched.Failed(Why.NOT_ALLOWED);
    }

    private sealed interface Answer {
        record Final(Fetched fetched) implements Answer {}

        record Elsewhere(String location) implements Answer {}
    }

    private Answer ask(FeedAddress address, Marks marks) {
        var request = new HttpGet(address.uri());
        request.setHeader(HttpHeaders.ACCEPT, "text/calendar, */*;q=0.1");
        if (marks.etag() != null) request.setHeader(HttpHeaders.IF_NONE_MATCH, marks.etag());
        if (marks.lastModified() != null) request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, marks.lastModified());
        // The client's own timeouts are for each step; somebody who sends a byte now and then would keep us for ever.
        var late = alarm.schedule(request::cancel, settings.answerMax().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, response -> read(request, response));
        } catch (TooLarge e) {
            return failed(Why.TOO_LARGE);
        } catch (PublicAddresses.NotAllowed e) {
            return failed(Why.NOT_ALLOWED);
        } catch (IOException e) {
            return failed(Why.SILENT);
        } finally {
            late.cancel(false);
        }
    }

    private static Answer failed(Why why) {
        return new Answer.Final(new Fetched.Failed(why));
    }

    private Answer read(HttpGet request, ClassicHttpResponse response) throws IOException {
        return switch (response.getCode()) {
            case HttpStatus.SC_OK -> whole(request, response);
            case HttpStatus.SC_NOT_MODIFIED ->
                asksAgain(request) ? new Answer.Final(new Fetched.SameAsBefore()) : failed(Why.SILENT);
            case HttpStatus.SC_MOVED_PERMANENTLY,
                    HttpStatus.SC_MOVED_TEMPORARILY,
                    HttpStatus.SC_SEE_OTHER,
                    HttpStatus.SC_TEMPORARY_REDIRECT,
                    HttpStatus.SC_PERMANENT_REDIRECT ->
                new Answer.Elsewhere(header(response, HttpHeaders.LOCATION, ""));
            case HttpStatus.SC_UNAUTHORIZED, HttpStatus.SC_FORBIDDEN, HttpStatus.SC_NOT_FOUND, HttpStatus.SC_GONE ->
                failed(Why.GONE);
            default -> failed(Why.SILENT);
        };
    }

    /// Whoever was told nothing of before cannot know that it is the same.
    private static boolean asksAgain(HttpGet request) {
        return request.containsHeader(HttpHeaders.IF_NONE_MATCH)
                || request.containsHeader(HttpHeaders.IF_MODIFIED_SINCE);
    }

    private static String header(ClassicHttpResponse response, String name, String otherwise) {
        var header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? otherwise : header.getValue();
    }

    /// A stream that is closed is read to its end first, so the connection of one that is too long is
    /// cut.
    private Answer whole(HttpGet request, ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) return failed(Why.NO_CALENDAR);
        var file = new ByteArrayOutputStream();
        var body = entity.getContent();
        var chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            file.write(chunk, 0, read);
            if (file.size() > settings.bytesMax()) {
                request.cancel();
                throw new TooLarge();
            }
        }
        return new Answer.Final(new Fetched.Calendar(
                file.toByteArray(),
                new Marks(mark(response, HttpHeaders.ETAG), mark(response, HttpHeaders.LAST_MODIFIED))));
    }

    private static @Nullable String mark(ClassicHttpResponse response, String name) {
        var mark = header(response, name, "");
        return mark.isBlank() || mark.length() > MARK_MAX ? null : mark;
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
