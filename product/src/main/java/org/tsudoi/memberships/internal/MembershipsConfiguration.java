package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.memberships.MembershipNotices;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.stages.FullMembers;
import org.tsudoi.stages.Teaching;

/// Puts the module together with whoever takes fees and writes letters, where there is somebody.
@Configuration(proxyBeanMethods = false)
class MembershipsConfiguration {
    @Bean
    TendingMemberships.Tables membershipTables(MembershipTable memberships, ChargeTable charges, PlanTable plans) {
        return new TendingMemberships.Tables(memberships, charges, plans);
    }

    @Bean
    TellingMembers tellingMembers(ObjectProvider<MembershipNotices> notices) {
        return new TellingMembers(Optional.ofNullable(notices.getIfAvailable()));
    }

    @Bean
    TendingMemberships tendingMemberships(
            TendingMemberships.Tables tables,
            ObjectProvider<FeeTaking> fees,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock) {
        return new TendingMemberships(tables, fees.getIfAvailable(NobodyTakesFees::new), telling, transactions, clock);
    }

    @Bean
    Memberships memberships(
            TendingMemberships.Tables tables,
            TendingMemberships tending,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock) {
        return new KeepingMemberships(tables, tending, telling, transactions, clock);
    }

    @Bean
    MonthlyPlans monthlyPlans(
            TendingMemberships.Tables tables,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock,
            Teaching teaching) {
        return new KeepingPlans(tables, telling, transactions, clock, teaching::require);
    }

    @Bean
    FullMembers fullMembers(Memberships memberships, MonthlyPlans plans) {
        return member -> plans.ofPlatform().stream().anyMatch(plan -> memberships.isOpenTo(plan.id(), member));
    }
}
