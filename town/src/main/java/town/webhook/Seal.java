package town.webhook;

import java.time.Instant;
import java.util.Map;

/// What a provider puts on its news.
public interface Seal {
    /// The headers of one attempt, the signature among them.
    ///
    /// @param at when it is signed
    /// @param genuine false: signed with a secret that nobody was given
    Map<String, String> headers(Parcel parcel, String body, Instant at, boolean genuine);

    /// The same news, saying something else.
    String forged(String body);
}
