package org.tsudoi.ledger.internal;

import org.jspecify.annotations.Nullable;

/// A guarded account, locked: what it holds and what it may hold. Arithmetic that leaves `long` throws
/// `ArithmeticException`.
record Guard(
        long accountId,
        @Nullable Long floor,
        @Nullable Long ceiling,
        long posted,
        long heldOut,
        long heldIn,
        boolean closed) {

    Guard {
        // Whatever becomes of what is held, the balance can be written down.
        Math.subtractExact(posted, heldOut);
        Math.addExact(posted, heldIn);
    }

    Guard posting(long amount) {
        return with(Math.addExact(posted, amount), heldOut, heldIn);
    }

    Guard holding(Reserved reserved) {
        return with(posted, Math.addExact(heldOut, reserved.out()), Math.addExact(heldIn, reserved.in()));
    }

    Guard letting(Reserved reserved) {
        return with(posted, Math.subtractExact(heldOut, reserved.out()), Math.subtractExact(heldIn, reserved.in()));
    }

    /// The least it will hold if everything held goes out and nothing comes in.
    long least() {
        return Math.subtractExact(posted, heldOut);
    }

    /// The most it will hold if everything held comes in and nothing goes out.
    long most() {
        return Math.addExact(posted, heldIn);
    }

    boolean belowFloor() {
        return floor != null && least() < floor;
    }

    boolean aboveCeiling() {
        return ceiling != null && most() > ceiling;
    }

    private Guard with(long nowPosted, long nowHeldOut, long nowHeldIn) {
        return new Guard(accountId, floor, ceiling, nowPosted, nowHeldOut, nowHeldIn, closed);
    }

    /// What a hold takes from an account and brings to it, both zero or more.
    record Reserved(long out, long in) {
        static final Reserved NOTHING = new Reserved(0, 0);

        Reserved and(long amount) {
            return amount < 0
                    ? new Reserved(Math.subtractExact(out, amount), in)
                    : new Reserved(out, Math.addExact(in, amount));
        }
    }
}
