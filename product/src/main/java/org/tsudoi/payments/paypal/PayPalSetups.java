package org.tsudoi.payments.paypal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile.Keeping;
import org.tsudoi.payments.provider.MeansOnFile.KeepingPage;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Has PayPal keep a wallet without a payment: the payer approves a setup token, of which the payment token is made
/// (developer.paypal.com/api/payment-tokens/v3, 2026-11).
final class PayPalSetups {
    private static final String SETUPS = "/v3/vault/setup-tokens";

    /// It was not approved yet.
    private static final String NOT_APPROVED = "PAYER_ACTION_REQUIRED";

    private final PayPalClient paypal;

    PayPalSetups(PayPalClient paypal) {
        this.paypal = paypal;
    }

    Answer<KeepingPage> keep(Keeping keeping) {
        var wish = JsonMapper.shared().createObjectNode();
        if (keeping.customer() != null) wish.withObject("customer").put("id", keeping.customer());
        var wallet = wish.withObject("payment_source").withObject("paypal");
        wallet.put("usage_type", "MERCHANT")
                .put("customer_type", "CONSUMER")
                .put("permit_multiple_payment_tokens", false);
        wallet.withObject("experience_context")
                .put("locale", PayPalAdapter.language(keeping.locale()))
                .put("shipping_preference", "NO_SHIPPING")
                .put("return_url", keeping.backUrl())
                .put("cancel_url", keeping.leaveUrl());
        var id = keeping.means().toString();
        return PayPalAdapter.answer(paypal.post(SETUPS, wish, id, id), PayPalSetups::page);
    }

    private static Optional<KeepingPage> page(JsonNode setup) {
        var id = PayPalReading.text(setup, "id");
        var url = PayPalReading.link(setup, "approve");
        return id == null || url == null ? Optional.empty() : Optional.of(new KeepingPage(id, url));
    }

    /// What was approved is taken up. PayPal remembers that call for three hours; asked later it says only that the
    /// setup token was used, which is not known to be ours.
    Answer<KeepingSeen> look(SavedCardId means, String reference) {
        var reply = paypal.get(SETUPS + "/" + URLEncoder.encode(reference, StandardCharsets.UTF_8), means.toString());
        if (reply instanceof Reply.Denied(var status, var _) && status == 404) {
            return new Answer.Given<>(new KeepingSeen.Closed());
        }
        var said = PayPalAdapter.answer(reply, setup -> Optional.ofNullable(PayPalReading.text(setup, "status")));
        return switch (said) {
            case Answer.Refused<String>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<String>(var why) -> new Answer.NotKnown<>(why);
            case Answer.Given<String>(var status) ->
                switch (status) {
                    case "CREATED", "PAYER_ACTION_REQUIRED" -> new Answer.Given<>(new KeepingSeen.Open());
                    case "APPROVED", "VAULTED", "TOKENIZED" -> token(means, reference);
                    default -> new Answer.NotKnown<>("words not understood");
                };
        };
    }

    private Answer<KeepingSeen> token(SavedCardId means, String reference) {
        var wish = JsonMapper.shared().createObjectNode();
        wish.withObject("payment_source")
                .withObject("token")
                .put("id", reference)
                .put("type", "SETUP_TOKEN");
        var reply = paypal.post(PayPalWallets.TOKENS, wish, means + "-token", means.toString());
        if (reply instanceof Reply.Denied(var status, var issue)) {
            if (issue.equals(NOT_APPROVED)) return new Answer.Given<>(new KeepingSeen.Open());
            // An earlier call may have made it, of which this says nothing.
            return status == 401 || status == 403
                    ? new Answer.Refused<>(PayPalAdapter.reason(status, issue), issue)
                    : new Answer.NotKnown<>("what an earlier call did is not told: " + issue);
        }
        return PayPalAdapter.answer(reply, made -> PayPalReading.wallet(made).map(KeepingSeen.AWallet::new));
    }
}
