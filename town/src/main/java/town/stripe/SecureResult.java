package town.stripe;

import org.jspecify.annotations.Nullable;

/// What came of 3-D Secure, as charges show it
/// (docs.stripe.com/api/charges/object#charge_object-payment_method_details-card-three_d_secure).
enum SecureResult {
    /// The bank asked its customer.
    CHALLENGED("authenticated", "challenge", "05", null),
    /// The bank knew its customer without asking.
    FRICTIONLESS("authenticated", "frictionless", "05", null),
    /// The bank takes no part, and says so.
    ATTEMPTED("attempt_acknowledged", "frictionless", "06", null),
    EXEMPTED("exempted", null, null, "low_risk"),
    NOT_SUPPORTED("not_supported", null, null, null);

    private final String result;
    private final @Nullable String flow;
    private final @Nullable String indicator;
    private final @Nullable String exemption;

    SecureResult(String result, @Nullable String flow, @Nullable String indicator, @Nullable String exemption) {
        this.result = result;
        this.flow = flow;
        this.indicator = indicator;
        this.exemption = exemption;
    }

    String result() {
        return result;
    }

    @Nullable
    String flow() {
        return flow;
    }

    @Nullable
    String indicator() {
        return indicator;
    }

    @Nullable
    String exemption() {
        return exemption;
    }
}
