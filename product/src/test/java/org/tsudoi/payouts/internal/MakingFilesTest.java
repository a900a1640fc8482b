package org.tsudoi.payouts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.KanaText;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.ThaiBank;

class MakingFilesTest {
    private static PayeeAccount inJapan(String holder) {
        return new PayeeAccount.InJapan(
                new BankAccount(
                        new BankCode("0001"),
                        new BranchCode("002"),
                        AccountType.ORDINARY,
                        new AccountNumber("7654321")),
                new KanaText(holder));
    }

    /// Its statement says no more than its file did, and never half a kana.
    @Test
    void aLongHolderIsKnownAsTheBankWasTold() {
        assertThat(MakingFiles.holder(inJapan("ﾐﾄﾞﾘ"))).isEqualTo("ﾐﾄﾞﾘ");
        assertThat(MakingFiles.holder(inJapan("A".repeat(31)))).isEqualTo("A".repeat(30));
        assertThat(MakingFiles.holder(inJapan("A".repeat(29) + "ｶﾞ"))).isEqualTo("A".repeat(29));
    }

    @Test
    void inThailandNamesAreWhole() {
        var long140 = "Midori Studio ".repeat(10).strip();
        assertThat(MakingFiles.holder(new PayeeAccount.InThailand(ThaiBank.KASIKORN, "0123456789", long140)))
                .isEqualTo(long140);
    }
}
