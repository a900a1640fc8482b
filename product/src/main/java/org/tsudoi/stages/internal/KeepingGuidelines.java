package org.tsudoi.stages.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.stages.StageNews;

@Component
@Transactional
class KeepingGuidelines implements Guidelines {
    private final GuidelineTable table;
    private final StageTable stages;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    KeepingGuidelines(GuidelineTable table, StageTable stages, ApplicationEventPublisher news, Clock clock) {
        this.table = table;
        this.stages = stages;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Guideline> all() {
        return table.all();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Guideline> inForce() {
        return table.inForce(clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Guideline> coming() {
        return table.coming(clock.instant());
    }

    @Override
    public Guideline write(Guideline.Words words, Instant validFrom, MemberId by) {
        var now = clock.instant();
        int version = table.all().stream().mapToInt(Guideline::version).max().orElse(0) + 1;
        // The first takes nobody by surprise.
        var earliest = version == 1 ? now : now.plus(NOTICE);
        if (version > 1 && validFrom.isBefore(earliest)) throw new IllegalArgumentException("before " + earliest);
        var from = validFrom.isBefore(earliest) ? earliest : validFrom;
        // As they are stored.
        var written = new Guideline(
                version, from.truncatedTo(ChronoUnit.MICROS), words, by, now.truncatedTo(ChronoUnit.MICROS));
        if (!table.insert(written)) throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
        news.publishEvent(new StageNews.GuidelineWritten(version, stages.teaching()));
        return written;
    }

    @Override
    public void accept(MemberId member, int version) {
        if (Stream.concat(inForce().stream(), coming().stream()).noneMatch(one -> one.version() == version)) {
            throw Problem.notFound();
        }
        table.accept(member, version, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Accepted> accepted(MemberId member) {
        return table.accepted(member);
    }
}
