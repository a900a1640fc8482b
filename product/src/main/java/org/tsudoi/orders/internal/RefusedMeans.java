package org.tsudoi.orders.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.payments.Means;

/// Read with every unpaid order, so remembered for a moment.
@Component
class RefusedMeans implements AcceptedMeans {
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);
    private static final int REMEMBERED_MAX = 10_000;

    /// Not taken unless wanted.
    private static final Set<Means> ASKED_FOR = Set.of(Means.COUNTER);

    private final JdbcClient jdbc;
    private final LoadingCache<OrganiserId, Set<Means>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED_FOR)
            .build(this::read);

    RefusedMeans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Means> refused(OrganiserId organiser) {
        return remembered.get(organiser);
    }

    private Set<Means> read(OrganiserId organiser) {
        var words = jdbc.sql("""
                        select means, false as wanted from refused_means where organiser_id = :organiser
                        union all select means, true from wanted_means where organiser_id = :organiser""")
                .param("organiser", organiser.value())
                .query((row, _) -> row.getString("means") + (row.getBoolean("wanted") ? " wanted" : ""))
                .set();
        return Arrays.stream(Means.values())
                .filter(means -> ASKED_FOR.contains(means)
                        ? !words.contains(means.word() + " wanted")
                        : words.contains(means.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Means.class)));
    }

    @Override
    @Transactional
    public void refuse(OrganiserId organiser, Set<Means> refused) {
        jdbc.sql("delete from refused_means where organiser_id = :organiser")
                .param("organiser", organiser.value())
                .update();
        jdbc.sql("insert into refused_means (organiser_id, means) select :organiser, unnest(:means)")
                .param("organiser", organiser.value())
                .param("means", refused.stream().map(Means::word).toArray(String[]::new))
                .update();
        jdbc.sql("delete from wanted_means where organiser_id = :organiser")
                .param("organiser", organiser.value())
                .update();
        jdbc.sql("insert into wanted_means (organiser_id, means) select :organiser, unnest(:means)")
                .param("organiser", organiser.value())
                .param(
                        "means",
                        ASKED_FOR.stream()
                                .filter(means -> !refused.contains(means))
                                .map(Means::word)
                                .toArray(String[]::new))
                .update();
        remembered.invalidate(organiser);
    }
}
