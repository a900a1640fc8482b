package town.paypay;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import town.state.TownClock;

/// The life of a code: made, paid or not, cancelled.
@Component
class PayPayCodes {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    /// Until when, on the day after it was paid, a payment can be cancelled.
    private static final LocalTime CANCEL_UNTIL = LocalTime.of(0, 15);

    private static final long AMOUNT_MAX = 99_999_999_999L;
    private static final int TEXT_LENGTH_MAX = 255;

    private final PayPayBooks books;
    private final Clock clock;
    private final PayPaySettings settings;
    private final PayPayNews news;

    PayPayCodes(PayPayBooks books, TownClock clock, PayPaySettings settings, PayPayNews news) {
        this.books = books;
        this.clock = clock;
        this.settings = settings;
        this.news = news;
    }

    Code create(JsonNode body) {
        var wanted = read(body);
        var earlier = books.ofMerchant(wanted.merchantPaymentId());
        if (earlier.isPresent()) {
            var code = earlier.get();
            var same = code.wanted().asked().equals(wanted.asked());
            if (settings.repeats() && same && code.isPayable(clock.instant())) {
                return code;
            }
            throw PayPayError.duplicateCode();
        }
        var now = clock.instant();
        var code = new Code(
                books.newCodeId(),
                now,
                now.plus(settings.codeLife()),
                wanted,
                Code.State.CREATED,
                null,
                null,
                false,
                List.of());
        books.put(code);
        books.byMerchantId.put(wanted.merchantPaymentId(), code.id());
        return code;
    }

    private static Code.Wanted read(JsonNode body) {
        var id = body.path("merchantPaymentId");
        var amount = body.path("amount");
        if (id.isMissingNode()
                || amount.isMissingNode()
                || body.path("codeType").isMissingNode()) {
            throw PayPayError.missing();
        }
        if (!id.isString() || !NAME.matcher(id.asString()).matches()) {
            throw PayPayError.invalid();
        }
        long yen = yen(amount);
        if (!body.path("codeType").asString("").equals("ORDER_QR")) {
            throw PayPayError.badCode();
        }
        if (body.path("isAuthorization").asBoolean(false)) {
            throw PayPayError.noPreAuthorization();
        }
        var redirect = text(body, "redirectUrl");
        if (redirect != null
                && !List.of("WEB_LINK", "APP_DEEP_LINK", "WEBVIEW_IN_PAYPAY")
                        .contains(body.path("redirectType").asString(""))) {
            throw PayPayError.invalid();
        }
        return new Code.Wanted(
                id.asString(),
                yen,
                text(body, "orderDescription"),
                text(body, "storeId"),
                text(body, "terminalId"),
                body.path("requestedAt").isIntegralNumber()
                        ? body.path("requestedAt").asLong()
                        : null,
                redirect,
                body.toString());
    }

    /// An amount, which is in yen.
    static long yen(JsonNode amount) {
        var number = amount.path("amount");
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.asLong() < 1
                || number.asLong() > AMOUNT_MAX
                || !amount.path("currency").asString("").equals("JPY")) {
            throw PayPayError.invalid();
        }
        return number.asLong();
    }

    static @Nullable String text(JsonNode body, String field) {
        var text = body.path(field);
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        int longest = field.equals("redirectUrl") ? 2048 : TEXT_LENGTH_MAX;
        if (!text.isString() || text.asString().length() > longest) {
            throw PayPayError.invalid();
        }
        return text.asString();
    }

    Code payment(String merchantPaymentId) {
        boolean hides = books.hidesUnopened.find(PayPayControl.ALWAYS).isPresent();
        return books.ofMerchant(merchantPaymentId)
                .filter(code -> !hides || code.paymentId() != null)
                .orElseThrow(PayPayError::noPayment);
    }

    void delete(String codeId) {
        var code = books.codes.find(codeId).orElseThrow(PayPayError::noCode);
        switch (code.state()) {
            case COMPLETED -> throw PayPayError.alreadyPaid();
            case DELETED, CANCELED, FAILED -> throw PayPayError.noCode();
            case CREATED -> books.put(code.deleted());
        }
    }

    void cancel(String merchantPaymentId) {
        var code = books.ofMerchant(merchantPaymentId).orElseThrow(PayPayError::notReversible);
        switch (code.state()) {
            case CREATED, FAILED -> books.put(code.canceled());
            case COMPLETED -> {
                var accepted = code.acceptedAt() == null ? code.created() : code.acceptedAt();
                var end = accepted.atZone(JAPAN).toLocalDate().plusDays(1).atTime(CANCEL_UNTIL);
                if (!code.refunds().isEmpty()
                        || !clock.instant().isBefore(end.atZone(JAPAN).toInstant())) {
                    throw PayPayError.notReversible();
                }
                books.put(code.canceled());
            }
            case DELETED, CANCELED -> {}
        }
    }

    /// How an attempt to pay ended.
    enum Outcome {
        PAID,
        FAILED,
        NOT_OPEN
    }

    /// @param late whether it is paid even though its time is over
    Outcome pay(String codeId, boolean late, boolean slowRefunds) {
        return books.locked(() -> {
            var code = books.codes.find(codeId).orElseThrow(PayPayError::noCode);
            if (!code.isPayable(clock.instant()) && !(late && code.state() == Code.State.CREATED)) {
                return Outcome.NOT_OPEN;
            }
            if (books.nextFails.removeOldest().isPresent()) {
                books.put(code.failed(books.newPaymentId()));
                return Outcome.FAILED;
            }
            var now = clock.instant();
            var paid = code.paid(books.newPaymentId(), now, slowRefunds);
            books.put(paid);
            news.paid(paid, now);
            return Outcome.PAID;
        });
    }
}
