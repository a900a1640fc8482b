package org.tsudoi.bench.crash;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// On what the crowd works: accounts without limits, wallets that run empty, boxes that run full, and a till in
/// which there is always enough.
record CrashAccount(
        String code, @Nullable Long floor, @Nullable Long ceiling, long filled) {
    static final List<CrashAccount> OPEN = some(8, "open", null, null, 0);
    static final List<CrashAccount> WALLETS = some(6, "wallet", 0L, null, 1000);
    static final List<CrashAccount> BOXES = some(2, "box", 0L, 3000L, 1500);
    static final List<CrashAccount> TILLS = some(2, "till", 0L, null, 1_000_000_000_000L);
    private static final CrashAccount BANK = new CrashAccount("crash:bank", null, null, 0);

    static List<CrashAccount> all() {
        return Stream.of(OPEN, WALLETS, BOXES, TILLS, List.of(BANK))
                .flatMap(List::stream)
                .toList();
    }

    /// Puts into each what it opens with.
    static List<Wish.Post> openings() {
        return all().stream()
                .filter(each -> each.filled > 0)
                .map(each -> new Wish.Post(
                        each.openingId(),
                        List.of(new Wish.Part(each.code, each.filled), new Wish.Part(BANK.code, -each.filled))))
                .toList();
    }

    private UUID openingId() {
        return LedgerProcess.openingId(code);
    }

    private static List<CrashAccount> some(
            int count, String name, @Nullable Long floor, @Nullable Long ceiling, long filled) {
        return IntStream.range(0, count)
                .mapToObj(number -> new CrashAccount("crash:" + name + ":" + number, floor, ceiling, filled))
                .toList();
    }
}
