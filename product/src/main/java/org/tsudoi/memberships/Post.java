package org.tsudoi.memberships;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// What an owner tells the members of a plan, and nobody else.
///
/// @param wordedAt when it was last worded again; null while it stands as it was posted
public record Post(
        PostId id,
        MonthlyPlanId plan,
        String title,
        String body,
        MemberId by,
        Instant postedAt,
        @Nullable Instant wordedAt,
        List<File> files) {
    public static final int TITLE_MAX = 120;
    public static final int BODY_MAX = 10_000;
    public static final int FILES_MAX = 5;

    public Post {
        files = List.copyOf(files);
    }

    public record File(PostFileId id, String name, int size) {
        public static final int NAME_MAX = 120;
        public static final int BYTES_MAX = 4 << 20;
    }
}
