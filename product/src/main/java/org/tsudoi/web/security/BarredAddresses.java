package org.tsudoi.web.security;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.Lately;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageNews;
import org.tsudoi.web.KeptOut;

/// The mail addresses of members who are suspended or expelled: they are proven, so whoever orders by one of them
/// without having signed in is this member, or nobody.
@Component
public class BarredAddresses {
    private final Sanctions sanctions;
    private final Members members;
    private final Lately<String, Map<String, MemberId>> lately = new Lately<>();

    BarredAddresses(Sanctions sanctions, Members members) {
        this.sanctions = sanctions;
        this.members = members;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StageNews news) {
        lately.forget();
    }

    /// For whoever came by a link that was sent to this address alone: they may be told.
    public boolean isBarred(EmailAddress mail) {
        return whose(mail).isPresent();
    }

    /// By the link of an order its buyer begins nothing more while they are barred. They end things, and read.
    ///
    /// @throws KeptOut for them
    public Order letBegin(Order order) {
        var buyer = order.terms().buyer();
        var all = lately.get("barred", this::all);
        boolean barred = all.containsKey(buyer.email().lookUpKey())
                || Optional.ofNullable(buyer.member())
                        .filter(all::containsValue)
                        .isPresent();
        if (barred) throw new KeptOut();
        return order;
    }

    /// What they owe by the month they agreed to before, and may pay.
    ///
    /// @throws KeptOut as `letBegin`
    public Order letPay(Order order) {
        return order.terms().isPeriod() ? order : letBegin(order);
    }

    /// For anybody who types an address. What a page answers then is what it answers for too many orders: that somebody
    /// is barred is nobody else's business. The member learns of it by mail.
    public boolean keepsOut(EmailAddress typed) {
        var member = whose(typed);
        member.ifPresent(sanctions::triedToOrder);
        return member.isPresent();
    }

    private Optional<MemberId> whose(EmailAddress mail) {
        return Optional.ofNullable(lately.get("barred", this::all).get(mail.lookUpKey()));
    }

    private Map<String, MemberId> all() {
        var barred = sanctions.barred();
        if (barred.isEmpty()) return Map.of();
        return members.findAll(barred).values().stream()
                .collect(Collectors.toMap(one -> one.email().lookUpKey(), Member::id, (one, _) -> one));
    }
}
