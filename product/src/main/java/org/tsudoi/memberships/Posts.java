package org.tsudoi.memberships;

import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;

/// The posts of plans. Who may read them is for the pages to ask: [Memberships#isOpenTo].
public interface Posts {
    /// The same id again is posted once.
    Post post(Wish wish);

    /// @param id made with the form and sent with it
    record Wish(PostId id, MonthlyPlanId plan, String title, String body, MemberId by, List<Upload> files) {
        public Wish {
            files = List.copyOf(files);
        }
    }

    /// As it was sent: it is given back as a download, and never shown in a page.
    record Upload(String name, byte[] bytes) {}

    /// The newest first.
    List<Post> of(MonthlyPlanId plan, int max);

    /// Empty for one that was removed, or is another plan's.
    Optional<Post> find(MonthlyPlanId plan, PostId post);

    /// It reads like this from now on; its files stay, and nobody is told. What was posted first is kept. False when
    /// there is no such post, or it was removed.
    boolean word(MonthlyPlanId plan, PostId post, String title, String body, MemberId by);

    Optional<Download> file(MonthlyPlanId plan, PostFileId file);

    record Download(String name, byte[] bytes) {}

    /// It is not shown any more. False when this plan has no such post.
    boolean remove(MonthlyPlanId plan, PostId post);
}
