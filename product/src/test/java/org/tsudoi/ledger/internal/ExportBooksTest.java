package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.platform.CannotStart;

/// What other programs get to read; hledger and ledger take the plain text as it stands here.
class ExportBooksTest {
    private static final Books BOOKS = new Books(2);
    private static final Asset BAHT = new Asset("THB");
    private static final Asset RIGHT = new Asset("REFUND/THB");
    private static final JournalId SALE = JournalId.derive("sale");

    @TempDir
    Path folder;

    @BeforeAll
    static void sell() {
        var provider = BOOKS.unguarded("provider:stripe:THB", BAHT);
        var payable = BOOKS.unguarded("payable:THB", BAHT);
        var refundable = BOOKS.neverBelowZero("payment:refundable", RIGHT);
        var issued = BOOKS.unguarded("refundable:issued:THB", RIGHT);
        var sale = Journal.of(
                        SALE,
                        "order-paid",
                        Books.NOON,
                        Leg.into(provider, BAHT, 150_050),
                        Leg.outOf(payable, BAHT, 150_050),
                        Leg.into(refundable, RIGHT, 150_050),
                        Leg.outOf(issued, RIGHT, 150_050))
                .with(Map.of("order", "ord_1", "note", "two\nlines, \"quoted\""));
        BOOKS.in(() -> BOOKS.ledger.post(sale));
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    void plainTextAccounting() throws IOException {
        assertThat(exported("books.journal")).isEqualTo("""
                        ; The books of Tsudoi as of 2026-11-21T03:00:00Z. Above zero is what goes into an account, below zero what comes out of it.

                        2026-11-21 * (%s) order-paid
                            ; sequence: 1
                            ; effective: 2026-11-21T03:00:00Z
                            ; recorded: 2026-11-21T03:00:00Z
                            ; note: two lines, "quoted"
                            ; order: ord_1
                            provider:stripe:THB  1500.50 THB
                            payable:THB  -1500.50 THB
                            payment:refundable  1500.50 "REFUND/THB"
                            refundable:issued:THB  -1500.50 "REFUND/THB"
                        """.formatted(SALE));
    }

    @Test
    void rowsOfLegs() throws IOException {
        assertThat(exported("books.csv").split("\r\n"))
                .hasSize(5)
                .startsWith(
                        "sequence,journal,kind,effective_at,recorded_at,hold,account,asset,amount,metadata",
                        "1," + SALE + ",order-paid,2026-11-21T03:00:00Z,2026-11-21T03:00:00Z,,provider:stripe:THB,THB,"
                                + "150050,\"note=two\nlines, \"\"quoted\"\" order=ord_1\"");
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        exported("once.csv");
        assertThatThrownBy(() -> exported("once.csv")).isInstanceOf(CannotStart.class);
    }

    private String exported(String name) throws IOException {
        var file = folder.resolve(name);
        var said = new ByteArrayOutputStream();
        var command = new ExportBooks(
                BOOKS.ledger, Objects.requireNonNull(BOOKS.transaction.getTransactionManager()), BOOKS.clock, file);
        assertThat(command.run(new PrintStream(said))).isZero();
        assertThat(said.toString(java.nio.charset.StandardCharsets.UTF_8)).startsWith("Wrote 1 journals");
        return Files.readString(file);
    }
}
