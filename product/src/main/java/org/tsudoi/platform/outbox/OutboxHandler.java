package org.tsudoi.platform.outbox;

/// Does what the items of one topic ask for; a bean of this type is found by itself. Called outside any
/// transaction, on any node, at least once: after a crash the same item comes again, so the handler looks
/// whether it was done before (or its effect has a unique key). Items of one topic come in no order and several
/// at a time.
///
/// An exception counts as `AskAgain`. Whoever needs longer than a minute is asked again from the start.
public interface OutboxHandler {
    String topic();

    Handled handle(OutboxItem item);

    /// Whether nobody looks at a clock for it: while many people wait for pages, such items are handled one at a time
    /// and with a breath between them. Those who wait are served first, and soon all the sooner.
    default boolean canWait() {
        return false;
    }
}
