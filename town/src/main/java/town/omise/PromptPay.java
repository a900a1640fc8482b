package town.omise;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The text inside a Thai QR code: EMVCo's merchant-presented code with the Bank of Thailand's tag 30.
final class PromptPay {
    private static final String BILL = "A000000677010112";
    private static final String BAHT = "764";
    private static final String AMOUNT = "\\d{1,10}(\\.\\d{1,2})?";
    private static final int CRC_LENGTH = 4;

    private PromptPay() {}

    /// A bill to be paid once: who, for what, and how much.
    record Bill(String biller, String reference1, String reference2, String amount) {
        long satang() {
            return new BigDecimal(amount).movePointRight(2).longValueExact();
        }
    }

    static String payload(Bill bill) {
        var inside = tag("00", BILL)
                + tag("01", bill.biller())
                + tag("02", bill.reference1())
                + tag("03", bill.reference2());
        var text = tag("00", "01")
                + tag("01", "12")
                + tag("30", inside)
                + tag("53", BAHT)
                + tag("58", "TH")
                + tag("54", bill.amount())
                + "6304";
        return text + crc(text);
    }

    /// Empty: not a bill of this kind, or a letter is wrong.
    static Optional<Bill> read(String payload) {
        var text = payload.strip();
        int end = text.length() - CRC_LENGTH;
        if (end < CRC_LENGTH || !text.startsWith("6304", end - CRC_LENGTH)) {
            return Optional.empty();
        }
        if (!crc(text.substring(0, end)).equals(text.substring(end))) {
            return Optional.empty();
        }
        return tags(text)
                .flatMap(outside -> tags(outside.getOrDefault("30", ""))
                        .filter(inside -> BILL.equals(inside.get("00")))
                        .filter(_ -> BAHT.equals(outside.get("53")))
                        .filter(_ -> outside.getOrDefault("54", "").matches(AMOUNT))
                        .map(inside -> new Bill(
                                inside.getOrDefault("01", ""),
                                inside.getOrDefault("02", ""),
                                inside.getOrDefault("03", ""),
                                outside.getOrDefault("54", "0"))));
    }

    /// Empty when a length leads outside or a tag comes twice.
    private static Optional<Map<String, String>> tags(String text) {
        var tags = new LinkedHashMap<String, String>();
        int at = 0;
        while (at + 4 <= text.length()) {
            if (!text.substring(at, at + 4).chars().allMatch(Character::isDigit)) {
                return Optional.empty();
            }
            int length = Integer.parseInt(text.substring(at + 2, at + 4));
            if (at + 4 + length > text.length()) {
                return Optional.empty();
            }
            var before = tags.put(text.substring(at, at + 2), text.substring(at + 4, at + 4 + length));
            if (before != null) {
                return Optional.empty();
            }
            at += 4 + length;
        }
        return at == text.length() ? Optional.of(tags) : Optional.empty();
    }

    private static String tag(String id, String value) {
        return id + "%02d".formatted(value.length()) + value;
    }

    /// CRC-16/CCITT-FALSE, as EMVCo wants it.
    static String crc(String text) {
        int crc = 0xFFFF;
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (letter & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
            crc &= 0xFFFF;
        }
        return "%04X".formatted(crc);
    }
}
