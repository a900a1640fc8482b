package org.tsudoi.promises.internal;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;

/// What an owner answers, and what follows of it; in the caller's transaction.
@Component
class DecidingOutcomes {
    private final OutcomeTable table;
    private final KeepingOutcomes.Desk desk;

    DecidingOutcomes(OutcomeTable table, KeepingOutcomes.Desk desk) {
        this.table = table;
        this.desk = desk;
    }

    Outcome answer(Outcome.Of of, MemberId owner, boolean tookPlace) {
        return switch (table.lock(of).orElseThrow(Problem::notFound)) {
            case Outcome.Settled _ -> throw Problem.notFound();
            case Outcome.Asked asked -> decided(asked, owner, tookPlace);
            case Outcome.Held held -> held;
            case Outcome.NotHeld notHeld -> notHeld;
        };
    }

    /// Unless its time is over, or that was decided before.
    Outcome offered(Outcome.Of.Date of, MemberId owner, Instant backAt) {
        var now = desk.now();
        return table.lock(of).orElseThrow(Problem::notFound) instanceof Outcome.Asked asked
                        && now.isBefore(asked.answerBy())
                ? notHeld(asked.notHeld(owner, now, backAt))
                : answer(of, owner, false);
    }

    private Outcome decided(Outcome.Asked asked, MemberId owner, boolean tookPlace) {
        var now = desk.now();
        // Nobody is late before the job has come: whose money it is does not hang on when it runs.
        if (!now.isBefore(asked.answerBy())) return notHeld(asked.unanswered(now));
        if (!tookPlace) return notHeld(asked.notHeld(owner, now));
        var held = asked.held(owner, now);
        table.save(held);
        desk.news().publishEvent(new OutcomeNews.SaidToBeHeld(held.of()));
        return held;
    }

    void endUnanswered(Outcome.Of of) {
        if (table.lock(of).orElseThrow() instanceof Outcome.Asked asked) notHeld(asked.unanswered(desk.now()));
    }

    void calledOff(Outcome.NotHeld calledOff) {
        if (table.insert(calledOff)) giveBack(calledOff.of());
    }

    /// It was said to be held.
    void overturn(Outcome.NotHeld overturned) {
        table.overturn(overturned);
        giveBack(overturned.of());
    }

    private Outcome.NotHeld notHeld(Outcome.NotHeld notHeld) {
        table.save(notHeld);
        giveBack(notHeld.of());
        return notHeld;
    }

    private void giveBack(Outcome.Of of) {
        desk.news().publishEvent(new OutcomeNews.NotHeld(of));
        switch (of) {
            case Outcome.Of.Meeting(var event) ->
                desk.outbox().put(GivingBackUnheld.TOPIC, event.toString(), event.toString());
            case Outcome.Of.Date date -> GivingBackUnheldDates.put(desk, date, "");
        }
    }
}
