package org.tsudoi.banking.zengin;

import java.util.Arrays;
import java.util.HexFormat;

/// The bytes of one record, without its line end.
final class RawRecord {
    private final int line;
    private final byte[] bytes;

    RawRecord(int line, byte[] bytes) {
        this.line = line;
        this.bytes = bytes;
    }

    /// Its number in the file, from 1.
    int line() {
        return line;
    }

    /// データ区分
    char type() {
        return letter(1);
    }

    /// By its position from 1. Bytes from 0xA1 on are half-width kana in JIS X 0201; what is no letter there
    /// becomes one that no field permits.
    char letter(int position) {
        int code = bytes[position - 1] & 0xFF;
        if (code < 0x80) return (char) code;
        return code >= 0xA1 && code <= 0xDF ? (char) (code - 0xA1 + '｡') : '\uFFFD';
    }

    String text(int position, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) text.append(letter(position + i));
        return text.toString();
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord record && Arrays.equals(bytes, record.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
