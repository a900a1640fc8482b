package org.tsudoi.banking;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who paid, or was paid, as far as the bank says. Texts are empty where it does not.
///
/// @param code 振込依頼人コード: of a virtual account or agreed with the payer; ten digits
/// @param account to which a refund could go; Zengin files never tell it
public record Counterparty(String name, String code, String bank, String branch, Optional<CashAccount> account) {
    private static final Pattern NUMBER_IN_FRONT = Pattern.compile("^([0-9]{1,12})[^0-9].*");

    /// The number that payers are asked to write before their name: 1234 of `1234 ﾔﾏﾀﾞ ﾀﾛｳ`. A hint like any
    /// reference.
    public Optional<String> numberInFront() {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        var found = NUMBER_IN_FRONT.matcher(plain);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// It is somebody's name.
    @Override
    public String toString() {
        return NameForm.of(name).toString();
    }
}
