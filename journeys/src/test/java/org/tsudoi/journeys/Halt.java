package org.tsudoi.journeys;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.tsudoi.journeys.CrashPoint.Change;
import org.tsudoi.journeys.CrashPoint.Trap;

/// Holds the product still at one point, from outside: by a trigger that waits for a lock, or by the weather at
/// the provider. The product has no hook for it.
sealed interface Halt {
    Duration REACHED_WITHIN = Await.LONG;

    /// Whether the product has come to the point and stands there.
    boolean isReached();

    /// Once the product is dead: lets happen what happens without it.
    void letGo();

    /// Once all that stood at the same time are let go: until then their connections have locks on tables.
    void takeAway();

    /// Once the product is dead.
    static void lift(Collection<Halt> halts) {
        halts.forEach(Halt::letGo);
        halts.forEach(Halt::takeAway);
    }

    static Halt at(World world, Trap trap) {
        return switch (trap) {
            case Trap.Written(var change) -> InTheDatabase.set(world, change, false, false);
            case Trap.Committing(var change, var heard) -> InTheDatabase.set(world, change, true, heard);
            case Trap.Calling(var operation, var done) -> AtTheProvider.set(world, operation, done);
        };
    }

    /// The product's connection waits inside its statement, or inside its commit.
    final class InTheDatabase implements Halt {
        private static final AtomicInteger LOCKS = new AtomicInteger(20);

        private final Connection connection;
        private final boolean goesOn;
        /// Several of them may stand at the same time.
        private final int lock = LOCKS.incrementAndGet();

        private InTheDatabase(Connection connection, boolean goesOn) {
            this.connection = connection;
            this.goesOn = goesOn;
        }

        static Halt set(World world, Change change, boolean atCommit, boolean goesOn) {
            var halt = new InTheDatabase(world.administrator(), goesOn);
            halt.say("select pg_advisory_lock(" + halt.lock + ")");
            halt.say("""
                    create function crash_point_%1$d() returns trigger language plpgsql as $$ begin
                      perform pg_advisory_xact_lock(%1$d);
                      return null;
                    end $$""".formatted(halt.lock));
            halt.say(
                    "create %1$s trigger crash_point_%2$d after %3$s on %4$s %5$s for each row when (%6$s) execute function crash_point_%2$d()"
                            .formatted(
                                    atCommit ? "constraint" : "",
                                    halt.lock,
                                    change.how(),
                                    change.table(),
                                    atCommit ? "deferrable initially deferred" : "",
                                    change.which()));
            return halt;
        }

        @Override
        public boolean isReached() {
            return others("not granted") > 0;
        }

        @Override
        public void letGo() {
            if (goesOn) {
                say("select pg_advisory_unlock(" + lock + ")");
            } else {
                // A connection that waits does not notice that the product is gone.
                say("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = " + lock
                        + " and not granted");
            }
            Await.until("the connections of the dead product to end", REACHED_WITHIN, () -> others("true") == 0);
        }

        @Override
        public void takeAway() {
            say("drop function crash_point_" + lock + " cascade");
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private int others(String state) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select count(*) from pg_locks where locktype = 'advisory' and objid = " + lock
                                    + " and pid <> pg_backend_pid() and " + state)) {
                row.next();
                return row.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void say(String sql) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }

    /// The provider has the call, and takes its time before or after doing it.
    final class AtTheProvider implements Halt {
        private static final Duration LATE = Duration.ofSeconds(3);

        private final Town town;
        private final BooleanSupplier isDone;

        private AtTheProvider(Town town, BooleanSupplier isDone) {
            this.town = town;
            this.isDone = isDone;
        }

        static Halt set(World world, String operation, boolean done) {
            var town = world.town();
            int before = done(town, operation);
            town.weather(done ? "slow" : "slow-before", operation, 1, LATE);
            boolean changes = operation.startsWith("POST");
            return new AtTheProvider(town, () -> !changes || (done(town, operation) > before) == done);
        }

        private static int done(Town town, String operation) {
            return operation.endsWith("/refunds")
                    ? town.tally().values().stream()
                            .mapToInt(Town.Tally::refunds)
                            .sum()
                    : town.paymentPages();
        }

        @Override
        public boolean isReached() {
            return town.isFair() && isDone.getAsBoolean();
        }

        @Override
        public void letGo() {
            town.fairWeather();
        }

        @Override
        public void takeAway() {}
    }
}
