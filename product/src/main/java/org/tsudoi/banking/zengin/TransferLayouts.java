package org.tsudoi.banking.zengin;

import static org.tsudoi.banking.zengin.Field.bankName;
import static org.tsudoi.banking.zengin.Field.edi;
import static org.tsudoi.banking.zengin.Field.filler;
import static org.tsudoi.banking.zengin.Field.letter;
import static org.tsudoi.banking.zengin.Field.number;
import static org.tsudoi.banking.zengin.Field.numberOrBlank;
import static org.tsudoi.banking.zengin.Field.partyName;

import java.util.ArrayList;
import java.util.List;

/// The records of 総合振込.
final class TransferLayouts {
    static final int RECORD = 120;
    static final String KIND = "21";

    static final Layout HEADER = Layout.of(
            RECORD,
            letter(Groups.TYPE, 1),
            number(Groups.KIND, 2, 3),
            letter(Groups.CODE, 4),
            number("委託者コード", 5, 14),
            partyName("委託者名", 15, 54),
            number("振込指定日", 55, 58),
            number("仕向銀行番号", 59, 62),
            bankName("仕向銀行名", 63, 77),
            number("仕向支店番号", 78, 80),
            bankName("仕向支店名", 81, 95),
            number("預金種目", 96, 96),
            number("口座番号", 97, 103),
            filler(104, 120));

    /// With `Y` at 113 one text stands where the two customer's codes are otherwise.
    static final int MARK_OF_EDI = 113;

    static final Layout DATA_WITH_EDI = data(edi("EDI情報", 92, 111));
    static final Layout DATA_WITH_CODES = data(numberOrBlank("顧客コード1", 92, 101), numberOrBlank("顧客コード2", 102, 111));

    static final Layout TRAILER =
            Layout.of(RECORD, letter(Groups.TYPE, 1), number("合計件数", 2, 7), number("合計金額", 8, 19), filler(20, 120));

    static final Layout END = Layout.of(RECORD, letter(Groups.TYPE, 1), filler(2, 120));

    private TransferLayouts() {}

    private static Layout data(Field... reference) {
        var fields = new ArrayList<Field>(List.of(
                letter(Groups.TYPE, 1),
                number("被仕向銀行番号", 2, 5),
                bankName("被仕向銀行名", 6, 20),
                number("被仕向支店番号", 21, 23),
                bankName("被仕向支店名", 24, 38),
                numberOrBlank("手形交換所番号", 39, 42),
                number("預金種目", 43, 43),
                number("口座番号", 44, 50),
                partyName("受取人名", 51, 80),
                number("振込金額", 81, 90),
                letter("新規コード", 91)));
        fields.addAll(List.of(reference));
        fields.addAll(List.of(letter("振込指定区分", 112), letter("識別表示", MARK_OF_EDI), filler(114, 120)));
        return Layout.of(RECORD, fields.toArray(Field[]::new));
    }
}
