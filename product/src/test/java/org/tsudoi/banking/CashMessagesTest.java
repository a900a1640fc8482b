package org.tsudoi.banking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.banking.Messages.NOTIFICATION;
import static org.tsudoi.banking.Messages.STATEMENT;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.BankStatement.Balances;
import org.tsudoi.banking.BankStatement.Period;
import org.tsudoi.money.Money;

class CashMessagesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);

    @Test
    void anEntryIsReadWithAllThatItSays() {
        var statement = only(NOTIFICATION);
        assertThat(statement.account()).isEqualTo(new OtherAccount("0021234567"));
        assertThat(statement.balances()).isEmpty();
        var notice = statement.notices().getFirst();
        assertThat(notice.line()).isEqualTo(21);
        assertThat(notice.amount()).isEqualTo(Money.jpy(3000));
        assertThat(notice.booked()).isEqualTo(FIRST);
        assertThat(notice.value()).isEqualTo(FIRST.plusDays(1));
        assertThat(notice.references()).containsExactly("RF18539007547034", "INV-42");
        assertThat(notice.remark()).isEqualTo("TRANSFER");
        assertThat(notice.counterparty()).isEqualTo(new Counterparty("ﾔﾏﾀﾞ ﾀﾛｳ", "", "BOTKJPJT", "", Optional.empty()));
        assertThat(notice.isMoneyReceived()).isTrue();
    }

    /// With nothing that the schema lets a bank leave out.
    @Test
    void theLeastThatABankWritesIsRead() {
        var statement = only("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-09-01T10:00:00+09:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>N1</Id><CreDtTm>2026-09-01T10:00:00+09:00</CreDtTm>
                <Acct><Id><Othr><Id>1234567</Id></Othr></Id><Ccy>JPY</Ccy></Acct>
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="JPY">3000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>BANKREF-1</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>INV-42</EndToEndId></Refs><Amt Ccy="JPY">3000</Amt>
                <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>ﾔﾏﾀﾞ ﾀﾛｳ</Nm></Pty></Dbtr></RltdPties>
                <RmtInf><Ustrd>INV-42</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>""");
        assertThat(statement.account()).isEqualTo(new OtherAccount("1234567"));
        assertThat(statement.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.amount()).isEqualTo(Money.jpy(3000));
            assertThat(notice.booked()).isEqualTo(FIRST);
            assertThat(notice.references()).containsOnly("INV-42");
            assertThat(notice.counterparty().name()).isEqualTo("ﾔﾏﾀﾞ ﾀﾛｳ");
            assertThat(notice.isMoneyReceived()).isTrue();
        });
    }

    @Test
    void aBatchIsANoticeForEachPayment() {
        var batch = only(NOTIFICATION).notices().subList(1, 3);
        assertThat(batch.stream().map(BankNotice::amount)).containsExactly(Money.jpy(2500), Money.jpy(4500));
        assertThat(batch.stream().map(BankNotice::references)).containsExactly(List.of("E-1"), List.of("E-2"));
        assertThat(batch.stream().map(BankNotice::booked)).containsOnly(FIRST);
        assertThat(batch.stream().map(BankNotice::identity)).doesNotHaveDuplicates();
        var alike = NOTIFICATION.replace("E-2", "E-1").replace("2500", "3500").replace("4500", "3500");
        assertThat(only(alike).notices().stream().map(BankNotice::identity)).doesNotHaveDuplicates();
    }

    @Test
    void onlyCreditsThatAreBookedAndNoReversalsAreMoneyReceived() {
        var notices = only(STATEMENT).notices();
        assertThat(notices.stream().map(BankNotice::movement))
                .containsExactly(
                        Movement.DEPOSIT,
                        Movement.WITHDRAWAL,
                        Movement.DEPOSIT_TAKEN_BACK,
                        Movement.WITHDRAWAL_TAKEN_BACK,
                        Movement.DEPOSIT);
        assertThat(notices.stream().map(BankNotice::isMoneyReceived)).containsExactly(true, false, false, false, false);
        assertThat(notices.getLast().standing()).isEqualTo(Standing.PENDING);
        assertThat(notices.getLast().booked()).isEqualTo(FIRST.plusDays(1));
    }

    @Test
    void aStatementStandsBetweenTwoBalances() {
        var statement = only(STATEMENT);
        assertThat(statement.account()).isEqualTo(new Iban("DE89370400440532013000"));
        assertThat(statement.period()).contains(new Period(FIRST, FIRST));
        assertThat(statement.balances()).contains(new Balances(Money.of(10_000, "EUR"), Money.of(14_025, "EUR")));
        assertThat(statement.notices().getFirst().counterparty())
                .isEqualTo(
                        new Counterparty("José Müller", "", "", "", Optional.of(new Iban("GB82WEST12345698765432"))));
        assertThat(statement.notices().get(1).counterparty().name()).isEqualTo("Café");
    }

    @Test
    void aPageOfAStatementHasNoBalancesOfItsOwn() {
        var page = STATEMENT
                .replace(
                        "</Id><CreDtTm>",
                        "</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><CreDtTm>")
                .replace("140.25", "999.99");
        assertThat(only(page).balances()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camt.054.001.02",
                "camt.054.001.04",
                "camt.054.001.09",
                "camt.054.001.13",
                "camt.054.001.14",
            })
    void everyVersionIsRead(String message) {
        assertThat(only(NOTIFICATION.replace("camt.054.001.08", message)).notices())
                .hasSize(3);
    }

    @Test
    void theReportOfADayIsReadToo() {
        var report = NOTIFICATION
                .replace("camt.054.001.08", "camt.052.001.08")
                .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrAcctRpt")
                .replace("Ntfctn>", "Rpt>");
        assertThat(identities(report)).isEqualTo(identities(NOTIFICATION));
    }

    @Test
    void aNoticeIsTheSameInEveryMessageThatBooksIt() {
        var statement = only(STATEMENT).notices();
        assertThat(statement.stream().map(BankNotice::identity)).doesNotHaveDuplicates();
        assertThat(statement.stream().map(notice -> notice.identity().byBank()))
                .containsExactly(true, true, true, false, true);
        var bookedNow = STATEMENT
                .replace("PDNG", "BOOK")
                .replace("140.25", "145.25")
                .replace("<AcctSvcrRef>C", "<BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>C");
        var later = only(bookedNow).notices();
        assertThat(later.getFirst().identity()).isEqualTo(statement.getFirst().identity());
        assertThat(later.getLast().identity()).isNotEqualTo(statement.getLast().identity());
        assertThat(identities(NOTIFICATION.replace("MHCBJPJT", "BOTKJPJT")))
                .doesNotContainAnyElementsOf(identities(NOTIFICATION));
    }

    @Test
    void entriesWithoutReferencesAreToldApartByTheirPlace() {
        var entry = STATEMENT
                .lines()
                .filter(line -> line.contains("12.50"))
                .findFirst()
                .orElseThrow();
        var twice = STATEMENT
                .replace(entry, entry + "\n" + entry)
                .replace("140.25", "152.75")
                .replace("<NbOfNtries>5", "<NbOfNtries>6")
                .replace("89.75", "102.25")
                .replace("<NbOfNtries>3", "<NbOfNtries>4")
                .replace("67.50", "80.00");
        assertThat(identities(twice)).doesNotHaveDuplicates().containsAll(identities(STATEMENT));
    }

    @ParameterizedTest
    @CsvSource({
        "JPY,1,1",
        "JPY,999999999999999,999999999999999",
        "THB,0.01,1",
        "THB,1234.5,123450",
        "EUR,007.10,710",
        "KWD,1.234,1234"
    })
    void amountsHaveTheDecimalsOfTheirCurrency(String currency, String written, long minorUnits) {
        var file = NOTIFICATION
                .replaceAll("(?s)<Ntry>\n<Amt Ccy=\"JPY\">7000.*?</Ntry>", "")
                .replace("JPY", currency)
                .replace(">3000<", ">" + written + "<");
        assertThat(only(file).notices().getFirst().amount()).isEqualTo(Money.of(minorUnits, currency));
    }

    @Test
    void whatIsNotOursToReadIsPassedOver() {
        var file = NOTIFICATION
                .replace("</Ntfctn>", "<SplmtryData><Envlp><x xmlns=\"urn:other\">1</x></Envlp></SplmtryData></Ntfctn>")
                .replace("<NtryRef>1", "<!-- a comment --><NtryRef>1")
                .replace("ﾔﾏﾀﾞ", "<![CDATA[ﾔﾏ]]>&#xFF80;&#65438;");
        assertThat(only(file)).isEqualTo(only(NOTIFICATION));
        assertThat(only("\uFEFF" + NOTIFICATION)).isEqualTo(only(NOTIFICATION));
        assertThat(only(NOTIFICATION.replace("<Nm>ﾔﾏﾀﾞ ﾀﾛｳ", "<Nm>A &amp; B"))
                        .notices()
                        .getFirst()
                        .counterparty()
                        .name())
                .isEqualTo("A & B");
    }

    /// Whatever a bank's file is cut to, it is refused; only what follows the last element may be missing.
    @Test
    void aFileCutAnywhereIsRefused() {
        var whole = NOTIFICATION.strip().getBytes(UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            var reading = BankNotices.iso20022(Arrays.copyOf(whole, length));
            assertThat(reading).as("cut to " + length).isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void noSingleCharacterMovesMoneyUnseen() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var good = STATEMENT.getBytes(UTF_8);
        var expected = money(only(STATEMENT).notices());
        int read = 0;
        for (int round = 0; round < 2000; round++) {
            var bytes = good.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) random.nextInt(128);
            switch (BankNotices.iso20022(bytes)) {
                case Reading.Whole<List<BankStatement>>(var statements) -> {
                    read++;
                    // Without its balances nothing vouches for a statement but its sums, which are in it.
                    assertThat(money(statements.getFirst().notices()))
                            .as("seed %d, byte %d", seed, at)
                            .isEqualTo(expected);
                }
                case Reading.Refused<List<BankStatement>>(var faults) ->
                    assertThat(faults).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }

    private static List<Money> money(List<BankNotice> notices) {
        return notices.stream()
                .map(notice -> notice.movement().comesIn()
                        ? notice.amount()
                        : notice.amount().negated())
                .toList();
    }

    private static List<NoticeIdentity> identities(String message) {
        return only(message).notices().stream().map(BankNotice::identity).toList();
    }

    private static BankStatement only(String message) {
        return switch (BankNotices.iso20022(message.getBytes(UTF_8))) {
            case Reading.Whole<List<BankStatement>>(var statements) -> {
                assertThat(statements).hasSize(1);
                yield statements.getFirst();
            }
            case Reading.Refused<List<BankStatement>>(var faults) -> throw new AssertionError(faults.toString());
        };
    }
}
