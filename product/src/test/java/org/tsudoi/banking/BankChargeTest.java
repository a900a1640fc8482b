package org.tsudoi.banking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;

class BankChargeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @ValueSource(strings = {"ﾌﾘｺﾐﾃｽｳﾘﾖｳ", "フリコミテスウリョウ", "振込手数料", "ｿｳｺﾞｳﾌﾘｺﾐ ﾃｽｳﾘﾖｳ", "IBﾌﾘｺﾐﾃｽｳﾘﾖｳ", "送金手数料"})
    void whatIsForTransfersSaysSo(String remark) {
        assertThat(BankCharge.of(remark)).isEqualTo(BankCharge.FOR_TRANSFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ﾃｽｳﾘﾖｳ", "手数料", "ＥＢ利用料", "ｲﾝﾀｰﾈﾂﾄﾊﾞﾝｷﾝｸﾞﾘﾖｳﾘﾖｳ", "口座維持手数料", "IBｹﾞﾂｶﾞｸﾃｽｳﾘﾖｳ"})
    void otherChargesAreForService(String remark) {
        assertThat(BankCharge.of(remark)).isEqualTo(BankCharge.FOR_SERVICE);
    }

    /// Half a sentence is somebody's note; what others debit is none of the bank's.
    @ParameterizedTest
    @ValueSource(
            strings = {"", "ﾌﾘｺﾐ", "振込", "ﾃｽｳﾘﾖｳ ﾔﾏﾀﾞ", "電気料金", "利用料", "ﾘﾖｳﾘﾖｳ", "ｹﾂｻｲﾃｽｳﾘﾖｳ ｽﾄﾗｲﾌﾟ", "振込手数料返金", "FEE"})
    void anythingElseIsNone(String remark) {
        assertThat(BankCharge.of(remark)).isEqualTo(BankCharge.NONE);
    }

    @Test
    void aStatementTellsWhatTheBankTookWhereNobodyIsNamed() {
        var file = new StatementFile(DAY, DAY, 10_000)
                .charge(DAY, 660, "ﾌﾘｺﾐﾃｽｳﾘﾖｳ")
                .withdrawal(DAY, 440, "ﾃｽｳﾘﾖｳ")
                .deposit(DAY, 100, "ﾔﾏﾀﾞ");
        var read = BankNotices.zengin(file.bytes(), DepositForm.A, DAY);
        assertThat(notices(read))
                .extracting(BankNotice::charge)
                .containsExactly(BankCharge.FOR_TRANSFERS, BankCharge.NONE, BankCharge.NONE);
    }

    private static List<BankNotice> notices(Reading<List<BankStatement>> read) {
        return ((Reading.Whole<List<BankStatement>>) read).content().getFirst().notices();
    }

    @ParameterizedTest
    @CsvSource({
        "DBIT, ICDT, CHRG, FOR_TRANSFERS",
        "DBIT, MDOP, FEES, FOR_SERVICE",
        "DBIT, ICDT, ESCT, NONE",
        "CRDT, ICDT, CHRG, NONE"
    })
    void camtTellsItByItsCode(String way, String family, String sub, BankCharge charge) {
        var file = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-26T09:00:00+09:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>N</Id><CreDtTm>2026-11-26T09:00:00+09:00</CreDtTm>
                <Acct><Id><Othr><Id>0011234567</Id></Othr></Id><Ccy>JPY</Ccy></Acct>
                <Ntry><Amt Ccy="JPY">660</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-11-26</Dt></BookgDt><AcctSvcrRef>REF-1</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>
                </Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(way, family, sub);
        assertThat(notices(BankNotices.iso20022(file.getBytes(UTF_8))))
                .extracting(BankNotice::charge)
                .containsExactly(charge);
    }

    @Test
    void whatComesInIsNoCharge() {
        assertThatThrownBy(() -> new BankNotice(
                        NoticeIdentity.byBank("one"),
                        1,
                        new OtherAccount("1"),
                        BankNotice.Movement.DEPOSIT,
                        BankNotice.Standing.BOOKED,
                        DAY,
                        DAY,
                        Money.jpy(1),
                        Money.jpy(0),
                        new Counterparty("", "", "", "", Optional.empty()),
                        List.of(),
                        "",
                        BankCharge.FOR_SERVICE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
