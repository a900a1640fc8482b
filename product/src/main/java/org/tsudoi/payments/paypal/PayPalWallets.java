package org.tsudoi.payments.paypal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Kept;
import org.tsudoi.payments.provider.WalletsOnFile;

/// Wallets that PayPal keeps (Payment Method Tokens v3; developer.paypal.com, "Save PayPal with purchase", 2026-11).
final class PayPalWallets implements WalletsOnFile {
    static final String TOKENS = "/v3/vault/payment-tokens";

    private final PayPalClient paypal;
    private final PayPalSetups setups;

    PayPalWallets(PayPalClient paypal) {
        this.paypal = paypal;
        this.setups = new PayPalSetups(paypal);
    }

    @Override
    public String name() {
        return PayPalAdapter.NAME;
    }

    @Override
    public Answer<Kept> keptWith(PaymentId id, String reference) {
        return PayPalAdapter.answer(paypal.get(PayPalAdapter.order(reference), id.toString()), PayPalReading::kept);
    }

    @Override
    public Answer<KeepingPage> keep(Keeping keeping) {
        return setups.keep(keeping);
    }

    @Override
    public Answer<KeepingSeen> look(SavedCardId means, String reference) {
        return setups.look(means, reference);
    }

    @Override
    public Answer<Forgotten> forget(String method) {
        var forgotten = new Forgotten(method);
        return switch (paypal.delete(token(method), "a wallet")) {
            case Reply.Done _ -> new Answer.Given<>(forgotten);
            case Reply.Denied(var status, var _) when status == 404 -> new Answer.Given<>(forgotten);
            case Reply.Denied(var status, var issue) ->
                new Answer.Refused<>(PayPalAdapter.reason(status, issue), issue);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    @Override
    public Answer<Standing> look(String method) {
        var reply = paypal.get(token(method), "a wallet");
        return reply instanceof Reply.Denied(var status, var _) && status == 404
                ? new Answer.Given<>(Standing.GONE)
                : PayPalAdapter.answer(
                        reply,
                        token -> method.equals(PayPalReading.text(token, "id"))
                                ? Optional.of(Standing.KEPT)
                                : Optional.empty());
    }

    private static String token(String method) {
        return TOKENS + "/" + URLEncoder.encode(method, StandardCharsets.UTF_8);
    }
}
