package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProviderContract;
import org.tsudoi.testing.ProductTest;

@ProductTest
class RoomContractTest extends MeetingProviderContract {
    private final RoomAdapter adapter;
    private final Meetings meetings;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;

    RoomContractTest(RoomAdapter adapter, Meetings meetings, TransactionTemplate transaction, JdbcClient sql) {
        this.adapter = adapter;
        this.meetings = meetings;
        this.transaction = transaction;
        this.sql = sql;
    }

    @Override
    protected MeetingProvider provider() {
        return adapter;
    }

    @Override
    protected String made(MeetingId id, Plan plan) {
        transaction.executeWithoutResult(_ -> meetings.schedule(id, plan));
        return given(adapter.make(id, plan));
    }

    @Override
    protected AdmissionId noted(MeetingId meeting) {
        var admission = newAdmission();
        meetings.admit(meeting, admission, "Hana", Role.PARTICIPANT);
        return admission;
    }

    @Test
    void noSecretIsStored() {
        var id = newId();
        var reference = made(id, plan());
        var admission = noted(id);
        var url = given(adapter.admit(reference, admission, "Hana", Role.PARTICIPANT))
                .url();
        var secret = url.substring(url.indexOf("c=") + 2);
        var kept = sql.sql("select encode(credential_hash, 'escape') from room_key where admission = :id")
                .param("id", admission.value())
                .query(String.class)
                .single();
        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(kept).doesNotContain(secret);
    }
}
