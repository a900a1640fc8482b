package org.tsudoi.stages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tsudoi.members.MemberId;

/// The stage of each member, how it came to be, and the rules for it. All of it is only ever added to.
public interface Stages {
    int REASON_MAX = 500;

    StageRules rules();

    /// From now on. Whoever acts for an organiser or is named as a host when the stage begins to be needed teaches
    /// already, and goes on to.
    void set(StageRules rules, MemberId by);

    /// All that were ever set, the newest first.
    List<Setting> settings();

    record Setting(StageRules rules, MemberId by, Instant at) {}

    Stage of(MemberId member);

    /// The newest first.
    List<Change> history(MemberId member);

    /// @param by        a member's id, or `program`
    /// @param reference the order that was paid, or the operator's reason
    record Change(Stage stage, Why why, String by, String reference, Instant at) {}

    enum Why {
        /// Taught before stages were needed.
        BEFORE,
        PAID,
        /// An operator's decision.
        RAISED,
        /// What was paid has gone back, or was lost in a dispute.
        FEE_BACK,
        LOWERED;

        public Stage to() {
            return switch (this) {
                case BEFORE, PAID, RAISED -> Stage.TEACH;
                case FEE_BACK, LOWERED -> Stage.LEARN;
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Without the fee. False when they teach already.
    ///
    /// @throws IllegalArgumentException for an operator's own stage, or without a reason
    boolean raise(MemberId member, String reason, MemberId by);

    /// What is offered stays and takes place; nothing more of it is sold. False when they do not teach.
    ///
    /// @throws IllegalArgumentException for an operator's own stage, or without a reason
    boolean lower(MemberId member, String reason, MemberId by);

    /// In the caller's transaction: the fee was paid by this order. False when they teach already by another one, so
    /// that this money is to go back. The same order again answers as before.
    boolean paid(MemberId member, String order);

    /// In the caller's transaction: what this order paid has gone back. Nothing changes when they teach by anything
    /// else.
    void feeBack(MemberId member, String order);
}
