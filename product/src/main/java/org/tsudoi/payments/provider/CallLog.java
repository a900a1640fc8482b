package org.tsudoi.payments.provider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where adapters note each call, for the operator: no secrets, no bodies, no personal data.
public interface CallLog {
    void called(Call call);

    /// @param status null when there was no answer
    /// @param about  our id of what the call was for (`pay_…`, `rfd_…`)
    record Call(
            String provider,
            String method,
            String path,
            @Nullable Integer status,
            Duration took,
            @Nullable String about,
            Instant at) {}
}
