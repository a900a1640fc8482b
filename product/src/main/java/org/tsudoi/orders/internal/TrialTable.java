package org.tsudoi.orders.internal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Trials;
import org.tsudoi.privacy.Vault;

/// Rows of `trial_use`: one trial a person and organiser.
@Component
class TrialTable implements Trials {
    private final JdbcClient jdbc;
    private final Vault vault;

    TrialTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Answers false when this person has had a trial with this organiser.
    boolean use(Order order) {
        return jdbc.sql("""
                                insert into trial_use (organiser, person, orders) values (:organiser, :person, :order)
                                on conflict do nothing""")
                        .param("organiser", order.terms().organiser().value())
                        .param("person", person(order.terms().buyer().email()))
                        .param("order", order.id().value())
                        .update()
                == 1;
    }

    boolean isUsedBesides(Order order) {
        return jdbc.sql("""
                        select exists (select from trial_use
                        where organiser = :organiser and person = :person and orders <> :order)""")
                .param("organiser", order.terms().organiser().value())
                .param("person", person(order.terms().buyer().email()))
                .param("order", order.id().value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean hadBy(OrganiserId organiser, EmailAddress proven) {
        return jdbc.sql("select exists (select from trial_use where organiser = :organiser and person = :person)")
                .param("organiser", organiser.value())
                .param("person", person(proven))
                .query(Boolean.class)
                .single();
    }

    void forget(OrderId order) {
        jdbc.sql("delete from trial_use where orders = :order")
                .param("order", order.value())
                .update();
    }

    /// Mail to hanako+anything@… reaches hanako: the same person.
    private byte[] person(EmailAddress mail) {
        return vault.blindIndex("trial_use.person", mail.lookUpKey().replaceFirst("\\+[^@]*@", "@"));
    }
}
