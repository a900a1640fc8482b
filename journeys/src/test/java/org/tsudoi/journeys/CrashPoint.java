package org.tsudoi.journeys;

/// The points at which the product is killed. Whatever stands before `_UNDONE` was not committed; after
/// `_COMMITTED` the database has done it and nobody heard.
enum CrashPoint {
    ORDER_WRITTEN(Doing.PLACING, written("insert", "orders", "true")),
    SEATS_HELD(Doing.PLACING, written("insert", "ledger_hold_open", "new.line = 1")),
    PLACING_UNDONE_AT_THE_COMMIT(Doing.PLACING, undone("insert", "orders", "true")),
    PLACING_COMMITTED_AND_NOT_ANSWERED(Doing.PLACING, committed("insert", "orders", "true")),

    PAYMENT_INTENT_WRITTEN(Doing.GOING_TO_PAY, written("insert", "payment", "true")),
    PAYMENT_INTENT_UNDONE_AT_THE_COMMIT(Doing.GOING_TO_PAY, undone("insert", "payment", "true")),
    PAYMENT_INTENT_COMMITTED_AND_NOBODY_ASKED(Doing.GOING_TO_PAY, committed("insert", "payment", "true")),
    SESSION_ASKED_FOR_AND_NOT_MADE(Doing.GOING_TO_PAY, asked("POST /v1/checkout/sessions")),
    SESSION_MADE_AND_ANSWER_UNREAD(Doing.GOING_TO_PAY, done("POST /v1/checkout/sessions")),
    PAYMENT_SUBMITTED_WRITTEN(Doing.GOING_TO_PAY, written("update", "payment", "new.state = 'submitted'")),

    WEBHOOK_WRITTEN(Doing.PAYING_AND_GOING_AWAY, written("insert", "payment_webhook", "true")),
    WEBHOOK_COMMITTED_AND_NOT_FOLLOWED(
            Doing.PAYING_AND_GOING_AWAY,
            committed("update", "outbox", "new.topic = 'webhook.process' and new.state = 'working'")),
    PAYMENT_READ_AND_ANSWER_LOST(Doing.PAYING_AND_GOING_AWAY, done("GET /v1/checkout/sessions/*")),
    CAPTURE_WRITTEN(Doing.PAYING_AND_GOING_AWAY, written("update", "payment", "new.state = 'captured'")),
    CAPTURE_ON_THE_BOOKS(Doing.PAYING, written("insert", "ledger_journal", "new.kind = 'payment-captured'")),
    HOLD_SETTLED(Doing.PAYING, written("insert", "ledger_hold_end", "new.ended = 'settled'")),
    TICKET_WRITTEN(Doing.PAYING, written("insert", "ticket", "true")),
    TICKETS_MAIL_NOTED(
            Doing.PAYING, written("insert", "outbox", "new.topic = 'notices.order' and new.key like 'tickets:%'")),
    PAID_UNDONE_AT_THE_COMMIT(Doing.PAYING, undone("update", "orders", "new.state = 'paid'")),
    PAID_COMMITTED_AND_NOT_ANSWERED(Doing.PAYING, committed("update", "orders", "new.state = 'paid'")),
    TICKETS_MAIL_ACCEPTED_AND_NOT_NOTED(
            Doing.PAYING,
            written(
                    "update",
                    "outbox",
                    "new.topic = 'notices.order' and new.key like 'tickets:%' and new.state = 'done'")),

    REFUND_ON_THE_BOOKS(Doing.CANCELLING, written("insert", "ledger_journal", "new.kind = 'refund-requested'")),
    REFUND_INTENT_WRITTEN(Doing.CANCELLING, written("insert", "refund", "true")),
    TICKET_CANCELLED_WRITTEN(Doing.CANCELLING, written("update", "ticket", "new.state = 'cancelled'")),
    SEAT_FREED(Doing.CANCELLING, written("insert", "ledger_journal", "new.kind = 'seats-freed'")),
    CANCELLING_UNDONE_AT_THE_COMMIT(Doing.CANCELLING, undone("update", "orders", "new.state = 'cancelled'")),
    CANCELLING_COMMITTED_AND_NOT_ANSWERED(Doing.CANCELLING, committed("update", "orders", "new.state = 'cancelled'")),
    REFUND_ASKED_FOR_AND_NOT_DONE(Doing.CANCELLING, asked("POST /v1/refunds")),
    REFUND_DONE_AND_ANSWER_UNREAD(Doing.CANCELLING, done("POST /v1/refunds")),
    REFUND_END_WRITTEN(Doing.CANCELLING, written("update", "refund", "new.state = 'succeeded'")),
    REFUND_OFF_THE_BOOKS_UNDONE_AT_THE_COMMIT(
            Doing.CANCELLING, undone("insert", "ledger_journal", "new.kind = 'refund-succeeded'")),
    CANCELLED_MAIL_ACCEPTED_AND_NOT_NOTED(
            Doing.CANCELLING,
            written(
                    "update",
                    "outbox",
                    "new.topic = 'notices.order' and new.key like 'cancelled:%' and new.state = 'done'"));

    /// What the buyer is doing, and has the browser wait for.
    enum Doing {
        PLACING,
        GOING_TO_PAY,
        /// Comes back from the provider's page.
        PAYING,
        /// Closes the browser there.
        PAYING_AND_GOING_AWAY,
        CANCELLING
    }

    final Doing doing;
    final Trap trap;

    CrashPoint(Doing doing, Trap trap) {
        this.doing = doing;
        this.trap = trap;
    }

    /// Where the product is held until it is dead.
    sealed interface Trap {
        /// Inside a transaction that has written this.
        record Written(Change change) implements Trap {}

        /// In the commit of a transaction that has written this.
        ///
        /// @param heard whether the database finishes it all the same
        record Committing(Change change, boolean heard) implements Trap {}

        /// In a call of the provider.
        ///
        /// @param done whether the provider has done it and only not answered yet
        record Calling(String operation, boolean done) implements Trap {}
    }

    /// @param how `insert` or `update`
    /// @param which condition in SQL on the row, which is `new`
    record Change(String how, String table, String which) {}

    private static Trap written(String how, String table, String which) {
        return new Trap.Written(new Change(how, table, which));
    }

    private static Trap undone(String how, String table, String which) {
        return new Trap.Committing(new Change(how, table, which), false);
    }

    private static Trap committed(String how, String table, String which) {
        return new Trap.Committing(new Change(how, table, which), true);
    }

    private static Trap asked(String operation) {
        return new Trap.Calling(operation, false);
    }

    private static Trap done(String operation) {
        return new Trap.Calling(operation, true);
    }
}
