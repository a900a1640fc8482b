package org.tsudoi.payments.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.provider.Reports.Read;
import org.tsudoi.payments.transfer.TransferSettings.Reads;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Banks that write camt instead of Zengin, or another form of it, are followed in the same way.
@ProductTest
class CamtFollowedTest {
    private final MatchingDeposits matching;
    private final TransactionTemplate transactions;
    private final TestClock clock;
    private final List<Object> news = new ArrayList<>();

    CamtFollowedTest(
            TransferTable transfers, KeepingDeposits deposits, TransactionTemplate transactions, TestClock clock) {
        this.matching = new MatchingDeposits(transfers, deposits, List.of());
        this.transactions = transactions;
        this.clock = clock;
    }

    private Read read(Reads reads, String file) {
        var settings = new TransferSettings("町銀行", "9999", "本店", "001", "普通", "1234567", "ﾂﾄﾞｲ", reads, "", 2);
        var virtual = new TransferSettings("銀行", "0310", "", "101", "普通", "7777777", "", reads, "", 2);
        var reports = new BankReports(settings, virtual, matching, news::add, clock);
        return Objects.requireNonNull(transactions.execute(_ -> reports.read(file.getBytes(UTF_8))));
    }

    private static String statement(String account, String reference) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm></GrpHdr>
                <Stmt><Id>S</Id><CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm>
                <FrToDt><FrDtTm>2026-09-01T00:00:00+09:00</FrDtTm><ToDtTm>2026-09-01T23:59:59+09:00</ToDtTm></FrToDt>
                <Acct><Id><Othr><Id>%s</Id></Othr></Id><Ccy>JPY</Ccy></Acct>
                <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="JPY">1000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-01</Dt></Dt></Bal>
                <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="JPY">4000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-01</Dt></Dt></Bal>
                <Ntry><Amt Ccy="JPY">3000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
                </Ntry></Stmt></BkToCstmrStmt></Document>
                """.formatted(account, reference);
    }

    @Test
    void aStatementIsKeptAndToldWhole() {
        var file = statement("0011234567", UUID.randomUUID().toString());
        assertThat(read(Reads.CAMT_STATEMENT, file))
                .isInstanceOfSatisfying(
                        Read.Taken.class, taken -> assertThat(taken.lines()).isEqualTo(1));
        assertThat(news)
                .singleElement()
                .isInstanceOfSatisfying(
                        BankNews.StatementsRead.class,
                        read -> assertThat(read.statements().getFirst().balances())
                                .isPresent());
        assertThat(read(Reads.CAMT_STATEMENT, file))
                .isInstanceOfSatisfying(
                        Read.Taken.class, taken -> assertThat(taken.known()).isEqualTo(1));
    }

    private static final String OTHER_FORM = "照会番号=2-7 勘定日=8-13 金額=20-29 振込依頼人名=98-127 取消区分=128-128"
            + " 振込合計件数=2-7 振込合計金額=8-19 取消合計件数=20-25 取消合計金額=26-37";

    private String payer(String form) {
        var settings =
                new TransferSettings("町銀行", "9999", "本店", "001", "普通", "1234567", "ﾂﾄﾞｲ", Reads.NOTICES, form, 2);
        var reports = new BankReports(settings, null, matching, news::add, clock);
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"));
        var file = new ZenginFile(today).deposit(1500, "ﾔﾏﾀﾞ").bytes();
        var taken = Objects.requireNonNull(transactions.execute(_ -> reports.read(file)));
        assertThat(taken).isInstanceOf(Read.Taken.class);
        var read = (BankNews.StatementsRead) news.getLast();
        return read.statements().getFirst().notices().getFirst().counterparty().name();
    }

    /// The payer's name stands there where form A has the bank's.
    @Test
    void theColumnsOfAnotherFormAreReadAsTheyAreSet() {
        assertThat(payer("")).isEqualTo("ﾔﾏﾀﾞ");
        assertThat(payer(OTHER_FORM)).startsWith("ﾖｿﾉｷﾞﾝｺｳ");
        assertThatThrownBy(() -> payer("金額=20-29")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotFollowedIsRefused() {
        assertThat(reason(read(Reads.CAMT_NOTICES, statement("1234567", "R")))).isEqualTo("OTHER_KIND");
        assertThat(reason(read(Reads.CAMT_STATEMENT, statement("7654321", "R"))))
                .isEqualTo("OTHER_ACCOUNT");
        assertThat(reason(read(Reads.CAMT_STATEMENT, statement("0310-101-7777777", "R"))))
                .isEqualTo("ACCOUNT_OF_VIRTUAL_ONES");
        assertThat(reason(read(Reads.CAMT_STATEMENT, "<a"))).isEqualTo("MALFORMED_XML");
        assertThat(reason(read(Reads.NOTICES, statement("1234567", "R")))).isNotEqualTo("OTHER_KIND");
        assertThat(news).isEmpty();
    }

    private static String reason(Read read) {
        return ((Read.Refused) read).faults().getFirst().reason();
    }
}
