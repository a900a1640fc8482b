package org.tsudoi.appointments;

import org.springframework.stereotype.Component;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.SoldSessions;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.Points;

/// Where sessions of tests are paid, in money and points.
@Component
record SessionTill(Orders orders, Payments payments, Points points, ReportInbox reports, SoldSessions sold, Ids ids) {}
