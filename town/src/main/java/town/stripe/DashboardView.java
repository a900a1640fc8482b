package town.stripe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the dashboard shows; newest first.
///
/// @param webhooksOn whether news goes out
/// @param waiting how much news waits
public record DashboardView(
        String tab,
        String taken,
        String givenBack,
        long payments,
        boolean webhooksOn,
        int waiting,
        List<PaymentRow> paid,
        List<SessionRow> sessions,
        List<RefundRow> refunds,
        List<NewsRow> news,
        List<DeliveryRow> deliveries,
        List<CallRow> calls) {

    public static List<String> tabs() {
        return List.of("payments", "sessions", "refunds", "news", "deliveries", "calls");
    }

    /// @param state key of the text: paid, failed, refunded, part, disputed, held
    /// @param chip how it is coloured
    public record PaymentRow(
            Instant at,
            String charge,
            String intent,
            String amount,
            String givenBack,
            String state,
            String chip,
            String card,
            boolean disputable,
            boolean undecided) {}

    public record SessionRow(Instant at, String id, String amount, String state, String chip, boolean open) {}

    public record RefundRow(Instant at, String id, String amount, String state, String chip) {}

    public record NewsRow(Instant at, String id, String type) {}

    public record DeliveryRow(
            String id,
            @Nullable Instant at,
            String type,
            String url,
            int attempts,
            String state,
            String chip,
            @Nullable String answer,
            @Nullable String twist) {}

    public record CallRow(
            Instant at,
            String method,
            String path,
            int status,
            String chip,
            @Nullable String key,
            @Nullable String weather) {}
}
