package org.tsudoi.ledger.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.RecordedJournal;

/// Plain-text accounting (plaintextaccounting.org), as hledger and ledger read it: dates in UTC, money in whole units
/// with its decimals, the exact times and the metadata as tags.
final class PlainTextExport implements ExportForm {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<Asset, Integer> decimals = new ConcurrentHashMap<>();

    @Override
    public String begin(Instant at) {
        return "; The books of Tsudoi as of " + at
                + ". Above zero is what goes into an account, below zero what comes out of it.\n";
    }

    @Override
    public String journal(RecordedJournal recorded) {
        var journal = recorded.journal();
        var tags = ExportForm.metadata(recorded)
                .map(entry -> tag(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return "\n" + LocalDate.ofInstant(journal.effectiveAt(), ZoneOffset.UTC) + " * (" + journal.id() + ") "
                + oneLine(journal.kind()) + "\n"
                + tag("sequence", String.valueOf(recorded.sequence()))
                + tag("effective", journal.effectiveAt().toString())
                + tag("recorded", recorded.recordedAt().toString())
                + recorded.hold().map(hold -> tag("hold", hold.toString())).orElse("")
                + tags
                + journal.legs().stream().map(this::posting).collect(Collectors.joining());
    }

    private static String tag(String name, String value) {
        return "    ; " + oneLine(name) + ": " + oneLine(value) + "\n";
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ");
    }

    private String posting(Leg leg) {
        var amount =
                BigDecimal.valueOf(leg.amount(), decimals.computeIfAbsent(leg.asset(), PlainTextExport::decimalsOf));
        return "    " + leg.account() + "  " + amount.toPlainString() + " " + commodity(leg.asset()) + "\n";
    }

    /// Names with anything but letters are quoted.
    private static String commodity(Asset asset) {
        return asset.code().matches("[A-Z]+") ? asset.code() : '"' + asset.code() + '"';
    }

    /// Of a currency and of rights that are counted in it; whatever is no currency is counted in whole pieces.
    private static int decimalsOf(Asset asset) {
        var code = asset.code().substring(asset.code().indexOf('/') + 1);
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .mapToInt(Currency::getDefaultFractionDigits)
                .map(digits -> Math.max(0, digits))
                .findAny()
                .orElse(0);
    }
}
