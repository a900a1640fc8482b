package org.tsudoi.door;

import java.time.Instant;
import org.tsudoi.money.Money;

/// What the door says to the holder of one ticket. Only `Open`, `HostAbsent`, `Unseen` and `InsideElsewhere` let
/// somebody in.
public sealed interface DoorState {
    record NotYetOpen(Instant opensAt) implements DoorState {}

    record Open() implements DoorState {}

    /// Open; nobody who leads it has come yet. The visitor may come in and wait.
    record HostAbsent() implements DoorState {}

    /// Open; whether anybody has come is told by nobody.
    record Unseen() implements DoorState {}

    record Cancelled(Instant at, Money refunded, boolean byEvent) implements DoorState {}

    /// Somebody is inside with this ticket on another device; coming in here puts that device out.
    record InsideElsewhere(Instant since) implements DoorState {}

    record RemovedByHost() implements DoorState {}

    record Ended(Instant at) implements DoorState {}

    /// The place to meet cannot be reached just now; it is asked again by itself.
    record ProviderDown() implements DoorState {}
}
