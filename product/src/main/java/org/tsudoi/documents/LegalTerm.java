package org.tsudoi.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Until when the law has a paper kept. When the year of its issuer ends is not known here, so that the latest end is
/// taken: the last day of a month, a year and the time to return after the month in which it was traded.
final class LegalTerm {
    /// As the books to which they belong, and where losses are carried forward (会社法 432条 2項, 法人税法施行規則 26条の3);
    /// a copy of an invoice alone seven (消費税法施行令 70条の13).
    private static final int YEARS_IN_JAPAN = 10;

    /// From the closing of the accounts, or the return of the month (พ.ร.บ. การบัญชี 2543 มาตรา 14, ประมวลรัษฎากร
    /// มาตรา 87/3).
    private static final int YEARS_IN_THAILAND = 5;

    private static final int MONTHS_TO_RETURN = 2;

    private LegalTerm() {}

    static LocalDate keptUntil(Archive.Wish wish) {
        var corrects = wish.corrects();
        return keptUntil(wish.kind(), corrects == null ? null : corrects.kind(), wish.tradedAt(), wish.zone());
    }

    /// @param corrects of a credit note, what it corrects: that says where it was issued
    /// @param zone     of the issuer
    static LocalDate keptUntil(PaperKind kind, @Nullable PaperKind corrects, Instant tradedAt, ZoneId zone) {
        int years = isThai(corrects == null ? kind : corrects) ? YEARS_IN_THAILAND : YEARS_IN_JAPAN;
        return YearMonth.from(tradedAt.atZone(zone))
                .plusYears(1)
                .plusMonths(MONTHS_TO_RETURN)
                .plusYears(years)
                .atEndOfMonth();
    }

    private static boolean isThai(PaperKind kind) {
        return switch (kind) {
            case TAX_INVOICE, SHORT_TAX_INVOICE -> true;
            case RECEIPT, CREDIT_NOTE -> false;
        };
    }
}
