package town.agent;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Takes what stores report, and tells of it: at once and without certainty (速報), then for good (確定), unless the
/// store was mistaken (速報取消).
@Component
class CollectingAgent {
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private static final int KEPT = 20_000;

    private final Shelf<Receipt> receipts;
    private final Shelf<Notice> notices;
    private final AgentSettings settings;
    private final TownClock clock;

    CollectingAgent(Keeper keeper, AgentSettings settings, TownClock clock) {
        this.receipts = keeper.shelf("agent-receipts", Receipt.class, KEPT);
        this.notices = keeper.shelf("agent-notices", Notice.class, KEPT);
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Taken(Receipt receipt) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// What a till sees in these digits today.
    BarCode.Reading look(String typed) {
        var reading = BarCode.read(typed);
        return reading instanceof BarCode.Reading.Good(var code)
                        && code.lastDay() != null
                        && today().isAfter(code.lastDay())
                ? new BarCode.Reading.Bad(Refusal.OVERDUE)
                : reading;
    }

    synchronized Outcome take(String typed, Store store) {
        return switch (look(typed)) {
            case BarCode.Reading.Bad(var why) -> new Outcome.Refused(why);
            case BarCode.Reading.Good(var code) -> new Outcome.Taken(take(code.digits(), code.yen(), store));
        };
    }

    private Receipt take(String code, int yen, Store store) {
        var receipt = new Receipt(nextId(), code, yen, store, clock.instant(), Receipt.State.TAKEN);
        receipts.put(receipt.id(), receipt);
        tell(Notice.Kind.QUICK, receipt, null);
        return receipt;
    }

    /// Nothing when it was decided before.
    synchronized Optional<Receipt> confirm(String id) {
        var paidOut = today().plusDays(settings.payoutDays());
        return decide(id, Receipt.State.CONFIRMED, Notice.Kind.CONFIRMED, paidOut);
    }

    /// Nothing when it was decided before.
    synchronized Optional<Receipt> takeBack(String id) {
        return decide(id, Receipt.State.TAKEN_BACK, Notice.Kind.TAKEN_BACK, null);
    }

    private Optional<Receipt> decide(String id, Receipt.State state, Notice.Kind kind, @Nullable LocalDate paidOut) {
        var decided = receipts.find(id).filter(Receipt::isOpen).map(receipt -> receipt.now(state));
        decided.ifPresent(receipt -> {
            receipts.put(id, receipt);
            tell(kind, receipt, paidOut);
        });
        return decided;
    }

    /// Somebody pays the same slip once more, at the same store.
    synchronized Optional<Receipt> again(String id) {
        return receipts.find(id).map(first -> take(first.code(), first.yen(), first.store()));
    }

    private void tell(Notice.Kind kind, Receipt receipt, @Nullable LocalDate paidOut) {
        notices.put(receipt.id() + "-" + kind.code(), new Notice(kind, receipt, today(), paidOut));
    }

    private String nextId() {
        return receipts.newest(1).stream()
                .map(newest -> "r" + (Integer.parseInt(newest.id().substring(1)) + 1))
                .findFirst()
                .orElse("r1");
    }

    Optional<Receipt> find(String id) {
        return receipts.find(id);
    }

    /// Whether money was taken on this slip that nobody took back.
    boolean isPaid(String code) {
        return !receipts.newest(1, it -> it.code().equals(code) && it.state() != Receipt.State.TAKEN_BACK)
                .isEmpty();
    }

    List<Receipt> newest(int limit) {
        return receipts.newest(limit);
    }

    /// The days of which there is a file, newest first.
    List<LocalDate> days() {
        return notices.all().stream()
                .map(Notice::writtenOn)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    CollectionFile file(LocalDate day) {
        return new CollectionFile(notices.all().stream()
                .filter(notice -> notice.writtenOn().equals(day))
                .toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), JAPAN);
    }
}
