package org.tsudoi.banking;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether the bank says of money that left that it took it for itself. Only where its own words say nothing else:
/// half a sentence about fees may be somebody's note.
public enum BankCharge {
    NONE,
    /// For transfers that we had it make (振込手数料).
    FOR_TRANSFERS,
    /// For the account, for its pages, and the like.
    FOR_SERVICE;

    private static final String FEE = "(手数料|テスウリヨウ)";
    private static final String ONLINE = "(IB|EB|FB|インターネット|インターネツト|ネット|ネツト|バンキング)";
    private static final Pattern TRANSFERS =
            Pattern.compile("(" + ONLINE + "|ソウゴウ|総合|キユウヨ|給与|ツド|都度)*(フリコミ|振込|ソウキン|送金)(シヨリ|処理)?" + FEE);
    private static final String OF_ACCOUNT = "(コウザイジ|口座維持|キホン|基本|ゲツガク|月額|リヨウ|利用)";
    private static final Pattern SERVICE = Pattern.compile(
            "(" + ONLINE + "|" + OF_ACCOUNT + ")*" + FEE + "|" + ONLINE + "+" + OF_ACCOUNT + "*(利用料|リヨウリヨウ)");

    /// @param remark the bank's own words, and nobody else is named
    public static BankCharge of(String remark) {
        var words = Normalizer.normalize(remark, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s・･.．]", "")
                .replace('ョ', 'ヨ')
                .replace('ュ', 'ユ')
                .replace('ャ', 'ヤ');
        if (TRANSFERS.matcher(words).matches()) return FOR_TRANSFERS;
        return SERVICE.matcher(words).matches() ? FOR_SERVICE : NONE;
    }

    /// As columns have it: `for-transfers`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static BankCharge ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
