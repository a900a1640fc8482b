package org.tsudoi.offerings;

/// Seats of an event as the ledger has them.
///
/// @param free can be bought now
/// @param held being bought: reserved, neither free nor taken
public record Seats(long capacity, long free, long held, long taken) {}
