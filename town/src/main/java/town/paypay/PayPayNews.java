package town.paypay;

import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import town.courier.Courier;
import town.courier.Parcel;
import town.state.Keeper;
import town.state.TownClock;
import town.weather.Provider;
import town.weather.Weather;

/// Tells the shop that something was paid. Nothing is signed: whoever hears it has to ask.
@Component
class PayPayNews {
    private static final String TYPE = "Transaction";

    private final PayPaySettings settings;
    private final Courier courier;

    PayPayNews(PayPaySettings settings, TownClock clock, Weather weather, Keeper keeper) {
        this.settings = settings;
        this.courier = new Courier(Provider.PAYPAY, keeper, clock, weather, settings.retryDelays(), PayPayNews::seal);
    }

    Courier courier() {
        return courier;
    }

    void paid(Code code, Instant at) {
        if (settings.webhookUrl().isBlank()) {
            return;
        }
        var wanted = code.wanted();
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("notification_type", TYPE)
                .put("merchant_id", settings.merchantId())
                .put("store_id", Objects.requireNonNullElse(wanted.storeId(), ""))
                .put("pos_id", Objects.requireNonNullElse(wanted.terminalId(), ""))
                .put("order_id", code.paymentId())
                .put("merchant_order_id", wanted.merchantPaymentId())
                .put("paid_at", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("order_amount", Long.toString(wanted.amount()))
                .put("state", "COMPLETED");
        courier.send(code.id(), TYPE, body.toString(), settings.webhookUrl());
    }

    /// A forger says that somebody else has paid, and cannot be told from PayPay.
    private static HttpRequest.Builder seal(Parcel parcel, Instant at) {
        var body = parcel.isForged()
                ? parcel.body()
                        .replaceAll("\"order_amount\":\"[0-9]*\"", "\"order_amount\":\"1\"")
                        .replaceAll("\"order_id\":\"[0-9]*\"", "\"order_id\":\"09999999999999999999\"")
                : parcel.body();
        return HttpRequest.newBuilder(URI.create(parcel.url()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "PayPay")
                .POST(BodyPublishers.ofString(body));
    }

    @Scheduled(fixedDelay = 200)
    void sendDue() {
        courier.sendDue();
    }

    @PreDestroy
    void close() {
        courier.close();
    }
}
