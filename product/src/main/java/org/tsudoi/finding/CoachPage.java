package org.tsudoi.finding;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// What somebody who leads something says of themselves. Nobody else sees it before they show it.
///
/// @param slug    in its address, `/people/…`
/// @param picture of which version; zero without one
/// @param shownAt when it was shown last; null when never
public record CoachPage(
        MemberId member,
        String slug,
        boolean shown,
        Told told,
        int picture,
        @Nullable Instant shownAt) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");

    public static boolean isSlug(String slug) {
        return SLUG.matcher(slug).matches();
    }

    @Override
    public String toString() {
        return "CoachPage[" + member + ", " + (shown ? "shown" : "draft") + "]";
    }

    /// @param links      of https
    /// @param timesShown whether the page shows when they are free next, and they are found by it
    public record Told(
            String name, String headline, String about, FoundBy foundBy, List<URI> links, boolean timesShown) {
        public static final int NAME_MAX = 60;
        public static final int HEADLINE_MAX = 80;
        public static final int ABOUT_MAX = 3000;
        public static final int LINKS_MAX = 5;

        public Told {
            links = List.copyOf(links);
            if (links.size() > LINKS_MAX || !links.stream().allMatch(Told::isSafe)) {
                throw new IllegalArgumentException("no such links");
            }
        }

        /// Nothing that a browser runs, and nobody's password in it.
        public static boolean isSafe(URI link) {
            return "https".equals(link.getScheme()) && link.getHost() != null && link.getUserInfo() == null;
        }

        @Override
        public String toString() {
            return "Told[…]";
        }
    }
}
