package org.tsudoi.offerings;

/// Seats of an event as the ledger has them.
///
/// @param free can be bought now, by whoever comes; none while people wait for a place
/// @param held being bought: reserved, neither free nor taken
public record Seats(long capacity, long free, long held, long taken) {
    /// Neither held nor taken, whoever they are for.
    public long unoccupied() {
        return capacity - held - taken;
    }
}
