package org.tsudoi.promises;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Events;
import org.tsudoi.payments.Payments;
import org.tsudoi.payouts.Payouts;

/// Who came, and where the money is.
@Component
record AfterTheEvent(
        Events events,
        Organisers organisers,
        Payments payments,
        Payouts payouts,
        Door door,
        Attendance attendance,
        JdbcClient sql) {}
