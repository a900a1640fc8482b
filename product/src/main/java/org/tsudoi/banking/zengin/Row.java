package org.tsudoi.banking.zengin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.KanaText;

/// One record with its layout: each field is of the letters that it may have, or the row is not sound and
/// tells why. Only a sound row is asked for what its fields say.
final class Row {
    private final RawRecord raw;
    private final Layout layout;
    private final Faults faults;
    private final boolean sound;

    Row(RawRecord raw, Layout layout, Faults faults) {
        this.raw = raw;
        this.layout = layout;
        this.faults = faults;
        int before = faults.count();
        layout.fields().forEach(this::check);
        this.sound = faults.count() == before && before < Faults.FAULTS_MAX;
    }

    boolean isSound() {
        return sound;
    }

    RawRecord raw() {
        return raw;
    }

    void fault(String name, FaultReason reason) {
        int position = layout.find(name).map(Field::position).orElse(0);
        faults.add(raw.line(), position, name, reason);
    }

    /// Zero where the field is blank, or where the form has none.
    long number(String name) {
        var digits = text(name);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /// Without blanks around; empty where the form has no such field.
    String text(String name) {
        return layout.find(name)
                .map(field -> raw.text(field.position(), field.length()).strip())
                .orElse("");
    }

    KanaText kana(String name) {
        return new KanaText(text(name));
    }

    /// In years of the era. Empty where it is blank or zero; wrong ones are faults, and empty.
    Optional<LocalDate> date(String name, EraDates dates) {
        if (number(name) == 0) return Optional.empty();
        var date = dates.read(text(name));
        if (date.isEmpty()) fault(name, FaultReason.DATE);
        return date;
    }

    Optional<LocalDate> neededDate(String name, EraDates dates) {
        if (number(name) == 0) fault(name, FaultReason.DATE);
        return date(name, dates);
    }

    Optional<AccountType> accountType(String name, AccountType... taken) {
        var type = AccountType.of(text(name).charAt(0)).filter(List.of(taken)::contains);
        if (type.isEmpty()) fault(name, FaultReason.CODE);
        return type;
    }

    private void check(Field field) {
        switch (field.kind()) {
            case NUMBER -> checkDigits(field);
            case NUMBER_OR_BLANK -> {
                if (!raw.text(field.position(), field.length()).isBlank()) checkDigits(field);
            }
            case BANK_NAME -> checkLetters(field, KanaText.Use.BANK_NAME);
            case PARTY_NAME -> checkLetters(field, KanaText.Use.PARTY_NAME);
            case EDI -> checkLetters(field, KanaText.Use.EDI);
            case LETTER, FILLER -> {}
        }
    }

    private void checkDigits(Field field) {
        for (int i = 0; i < field.length(); i++) {
            char letter = raw.letter(field.position() + i);
            if (letter < '0' || letter > '9') {
                faults.add(raw.line(), field.position() + i, field.name(), FaultReason.NOT_DIGITS);
                return;
            }
        }
    }

    private void checkLetters(Field field, KanaText.Use use) {
        var text = raw.text(field.position(), field.length());
        for (int i = 0; i < text.length(); i++) {
            var reason = !use.permits(text.charAt(i))
                    ? FaultReason.CHARACTER
                    : KanaText.marksNothing(text, i) ? FaultReason.HALF_KANA : null;
            if (reason != null) {
                faults.add(raw.line(), field.position() + i, field.name(), reason);
                return;
            }
        }
    }
}
