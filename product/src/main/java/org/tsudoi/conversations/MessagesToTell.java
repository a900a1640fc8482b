package org.tsudoi.conversations;

import java.time.Instant;
import org.tsudoi.orders.OrderId;

/// At that moment one side is to hear of what the other wrote, if it has not read it by then. Published in the
/// transaction of the first such message; those that follow it until then are told with it.
///
/// @param from the number of that first message
public record MessagesToTell(OrderId order, Side to, int from, Instant at) {}
