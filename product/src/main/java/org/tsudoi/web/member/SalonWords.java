package org.tsudoi.web.member;

import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Post;

/// What salons and their members are called on pages.
public final class SalonWords {
    private static final String NAMELESS = "–";

    private SalonWords() {}

    /// The end of the text's key.
    public static String state(Membership membership) {
        return switch (membership) {
            case Membership.Joining _ -> "joining";
            case Membership.Trial _ -> "trial";
            case Membership.Active _ -> "active";
            case Membership.PastDue _ -> "due";
            case Membership.Paused _ -> "paused";
            case Membership.Leaving _ -> "leaving";
            case Membership.Suspended _ -> "suspended";
            case Membership.Ended it ->
                switch (it.why()) {
                    case LEFT, LEFT_AT_ONCE -> "left";
                    case NEVER_PAID, UNPAID, EXPELLED -> "ended";
                };
        };
    }

    public static String name(@Nullable Member member) {
        return member == null
                ? NAMELESS
                : member.displayName().map(PersonName::value).orElse(NAMELESS);
    }

    /// Without folders and what no file is called by.
    public static String fileName(@Nullable String told) {
        var name = (told == null ? "" : told)
                .replaceAll(".*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\"<>|:*?]", "_")
                .strip();
        if (name.isEmpty()) return "file";
        return name.length() <= Post.File.NAME_MAX ? name : name.substring(name.length() - Post.File.NAME_MAX);
    }
}
