package org.tsudoi.journeys;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Events on sale, written as the product writes them when an organiser publishes one: its row, price and rule
/// for cancelling, its seats on the ledger, its meeting.
final class Seed {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final World world;

    Seed(World world) {
        this.world = world;
    }

    /// @param slug the address of its page
    record Event(UUID id, String slug, String title, long price) {}

    Event event(String title, long price, int capacity, Duration startsIn) {
        var id = UUID.randomUUID();
        var organiser = UUID.randomUUID();
        var slug = "e-" + id.toString().substring(0, 8);
        var now = Instant.now();
        var local = now.plus(startsIn).atZone(TOKYO).truncatedTo(ChronoUnit.MINUTES);
        var starts = local.toInstant().atOffset(ZoneOffset.UTC);
        var at = now.atOffset(ZoneOffset.UTC);
        try (var books = world.books()) {
            books.run("""
                    insert into organiser (id, slug, name, currency, country, about, legal_address_on_request, created_at)
                    values (?, ?, '朝の会 Morning Circle', 'JPY', 'JP', '', true, ?)""", organiser, "o-" + organiser.toString().substring(0, 8), at);
            books.run(
                    """
                    insert into event (id, organiser, slug, state, title, description, art, starts_local, minutes, zone,
                        starts_at, ends_at, capacity, provider, doors_minutes, sold_until_end, sequence, drafted_at,
                        published_at)
                    values (?, ?, ?, 'published', ?, ?, 'hills/12345', ?, 60, 'Asia/Tokyo', ?, ?, ?, 'room', 60, true, 0,
                        ?, ?)""",
                    id,
                    organiser,
                    slug,
                    title,
                    "ゆっくり呼吸して、からだをほどきます。\nBreathe slowly, let go.",
                    local.toLocalDateTime(),
                    starts,
                    starts.plusMinutes(60),
                    capacity,
                    at,
                    at);
            books.run("""
                    insert into event_plan (id, event, position, name, kind, price, currency, places_max)
                    values (?, ?, 0, '参加 / Place', 'once', ?, 'JPY', 4)""", UUID.randomUUID(), id, price);
            books.run("insert into event_cancellation_step (event, before_minutes, percent) values (?, 0, 100)", id);
            offerSeats(books, id, capacity);
            books.run("""
                    insert into meeting (id, provider, host_key, title, starts_at, length_minutes, zone, capacity, state,
                        reference, since, told_revision)
                    values (?, 'room', ?, ?, ?, 60, 'Asia/Tokyo', ?, 'ready', ?, ?, 1)""", id, shown("org", organiser), title, starts, capacity, id.toString(), at);
        }
        return new Event(id, slug, title, price);
    }

    private static void offerSeats(Books books, UUID event, int seats) {
        var accounts = "event:" + shown("evt", event) + ":seats:";
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        books.run("""
                with opened as (
                  insert into ledger_account (code, kind, asset, floor, opened_at)
                  select ? || name, 'event:*:seats:' || name, 'SEAT', floor, ?
                  from (values ('supply', null::bigint), ('available', 0), ('taken', 0)) as a (name, floor)
                  returning id, code, floor)
                insert into ledger_balance (account_id, floor, posted)
                select id, floor, case when code like '%%:available' then ? else 0 end from opened where floor is not null""".replace("%%", "%"), accounts, now, seats);
        books.run("""
                with journal as (
                  insert into ledger_journal (effective_at, recorded_at, id, legs, kind)
                  values (?, ?, ?, 2, 'seats-offered') returning sequence, effective_at)
                insert into ledger_entry (sequence, account_id, amount, effective_at, balance, line)
                select j.sequence, a.id, case when a.floor is null then -? else ? end, j.effective_at,
                  case when a.floor is null then null::bigint else ? end, row_number() over (order by a.id)
                from journal j, ledger_account a where a.code in (? || 'supply', ? || 'available')""", now, now, UUID.randomUUID(), seats, seats, (long) seats, accounts, accounts);
    }

    /// As ids are shown to people: a prefix and 26 letters and digits of Crockford's base32.
    static String shown(String prefix, UUID id) {
        var shown = new char[26];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int place = shown.length - 1; place >= 0; place--) {
            shown[place] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | (high & 31) << 59;
            high >>>= 5;
        }
        return prefix + '_' + new String(shown);
    }
}
