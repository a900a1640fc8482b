package org.tsudoi.stages.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageNews;

@Component
@Transactional
class KeepingSanctions implements Sanctions {
    private static final String PROGRAM = "program";

    private final SanctionTable table;
    private final StageTable members;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    KeepingSanctions(SanctionTable table, StageTable members, ApplicationEventPublisher news, Clock clock) {
        this.table = table;
        this.members = members;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isBarred(MemberId member) {
        return table.isBarred(member, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Set<MemberId> barred() {
        return Set.copyOf(table.barred(clock.instant()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Sanction.InForce> barring(MemberId member) {
        return table.of(member).stream()
                .filter(Sanction.InForce.class::isInstance)
                .map(Sanction.InForce.class::cast)
                .filter(it -> it.isBarring(clock.instant()))
                .max((one, other) ->
                        one.decision().kind().compareTo(other.decision().kind()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Sanction> find(SanctionId id) {
        return table.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Sanction> of(MemberId member) {
        return table.of(member);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Sanction> all(int max) {
        return table.all(max);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Sanction.InForce> toCarryOut() {
        return inForce().stream().filter(it -> it.isBarring(clock.instant())).toList();
    }

    private List<Sanction.InForce> inForce() {
        return table.inForce().stream().map(Sanction.InForce.class::cast).toList();
    }

    @Override
    public Sanction decide(SanctionId id, Sanction.Decision decision) {
        return decision.kind() == Sanction.Kind.EXPULSION
                ? propose(id, decision)
                : keep(new Sanction.InForce(id, decision, Optional.empty(), Optional.empty()));
    }

    @Override
    public Sanction propose(SanctionId id, Sanction.Decision decision) {
        return keep(new Sanction.Proposed(id, decision));
    }

    private Sanction keep(Sanction sanction) {
        var id = sanction.id();
        var decision = sanction.decision();
        members.lock(decision.member());
        if (!table.insert(sanction)) {
            return table.find(id)
                    .filter(it -> it.decision().member().equals(decision.member()))
                    .orElseThrow(() -> Problem.of(ProblemCode.CONFLICT, "conduct.error.stands"));
        }
        var by = decision.by().toString();
        table.note(id, sanction instanceof Sanction.Proposed ? "proposed" : "decided", by, decision.at());
        if (sanction instanceof Sanction.Proposed) news.publishEvent(new StageNews.SanctionWaits(id));
        else news.publishEvent(new StageNews.SanctionInForce(id, decision.member()));
        return sanction;
    }

    @Override
    public Sanction.InForce confirm(SanctionId id, MemberId second) {
        var proposed = proposed(id, second);
        // Nobody publishes as this member meanwhile.
        members.lock(proposed.decision().member());
        var confirmed = proposed.confirmed(new Sanction.Second(second, now()));
        table.move(proposed, confirmed);
        table.note(id, "confirmed", second.toString(), now());
        news.publishEvent(new StageNews.SanctionInForce(id, proposed.decision().member()));
        return confirmed;
    }

    @Override
    public Sanction.Refused refuse(SanctionId id, MemberId second) {
        var proposed = proposed(id, second);
        var refused = proposed.refused(new Sanction.Second(second, now()));
        table.move(proposed, refused);
        table.note(id, "refused", second.toString(), now());
        return refused;
    }

    private Sanction.Proposed proposed(SanctionId id, MemberId second) {
        if (!(locked(id) instanceof Sanction.Proposed proposed)) throw conflict("conduct.error.decided");
        if (!proposed.maySecond(second)) throw conflict("conduct.error.second");
        return proposed;
    }

    @Override
    public Sanction.Ended lift(SanctionId id, MemberId by) {
        if (!(locked(id) instanceof Sanction.InForce inForce)) throw conflict("conduct.error.decided");
        if (by.equals(inForce.decision().member())) throw conflict("conduct.error.second");
        return ended(inForce, inForce.ended(new Sanction.End(Sanction.End.Why.LIFTED, by.toString(), now())), true);
    }

    @Override
    public Sanction.Ended letGo(SanctionId id) {
        if (!(locked(id) instanceof Sanction.InForce inForce)) throw conflict("conduct.error.decided");
        return ended(inForce, inForce.ended(new Sanction.End(Sanction.End.Why.LIFTED, PROGRAM, now())), true);
    }

    private Sanction.Ended ended(Sanction.InForce from, Sanction.Ended to, boolean told) {
        table.move(from, to);
        table.note(
                to.id(),
                "ended-" + to.end().why().word(),
                to.end().by(),
                to.end().at());
        if (told)
            news.publishEvent(
                    new StageNews.SanctionAnswered(to.id(), to.decision().member(), true));
        return to;
    }

    @Override
    public Sanction.InForce appeal(SanctionId id, MemberId member, String words) {
        var locked = locked(id);
        if (!locked.decision().member().equals(member)) throw Problem.notFound();
        if (!(locked instanceof Sanction.InForce inForce) || inForce.appeal().isPresent()) {
            throw conflict("conduct.error.appealed");
        }
        var appealed = inForce.appealed(words, now());
        table.move(inForce, appealed);
        table.note(id, "appealed", member.toString(), now());
        news.publishEvent(new StageNews.SanctionWaits(id));
        return appealed;
    }

    @Override
    public Sanction answer(SanctionId id, MemberId by, String words, boolean lift) {
        if (!(locked(id) instanceof Sanction.InForce inForce)
                || inForce.appeal().filter(it -> it.answer().isEmpty()).isEmpty()) {
            throw conflict("conduct.error.decided");
        }
        if (!inForce.mayAnswer(by)) throw conflict("conduct.error.answer");
        var answer = new Sanction.Answer(words, by, now());
        if (lift) return ended(inForce, inForce.overturned(answer), true);
        var upheld = inForce.upheld(answer);
        table.move(inForce, upheld);
        table.note(id, "upheld", by.toString(), now());
        news.publishEvent(new StageNews.SanctionAnswered(id, inForce.decision().member(), false));
        return upheld;
    }

    @Override
    public void triedToOrder(MemberId member) {
        barring(member)
                .ifPresent(it -> news.publishEvent(
                        new StageNews.KeptFromOrdering(it.id(), member, LocalDate.ofInstant(now(), ZoneOffset.UTC))));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Sanction.Ended> toRestore() {
        return table.ended(RESTORED).stream().map(Sanction.Ended.class::cast).toList();
    }

    @Override
    public int endOver() {
        int ended = 0;
        for (var over : inForce()) {
            if (over.decision().endsAt().filter(end -> !now().isBefore(end)).isEmpty()) continue;
            if (!(locked(over.id()) instanceof Sanction.InForce still)) continue;
            ended(still, still.ended(new Sanction.End(Sanction.End.Why.OVER, PROGRAM, now())), false);
            ended++;
        }
        return ended;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Step> history(SanctionId id) {
        return table.history(id);
    }

    @Override
    public void note(SanctionId id, String what) {
        table.note(id, what, PROGRAM, now());
    }

    @Override
    public void note(SanctionId id, String what, MemberId by) {
        table.note(id, what, by.toString(), now());
    }

    private Sanction locked(SanctionId id) {
        return table.lock(id).orElseThrow(Problem::notFound);
    }

    private Instant now() {
        return clock.instant();
    }

    private static Problem conflict(String key) {
        return Problem.of(ProblemCode.CONFLICT, key);
    }
}
