package org.tsudoi.payments.slip;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Whenever the agent has told something certain of a slip, the books are made to say whose the money is: what was paid
/// twice is the buyer's, what is taken back of a price is the payee's loss.
class SettlingSlips implements OutboxHandler {
    private static final String TOPIC = "slip.settle";

    private final SlipTable slips;
    private final SlipBook book;
    private final Others others;
    private final Outbox outbox;
    private final TransactionTemplate transactions;

    record Others(Suspense suspense, TakenBack takenBack) {}

    SettlingSlips(SlipTable slips, SlipBook book, Others others, Outbox outbox, TransactionTemplate transactions) {
        this.slips = slips;
        this.book = book;
        this.others = others;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /// In the caller's transaction.
    ///
    /// @param news what happened to it; the same again is the same
    void settleSoon(PaymentId payment, String news) {
        outbox.put(TOPIC, payment + ":" + news, Map.of("payment", payment.toString()));
    }

    @EventListener
    void on(PaymentNews.PaymentsCaptured news) {
        for (var capture : news.captures()) {
            if (capture.provider().equals(SlipAdapter.NAME)) settleSoon(capture.payment(), "captured");
        }
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var payment = PaymentId.parse(item.payload().path("payment").asString()).orElseThrow();
        boolean isGone = Objects.requireNonNull(transactions.execute(_ -> settle(payment)));
        if (isGone) {
            var slip = Objects.requireNonNull(
                    transactions.execute(_ -> slips.find(payment).orElseThrow()));
            others.takenBack.look(payment, slip.reference());
        }
        return Handled.done();
    }

    /// @return whether the price is taken back, or was so before
    private boolean settle(PaymentId payment) {
        var found = slips.lock(payment).filter(SlipTable.Slip::isCaptured);
        if (found.isEmpty()) return false;
        var slip = found.get();
        long price = slip.code().yen();
        long times = Math.max(0, slip.heard().settled() - 1);
        long more = times * price - slip.surplus();
        int settling = slip.settlings() + (more == 0 ? 0 : 1);
        if (more != 0) book.surplus(slip, more, more / price * slip.heard().fee(), settling);
        boolean gone = slip.heard().settled() < 1;
        if (more != 0 || gone != slip.gone()) slips.settled(payment, times * price, settling, gone);
        long owed = times * price - slips.givenBack(payment);
        if (owed > 0) giveBack(payment, owed);
        return gone || slip.gone();
    }

    /// The slip is locked, so that no two of these see the same surplus.
    private void giveBack(PaymentId payment, long owed) {
        int nth = slips.countGivenBack(payment) + 1;
        var words = "surplus " + payment + " " + nth;
        var refund = new RefundId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
        others.suspense.giveBack(refund, payment, Money.jpy(owed), Refund.Reason.SLIP_TWICE);
        slips.addGivenBack(payment, refund, nth, owed);
    }
}
