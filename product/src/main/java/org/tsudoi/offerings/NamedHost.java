package org.tsudoi.offerings;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// Somebody who is named to lead a meeting, and what they have said to it.
///
/// @param answeredAt null while they have not
public record NamedHost(
        MemberId member,
        Answer answer,
        Instant askedAt,
        @Nullable Instant answeredAt) {
    public enum Answer {
        ASKED,
        ACCEPTED,
        DECLINED,
        /// They had accepted. They lead it again only after they are asked anew.
        WITHDRAWN;

        public boolean mayBecome(Answer next) {
            return switch (next) {
                case ASKED -> false;
                case ACCEPTED -> this == ASKED || this == DECLINED;
                case DECLINED -> this == ASKED;
                case WITHDRAWN -> this == ACCEPTED;
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Answer> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }
}
