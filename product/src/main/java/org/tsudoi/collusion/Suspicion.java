package org.tsudoi.collusion;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsudoi.members.MemberId;

/// What was found about a group at one time: a number, the reasons for it, and the dealings as they were then.
///
/// @param members the group, in the order of their ids
/// @param score   0 to 100
public record Suspicion(
        List<MemberId> members, int score, Level level, List<Evidence> evidence, List<Dealing> dealings) {
    private static final int SCORE_MAX = 100;

    public Suspicion {
        members = members.stream()
                .sorted(Comparator.comparing(MemberId::toString))
                .distinct()
                .toList();
        if (members.size() < 2) throw new IllegalArgumentException("nobody deals alone");
        if (!Level.of(score).reaches(level)) throw new IllegalArgumentException(score + " is not enough for " + level);
        evidence = List.copyOf(evidence);
        dealings = dealings.stream()
                .sorted(Comparator.comparing(Dealing::id))
                .map(Dealing::withoutSigns)
                .toList();
    }

    /// The dealings that a measure is about: known not to have been held, or perhaps of one person with themself. Not
    /// those at which they met, nor those of which nothing is seen.
    public Set<DealingId> inQuestion() {
        return evidence.stream()
                .filter(it -> it.kind().questionsItsDealings())
                .flatMap(it -> it.dealings().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The score is what the evidence weighs; what is missing for a level lowers it, whatever the score.
    ///
    /// @param levelMax the highest level that this evidence can justify
    public static Suspicion of(
            List<MemberId> members, Level levelMax, List<Evidence> evidence, List<Dealing> dealings) {
        int score =
                Math.min(SCORE_MAX, evidence.stream().mapToInt(Evidence::weight).sum());
        return new Suspicion(members, score, Level.of(score).atMost(levelMax), evidence, dealings);
    }
}
