package org.tsudoi.web;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Problem;

/// The link to a meeting that somebody made elsewhere: typed here and never shown, not even to whoever typed it.
@Component
public class OwnLinkSheets {
    public static final String URL = "ownUrl";
    public static final String PASSCODE = "ownPasscode";
    private static final String PAGE = "room/link";

    private final OwnLinks links;
    private final Members members;

    OwnLinkSheets(OwnLinks links, Members members) {
        this.links = links;
        this.members = members;
    }

    /// What the link is for.
    ///
    /// @param home     the page that it belongs to; its own is `/link` below it
    /// @param use      `event`, `course`, `sessions` or `session`: in text keys
    public record Place(MeetingId id, String title, String home, ZoneId zone, String use) {
        /// Of an event that is held by such a link: no other has one.
        public static Place of(Event event, String home) {
            var told = event.particulars();
            if (!told.provider().equals(OwnLinks.PROVIDER)) throw Problem.notFound();
            var use = told.isSession() ? "sessions" : told.isCourse() ? "course" : "event";
            return new Place(new MeetingId(event.id().value()), told.title(), home, told.zone(), use);
        }
    }

    public Optional<OwnLinks.Kept> kept(MeetingId id) {
        return links.of(id);
    }

    /// The name of who typed it, by which others know them; empty where nobody knows.
    public String by(Optional<OwnLinks.Kept> kept) {
        return kept.flatMap(OwnLinks.Kept::by)
                .flatMap(id -> members.find(new MemberId(id)))
                .flatMap(Member::displayName)
                .map(PersonName::value)
                .orElse("");
    }

    public ModelAndView show(Place place) {
        var kept = kept(place.id());
        return Pages.show(PAGE, "place", place, "kept", kept, "by", by(kept), "form", Form.blank());
    }

    public ModelAndView keep(Place place, Member member, MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        if (form.has("do", "remove")) {
            links.remove(place.id(), member.id().value());
            return Pages.seeOther(place.home(), Flash.note("ownlinks.removed"));
        }
        var link = read(form, true);
        if (link.isEmpty()) {
            var kept = kept(place.id());
            return Pages.again(PAGE, "place", place, "kept", kept, "by", by(kept), "form", form);
        }
        links.keep(place.id(), link.get(), member.id().value());
        return Pages.seeOther(
                place.home(), Flash.good("ownlinks.kept", link.get().host()));
    }

    /// With an event's form, where it is held by such a link.
    public void keep(MeetingId id, OwnLink link, Member member) {
        links.keep(id, link, member.id().value());
    }

    /// Empty when something is wrong, which is then noted in the form, or when nothing was typed that need not be.
    public static Optional<OwnLink> read(Form form, boolean required) {
        var passcode = form.optionalText(PASSCODE, OwnLink.PASSCODE_MAX);
        if (!required && form.value(URL).isBlank()) {
            // It would be kept with no link, or beside one that it does not belong to.
            if (!passcode.isEmpty()) form.wrong(URL, "ownlinks.error.together");
            return Optional.empty();
        }
        var url = form.line(URL, OwnLink.URL_MAX);
        if (form.wrongWith(URL) != null || form.wrongWith(PASSCODE) != null) return Optional.empty();
        return switch (OwnLink.read(url, passcode)) {
            case OwnLink.Read.Good good -> Optional.of(good.link());
            case OwnLink.Read.Bad(var why) -> {
                var field = why == OwnLink.Wrong.PASSCODE ? PASSCODE : URL;
                form.wrong(field, "ownlinks.error." + why.name().toLowerCase(Locale.ROOT));
                yield Optional.empty();
            }
        };
    }
}
