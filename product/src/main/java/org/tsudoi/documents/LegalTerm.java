package org.tsudoi.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Until when the law has a paper kept. When the year of its issuer ends is not known here, so that the latest end is
/// taken.
final class LegalTerm {
    /// Seven years from two months after the end of the year in which it was traded (消費税法施行令 70条の13).
    private static final int YEARS_IN_JAPAN = 7;

    /// Five years from the return of its month (ประมวลรัษฎากร มาตรา 87/3, พ.ร.บ. การบัญชี 2543 มาตรา 14).
    private static final int YEARS_IN_THAILAND = 5;

    private static final int MONTHS_TO_RETURN = 2;

    private LegalTerm() {}

    static LocalDate keptUntil(Archive.Wish wish) {
        var corrects = wish.corrects();
        return keptUntil(wish.kind(), corrects == null ? null : corrects.kind(), wish.tradedAt());
    }

    /// @param corrects of a credit note, what it corrects: that says where it was issued
    static LocalDate keptUntil(PaperKind kind, @Nullable PaperKind corrects, Instant tradedAt) {
        var traded = LocalDate.ofInstant(tradedAt, ZoneOffset.UTC).plusMonths(MONTHS_TO_RETURN);
        return isThai(corrects == null ? kind : corrects)
                ? traded.plusYears(YEARS_IN_THAILAND)
                : traded.plusYears(1).plusYears(YEARS_IN_JAPAN);
    }

    private static boolean isThai(PaperKind kind) {
        return switch (kind) {
            case TAX_INVOICE, SHORT_TAX_INVOICE -> true;
            case RECEIPT, CREDIT_NOTE -> false;
        };
    }
}
