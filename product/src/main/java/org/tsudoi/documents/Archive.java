package org.tsudoi.documents;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;

/// Issues papers: each once, with the next number of its kind, kept as it is (消費税法 57条の4 6項, 電子帳簿保存法 7条;
/// docs/decisions/0015-papers.md). Who asks for the same again is given the same bytes.
@Component
class Archive {
    /// Of one order: whoever has its link may not fill the archive.
    private static final int PAPERS_MAX = 20;

    private final PaperTable papers;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Archive(PaperTable papers, Ids ids, Clock clock, TransactionTemplate transaction) {
        this.papers = papers;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// @param zone     of the issuer
    /// @param corrects of a credit note, the paper of which something went back; null where there was none
    record Wish(
            PaperKind kind,
            OrganiserId issuer,
            OrderId order,
            @Nullable PaymentId payment,
            @Nullable RefundId refund,
            Language language,
            Recipient recipient,
            Instant tradedAt,
            ZoneId zone,
            Money amount,
            @Nullable Paper corrects) {}

    /// What a paper is told when it is written.
    ///
    /// @param first the original, when this one is issued anew
    record Issue(String number, Instant at, Optional<Paper> first) {}

    interface Writing {
        byte[] write(Issue issue);
    }

    /// The first of its order or refund; however it is worded, there is one. While it is written nobody else issues
    /// papers of this issuer. Reads what it needs before.
    IssuedPaper issue(Wish wish, Writing writing) {
        return open(papers.first(wish.order(), wish.refund())
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(_ -> issueFirst(wish, writing)))));
    }

    private Paper issueFirst(Wish wish, Writing writing) {
        papers.lock(wish.issuer());
        return papers.first(wish.order(), wish.refund()).orElseGet(() -> written(wish, writing, Optional.empty()));
    }

    /// Worded like this: what was issued so before, or a new one that names the first. Empty when there are too many
    /// of its order.
    ///
    /// @throws java.util.NoSuchElementException before there is a first
    Optional<IssuedPaper> reissue(Wish wish, Writing writing) {
        return papers.alike(wish)
                .or(() -> Objects.requireNonNull(transaction.execute(_ -> issueAnew(wish, writing))))
                .map(this::open);
    }

    private Optional<Paper> issueAnew(Wish wish, Writing writing) {
        papers.lock(wish.issuer());
        var meanwhile = papers.alike(wish);
        if (meanwhile.isPresent()) return meanwhile;
        if (papers.count(wish.order()) >= PAPERS_MAX) return Optional.empty();
        var first = papers.first(wish.order(), wish.refund()).orElseThrow();
        return Optional.of(written(wish, writing, Optional.of(first)));
    }

    private Paper written(Wish wish, Writing writing, Optional<Paper> first) {
        long number = papers.nextNumber(wish.issuer(), wish.kind());
        // What the database keeps of a moment.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // What has been deleted is not written once more.
        if (LegalTerm.keptUntil(wish).isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) throw Problem.notFound();
        var pdf = writing.write(new Issue(wish.kind().numbered(number), now, first));
        var sha256 = sha256(pdf);
        var paper = new Paper(
                new PaperId(ids.next()),
                wish.kind(),
                number,
                wish.issuer(),
                wish.order(),
                Optional.ofNullable(wish.refund()),
                wish.language(),
                wish.recipient(),
                first.map(Paper::id),
                now,
                wish.tradedAt(),
                wish.amount(),
                Paper.hexadecimal(sha256));
        papers.insert(paper, wish, pdf, sha256);
        return paper;
    }

    Optional<Paper> first(OrderId order) {
        return papers.first(order, null);
    }

    Optional<Paper> find(PaperId id) {
        return papers.find(id);
    }

    List<Paper> of(OrderId order) {
        return papers.of(order);
    }

    List<Paper> of(OrganiserId issuer, Instant from, Instant until, long skip, int max) {
        return papers.of(issuer, from, until, skip, max);
    }

    long count(OrganiserId issuer, Instant from, Instant until) {
        return papers.count(issuer, from, until);
    }

    /// @throws IllegalStateException when the bytes are not those that were issued
    IssuedPaper open(Paper paper) {
        var pdf = papers.pdf(paper.id());
        if (!Paper.hexadecimal(sha256(pdf)).equals(paper.sha256()))
            throw new IllegalStateException(paper + " is not what was issued");
        return new IssuedPaper(paper, pdf);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
