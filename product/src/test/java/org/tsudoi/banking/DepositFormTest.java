package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.banking.DepositForm.Columns;

class DepositFormTest {
    static final String WIDE = """
            照会番号=2-7 勘定日=8-13 起算日=14-19 金額=20-31 うち他店券金額=32-43 振込依頼人コード=44-53
            振込依頼人名=54-101 仕向銀行名=102-116 仕向店名=117-131 取消区分=132-132 EDI情報=133-152
            振込合計件数=2-7 振込合計金額=8-21 取消合計件数=22-27 取消合計金額=28-41""";

    @Test
    void theUsualFormIsA() {
        assertThat(DepositForm.A.columns()).hasSize(15).containsEntry("EDI情報", new Columns(129, 148));
    }

    @Test
    void aBankMayHaveWiderAmounts() {
        assertThat(DepositForm.of(WIDE).columns()).containsEntry("金額", new Columns(20, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "金額",
                "金額=20-29",
                "なまえ=1-2",
                "金額=20-201",
                "金額=29-20",
                "金額=1-10",
            })
    void aSettingThatIsNotClearIsRefused(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> DepositForm.of(setting));
    }

    @Test
    void fieldsNeitherOverlapNorStandTwiceNorHaveAnotherWidth() {
        refused(WIDE.replace("うち他店券金額=32-43", "うち他店券金額=31-42"));
        refused(WIDE + " 金額=190-200");
        refused(WIDE.replace("勘定日=8-13", "勘定日=8-12"));
        refused(WIDE.replace("取消区分=132-132", "取消区分=131-132"));
        refused(WIDE.replace("取消区分=132-132", ""));
        refused(WIDE.replace("振込合計金額=8-21", "振込合計金額=8-24"));
    }

    private static void refused(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> DepositForm.of(setting));
    }
}
