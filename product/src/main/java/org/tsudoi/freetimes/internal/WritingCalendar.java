package org.tsudoi.freetimes.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.texts.CalendarLines;

/// Rows of `booking_calendar`, and the files behind their secrets.
@Component
class WritingCalendar implements BookingCalendar {
    private static final String PURPOSE = "booking calendar";
    private static final Pattern WRITTEN_AT = Pattern.compile("DTSTAMP:\\w+\r\n");
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(500);

    private final JdbcClient jdbc;
    private final BookingTable bookings;
    private final CalendarEntries entries;
    private final Vault vault;
    private final Clock clock;

    WritingCalendar(JdbcClient jdbc, BookingTable bookings, CalendarEntries entries, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.entries = entries;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public String secret(MemberId member) {
        return version(member).map(version -> token(member, version)).orElseGet(() -> make(member, 1));
    }

    private String token(MemberId member, int version) {
        return vault.token(PURPOSE, member.value(), version);
    }

    private Optional<Integer> version(MemberId member) {
        return jdbc.sql("select version from booking_calendar where member = :member")
                .param("member", member.value())
                .query(Integer.class)
                .optional();
    }

    /// Of two at once, both get the same.
    private String make(MemberId member, int version) {
        var token = token(member, version);
        jdbc.sql("""
                        insert into booking_calendar (member, version, secret_hash, changed_at)
                        values (:member, :version, :hash, :now)
                        on conflict (member) do update set version = excluded.version, secret_hash = excluded.secret_hash,
                            changed_at = excluded.changed_at
                        where booking_calendar.version < excluded.version""")
                .param("member", member.value())
                .param("version", version)
                .param("hash", Vault.tokenHash(token))
                .param("now", Columns.at(clock.instant()))
                .update();
        return token(member, version(member).orElseThrow());
    }

    @Override
    public String renew(MemberId member) {
        return make(member, version(member).orElse(0) + 1);
    }

    @Override
    public Optional<Contents> read(String secret, Besides besides) {
        return jdbc.sql("select member from booking_calendar where secret_hash = :hash")
                .param("hash", Vault.tokenHash(secret))
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .optional()
                .map(member -> contents(member, besides));
    }

    private Contents contents(MemberId member, Besides besides) {
        var now = clock.instant();
        var some = new ArrayList<Booking>();
        some.addAll(bookings.of(BookingTable.Side.HOST, member, now.minus(BACK), now.plus(AHEAD)));
        some.addAll(bookings.of(BookingTable.Side.GUEST, member, now.minus(BACK), now.plus(AHEAD)));
        var lines = new CalendarLines();
        CalendarEntries.begin("PUBLISH", lines);
        lines.add("X-WR-CALNAME:Tsudoi");
        lines.add("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        lines.add("X-PUBLISHED-TTL:PT1H");
        entries.write(some, member, lines);
        besides.write(member, now.minus(BACK), lines);
        lines.add("END:VCALENDAR");
        var file = lines.toString();
        return new Contents(file, tag(WRITTEN_AT.matcher(file).replaceAll("")));
    }

    private static String tag(String file) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Invitation> invitation(Booking booking, Member reader) {
        return entries.invitation(booking, reader);
    }
}
