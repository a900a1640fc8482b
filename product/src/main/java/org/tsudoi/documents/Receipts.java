package org.tsudoi.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.registers.InvoiceRegister;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Receipts for what was paid: 領収書, of who has a registration number a 適格請求書 (消費税法 57条の4), of who is registered for
/// VAT in Thailand a tax invoice. Issued once and archived; of another name or language a new one is issued that says
/// so. Electronic, so no revenue stamp is due (Stamp Tax Act: paper documents only). One that is
/// issued when its payment is sealed in the books carries the proof (docs/proofs.md).
@Component
public class Receipts {
    private final Archive archive;
    private final Records records;
    private final PaymentProofs proofs;
    private final Texts texts;
    /// Where the proof can be held against what was published.
    private final String books;

    private final QrMark mark;

    /// What papers are written from.
    @Component
    record Records(Orders orders, Events events, Organisers organisers, Payments payments, InvoiceRegister register) {}

    Receipts(Archive archive, Records records, PaymentProofs proofs, Texts texts, PlatformSettings settings) {
        this.archive = archive;
        this.records = records;
        this.proofs = proofs;
        this.texts = texts;
        this.books = settings.link("/trust/books");
        this.mark = new QrMark(books);
    }

    /// What was issued first; issued now when nothing was: in the buyer's name and language, a tax invoice of Thailand
    /// in Thai, as its law asks.
    ///
    /// @throws Problem not found, for an order that nothing was paid for
    public IssuedPaper original(OrderId id) {
        var first = archive.first(id);
        if (first.isPresent()) return archive.open(first.get());
        var order = records.orders.get(id);
        return original(order, records.events.get(order.terms().event()), records.orders.tickets(id));
    }

    /// The same, of what was read already.
    public IssuedPaper original(Order order, Event event, List<Ticket> tickets) {
        var first = archive.first(order.id());
        if (first.isPresent()) return archive.open(first.get());
        var draft = draft(order, event, tickets, buyersName(order), language(order, seller(order)));
        return archive.issue(draft.wish, draft.writing);
    }

    /// In the buyer's name: the original, or one that was issued anew in that language.
    ///
    /// @throws Problem not found, for an order that nothing was paid for
    public IssuedPaper of(OrderId id, Language language) {
        return reissue(id, buyersName(records.orders.get(id)), language).orElseThrow(Problem::notFound);
    }

    /// To another name, or in another language: what was issued so before, or a new one that names the original. Empty
    /// when there are too many of this order.
    ///
    /// @throws Problem not found, for an order that nothing was paid for
    public Optional<IssuedPaper> reissue(OrderId id, Recipient recipient, Language language) {
        original(id);
        var order = records.orders.get(id);
        var event = records.events.get(order.terms().event());
        var draft = draft(order, event, records.orders.tickets(id), recipient, language);
        return archive.reissue(draft.wish, draft.writing);
    }

    /// All papers of an order, the first first.
    public List<Paper> papers(OrderId id) {
        return archive.of(id);
    }

    /// What an organiser issued, by the moment of what was paid or went back, the first first.
    public List<Paper> issuedBy(OrganiserId issuer, Instant from, Instant until, long skip, int max) {
        return archive.of(issuer, from, until, skip, max);
    }

    public long countIssuedBy(OrganiserId issuer, Instant from, Instant until) {
        return archive.count(issuer, from, until);
    }

    /// The issuer's copy.
    ///
    /// @throws Problem not found, for one of another issuer
    public IssuedPaper copy(OrganiserId issuer, PaperId id) {
        return archive.find(id)
                .filter(paper -> paper.issuer().equals(issuer))
                .map(archive::open)
                .orElseThrow(Problem::notFound);
    }

    /// @throws Problem not found, for one of another order
    public IssuedPaper open(OrderId order, PaperId id) {
        return archive.find(id)
                .filter(paper -> paper.order().equals(order))
                .map(archive::open)
                .orElseThrow(Problem::notFound);
    }

    static Language language(Order order, Organiser seller) {
        return isThai(seller) ? Language.TH : Language.of(order.terms().buyer().locale());
    }

    /// Registered for VAT in Thailand.
    static boolean isThai(Organiser seller) {
        return seller.country().equals("TH") && seller.thaiTaxpayer().isPresent();
    }

    /// As they were when they sold it: what they are registered for since is not said of it.
    public Organiser seller(Order order) {
        var then = sale(order).map(Sale::at).orElse(order.terms().placedAt());
        var seller = records.organisers.asOf(order.terms().organiser(), then).orElseThrow(Problem::notFound);
        return records.register.asRegistered(seller, LocalDate.ofInstant(then, seller.zone()));
    }

    static Recipient buyersName(Order order) {
        return Recipient.of(order.terms().buyer().name().value());
    }

    private record Draft(Archive.Wish wish, Archive.Writing writing) {}

    private Draft draft(Order order, Event event, List<Ticket> tickets, Recipient to, Language language) {
        var sale = sale(order).orElseThrow(Problem::notFound);
        var seller = seller(order);
        var told = event.particulars();
        var wording = new Wording(texts, language, seller, told.zone());
        var content = new Content(order, sale, told, tickets, to, seller, wording);
        var wish = new Archive.Wish(
                kind(seller, to),
                seller.id(),
                order.id(),
                sale.payment(),
                null,
                language,
                to,
                sale.at(),
                seller.zone(),
                order.toPay(),
                null);
        var proven = proven(order, wording);
        return new Draft(wish, issue -> new PaperWriting(content.of(issue, wish.kind(), proven), mark).write());
    }

    /// A tax invoice names its buyer with the address; without one it is the short one.
    private static PaperKind kind(Organiser seller, Recipient to) {
        if (!isThai(seller)) return PaperKind.RECEIPT;
        return to.address().isBlank() ? PaperKind.SHORT_TAX_INVOICE : PaperKind.TAX_INVOICE;
    }

    record Sale(PaymentId payment, Instant at) {}

    /// Nothing of one for which nothing was paid, and of one that came to nothing.
    static Optional<Sale> sale(Order order) {
        return switch (order) {
            case Order.Paid paid -> sale(paid.payment(), paid.paidAt());
            case Order.Cancelled cancelled -> sale(cancelled.payment(), cancelled.paidAt());
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ ->
                Optional.empty();
        };
    }

    private static Optional<Sale> sale(@org.jspecify.annotations.Nullable PaymentId payment, Instant at) {
        return Optional.ofNullable(payment).map(it -> new Sale(it, at));
    }

    /// A payment is sealed some seconds after it: a receipt issued before says how to get the proof.
    private PaperContent.Proven proven(Order order, Wording wording) {
        var found = proofs.of(order.id());
        if (found.isEmpty()) return new PaperContent.Proven(wording.say("paper.provenLater"), books, Optional.empty());
        var proof = found.get();
        var words = wording.say(
                "paper.proven",
                wording.number(proof.batch().number()),
                wording.moment(proof.head().signedAt()),
                PaperWriting.PROOF);
        return new PaperContent.Proven(
                words,
                books,
                Optional.of(new PaperContent.Attached(proof, proofs.written(proof), wording.say("paper.proof"))));
    }

    /// What one receipt says.
    private final class Content {
        private final Order order;
        private final Sale sale;
        private final Event.Particulars told;
        private final List<Ticket> tickets;
        private final Recipient to;
        private final Organiser seller;
        private final Wording wording;

        Content(
                Order order,
                Sale sale,
                Event.Particulars told,
                List<Ticket> tickets,
                Recipient to,
                Organiser seller,
                Wording wording) {
            this.order = order;
            this.sale = sale;
            this.told = told;
            this.tickets = tickets;
            this.to = to;
            this.seller = seller;
            this.wording = wording;
        }

        PaperContent of(Archive.Issue issue, PaperKind kind, PaperContent.Proven proven) {
            var fee = order.feeWithin(order.toPay());
            var sold = new SoldByRate(order);
            var totals = sold.isMixed()
                    ? RateTotals.of(sold.paid(order.toPay(), fee), wording.rounding())
                    : RateTotals.of(order.terms(), order.toPay(), fee, wording.rounding());
            return switch (kind) {
                case RECEIPT, SHORT_TAX_INVOICE -> receipt(issue, kind, proven, totals);
                case TAX_INVOICE -> taxInvoice(issue, proven, totals);
                case CREDIT_NOTE -> throw new IllegalArgumentException("a credit note is no receipt");
            };
        }

        private PaperContent receipt(
                Archive.Issue issue, PaperKind kind, PaperContent.Proven proven, RateTotals totals) {
            var terms = order.terms();
            var lines = new ArrayList<String>();
            lines.add(wording.say(
                    terms.isSession() ? "paper.forSessions" : "paper.for",
                    wording.sold(told.title(), terms.tax()),
                    terms.planName(),
                    terms.places()));
            fee().ifPresent(lines::add);
            for (var one : terms.extras()) {
                lines.add(wording.say(
                        "addons.line",
                        wording.sold(one.name(), one.tax()),
                        one.quantity(),
                        wording.money(one.total())));
            }
            held().ifPresent(lines::add);
            lines.add(wording.say("paper.received"));
            boolean byCard = paidBy(lines);
            inParts().ifPresent(lines::add);
            lines.addAll(wording.taxes(totals));
            if (kind == PaperKind.SHORT_TAX_INVOICE) lines.add(wording.say("paper.vatIncluded"));
            refunded().ifPresent(lines::add);
            var from = wording.from(kind == PaperKind.SHORT_TAX_INVOICE);
            if (!byCard && seller.country().equals("JP")) from.add(wording.say("paper.electronic"));
            boolean qualified = kind == PaperKind.RECEIPT
                    && seller.invoiceNumber().isPresent()
                    && seller.country().equals("JP");
            return new PaperContent(
                    wording.say(qualified ? "paper.qualified" : "paper.kind." + kind.word()),
                    kind == PaperKind.SHORT_TAX_INVOICE ? wording.inThai("paper.kind.short-tax-invoice") : "",
                    head(issue),
                    wording.to(to),
                    wording.money(order.toPay()),
                    lines,
                    List.of(),
                    List.of(),
                    from,
                    Optional.of(proven));
        }

        private Optional<String> held() {
            return switch (told.schedule()) {
                case Schedule.Fixed fixed ->
                    Optional.of(wording.say("paper.held", wording.span(fixed.begin(), fixed.end())));
                case Schedule.Course course -> held(course);
                case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> Optional.empty();
            };
        }

        /// The dates that were bought.
        private Optional<String> held(Schedule.Course course) {
            return order.terms()
                    .course()
                    .map(agreed -> course.dates().stream()
                            .filter(date -> agreed.has(date.id()))
                            .toList())
                    .filter(dates -> !dates.isEmpty())
                    .map(dates -> wording.say(
                            "course.paper",
                            wording.span(
                                    dates.getFirst().begin(), dates.getFirst().end()),
                            wording.span(
                                    dates.getLast().begin(), dates.getLast().end()),
                            dates.size()));
        }

        private String what() {
            return order.terms().isSession()
                    ? wording.say(
                            "paper.oneSession", told.title(), order.terms().planName())
                    : told.title() + " – " + order.terms().planName();
        }

        private PaperContent taxInvoice(Archive.Issue issue, PaperContent.Proven proven, RateTotals totals) {
            var terms = order.terms();
            var rows = new ArrayList<>(List.of(
                    List.of(
                            wording.say("paper.what"),
                            wording.say("paper.quantity"),
                            wording.say("paper.unitPrice"),
                            wording.say("paper.price")),
                    row(what(), terms.placePrice())));
            if (terms.feeOnTop().isPositive())
                rows.add(row(wording.say("fees.name"), terms.fee().onTop()));
            for (var one : terms.extras()) {
                rows.add(List.of(
                        one.name(),
                        wording.number(one.quantity()),
                        wording.money(one.price()),
                        wording.money(one.total())));
            }
            // Given at the time of the sale and shown, so that it is no part of the base (ประมวลรัษฎากร มาตรา 79).
            var off = order.terms().total().minus(order.toPay());
            if (off.isPositive()) {
                rows.add(List.of(wording.say("paper.discount"), "", "", wording.money(off.negated())));
            }
            var sums = new ArrayList<String>();
            for (var total : totals.totals()) {
                sums.add(wording.say("paper.net", wording.money(total.net())));
                if (total.tax().category() == Tax.Category.NONE) continue;
                sums.add(wording.say("paper.vat", total.tax().percent(), wording.money(total.within())));
            }
            sums.add(wording.say("paper.total", wording.money(order.toPay())));
            var lines = new ArrayList<String>();
            held().ifPresent(lines::add);
            lines.add(wording.say("paper.received"));
            paidBy(lines);
            inParts().ifPresent(lines::add);
            refunded().ifPresent(lines::add);
            return new PaperContent(
                    wording.say("paper.kind.tax-invoice"),
                    wording.inThai("paper.kind.tax-invoice"),
                    head(issue),
                    wording.to(to),
                    wording.money(order.toPay()),
                    lines,
                    rows,
                    sums,
                    wording.from(true),
                    Optional.of(proven));
        }

        private List<String> row(String what, Money each) {
            int places = order.terms().places();
            return List.of(what, wording.number(places), wording.money(each), wording.money(each.times(places)));
        }

        /// What the buyer bears beside the price of the places.
        private Optional<String> fee() {
            var terms = order.terms();
            return terms.feeOnTop().isZero()
                    ? Optional.empty()
                    : Optional.of(wording.say(
                            "fees.onPaper",
                            wording.money(terms.placePrice().times(terms.places())),
                            wording.money(terms.fee().onTop()),
                            terms.places(),
                            wording.money(terms.feeOnTop())));
        }

        private List<String> head(Archive.Issue issue) {
            var head = new ArrayList<>(List.of(
                    wording.say("paper.number", issue.number()),
                    wording.say("paper.issued", wording.date(issue.at())),
                    wording.say("paper.traded", wording.date(sale.at()))));
            issue.first()
                    .ifPresent(first -> head.add(
                            wording.say("paper.reissued", first.shownNumber(), wording.date(first.issuedAt()))));
            return head;
        }

        /// Paid by card it says so: then it is no receipt in the sense of the Stamp Tax Act.
        ///
        /// @return whether by card
        private boolean paidBy(List<String> lines) {
            var means = records.payments.get(sale.payment()).terms().choice().means();
            // In letters that every font on paper has: `Visa **** 4242`.
            var card = records.payments
                    .card(sale.payment())
                    .map(known -> " " + known.shown().replace('•', '*'))
                    .orElse("");
            lines.add(
                    means.isByCard()
                            ? wording.say("paper.byCard") + card
                            : wording.say("paper.by", wording.say("means." + means.word())));
            return means.isByCard();
        }

        /// What of the price was paid by a voucher and by points: the paper is over the money alone.
        private Optional<String> inParts() {
            var by = order.reductions();
            return by.isNone()
                    ? Optional.empty()
                    : Optional.of(wording.say(
                            "points.onReceipt",
                            wording.money(order.terms().total()),
                            wording.money(by.voucher()),
                            wording.money(by.points())));
        }

        /// What had gone back before it was issued.
        private Optional<String> refunded() {
            var withheld = Money.zero(order.terms().unitPrice().currency());
            var back = records.orders.backForDates(order);
            for (var ticket : tickets) {
                if (!(ticket instanceof Ticket.Cancelled cancelled)) continue;
                back = back.plus(cancelled.due());
                withheld = withheld.plus(cancelled.withheld());
            }
            var inMoney = order.inMoney(back).minus(withheld);
            return inMoney.isZero()
                    ? Optional.empty()
                    : Optional.of(wording.say(
                            "paper.refunded",
                            wording.money(inMoney),
                            wording.money(order.toPay().minus(inMoney))));
        }
    }
}
