package org.tsudoi.applications.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationId;
import org.tsudoi.applications.Applications.Listed;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

/// Rows of `application` and of `application_event`.
@Component
class ApplicationTable {
    private static final String TABLE = "application";
    private static final String LINK = "application.link";
    private static final String COLUMNS = """
            select id, event, plan, kind, member, name_sealed, email_sealed, attendees_sealed, message_sealed, locale, zone,
                asked_at, state, since, until, orders, ended_at, why, words_sealed
            from application\s""";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Ids ids;

    ApplicationTable(JdbcClient jdbc, Vault vault, Ids ids) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.ids = ids;
    }

    String link(ApplicationId id) {
        return vault.token(LINK, id.value(), 1);
    }

    void insert(Application.Unproven one) {
        var wish = one.wish();
        var person = wish.person();
        var id = one.id().value();
        jdbc.sql("""
                        insert into application (id, event, plan, kind, places, member, name_sealed, email_sealed, email_index,
                            attendees_sealed, message_sealed, locale, zone, link_hash, asked_at, state, until)
                        values (:id, :event, :plan, :kind, :places, :member, :name, :email, :index, :attendees, :message,
                            :locale, :zone, :link, :at, 'unproven', :until)""")
                .param("id", id)
                .param("event", wish.event().value())
                .param("plan", wish.plan().value())
                .param("kind", word(wish.kind()))
                .param("places", wish.places())
                .param(
                        "member",
                        person.member() == null ? null : person.member().value(),
                        Types.OTHER)
                .param("name", seal("name_sealed", id, person.name().value()))
                .param("email", seal("email_sealed", id, person.email().value()))
                .param("index", index(person.email()))
                .param(
                        "attendees",
                        seal(
                                "attendees_sealed",
                                id,
                                wish.attendees().stream().map(PersonName::value).collect(Collectors.joining("\n"))))
                .param(
                        "message",
                        wish.message()
                                .map(text -> seal("message_sealed", id, text))
                                .orElse(null),
                        Types.BINARY)
                .param("locale", person.locale().getLanguage())
                .param("zone", person.zone().getId())
                .param("link", Vault.tokenHash(link(one.id())))
                .param("at", at(wish.askedAt()))
                .param("until", at(one.until()))
                .update();
        note(one, wish.askedAt(), null);
    }

    private byte[] seal(String column, UUID id, String text) {
        return vault.seal(TABLE, column, id, text);
    }

    private byte[] index(EmailAddress mail) {
        return vault.blindIndex("application.email", mail.lookUpKey());
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /// What of an application changes.
    private record Changing(
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable OrderId order,
            @Nullable Instant endedAt,
            @Nullable String why,
            @Nullable String words) {
        static Changing of(Application to) {
            return switch (to) {
                case Application.Unproven it -> new Changing(null, it.until(), null, null, null, null);
                case Application.Waiting it -> new Changing(it.since(), null, null, null, null, null);
                case Application.Asked it -> new Changing(it.since(), it.answerBy(), null, null, null, null);
                case Application.Offered it -> new Changing(it.since(), it.until(), it.order(), null, null, null);
                case Application.Accepted it -> new Changing(null, null, it.order(), it.at(), null, null);
                case Application.Lapsed it -> new Changing(null, null, it.order(), it.at(), word(it.why()), null);
                case Application.Left it -> new Changing(it.since(), null, null, it.at(), null, null);
                case Application.Refused it ->
                    new Changing(null, null, null, it.at(), null, it.words().orElse(null));
                case Application.Closed it -> new Changing(null, null, null, it.at(), word(it.why()), null);
            };
        }
    }

    /// @param who    a person who did it; null for the one who asked, and for the program
    /// @param reason of the organiser, where the state has no words of its own
    void move(Application from, Application to, Instant now, @Nullable MemberId who, Optional<String> reason) {
        var id = to.id().value();
        var changing = Changing.of(to);
        var words = changing.words == null ? reason.orElse(null) : changing.words;
        int changed = jdbc.sql("""
                        update application set state = :to, since = coalesce(:since, since), until = :until, orders = :order,
                            ended_at = :ended, why = :why, words_sealed = coalesce(:words, words_sealed)
                        where id = :id and state = :from""")
                .param("to", state(to))
                .param("from", state(from))
                .param("since", at(changing.since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", at(changing.until), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("order", changing.order == null ? null : changing.order.value(), Types.OTHER)
                .param("ended", at(changing.endedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", changing.why, Types.VARCHAR)
                .param("words", words == null ? null : seal("words_sealed", id, words), Types.BINARY)
                .param("id", id)
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " moved although its event was held");
        note(to, now, who);
    }

    private void note(Application one, Instant now, @Nullable MemberId who) {
        jdbc.sql("insert into application_event (id, application, at, state, who) values (:id, :of, :at, :state, :who)")
                .param("id", ids.next())
                .param("of", one.id().value())
                .param("at", at(now))
                .param("state", state(one))
                .param("who", who == null ? null : who.value(), Types.OTHER)
                .update();
    }

    static String state(Application one) {
        return one.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    Optional<Application> find(ApplicationId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Application> byLink(String secret) {
        return read("where link_hash = :hash", Map.of("hash", Vault.tokenHash(secret))).stream()
                .findFirst();
    }

    Optional<Application> openOf(EventId event, EmailAddress mail) {
        return read(
                        "where event = :event and email_index = :index and state in ('waiting', 'asked', 'offered')",
                        Map.of("event", event.value(), "index", index(mail)))
                .stream()
                .findFirst();
    }

    List<Application> ofMember(MemberId member, EmailAddress verified) {
        return read(
                "where (member = :member or email_index = :index) and state <> 'unproven' order by id desc limit 200",
                Map.of("member", member.value(), "index", index(verified)));
    }

    /// Those that are not over, first come first.
    List<Application> open(EventId event) {
        return read(
                "where event = :event and state in ('waiting', 'asked', 'offered') order by since, id",
                Map.of("event", event.value()));
    }

    boolean isAnyOpen(EventId event) {
        return jdbc.sql("""
                        select exists (select from application
                        where event = :event and state in ('waiting', 'asked', 'offered'))""").param("event", event.value()).query(Boolean.class).single();
    }

    List<EventId> eventsWithOpen() {
        return jdbc.sql("select distinct event from application where state in ('waiting', 'asked', 'offered')")
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    int waitingBefore(Application.Waiting one) {
        return jdbc.sql("""
                        select count(*) from application
                        where event = :event and state = 'waiting' and (since, id) < (:since, :id)""")
                .param("event", one.wish().event().value())
                .param("since", at(one.since()))
                .param("id", one.id().value())
                .query(Integer.class)
                .single();
    }

    List<Listed> listed(EventId event, int max) {
        return jdbc.sql(COLUMNS + """
                        where event = :event and state <> 'unproven'
                        order by state not in ('waiting', 'asked', 'offered'), coalesce(since, asked_at), id limit :max""")
                .param("event", event.value())
                .param("max", max)
                .query((row, _) -> new Listed(
                        application(row), row.getTimestamp("asked_at").toInstant()))
                .list();
    }

    private List<Application> read(String where, Map<String, ?> params) {
        return jdbc.sql(COLUMNS + where)
                .params(params)
                .query((row, _) -> application(row))
                .list();
    }

    private Application application(ResultSet row) throws SQLException {
        var uuid = row.getObject("id", UUID.class);
        var id = new ApplicationId(uuid);
        var wish = wish(row, uuid);
        var since = instant(row, "since");
        var until = instant(row, "until");
        var ended = instant(row, "ended_at");
        return switch (row.getString("state")) {
            case "unproven" -> new Application.Unproven(id, wish, until);
            case "waiting" -> new Application.Waiting(id, wish, since);
            case "asked" -> new Application.Asked(id, wish, since, until);
            case "offered" -> new Application.Offered(id, wish, since, order(row), until);
            case "accepted" -> new Application.Accepted(id, wish, order(row), ended);
            case "lapsed" ->
                new Application.Lapsed(id, wish, order(row), ended, Application.LapsedWhy.valueOf(why(row)));
            case "left" -> new Application.Left(id, wish, since, ended);
            case "refused" -> new Application.Refused(id, wish, ended, opened(row, "words_sealed", uuid));
            case "closed" -> new Application.Closed(id, wish, ended, Application.ClosedWhy.valueOf(why(row)));
            default -> throw new IllegalStateException(id + " is in an unknown state");
        };
    }

    private Application.Wish wish(ResultSet row, UUID id) throws SQLException {
        var member = row.getObject("member", UUID.class);
        return new Application.Wish(
                new EventId(row.getObject("event", UUID.class)),
                new PlanId(row.getObject("plan", UUID.class)),
                Application.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Application.Person(
                        member == null ? null : new MemberId(member),
                        new PersonName(opened(row, "name_sealed", id).orElseThrow()),
                        new EmailAddress(opened(row, "email_sealed", id).orElseThrow()),
                        Locale.forLanguageTag(row.getString("locale")),
                        ZoneId.of(row.getString("zone"))),
                opened(row, "attendees_sealed", id)
                        .orElseThrow()
                        .lines()
                        .map(PersonName::new)
                        .toList(),
                opened(row, "message_sealed", id),
                row.getTimestamp("asked_at").toInstant());
    }

    private Optional<String> opened(ResultSet row, String column, UUID id) throws SQLException {
        var sealed = row.getBytes(column);
        return sealed == null ? Optional.empty() : Optional.of(vault.open(TABLE, column, id, sealed));
    }

    private static OrderId order(ResultSet row) throws SQLException {
        return new OrderId(row.getObject("orders", UUID.class));
    }

    private static String why(ResultSet row) throws SQLException {
        return row.getString("why").toUpperCase(Locale.ROOT);
    }

    /// What its state has, by the table's constraint.
    @SuppressWarnings("NullAway")
    private static Instant instant(ResultSet row, String column) throws SQLException {
        var stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
