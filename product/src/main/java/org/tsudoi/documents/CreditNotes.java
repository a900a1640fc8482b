package org.tsudoi.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// A paper for each refund that the buyer has: 適格返還請求書 (消費税法 57条の4 3項; below ¥10,000 nobody need issue one, we do
/// all the same), in Thailand a ใบลดหนี้ (มาตรา 86/10). It names the paper that it corrects. Where
/// nothing was sold after all, since the money came too late or twice, it only tells that the money
/// went back.
@Component
public class CreditNotes {
    private final Archive archive;
    private final Receipts receipts;
    private final Receipts.Records records;
    private final Texts texts;
    private final QrMark mark;

    CreditNotes(Archive archive, Receipts receipts, Receipts.Records records, Texts texts, PlatformSettings settings) {
        this.archive = archive;
        this.receipts = receipts;
        this.records = records;
        this.texts = texts;
        this.mark = new QrMark(settings.link("/trust/books"));
    }

    /// In the language of the latest receipt, to whom that was addressed.
    ///
    /// @throws Problem not found, for a refund of another order or one that the buyer does not have yet
    public IssuedPaper of(OrderId id, RefundId refundId) {
        var refunds = records.payments().refundsFor(id.toString());
        if (doneAt(refund(refunds, refundId)).isEmpty()) throw Problem.notFound();
        var first = archive.of(id).stream()
                .filter(paper -> paper.refund().filter(refundId::equals).isPresent())
                .findFirst();
        if (first.isPresent()) return archive.open(first.get());
        var about = about(id, refundId);
        var corrected = about.corrected;
        var language = corrected == null || Receipts.isThai(about.seller)
                ? Receipts.language(about.order, about.seller)
                : corrected.language();
        var draft =
                draft(about, corrected == null ? Receipts.buyersName(about.order) : corrected.recipient(), language);
        return archive.issue(draft.wish, draft.writing);
    }

    /// To another name, or in another language: what was issued so before, or a new one that names the original. Empty
    /// when there are too many of this order.
    ///
    /// @throws Problem as `of`
    public Optional<IssuedPaper> reissue(OrderId id, RefundId refundId, Recipient recipient, Language language) {
        of(id, refundId);
        var draft = draft(about(id, refundId), recipient, language);
        return archive.reissue(draft.wish, draft.writing);
    }

    /// Those that are void: the bank has returned the refund that they tell of, and it is owed again. What was handed
    /// out stays as it is; once the buyer has the money it holds again.
    public Set<PaperId> voided(Collection<Paper> papers) {
        var notes = papers.stream().filter(paper -> paper.refund().isPresent()).toList();
        if (notes.isEmpty()) return Set.of();
        var orders =
                notes.stream().map(paper -> paper.order().toString()).distinct().toList();
        var done = records.payments().refundsFor(orders).stream()
                .filter(Refund::isDone)
                .map(Refund::id)
                .collect(Collectors.toSet());
        return notes.stream()
                .filter(paper -> !done.contains(paper.refund().orElseThrow()))
                .map(Paper::id)
                .collect(Collectors.toSet());
    }

    private static Refund refund(List<Refund> refunds, RefundId id) {
        return refunds.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow(Problem::notFound);
    }

    private record About(
            Order order,
            Refund refund,
            List<Refund> refunds,
            Instant doneAt,
            Receipts.@Nullable Sale sale,
            @Nullable Paper corrected,
            Organiser seller) {}

    private About about(OrderId id, RefundId refundId) {
        var refunds = records.payments().refundsFor(id.toString());
        var refund = refund(refunds, refundId);
        var doneAt = doneAt(refund).orElseThrow(Problem::notFound);
        var order = records.orders().get(id);
        var sale = Receipts.sale(order)
                .filter(it -> it.payment().equals(refund.terms().payment())
                        && !refund.terms().isBeyondPrice())
                .orElse(null);
        if (sale != null) receipts.original(id);
        return new About(
                order, refund, refunds, doneAt, sale, sale == null ? null : latest(id), receipts.seller(order));
    }

    private record Draft(Archive.Wish wish, Archive.Writing writing) {}

    private Draft draft(About about, Recipient to, Language language) {
        var order = about.order;
        var refund = about.refund;
        var told = records.events().get(order.terms().event()).particulars();
        var wording = new Wording(texts, language, about.seller, told.zone());
        var wish = new Archive.Wish(
                PaperKind.CREDIT_NOTE,
                about.seller.id(),
                order.id(),
                refund.terms().payment(),
                refund.id(),
                language,
                to,
                about.doneAt,
                about.seller.zone(),
                refund.terms().amount(),
                about.corrected);
        var content = new Content(
                order,
                told,
                refund,
                about.doneAt,
                about.sale,
                about.corrected,
                back(about.refunds, refund, about.doneAt),
                extras(order, refund),
                order.terms().extras().isEmpty() ? List.of() : records.orders().tickets(order.id()),
                order.terms().extras().isEmpty() ? List.of() : records.orders().dateShares(order),
                about.seller,
                wording,
                to);
        return new Draft(wish, issue -> new PaperWriting(content.of(issue), mark).write());
    }

    /// What of it is for what was bought with the places. Of what points paid a part of nobody can say it in money.
    private Money extras(Order order, Refund refund) {
        var none = refund.terms().amount().times(0);
        if (order.terms().extras().isEmpty() || !order.reductions().points().isZero()) return none;
        return records.orders().tickets(order.id()).stream()
                .filter(Ticket.Cancelled.class::isInstance)
                .map(Ticket.Cancelled.class::cast)
                .filter(ticket ->
                        refund.id().equals(ticket.refund()) && ticket.withheld().isZero())
                .map(Ticket.Cancelled::forExtras)
                .reduce(none, Money::plus);
    }

    private Paper latest(OrderId id) {
        return archive.of(id).stream()
                .filter(paper -> paper.refund().isEmpty())
                .max(Comparator.comparing(Paper::issuedAt).thenComparing(Paper::number))
                .orElseThrow();
    }

    /// Empty while the buyer does not have it.
    private static Optional<Instant> doneAt(Refund refund) {
        return switch (refund) {
            case Refund.Succeeded done -> Optional.of(done.at());
            case Refund.SettledOutside done -> Optional.of(done.at());
            case Refund.Transferred done -> Optional.of(done.at());
            case Refund.Requested _, Refund.Submitted _, Refund.Unknown _, Refund.Failed _, Refund.Transferring _ ->
                Optional.empty();
        };
    }

    /// All that the buyer has back of that payment when they have this refund, in the order in which they got it.
    private static Money back(List<Refund> refunds, Refund until, Instant doneAt) {
        var back = until.terms().amount();
        for (var refund : refunds) {
            if (refund.id().equals(until.id())
                    || refund.terms().isBeyondPrice()
                    || !refund.terms().payment().equals(until.terms().payment())) continue;
            boolean before = doneAt(refund)
                    .filter(at -> at.isBefore(doneAt)
                            || at.equals(doneAt)
                                    && refund.id().value().compareTo(until.id().value()) < 0)
                    .isPresent();
            if (before) back = back.plus(refund.terms().amount());
        }
        return back;
    }

    /// What one credit note says.
    private record Content(
            Order order,
            Event.Particulars told,
            Refund refund,
            Instant doneAt,
            Receipts.@Nullable Sale sale,
            @Nullable Paper corrected,
            Money back,
            Money extras,
            List<Ticket> tickets,
            List<Orders.DateShare> dates,
            Organiser seller,
            Wording wording,
            Recipient to) {

        PaperContent of(Archive.Issue issue) {
            var head = new ArrayList<>(List.of(
                    wording.say("paper.number", issue.number()),
                    wording.say("paper.issued", wording.date(issue.at())),
                    wording.say("paper.refundedOn", wording.date(doneAt))));
            issue.first()
                    .ifPresent(first -> head.add(
                            wording.say("paper.reissued", first.shownNumber(), wording.date(first.issuedAt()))));
            var lines = new ArrayList<String>();
            if (sale != null && corrected != null) {
                head.add(wording.say("paper.tradedOn", wording.date(sale.at())));
                lines.add(wording.say(
                        "paper.corrects",
                        wording.say("paper.kind." + corrected.kind().word()),
                        corrected.shownNumber(),
                        wording.date(corrected.issuedAt())));
            }
            lines.add(wording.say(
                    "paper.refundFor",
                    wording.sold(told.title(), order.terms().tax()),
                    order.terms().planName()));
            if (extras.isPositive()) lines.add(wording.say("addons.within", wording.money(extras)));
            lines.add(wording.say(
                    "paper.reason", wording.say(reason(refund.terms().why()))));
            boolean thai = inThailand();
            if (sale != null && feeBack().isPositive()) lines.add(wording.say("fees.within", wording.money(feeBack())));
            if (sale != null && !thai) lines.addAll(wording.taxes(byRate()));
            return new PaperContent(
                    wording.say(title()),
                    thai ? wording.inThai("paper.kind.credit-note") : "",
                    head,
                    wording.to(to),
                    wording.say("paper.refund", wording.money(refund.terms().amount())),
                    lines,
                    List.of(),
                    thai ? corrections() : List.of(),
                    wording.from(thai),
                    Optional.empty());
        }

        private RateTotals byRate() {
            var sold = new SoldByRate(order);
            var amount = refund.terms().amount();
            return sold.isMixed()
                    ? RateTotals.of(sold.back(tickets, dates, refund.id(), amount, feeBack()), wording.rounding())
                    : RateTotals.of(order.terms(), amount, feeBack(), wording.rounding());
        }

        private boolean inThailand() {
            return sale != null && Receipts.isThai(seller);
        }

        private String title() {
            if (sale == null) return "paper.moneyBack";
            boolean qualified =
                    seller.country().equals("JP") && seller.invoiceNumber().isPresent();
            return qualified ? "paper.qualifiedReturn" : "paper.kind.credit-note";
        }

        /// What was paid, of which the rest is the organiser's.
        private RateTotals totals(Money paid) {
            return RateTotals.of(order.terms(), paid, order.feeWithin(paid), wording.rounding());
        }

        /// What was paid and had not come back before this refund, and what has not with it.
        private Money left() {
            return order.toPay().minus(back);
        }

        private Money leftBefore() {
            return left().plus(refund.terms().amount());
        }

        /// How much of it is the fee that the buyer bore: all refunds together give back exactly that.
        private Money feeBack() {
            return order.feeWithin(leftBefore()).minus(order.feeWithin(left()));
        }

        /// What the original was worth, what of it was left by notes before, what is right, the difference, and the tax
        /// that goes back with it.
        private List<String> corrections() {
            var amount = refund.terms().amount();
            var original = totals(order.toPay());
            var before = totals(leftBefore());
            var right = totals(left());
            var sums = new ArrayList<>(List.of(wording.say("paper.originalValue", wording.money(original.net()))));
            if (!leftBefore().equals(order.toPay()))
                sums.add(wording.say("paper.valueBefore", wording.money(before.net())));
            sums.add(wording.say("paper.rightValue", wording.money(right.net())));
            sums.add(wording.say("paper.difference", wording.money(before.net().minus(right.net()))));
            for (var total : original.totals()) {
                var tax = total.tax();
                if (tax.category() == Tax.Category.NONE) continue;
                var within = before.within(tax).minus(right.within(tax));
                sums.add(wording.say("paper.vat", tax.percent(), wording.money(within)));
            }
            sums.add(wording.say("paper.total", wording.money(amount)));
            return sums;
        }

        private static String reason(Refund.Reason why) {
            return switch (why) {
                case CANCELLED_BY_BUYER -> "paper.why.participant";
                case CANCELLED_BY_ORGANISER -> "paper.why.organiser";
                case EVENT_CANCELLED -> "paper.why.event";
                case RESCHEDULED -> "paper.why.moved";
                case HOST_ABSENT -> "paper.why.absent";
                case DATE_CALLED_OFF -> "paper.why.date";
                case MEMBER_LEFT -> "paper.why.left";
                case PAID_TOO_LATE -> "paper.why.late";
                case PAID_TWICE -> "paper.why.twice";
                case PAID_ANOTHER_PRICE, NOT_WITHHELD, POINTS_TOO_LATE, POINTS_SETTLED, TOO_MUCH, IN_PART, SLIP_TWICE ->
                    "paper.why.other";
            };
        }
    }
}
