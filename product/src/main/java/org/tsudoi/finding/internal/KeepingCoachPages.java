package org.tsudoi.finding.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.Leading;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;

/// The face. That a page has changed is noted by the database.
@Component
class KeepingCoachPages implements CoachPages {
    private final CoachTable table;
    private final Leaders leaders;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingCoachPages(CoachTable table, Leaders leaders, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.leaders = leaders;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<CoachPage> of(MemberId member) {
        return table.find(member);
    }

    @Override
    public Optional<CoachPage> shown(String slug) {
        return table.shown(slug);
    }

    @Override
    public Map<MemberId, CoachPage> shown(Collection<MemberId> members) {
        return table.shown(members).stream().collect(Collectors.toMap(CoachPage::member, Function.identity()));
    }

    @Override
    public Keeping keep(MemberId member, String slug, CoachPage.Told told, byte @Nullable [] picture) {
        if (!CoachPage.isSlug(slug)) throw new IllegalArgumentException("no address: " + slug);
        if (table.isTaken(slug, member)) return new Keeping.SlugTaken();
        try {
            transactions.executeWithoutResult(_ -> {
                table.put(member, slug, told, clock.instant());
                if (picture != null) table.putPicture(member, picture);
            });
        } catch (DuplicateKeyException meanwhile) {
            return new Keeping.SlugTaken();
        }
        return new Keeping.Kept(table.find(member).orElseThrow());
    }

    @Override
    public boolean show(MemberId member) {
        if (table.find(member).isEmpty()) throw Problem.notFound();
        if (leaders.by(member).isNothing()) return false;
        table.show(member, true, clock.instant());
        return true;
    }

    @Override
    public void hide(MemberId member) {
        table.show(member, false, clock.instant());
    }

    @Override
    public void removePicture(MemberId member) {
        table.removePicture(member);
    }

    @Override
    public void forget(MemberId member) {
        table.delete(member);
    }

    @Override
    public Optional<byte[]> picture(MemberId member) {
        return table.picture(member);
    }

    @Override
    public Leading leading(MemberId member) {
        return leaders.by(member);
    }
}
