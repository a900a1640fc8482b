package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Verification;

/// Damage that only the owner of the tables can do, one kind after another, each mended before the next.
class VerifyingTest {
    private static final Books BOOKS = new Books(2);

    /// @param rule which must notice
    /// @param where part of the place it must name
    record Damage(String rule, String where, String done, String mended) {}

    private static final List<Damage> DAMAGES = List.of(
            new Damage(
                    "entry-belongs",
                    "entry 1/1",
                    "update ledger_entry set account_id = 99 where sequence = 1 and line = 1",
                    "update ledger_entry set account_id = 2 where sequence = 1 and line = 1"),
            new Damage(
                    "entry-belongs",
                    "entry 2/1",
                    "update ledger_entry set effective_at = effective_at - interval '1 day' where sequence = 2",
                    "update ledger_entry set effective_at = effective_at + interval '1 day' where sequence = 2"),
            new Damage(
                    "journal-is-whole",
                    "journal 2",
                    "update ledger_journal set legs = 3 where sequence = 2",
                    "update ledger_journal set legs = 2 where sequence = 2"),
            new Damage(
                    "journal-balances",
                    "journal 1",
                    "update ledger_entry set amount = 101 where sequence = 1 and line = 2",
                    "update ledger_entry set amount = -100 where sequence = 1 and line = 2"),
            new Damage(
                    "running-balance",
                    "entry 3/1 of to",
                    "update ledger_entry set balance = 0 where sequence = 3 and line = 1",
                    "update ledger_entry set balance = 300 where sequence = 3 and line = 1"),
            // Entries and balance agree with each other, and took more than there was.
            new Damage(
                    "limits-held",
                    "journal 1 on to",
                    "update ledger_account set floor = 0, ceiling = 99 where code = 'to'",
                    "update ledger_account set floor = 0, ceiling = null where code = 'to'"),
            new Damage(
                    "guarded-balance",
                    "to",
                    "update ledger_balance set posted = posted + 1",
                    "update ledger_balance set posted = posted - 1"),
            new Damage(
                    "guarded-balance",
                    "to",
                    "update ledger_account set ceiling = 1000 where code = 'to'",
                    "update ledger_account set ceiling = null where code = 'to'"),
            new Damage(
                    "hold-balances",
                    "hold " + HoldId.derive("h"),
                    "update ledger_hold_leg set amount = amount + 1 where line = 2",
                    "update ledger_hold_leg set amount = amount - 1 where line = 2"),
            new Damage(
                    "hold-is-open-or-ended",
                    "hold " + HoldId.derive("h"),
                    "update ledger_hold_open set amount = amount - 1 where line = 1",
                    "update ledger_hold_open set amount = amount + 1 where line = 1"),
            new Damage(
                    "hold-is-open-or-ended",
                    "hold " + HoldId.derive("h"),
                    "insert into ledger_hold_end select id, 'settled', recorded_at from ledger_hold",
                    "delete from ledger_hold_end"),
            new Damage(
                    "held",
                    "to",
                    "update ledger_balance set held_out = held_out - 1",
                    "update ledger_balance set held_out = held_out + 1"),
            new Damage(
                    "check-point",
                    "from through 3",
                    "insert into ledger_checkpoint select account_id, 3, 0, sum(amount) - 1, max(effective_at), "
                            + "min(effective_at) from ledger_entry where account_id = 1 group by 1",
                    "delete from ledger_checkpoint"));

    @BeforeAll
    static void furnish() {
        var from = BOOKS.unguarded("from", Books.JPY);
        var to = BOOKS.neverBelowZero("to", Books.JPY);
        Leg[] legs = {Leg.into(to, Books.JPY, 100), Leg.outOf(from, Books.JPY, 100)};
        for (var word : List.of("1", "2", "3")) {
            BOOKS.in(() -> BOOKS.ledger.post(Journal.of(JournalId.derive(word), "test", Books.NOON, legs)));
        }
        var hold = Hold.of(
                HoldId.derive("h"), Books.NOON, "test", Leg.outOf(to, Books.JPY, 7), Leg.into(from, Books.JPY, 7));
        BOOKS.in(() -> BOOKS.ledger.hold(hold));
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    void eachDamageIsFoundAndItsPlaceNamed() {
        for (var damage : DAMAGES) {
            assertThat(BOOKS.ledger.verify()).isEqualTo(new Verification.Sound(3, 6, 2, 1));
            BOOKS.owner.sql(damage.done()).update();
            assertThat(BOOKS.ledger.verify())
                    .describedAs(damage.done())
                    .isInstanceOfSatisfying(Verification.Broken.class, broken -> {
                        assertThat(broken.rule()).isEqualTo(damage.rule());
                        assertThat(broken.where()).startsWith(damage.where());
                        assertThat(broken.found()).isNotBlank();
                    });
            BOOKS.owner.sql(damage.mended()).update();
        }
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
    }
}
