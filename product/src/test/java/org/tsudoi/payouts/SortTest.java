package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsudoi.web.operator.Words;

/// What is new on the books is found here before an organiser finds it among the rest.
class SortTest {
    /// Those that no organiser is owed more or less by.
    private static final Set<String> ELSEWHERE = Set.of(
            "refund-succeeded",
            "refund-returned",
            "refund-settled-outside",
            "add-ons-offered",
            "seats-offered",
            "seats-taken",
            "seats-taken-late",
            "seats-freed",
            "points-granted",
            "points-settled",
            "points-expired",
            "vouchers-made",
            "voucher-used",
            "voucher-returned",
            "provider-paid-out",
            "payout-paid",
            "payout-left",
            "payout-back-at-bank",
            "deposit-received",
            "deposit-called-back",
            "deposit-elsewhere",
            "deposit-set-aside",
            "transfer-settled",
            "transfer-unsettled",
            "surplus-due-back",
            "slip-surplus",
            "slip-surplus-gone",
            "slip-stray",
            "slip-stray-gone",
            "slip-stray-matched",
            "slip-stray-set-aside",
            "bank-charge",
            "balance-exchanged");

    /// Of the words where journals are written, those that name something else.
    private static final Set<String> NO_KINDS = Set.of(
            "taken-by-bank",
            "voucher-use",
            "points-use",
            "points-lot",
            "points-funding",
            "points-owed-back",
            "paid-out",
            "given-back",
            "settled-outside",
            "set-aside",
            "slip-fees",
            "transfer-fees",
            "bank-costs");

    private static final Pattern WORDS = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    @Test
    void everyKindOfJournalThatMovesWhatAnOrganiserIsOwedIsSorted() {
        assertThat(Payouts.Sort.kinds())
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(ELSEWHERE)
                .containsExactlyInAnyOrderElementsOf(Words.journalKinds().stream()
                        .filter(kind -> !ELSEWHERE.contains(kind))
                        .toList());
    }

    @Test
    void noKindOfJournalIsWrittenThatIsNotListed() throws IOException {
        var written = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(SortTest::mayWrite).toList())
                words(file).forEach(written::add);
        }
        written.removeAll(NO_KINDS);
        assertThat(written).hasSizeGreaterThan(20);
        assertThat(Words.journalKinds()).containsAll(written);
    }

    private static boolean mayWrite(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("/ledger/");
    }

    private static Stream<String> words(Path file) throws IOException {
        var source = Files.readString(file);
        if (!source.contains("new Journal(") && !source.contains("new Hold(")) return Stream.empty();
        return WORDS.matcher(source).results().map(found -> found.group(1));
    }
}
