package org.tsudoi.finding;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// The pages of people who lead something: written by themselves, shown by their choice alone.
public interface CoachPages {
    Optional<CoachPage> of(MemberId member);

    /// Only while it is shown.
    Optional<CoachPage> shown(String slug);

    /// Those of them that are shown.
    Map<MemberId, CoachPage> shown(Collection<MemberId> members);

    /// As a draft the first time; what is shown stays shown.
    ///
    /// @param picture a JPEG of ours; null: the one that was there
    Keeping keep(MemberId member, String slug, CoachPage.Told told, byte @Nullable [] picture);

    sealed interface Keeping {
        record Kept(CoachPage page) implements Keeping {}

        record SlugTaken() implements Keeping {}
    }

    /// Answers false for whoever leads nothing: members who only take part stand in no list.
    boolean show(MemberId member);

    /// At once.
    void hide(MemberId member);

    void removePicture(MemberId member);

    /// With all that was told.
    void forget(MemberId member);

    /// A JPEG.
    Optional<byte[]> picture(MemberId member);

    /// What they lead and is on sale now.
    Leading leading(MemberId member);
}
