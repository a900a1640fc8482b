package org.tsudoi.banking.zengin;

import java.util.Arrays;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.KanaText;

/// One record in the making. What does not fit its field is a fault and is left blank; it is never shortened.
final class Slip {
    private final Layout layout;
    private final int line;
    private final Faults faults;
    private final byte[] bytes;

    Slip(Layout layout, int line, Faults faults) {
        this.layout = layout;
        this.line = line;
        this.faults = faults;
        this.bytes = new byte[layout.length()];
        Arrays.fill(bytes, (byte) ' ');
    }

    /// N: right-aligned, with zeros in front.
    Slip number(String name, long value, FaultReason whenTooLong) {
        var field = layout.field(name);
        var digits = Long.toString(value);
        if (digits.length() > field.length()) {
            fault(name, whenTooLong);
            return this;
        }
        return put(field, "0".repeat(field.length() - digits.length()) + digits);
    }

    /// Of exactly the field's width.
    Slip digits(String name, String digits) {
        return put(layout.field(name), digits);
    }

    Slip letter(String name, char letter) {
        return put(layout.field(name), Character.toString(letter));
    }

    /// C: left-aligned, with blanks behind.
    Slip kana(String name, KanaText text, KanaText.Use use) {
        var field = layout.field(name);
        var value = text.value();
        for (int i = 0; i < value.length(); i++) {
            if (use.permits(value.charAt(i))) continue;
            faults.add(line, field.position() + Math.min(i, field.length() - 1), name, FaultReason.CHARACTER);
            return this;
        }
        if (text.bytes() > field.length()) {
            fault(name, FaultReason.TOO_LONG);
            return this;
        }
        return put(field, value);
    }

    Slip neededKana(String name, KanaText text, KanaText.Use use) {
        if (text.bytes() == 0) fault(name, FaultReason.MISSING);
        return kana(name, text, use);
    }

    void fault(String name, FaultReason reason) {
        faults.add(line, layout.field(name).position(), name, reason);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private Slip put(Field field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            bytes[field.position() - 1 + i] = (byte) (letter < 0x80 ? letter : letter - '｡' + 0xA1);
        }
        return this;
    }
}
