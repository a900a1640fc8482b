package org.tsudoi.meetings.provider;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An adapter's ear for what its provider tells by itself.
public interface Webhooks {
    int BODY_BYTES_MAX = 64 * 1024;

    /// The provider's word in the address.
    String name();

    /// @param body the bytes as they came: the signature is over them
    Heard hear(byte[] body, Function<String, @Nullable String> header);

    sealed interface Heard {
        /// Stored, now or before.
        record Taken() implements Heard {}

        /// The provider wants an answer.
        record Answered(Object json) implements Heard {}

        /// Not from the provider, too old, or not understood.
        record Refused(String why) implements Heard {}
    }
}
