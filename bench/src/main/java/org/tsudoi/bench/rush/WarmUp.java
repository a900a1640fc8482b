package org.tsudoi.bench.rush;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.Steady;

/// What is sold before anything is measured, so that the compilers of all processes have done most of their work: on
/// the day of a sale a server has been running for days. It is sold in rounds, each an event of its own.
final class WarmUp {
    /// Together at least as many seats as are measured, as long as a round has them.
    private static final int ROUNDS_MIN = 3;

    private static final int SEATS_OF_A_ROUND_MAX = 2_000;

    /// Where the queue sets the rate, it does not tell whether the compilers are done.
    private static final int ROUNDS_QUEUED = 5;

    private final Stage stage;
    private final World world;
    private final Organiser organiser;
    private final RushBenchmark.Plan plan;

    WarmUp(Stage stage, World world, Organiser organiser, RushBenchmark.Plan plan) {
        this.stage = stage;
        this.world = world;
        this.organiser = organiser;
        this.plan = plan;
    }

    /// @return how many seats were sold
    int sell() throws IOException, SQLException, InterruptedException {
        int seats = seatsOfARound(plan.seats());
        var rates = new ArrayList<Double>();
        for (int round = 1; ; round++) {
            double rate = round(round, seats);
            stage.say("  warm-up %d: %,d seats, %.0f a second".formatted(round, seats, rate));
            rates.add(rate);
            if (plan.queued() ? round == ROUNDS_QUEUED : Steady.isReached(rates)) {
                stage.report().fact("warm_up_seats", Integer.toString(round * seats));
                return round * seats;
            }
        }
    }

    private double round(int number, int seats) throws IOException, SQLException, InterruptedException {
        var event = organiser.offer("Warm-up " + number, seats);
        int buyers = 2 * seats;
        // Nobody comes twice: the first numbers are of those who come when it is measured.
        int first = plan.buyers() + (number - 1) * buyers;
        var rush = new Crowd(world, event, buyers, first, plan.most())
                .come(plan.callers(), "warming up: seats paid for", stage.progress());
        Quiet.await(world);
        return rush.perSecond();
    }

    /// @param measured seats
    static int seatsOfARound(int measured) {
        return Math.min(SEATS_OF_A_ROUND_MAX, Math.ceilDiv(measured, ROUNDS_MIN));
    }
}
