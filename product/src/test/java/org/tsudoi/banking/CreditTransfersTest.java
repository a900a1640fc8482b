package org.tsudoi.banking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tsudoi.banking.Messages.STATUS;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.banking.CreditTransfer.Agent;
import org.tsudoi.banking.CreditTransfer.Party;
import org.tsudoi.banking.CreditTransfer.Transfer;
import org.tsudoi.banking.CreditTransfers.Version;
import org.tsudoi.banking.PaymentReport.Told;
import org.tsudoi.money.Money;
import org.w3c.dom.Element;

class CreditTransfersTest {
    private static final Party OURS = new Party("TSUDOI", Notices.OURS);
    private static final Agent OUR_BANK = new Agent.JapaneseBranch(new BankCode("0001"), new BranchCode("002"));
    private static final Transfer IN_YEN = new Transfer(
            "E-1",
            new Party(
                    "ﾔﾏﾀﾞ ﾀﾛｳ",
                    new BankAccount(
                            new BankCode("9900"),
                            new BranchCode("018"),
                            AccountType.ORDINARY,
                            new AccountNumber("0234567"))),
            new Agent.JapaneseBranch(new BankCode("9900"), new BranchCode("018")),
            Money.jpy(3000),
            Optional.of("A & B <1>"));
    private static final Transfer IN_EURO = new Transfer(
            "E-2",
            new Party("José Müller", new Iban("DE89370400440532013000")),
            new Agent.FromAccount(),
            Money.of(1205, "EUR"),
            Optional.empty());
    private static final Transfer IN_BAHT = new Transfer(
            "E-3",
            new Party("สมชาย", new OtherAccount("1234567890")),
            new Agent.Bic("BKKBTHBK"),
            Money.of(50, "THB"),
            Optional.empty());

    private static final String V09 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
              <CstmrCdtTrfInitn>
                <GrpHdr>
                  <MsgId>T-1</MsgId>
                  <CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm>
                  <NbOfTxs>3</NbOfTxs>
                  <CtrlSum>3012.55</CtrlSum>
                  <InitgPty>
                    <Nm>TSUDOI</Nm>
                  </InitgPty>
                </GrpHdr>
                <PmtInf>
                  <PmtInfId>T-1</PmtInfId>
                  <PmtMtd>TRF</PmtMtd>
                  <BtchBookg>false</BtchBookg>
                  <NbOfTxs>3</NbOfTxs>
                  <CtrlSum>3012.55</CtrlSum>
                  <ReqdExctnDt>
                    <Dt>2026-09-03</Dt>
                  </ReqdExctnDt>
                  <Dbtr>
                    <Nm>TSUDOI</Nm>
                  </Dbtr>
                  <DbtrAcct>
                    <Id>
                      <Othr>
                        <Id>1234567</Id>
                      </Othr>
                    </Id>
                    <Tp>
                      <Prtry>1</Prtry>
                    </Tp>
                  </DbtrAcct>
                  <DbtrAgt>
                    <FinInstnId>
                      <ClrSysMmbId>
                        <ClrSysId>
                          <Cd>JPZGN</Cd>
                        </ClrSysId>
                        <MmbId>0001</MmbId>
                      </ClrSysMmbId>
                    </FinInstnId>
                    <BrnchId>
                      <Id>002</Id>
                    </BrnchId>
                  </DbtrAgt>
                  <CdtTrfTxInf>
                    <PmtId>
                      <InstrId>E-1</InstrId>
                      <EndToEndId>E-1</EndToEndId>
                    </PmtId>
                    <Amt>
                      <InstdAmt Ccy="JPY">3000</InstdAmt>
                    </Amt>
                    <CdtrAgt>
                      <FinInstnId>
                        <ClrSysMmbId>
                          <ClrSysId>
                            <Cd>JPZGN</Cd>
                          </ClrSysId>
                          <MmbId>9900</MmbId>
                        </ClrSysMmbId>
                      </FinInstnId>
                      <BrnchId>
                        <Id>018</Id>
                      </BrnchId>
                    </CdtrAgt>
                    <Cdtr>
                      <Nm>ﾔﾏﾀﾞ ﾀﾛｳ</Nm>
                    </Cdtr>
                    <CdtrAcct>
                      <Id>
                        <Othr>
                          <Id>0234567</Id>
                        </Othr>
                      </Id>
                      <Tp>
                        <Prtry>1</Prtry>
                      </Tp>
                    </CdtrAcct>
                    <RmtInf>
                      <Ustrd>A &amp; B &lt;1&gt;</Ustrd>
                    </RmtInf>
                  </CdtTrfTxInf>
                  <CdtTrfTxInf>
                    <PmtId>
                      <InstrId>E-2</InstrId>
                      <EndToEndId>E-2</EndToEndId>
                    </PmtId>
                    <Amt>
                      <InstdAmt Ccy="EUR">12.05</InstdAmt>
                    </Amt>
                    <Cdtr>
                      <Nm>José Müller</Nm>
                    </Cdtr>
                    <CdtrAcct>
                      <Id>
                        <IBAN>DE89370400440532013000</IBAN>
                      </Id>
                    </CdtrAcct>
                  </CdtTrfTxInf>
                  <CdtTrfTxInf>
                    <PmtId>
                      <InstrId>E-3</InstrId>
                      <EndToEndId>E-3</EndToEndId>
                    </PmtId>
                    <Amt>
                      <InstdAmt Ccy="THB">0.50</InstdAmt>
                    </Amt>
                    <CdtrAgt>
                      <FinInstnId>
                        <BICFI>BKKBTHBK</BICFI>
                      </FinInstnId>
                    </CdtrAgt>
                    <Cdtr>
                      <Nm>สมชาย</Nm>
                    </Cdtr>
                    <CdtrAcct>
                      <Id>
                        <Othr>
                          <Id>1234567890</Id>
                        </Othr>
                      </Id>
                    </CdtrAcct>
                  </CdtTrfTxInf>
                </PmtInf>
              </CstmrCdtTrfInitn>
            </Document>
            """;

    @Test
    void anOrderIsWrittenToTheByte() {
        var order = order("T-1", IN_YEN, IN_EURO, IN_BAHT);
        assertThat(written(order, Version.V09)).isEqualTo(V09);
        assertThat(written(order, Version.V03))
                .isEqualTo(V09.replace("001.09", "001.03")
                        .replace("BICFI", "BIC")
                        .replaceAll(
                                "<ReqdExctnDt>\\s+<Dt>2026-09-03</Dt>\\s+</ReqdExctnDt>",
                                "<ReqdExctnDt>2026-09-03</ReqdExctnDt>"));
    }

    @Test
    void ordersAtRandomAreUnderstoodByAnyReaderOfXml() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var transfers = new ArrayList<Transfer>();
            for (int i = 0; i <= random.nextInt(10); i++) {
                transfers.add(new Transfer(
                        "E-" + i,
                        new Party(text(random), new Iban("DE89370400440532013000")),
                        new Agent.FromAccount(),
                        Money.of(1 + random.nextLong(1_000_000_000_000_000L), random.nextBoolean() ? "JPY" : "EUR"),
                        Optional.of(text(random))));
            }
            var file = written(order("T-1", transfers.toArray(Transfer[]::new)), Version.V09);
            var found = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file.getBytes(UTF_8)))
                    .getElementsByTagName("CdtTrfTxInf");
            assertThat(found.getLength()).isEqualTo(transfers.size());
            for (int i = 0; i < transfers.size(); i++) {
                var read = (Element) found.item(i);
                var sent = transfers.get(i);
                assertThat(content(read, "Nm"))
                        .as("seed " + seed)
                        .isEqualTo(sent.to().name());
                assertThat(content(read, "Ustrd"))
                        .as("seed " + seed)
                        .isEqualTo(sent.text().orElseThrow());
                assertThat(content(read, "InstdAmt"))
                        .as("seed " + seed)
                        .isEqualTo(sent.amount().inMajorUnits().toPlainString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "/A", "A/", "A//B", "A_B", "ｱ", "A\nB", "123456789012345678901234567890123456", " A"})
    void anIdIsOneThatEveryBankPassesOn(String id) {
        assertThat(reasons(order(id, IN_YEN))).containsOnly(FaultReason.CHARACTER);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatCannotBeWrittenIsTold(Version version) {
        assertThat(reasons(order("T-1"))).containsExactly(FaultReason.COUNT);
        assertThat(reasons(order("T-1", IN_YEN, IN_YEN))).containsExactly(FaultReason.REPEATED);
        assertThat(reasons(order("T-1", transfer(Money.jpy(0), "A", Optional.empty()))))
                .containsExactly(FaultReason.AMOUNT);
        assertThat(reasons(order("T-1", transfer(Money.jpy(-5), "A", Optional.empty()))))
                .containsExactly(FaultReason.AMOUNT);
        assertThat(reasons(order("T-1", transfer(Money.jpy(1_000_000_000_000_001L), "A", Optional.empty()))))
                .containsExactly(FaultReason.AMOUNT_TOO_LARGE);
        assertThat(reasons(order("T-1", transfer(Money.jpy(5), " ", Optional.of("x".repeat(141))))))
                .containsExactly(FaultReason.MISSING, FaultReason.TOO_LONG);
        assertThat(reasons(order("T-1", transfer(Money.jpy(5), "A\u0000B", Optional.of("\uD800")))))
                .containsExactly(FaultReason.CHARACTER, FaultReason.CHARACTER);
        var wrong = new Transfer("E-1", IN_EURO.to(), new Agent.Bic("bkkb"), Money.jpy(5), Optional.empty());
        var refused = (Writing.Refused) CreditTransfers.write(order("T-1", wrong), version);
        assertThat(refused.faults())
                .extracting(Fault::field, Fault::reason)
                .containsExactly(tuple("CdtrAgt", FaultReason.CODE));
    }

    @Test
    void aReportSaysWhatBecameOfEachTransfer() {
        var report = report(STATUS);
        assertThat(report.originalMessage()).isEqualTo("T-1");
        assertThat(report.of("E-1")).contains(new Told(PaymentStatus.ACSC, List.of()));
        assertThat(report.of("E-2")).contains(new Told(PaymentStatus.RJCT, List.of("AC04")));
        assertThat(report.of("E-3")).isEmpty();
        assertThat(report.of("E-1").orElseThrow().status().isSettled()).isTrue();
        assertThat(report.of("E-2").orElseThrow().status().isRefused()).isTrue();
    }

    @Test
    void whatIsSaidOfAllCountsForEach() {
        var all = STATUS.replaceAll("(?s)<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>", "")
                .replace("PART", "RJCT");
        assertThat(report(all).of("E-3")).contains(new Told(PaymentStatus.RJCT, List.of()));
        var ofPayment = STATUS.replace(
                "<OrgnlPmtInfId>T-1</OrgnlPmtInfId>", "<OrgnlPmtInfId>T-1</OrgnlPmtInfId><PmtInfSts>ACSP</PmtInfSts>");
        assertThat(report(ofPayment).of("E-3")).contains(new Told(PaymentStatus.ACSP, List.of()));
        assertThat(report(ofPayment).of("E-2")).contains(new Told(PaymentStatus.RJCT, List.of("AC04")));
    }

    @Test
    void theOldFormHasTransfersBesideTheGroup() {
        var old = STATUS.replace("001.03", "001.02")
                .replaceAll("</?OrgnlPmtInfAndSts>|<OrgnlPmtInfId>T-1</OrgnlPmtInfId>", "");
        assertThat(report(old).of("E-2")).contains(new Told(PaymentStatus.RJCT, List.of("AC04")));
        assertThat(report(STATUS.replace("002.001.03", "002.001.14")).of("E-1")).isPresent();
    }

    private static String content(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String text(Random random) {
        var letters = "<>&\"'山田ﾔﾏﾀﾞสมé😀 ABC";
        var text = new StringBuilder("x");
        random.ints(random.nextInt(60), 0, letters.codePointCount(0, letters.length()))
                .forEach(at -> text.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at))));
        return text.toString();
    }

    private static CreditTransfer order(String id, Transfer... transfers) {
        return new CreditTransfer(
                id,
                OffsetDateTime.parse("2026-09-02T09:00:00.123+09:00"),
                LocalDate.of(2026, 9, 3),
                OURS,
                OUR_BANK,
                List.of(transfers));
    }

    private static Transfer transfer(Money amount, String name, Optional<String> text) {
        return new Transfer("E-1", new Party(name, IN_EURO.to().account()), new Agent.FromAccount(), amount, text);
    }

    private static String written(CreditTransfer order, Version version) {
        return switch (CreditTransfers.write(order, version)) {
            case Writing.Written written -> new String(written.bytes(), UTF_8);
            case Writing.Refused(var faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<FaultReason> reasons(CreditTransfer order) {
        return switch (CreditTransfers.write(order, Version.V09)) {
            case Writing.Written _ -> List.of();
            case Writing.Refused(var faults) ->
                faults.stream().map(Fault::reason).toList();
        };
    }

    private static PaymentReport report(String message) {
        return switch (CreditTransfers.readReport(message.getBytes(UTF_8))) {
            case Reading.Whole<PaymentReport>(var report) -> report;
            case Reading.Refused<PaymentReport>(var faults) -> throw new AssertionError(faults.toString());
        };
    }
}
