package org.tsudoi.meetings.bigbluebutton;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Speaks with the server: a signed address out, XML in. What an answer means is the adapter's.
/// Java's client makes a call again on a line that was cut: all of these may come twice. Nothing of
/// an address is ever said, since whoever has it can do what it says.
final class BigBlueButtonClient {
    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;

    private final BigBlueButtonSettings settings;
    private final RestClient http;

    BigBlueButtonClient(BigBlueButtonSettings settings) {
        this.settings = settings;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.readTimeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    sealed interface Reply {
        record Done(Told told) implements Reply {}

        /// The server understood and said no.
        ///
        /// @param key its `messageKey`
        record Denied(String key) implements Reply {
            /// There is no such meeting at present.
            boolean isOfNone() {
                return key.equals("notFound") || key.equals("invalidMeetingIdentifier");
            }
        }

        record Unclear(String why) implements Reply {}

        /// The line was lost, or there never was one.
        record Silent(String why) implements Reply {}
    }

    private record RawAnswer(int status, byte[] body) {}

    Reply call(SignedCall call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while BigBlueButton is called");
        }
        try {
            var answer = http.get()
                    .uri(call.at(settings))
                    .exchange((_, response) ->
                            new RawAnswer(response.getStatusCode().value(), limited(response.getBody())));
            return answer == null ? new Reply.Unclear("nothing came back") : understood(answer);
        } catch (RestClientException silence) {
            return new Reply.Silent("no answer: " + cause(silence));
        }
    }

    /// It says no with 200, too: any other status is of somebody before it.
    private static Reply understood(RawAnswer answer) {
        if (answer.status() != 200) return new Reply.Unclear("status " + answer.status());
        return Told.read(answer.body())
                .<Reply>map(told -> told.isDone() ? new Reply.Done(told) : new Reply.Denied(told.key()))
                .orElseGet(() -> new Reply.Unclear("words not understood"));
    }

    private static byte[] limited(InputStream body) throws IOException {
        var bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) throw new IOException("an answer of more than " + BODY_BYTES_MAX + " bytes");
        return bytes;
    }

    /// By its kind alone: its message may hold the address.
    private static String cause(Exception silence) {
        Throwable deepest = silence;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getClass().getSimpleName();
    }
}
