package org.tsudoi.web.security;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// What whoever is suspended or expelled may still change, and why; and what not. A change that is in no row is
/// refused, and a test fails for it: somebody has to decide.
final class BarredRoutes {
    private static final List<Row> TABLE = List.of(
            // Coming and going.
            may("/sign-in", Why.READS),
            may("/sign-in/sent", Why.READS),
            may("/sign-in/link/{token}", Why.READS),
            may("/sign-in/passkey/options", Why.READS),
            may("/sign-in/passkey", Why.READS),
            may("/sign-out", Why.ENDS),
            mayNot("/operator-invitation/{token}"),
            // One's own things.
            may("/account", Why.THEIRS),
            may("/account/standing/{id}", Why.THEIRS),
            may("/account/sessions/end-others", Why.ENDS),
            may("/account/sessions/{handle}/end", Why.ENDS),
            may("/account/passkeys", Why.THEIRS),
            may("/account/passkeys/options", Why.THEIRS),
            may("/account/passkeys/{id}/name", Why.THEIRS),
            may("/account/passkeys/{id}/remove", Why.ENDS),
            may("/account/cards/add", Why.THEIRS),
            may("/account/cards/{id}/remove", Why.ENDS),
            may("/account/memberships/{id}/means", Why.THEIRS),
            may("/account/memberships/{id}/leave-now", Why.ENDS),
            may("/account/bookings/{id}/cancel", Why.ENDS),
            may("/account/bookings/{id}/enter", Why.BOOKED),
            mayNot("/account/bookings/{id}/accept"),
            mayNot("/account/bookings/{id}/ask"),
            mayNot("/account/bookings/{id}/conversation"),
            mayNot("/account/bookings/{id}/conversation/{message}/withdraw"),
            mayNot("/account/bookings/{id}/decline"),
            mayNot("/account/bookings/{id}/held"),
            mayNot("/account/bookings/{id}/move"),
            mayNot("/account/bookings/{id}/no-show"),
            mayNot("/account/bookings/{id}/propose"),
            may("/account/cases/{id}", Why.THEIRS),
            mayNot("/account/guidelines"),
            mayNot("/account/page"),
            // Of who is barred it is not seen, whatever they choose.
            may("/account/page/shown", Why.ENDS),
            mayNot("/account/points/buy"),
            may("/account/reminders", Why.THEIRS),
            may("/reminders/{link}", Why.ENDS),
            may("/reminders/{link}/off", Why.ENDS),
            mayNot("/account/stage/register"),
            may("/tickets/{order}/archive", Why.THEIRS),
            may("/tickets/{order}/take-back", Why.THEIRS),
            may("/tickets/led/{id}/archive", Why.THEIRS),
            may("/tickets/led/{id}/take-back", Why.THEIRS),
            mayNot("/tickets/lead/{sessions}"),
            mayNot("/tickets/hosting/{event}/accept"),
            may("/tickets/hosting/{event}/leave", Why.ENDS),
            // Buying.
            mayNot("/events/{slug}/apply"),
            mayNot("/events/{slug}/ask"),
            may("/asked/{link}/leave", Why.ENDS),
            mayNot("/asked/{link}/back"),
            mayNot("/asked/{link}/prove"),
            mayNot("/given/{link}/accept"),
            may("/given/{link}/decline", Why.ENDS),
            mayNot("/salons/{plan}/join"),
            mayNot("/salons/{plan}/events/{event}/place"),
            may("/salons/{plan}/leave", Why.ENDS),
            may("/salons/{plan}/mails", Why.THEIRS),
            may("/salon-mails/{link}", Why.THEIRS),
            may("/salon-mails/{link}/off", Why.ENDS),
            mayNot("/salons/{plan}/pause"),
            mayNot("/salons/{plan}/resume"),
            mayNot("/salons/{plan}/stay"),
            may("/orders/{link}/cancel", Why.ENDS),
            may("/orders/{link}/give/{ticket}/back", Why.ENDS),
            may("/orders/{link}/leave", Why.ENDS),
            may("/orders/{link}/make-up/{ticket}/{date}/undo", Why.ENDS),
            may("/orders/{link}/moved", Why.THEIRS),
            may("/orders/{link}/objection", Why.THEIRS),
            may("/orders/{link}/papers", Why.THEIRS),
            may("/orders/{link}/refund-account", Why.THEIRS),
            mayNot("/orders/{link}/answers"),
            mayNot("/orders/{link}/appointments/{ticket}"),
            mayNot("/orders/{link}/conclude"),
            mayNot("/orders/{link}/confirm"),
            mayNot("/orders/{link}/conversation"),
            mayNot("/orders/{link}/conversation/{message}/withdraw"),
            mayNot("/orders/{link}/give/{ticket}"),
            mayNot("/orders/{link}/make-up/{ticket}/{date}"),
            mayNot("/orders/{link}/named"),
            mayNot("/orders/{link}/pay"),
            mayNot("/orders/{link}/points"),
            mayNot("/orders/{link}/slip"),
            mayNot("/orders/{link}/tap"),
            mayNot("/orders/{link}/tap/options"),
            mayNot("/orders/{link}/voucher"),
            may("/door", Why.BOOKED),
            may("/door/{secret}", Why.BOOKED),
            // Organisers.
            mayNot("/organise/start"),
            may("/organise/{organiser}/payouts/account", Why.THEIRS),
            may("/organise/{organiser}/events/{event}/cancel", Why.ENDS),
            may("/organise/{organiser}/events/{event}/close", Why.ENDS),
            may("/organise/{organiser}/events/{event}/dates-held", Why.THEIRS),
            may("/organise/{organiser}/events/{event}/series/end", Why.ENDS),
            may("/organise/{organiser}/events/{event}/took-place", Why.THEIRS),
            may("/organise/{organiser}/events/{event}/places/{ticket}/cancel", Why.ENDS),
            mayNot("/organise/{organiser}/conversations/{order}"),
            mayNot("/organise/{organiser}/conversations/{order}/{message}/withdraw"),
            mayNot("/organise/{organiser}/events/new"),
            mayNot("/organise/{organiser}/events/{event}/add-ons"),
            mayNot("/organise/{organiser}/events/{event}/add-ons/{addon}"),
            mayNot("/organise/{organiser}/events/{event}/add-ons/{addon}/{step:withdraw|again}"),
            mayNot("/organise/{organiser}/events/{event}/applications"),
            mayNot("/organise/{organiser}/events/{event}/applications/transfers"),
            mayNot("/organise/{organiser}/events/{event}/applications/{application}/accept"),
            mayNot("/organise/{organiser}/events/{event}/applications/{application}/refuse"),
            mayNot("/organise/{organiser}/events/{event}/counter/find"),
            mayNot("/organise/{organiser}/events/{event}/counter/gave-back"),
            mayNot("/organise/{organiser}/events/{event}/counter/received"),
            mayNot("/organise/{organiser}/events/{event}/dates"),
            mayNot("/organise/{organiser}/events/{event}/duplicate"),
            mayNot("/organise/{organiser}/events/{event}/edit"),
            mayNot("/organise/{organiser}/events/{event}/enter"),
            mayNot("/organise/{organiser}/events/{event}/following"),
            mayNot("/organise/{organiser}/events/{event}/found"),
            mayNot("/organise/{organiser}/events/{event}/make-ups"),
            mayNot("/organise/{organiser}/events/{event}/members"),
            mayNot("/organise/{organiser}/events/{event}/move"),
            mayNot("/organise/{organiser}/events/{event}/publish"),
            mayNot("/organise/{organiser}/events/{event}/questions"),
            mayNot("/organise/{organiser}/events/{event}/questions/rules"),
            mayNot("/organise/{organiser}/events/{event}/questions/{question}"),
            mayNot("/organise/{organiser}/events/{event}/questions/{question}/{step:up|down|remove|again}"),
            mayNot("/organise/{organiser}/events/{event}/reopen"),
            mayNot("/organise/{organiser}/events/{event}/series"),
            mayNot("/organise/{organiser}/fees"),
            mayNot("/organise/{organiser}/free-times"),
            mayNot("/organise/{organiser}/free-times/address"),
            mayNot("/organise/{organiser}/free-times/calendars"),
            mayNot("/organise/{organiser}/free-times/calendars/{feed}/read"),
            may("/organise/{organiser}/free-times/calendars/{feed}/remove", Why.ENDS),
            mayNot("/organise/{organiser}/salons"),
            mayNot("/organise/{organiser}/salons/{plan}/close"),
            mayNot("/organise/{organiser}/salons/{plan}/found"),
            mayNot("/organise/{organiser}/salons/{plan}/members/{membership}/{deed:suspend|restore|expel}"),
            mayNot("/organise/{organiser}/salons/{plan}/posts"),
            mayNot("/organise/{organiser}/salons/{plan}/posts/{post}"),
            mayNot("/organise/{organiser}/salons/{plan}/posts/{post}/remove"),
            mayNot("/organise/{organiser}/salons/{plan}/price"),
            mayNot("/organise/{organiser}/salons/{plan}/price/withdraw"),
            mayNot("/organise/{organiser}/salons/{plan}/settings"),
            mayNot("/organise/{organiser}/settings"),
            mayNot("/organise/{organiser}/vouchers"),
            may("/organise/{organiser}/vouchers/{voucher}/stop", Why.ENDS),
            mayNot("/host/**"),
            // The instance.
            mayNot("/operate/**"),
            may("/trust/books", Why.READS),
            may("/webhooks/**", Why.NOBODY),
            may("/error", Why.NOBODY));

    private BarredRoutes() {}

    enum Why {
        /// Who is barred still comes in and reads.
        READS,
        /// It ends something and begins nothing.
        ENDS,
        /// It is theirs to settle: their account, their money, their say.
        THEIRS,
        /// They take part in what they booked, where that was left to them.
        BOOKED,
        /// No member asks for it.
        NOBODY
    }

    /// @param pattern as the controller has it, or a whole family of them
    record Row(PathPattern pattern, Decision decision) {}

    sealed interface Decision {
        record May(Why why) implements Decision {}

        record MayNot() implements Decision {}
    }

    static boolean isRefused(PathContainer path) {
        return TABLE.stream().noneMatch(row -> row.decision instanceof Decision.May && row.pattern.matches(path));
    }

    static List<Row> rows() {
        return TABLE;
    }

    private static Row may(String pattern, Why why) {
        return new Row(PathPatternParser.defaultInstance.parse(pattern), new Decision.May(why));
    }

    private static Row mayNot(String pattern) {
        return new Row(PathPatternParser.defaultInstance.parse(pattern), new Decision.MayNot());
    }
}
