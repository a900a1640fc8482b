package org.tsudoi.banking;

import java.util.Arrays;
import java.util.Optional;

/// 預金種目, with the digit that Zengin files have for it.
public enum AccountType {
    /// 普通
    ORDINARY('1'),
    /// 当座
    CURRENT('2'),
    /// 貯蓄
    SAVINGS('4'),
    /// その他
    OTHER('9');

    private final char digit;

    AccountType(char digit) {
        this.digit = digit;
    }

    public char digit() {
        return digit;
    }

    public static Optional<AccountType> of(char digit) {
        return Arrays.stream(values()).filter(type -> type.digit == digit).findFirst();
    }
}
