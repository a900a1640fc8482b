package town.zoom;

import org.jspecify.annotations.Nullable;

/// What somebody who stands before the room with a link is told.
sealed interface Door {
    /// @param name what others will see; empty when they still have to say it
    /// @param ticket the token of the link; empty for the meeting's own link
    record Guest(String name, String email, @Nullable String registrant, String ticket, Visitor.Role role) {
        static Guest host(Meeting meeting, String ticket) {
            return new Guest(
                    meeting.host().substring(0, meeting.host().indexOf('@')),
                    meeting.host(),
                    null,
                    ticket,
                    Visitor.Role.HOST);
        }
    }

    record Open(Guest guest) implements Door {}

    record HostNotHere(Guest guest) implements Door {}

    record Refused(Why why) implements Door {}

    enum Why {
        NO_MEETING,
        LINK_UNKNOWN,
        LINK_EXPIRED,
        REGISTRATION_CANCELLED,
        REGISTRATION_DENIED,
        REGISTRATION_PENDING,
        REGISTRATION_REQUIRED,
        PASSCODE_WRONG,
        IN_USE,
        REMOVED,
        START_LINK_EXPIRED
    }
}
