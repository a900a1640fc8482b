package org.tsudoi.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Command;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// `./tsudoi verify` proves that what the books owe for sold points is what is unused of them.
@ProductTest
class SoldPointsAreOwedTest {
    private static final AccountCode SOLD = AccountCode.of("operator", "points-sold", "JPY");
    private static final AccountCode ELSEWHERE = AccountCode.of("operator", "planted", "JPY");

    private final Command verify;
    private final Ledger ledger;
    private final Points points;
    private final Members members;
    private final Market market;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final TestClock clock;

    SoldPointsAreOwedTest(
            List<Command> commands,
            Ledger ledger,
            Points points,
            Members members,
            Market market,
            TransactionTemplate transactions,
            Ids ids,
            TestClock clock) {
        this.verify = commands.stream()
                .filter(command -> command.name().equals("verify"))
                .findFirst()
                .orElseThrow();
        this.ledger = ledger;
        this.points = points;
        this.members = members;
        this.market = market;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    private record Said(int code, String text) {}

    private Said verified() {
        var out = new ByteArrayOutputStream();
        int code = verify.run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    /// Balanced, so that the books by themselves are sound.
    ///
    /// @param yen more that is owed; below zero, less
    private void plant(long yen) {
        var legs = List.of(Leg.outOf(SOLD, Money.jpy(yen)), Leg.into(ELSEWHERE, Money.jpy(yen)));
        var id = JournalId.derive("planted", ids.next().toString());
        transactions.executeWithoutResult(_ -> {
            ledger.open(List.of(Account.unguarded(ELSEWHERE, Asset.of(Money.jpy(1)))));
            ledger.post(new Journal(id, "planted", clock.instant(), legs, Map.of()))
                    .orThrow();
        });
    }

    @AfterEach
    void nothingPlantedIsLeft() {
        long planted = ledger.account(ELSEWHERE).isEmpty()
                ? 0
                : ledger.balance(ELSEWHERE).posted();
        if (planted != 0) plant(-planted);
    }

    private void sell(long many) {
        var member =
                members.findOrCreate(market.mail("points"), Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        transactions.executeWithoutResult(_ -> points.sell(new Points.Sold(
                new PointLotId(ids.next()),
                member.id(),
                many,
                "bought",
                clock.instant().plus(Duration.ofDays(90)),
                PointLot.Late.ANEW,
                AccountCode.of("organiser", market.organiser().toString(), "payable", "JPY"),
                "ord_of_a_test")));
    }

    @Test
    void itIsRightWhileEveryPointThatWasSoldIsOwed() {
        sell(700);
        var said = verified();
        assertThat(said.text()).contains("What is owed for sold points is what is unused of them.");
        assertThat(said.code()).isZero();
    }

    @Test
    void aYenThatIsOwedForNoPointIsFoundAlthoughTheBooksBalance() {
        sell(300);
        plant(1);
        var said = verified();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("The books are sound")
                .contains("THEY DIFFER FROM WHAT THEY ARE ABOUT: sold-points-are-owed at operator:points-sold:JPY");
    }
}
