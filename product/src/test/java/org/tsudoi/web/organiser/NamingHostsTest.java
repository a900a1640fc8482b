package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Organiser;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.web.Form;

/// Nobody makes us write to strangers without end by naming them.
@ProductTest
class NamingHostsTest {
    private final NamingHosts naming;
    private final Market market;
    private final Desk desk;

    NamingHostsTest(NamingHosts naming, Market market, Desk desk) {
        this.naming = naming;
        this.market = market;
        this.desk = desk;
    }

    private Organiser organiser() {
        return desk.organiser(market.organiser());
    }

    private boolean mayName(Organiser organiser, Form form, Set<EmailAddress> hosts) {
        return naming.mayName(form, organiser, null, hosts);
    }

    @Test
    void oneOrganiserNamesSoManyADay() {
        var organiser = organiser();
        var many = new LinkedHashSet<EmailAddress>();
        for (int one = 0; one < NamingHosts.BY_ORGANISER.times(); one++) many.add(market.mail("guide"));
        assertThat(mayName(organiser, Form.blank(), many)).isTrue();
        var form = Form.blank();
        assertThat(mayName(organiser, form, Set.of(market.mail("guide")))).isFalse();
        assertThat(form.isGood()).isFalse();
        assertThat(mayName(organiser(), Form.blank(), Set.of(market.mail("guide"))))
                .as("another organiser")
                .isTrue();
    }

    @Test
    void onePersonIsNamedSoOftenADayByAnybody() {
        var guide = Set.of(market.mail("guide"));
        for (int time = 0; time < NamingHosts.ONE_PERSON.times(); time++) {
            assertThat(mayName(organiser(), Form.blank(), guide)).isTrue();
        }
        assertThat(mayName(organiser(), Form.blank(), guide)).isFalse();
    }
}
