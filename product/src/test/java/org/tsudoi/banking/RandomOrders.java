package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsudoi.banking.BulkTransfer.Reference;
import org.tsudoi.banking.BulkTransfer.Sender;
import org.tsudoi.banking.BulkTransfer.Transfer;
import org.tsudoi.money.Money;

/// Orders with whatever an order may have.
final class RandomOrders {
    private static final Map<KanaText.Use, String> PERMITTED =
            Arrays.stream(KanaText.Use.values()).collect(Collectors.toMap(use -> use, RandomOrders::permitted));

    private RandomOrders() {}

    static BulkTransfer order(Random random, LocalDate day) {
        var transfers = Stream.generate(() -> transfer(random))
                .limit(1 + random.nextInt(20))
                .toList();
        var sender = new Sender(
                Notices.digits(random.nextLong(10_000_000_000L), 10),
                text(random, KanaText.Use.PARTY_NAME, 1, 40),
                new BankAccount(
                        new BankCode(Notices.digits(random.nextInt(10_000), 4)),
                        new BranchCode(Notices.digits(random.nextInt(1000), 3)),
                        AccountType.CURRENT,
                        new AccountNumber(Notices.digits(random.nextInt(10_000_000), 7))),
                text(random, KanaText.Use.BANK_NAME, 0, 15),
                text(random, KanaText.Use.BANK_NAME, 0, 15));
        return new BulkTransfer(sender, day.plusDays(random.nextInt(365)), transfers);
    }

    private static Transfer transfer(Random random) {
        var types = AccountType.values();
        Reference reference = switch (random.nextInt(3)) {
            case 0 -> new Reference.Edi(text(random, KanaText.Use.EDI, 1, 20));
            case 1 ->
                new Reference.CustomerCodes(1 + random.nextLong(9_999_999_999L), random.nextLong(10_000_000_000L));
            default -> new Reference.None();
        };
        return new Transfer(
                new BankAccount(
                        new BankCode(Notices.digits(random.nextInt(10_000), 4)),
                        new BranchCode(Notices.digits(random.nextInt(1000), 3)),
                        types[random.nextInt(types.length)],
                        new AccountNumber(Notices.digits(random.nextInt(10_000_000), 7))),
                text(random, KanaText.Use.BANK_NAME, 0, 15),
                text(random, KanaText.Use.BANK_NAME, 0, 15),
                text(random, KanaText.Use.PARTY_NAME, 1, 30),
                Money.jpy(1 + random.nextLong(9_999_999_999L)),
                reference);
    }

    /// Of all that the use permits, marks where they may stand, cut to a length at random.
    private static KanaText text(Random random, KanaText.Use use, int bytesMin, int bytesMax) {
        var permitted = Objects.requireNonNull(PERMITTED.get(use));
        while (true) {
            var text = new StringBuilder();
            while (text.length() < bytesMax + 5) {
                text.append(permitted.charAt(random.nextInt(permitted.length())));
                if (KanaText.marksNothing(text, text.length() - 1)) text.setLength(text.length() - 1);
            }
            var cut = new KanaText(text.toString().strip()).within(bytesMin + random.nextInt(bytesMax - bytesMin + 1));
            if (cut.bytes() >= bytesMin) return cut;
        }
    }

    private static String permitted(KanaText.Use use) {
        return IntStream.rangeClosed(0x20, 0xFF9F)
                .filter(letter -> use.permits((char) letter))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
