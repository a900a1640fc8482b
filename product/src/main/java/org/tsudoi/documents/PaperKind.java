package org.tsudoi.documents;

import java.util.Arrays;
import java.util.Locale;

/// Each kind has numbers of its own with each issuer, from one on.
public enum PaperKind {
    /// 領収書: of an issuer with a registration number a 適格請求書, too.
    RECEIPT("R"),
    /// ใบกำกับภาษี/ใบเสร็จรับเงิน, with who bought (ประมวลรัษฎากร มาตรา 86/4).
    TAX_INVOICE("T"),
    /// ใบกำกับภาษีอย่างย่อ: without (มาตรา 86/6).
    SHORT_TAX_INVOICE("S"),
    /// 適格返還請求書, ใบลดหนี้: what went back.
    CREDIT_NOTE("C");

    private final String prefix;

    PaperKind(String prefix) {
        this.prefix = prefix;
    }

    /// In tables and message keys: `tax-invoice`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PaperKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /// As it is printed: `R-000123`.
    String numbered(long number) {
        return "%s-%06d".formatted(prefix, number);
    }
}
