package org.tsudoi.offerings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;

/// What is sold with the places of events. Each change runs in a transaction of its own or joins the caller's.
public interface AddOns {
    Asset ADD_ON = new Asset("ADDON");

    /// The first made first. Those that are sold now stand with the event, too.
    List<Standing> of(EventId event);

    /// @param taken     of a limited one; zero otherwise
    /// @param left      of a limited one, without what is held for orders
    /// @param withdrawn not sold any more
    record Standing(AddOn addOn, long taken, long left, boolean withdrawn) {}

    /// What is left of those that are limited.
    Map<AddOnId, Long> left(Collection<AddOn> addOns);

    /// The same id again is the same. False when the event has as many as it may.
    boolean add(EventId event, AddOn addOn);

    Changing change(EventId event, AddOn addOn);

    enum Changing {
        CHANGED,
        /// More are held and taken than there would be.
        STOCK_TAKEN,
        /// There is no such add-on of this event, or it was limited and is not to be, or the other way round.
        NOT_THIS
    }

    /// Nobody can buy it from now on. What was bought stays.
    void withdraw(EventId event, AddOnId addOn);

    void sellAgain(EventId event, AddOnId addOn);

    static AccountCode supply(AddOnId id) {
        return AccountCode.of("addon", id.toString(), "supply");
    }

    static AccountCode available(AddOnId id) {
        return AccountCode.of("addon", id.toString(), "available");
    }

    static AccountCode taken(AddOnId id) {
        return AccountCode.of("addon", id.toString(), "taken");
    }
}
