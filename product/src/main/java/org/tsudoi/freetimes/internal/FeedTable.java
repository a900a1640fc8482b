package org.tsudoi.freetimes.internal;

import static org.tsudoi.freetimes.internal.Columns.at;
import static org.tsudoi.freetimes.internal.Columns.constant;
import static org.tsudoi.freetimes.internal.Columns.instant;
import static org.tsudoi.freetimes.internal.Columns.instantOrNull;
import static org.tsudoi.freetimes.internal.Columns.member;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeed.Trouble;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.members.MemberId;
import org.tsudoi.privacy.Vault;

/// Rows of `calendar_feed` and `calendar_busy`.
@Component
class FeedTable {
    private static final String TABLE = "calendar_feed";
    private static final String NAME = "name_sealed";
    private static final String ADDRESS = "address_sealed";

    private final JdbcClient jdbc;
    private final Vault vault;

    FeedTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Answers false when the host has this address already.
    boolean insert(FeedId id, MemberId host, String name, FeedAddress address, Instant now) {
        var uri = address.uri().toString();
        return jdbc.sql("""
                                insert into calendar_feed (id, host, name_sealed, address_sealed, address_index, added_at, ask_at)
                                values (:id, :host, :name, :address, :index, :now, :now)
                                on conflict (host, address_index) do nothing""")
                        .param("id", id.value())
                        .param("host", host.value())
                        .param("name", vault.seal(TABLE, NAME, id.value(), name))
                        .param("address", vault.seal(TABLE, ADDRESS, id.value(), uri))
                        .param("index", vault.blindIndex("calendar_feed.address", uri))
                        .param("now", at(now))
                        .update()
                == 1;
    }

    int count(MemberId host) {
        return jdbc.sql("select count(*) from calendar_feed where host = :host")
                .param("host", host.value())
                .query(Integer.class)
                .single();
    }

    List<CalendarFeed> of(MemberId host) {
        return jdbc.sql("""
                        select id, name_sealed, address_sealed, read_at, odd, trouble, trouble_since from calendar_feed
                        where host = :host order by added_at, id""")
                .param("host", host.value())
                .query((row, _) -> feed(row))
                .list();
    }

    private CalendarFeed feed(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var trouble = row.getString("trouble") == null
                ? Optional.<Trouble>empty()
                : Optional.of(new Trouble(constant(Why.class, row, "trouble"), instant(row, "trouble_since")));
        return new CalendarFeed(
                new FeedId(id),
                vault.open(TABLE, NAME, id, row.getBytes(NAME)),
                address(id, row).host(),
                Optional.ofNullable(instantOrNull(row, "read_at")),
                row.getInt("odd"),
                trouble);
    }

    boolean remove(MemberId host, FeedId feed) {
        return jdbc.sql("delete from calendar_feed where id = :id and host = :host")
                        .param("id", feed.value())
                        .param("host", host.value())
                        .update()
                == 1;
    }

    boolean askSoon(MemberId host, FeedId feed, Instant now) {
        return jdbc.sql("""
                                update calendar_feed set ask_at = least(ask_at, :now), turn = turn + 1
                                where id = :id and host = :host""")
                        .param("now", at(now))
                        .param("id", feed.value())
                        .param("host", host.value())
                        .update()
                == 1;
    }

    /// What they say means something else now: all of it has to be read again, whether it has changed or
    /// not.
    void readAgain(MemberId host, Instant now) {
        jdbc.sql("""
                        update calendar_feed set etag = null, last_modified = null, ask_at = least(ask_at, :now),
                            turn = turn + 1
                        where host = :host""").param("now", at(now)).param("host", host.value()).update();
    }

    /// @param turn      what is found out in it counts only while no other has begun
    /// @param laidOutAt when what repeats was laid out last
    /// @param failures  in a row
    /// @param told      whether the host knows of the trouble
    record Due(
            FeedId id,
            MemberId host,
            long turn,
            FeedAddress address,
            FeedClient.Marks marks,
            @Nullable Instant laidOutAt,
            int failures,
            boolean told) {}

    /// Takes the one that has waited longest, so that nobody else asks for it meanwhile.
    ///
    /// @param again when it is due again if nothing is heard of us any more
    Optional<Due> takeDue(Instant now, Instant again) {
        return jdbc.sql("""
                        update calendar_feed set ask_at = :again, turn = turn + 1
                        where id = (select id from calendar_feed where ask_at <= :now
                            order by ask_at limit 1 for update skip locked)
                        returning id, host, turn, address_sealed, etag, last_modified, laid_out_at, failures, told_at""")
                .param("again", at(again))
                .param("now", at(now))
                .query((row, _) -> due(row))
                .optional();
    }

    private FeedAddress address(UUID id, ResultSet row) throws SQLException {
        return new FeedAddress(URI.create(vault.open(TABLE, ADDRESS, id, row.getBytes(ADDRESS))));
    }

    private Due due(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Due(
                new FeedId(id),
                member(row, "host"),
                row.getLong("turn"),
                address(id, row),
                new FeedClient.Marks(row.getString("etag"), row.getString("last_modified")),
                instantOrNull(row, "laid_out_at"),
                row.getInt("failures"),
                row.getObject("told_at", OffsetDateTime.class) != null);
    }

    /// Answers false when it was removed meanwhile, or is to be read anew.
    boolean read(Due due, FeedClient.Marks marks, FeedReading.Read.Busy found, Instant now, Instant next) {
        boolean there = jdbc.sql("""
                                update calendar_feed set etag = :etag, last_modified = :modified, read_at = :now,
                                    laid_out_at = :now, odd = :odd, failures = 0, trouble = null, trouble_since = null,
                                    told_at = null, ask_at = :next
                                where id = :id and turn = :turn""")
                        .param("etag", marks.etag(), Types.VARCHAR)
                        .param("modified", marks.lastModified(), Types.VARCHAR)
                        .param("now", at(now))
                        .param("odd", found.odd())
                        .param("next", at(next))
                        .param("id", due.id().value())
                        .param("turn", due.turn())
                        .update()
                == 1;
        if (there) replace(due.id(), found.busy());
        return there;
    }

    private void replace(FeedId feed, List<Interval> busy) {
        jdbc.sql("delete from calendar_busy where feed = :feed")
                .param("feed", feed.value())
                .update();
        jdbc.sql("""
                        insert into calendar_busy (feed, busy)
                        select :feed, tstzrange(f, u) from unnest(:from::timestamptz[], :until::timestamptz[]) as b (f, u)""")
                .param("feed", feed.value())
                .param("from", busy.stream().map(one -> one.from().toString()).toArray(String[]::new))
                .param("until", busy.stream().map(one -> one.until().toString()).toArray(String[]::new))
                .update();
    }

    boolean same(Due due, Instant now, Instant next) {
        return jdbc.sql("""
                                update calendar_feed set read_at = :now, failures = 0, trouble = null, trouble_since = null,
                                    told_at = null, ask_at = :next
                                where id = :id and turn = :turn""")
                        .param("now", at(now))
                        .param("next", at(next))
                        .param("id", due.id().value())
                        .param("turn", due.turn())
                        .update()
                == 1;
    }

    /// What was read last stays.
    boolean failed(Due due, Why why, Instant now, Instant next, boolean tell) {
        return jdbc.sql("""
                                update calendar_feed set failures = failures + 1, trouble = :why,
                                    trouble_since = coalesce(trouble_since, :now), ask_at = :next,
                                    told_at = case when :tell then :now else told_at end
                                where id = :id and turn = :turn""")
                        .param("why", Columns.word(why))
                        .param("now", at(now))
                        .param("next", at(next))
                        .param("tell", tell)
                        .param("id", due.id().value())
                        .param("turn", due.turn())
                        .update()
                == 1;
    }

    List<Interval> busy(MemberId host, Interval within) {
        return jdbc.sql("""
                        select lower(b.busy) as from_at, upper(b.busy) as until_at
                        from calendar_feed f join calendar_busy b on b.feed = f.id
                        where f.host = :host and b.busy && tstzrange(:from, :until)""")
                .param("host", host.value())
                .param("from", at(within.from()))
                .param("until", at(within.until()))
                .query((row, _) -> new Interval(instant(row, "from_at"), instant(row, "until_at")))
                .list();
    }
}
