package org.tsudoi.registrations.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.HouseOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.registrations.Registrations;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

@Component
class SellingRegistrations implements Registrations {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private final RegistrationTable table;
    private final Stages stages;
    private final House house;
    private final Selling selling;
    private final TransactionTemplate transactions;
    private final Clock clock;

    @Component
    record Selling(HouseOrders house, Orders orders, Texts texts) {}

    SellingRegistrations(
            RegistrationTable table,
            Stages stages,
            House house,
            Selling selling,
            TransactionTemplate transactions,
            Clock clock) {
        this.table = table;
        this.stages = stages;
        this.house = house;
        this.selling = selling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean isSold() {
        return house.seller().isPresent();
    }

    @Override
    public Asking ask(Member member) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (stages.of(member.id()) == Stage.TEACH) return new Asking.TeachesAlready();
            var history = stages.history(member.id());
            var rules = stages.rules();
            if (rules.fee().isZero()) {
                // What an operator decided is not undone for nothing.
                if (!history.isEmpty() && history.getFirst().why() == Stages.Why.LOWERED) return new Asking.NotSold();
                stages.paid(member.id(), "free " + member.id() + " " + history.size());
                return new Asking.Free();
            }
            if (!isSold()) return new Asking.NotSold();
            boolean gone = !history.isEmpty() && history.getFirst().why().to() == Stage.LEARN;
            return new Asking.ToPay(asked(member, rules, gone));
        }));
    }

    /// Of two at once both find the same number, and with it the same order.
    ///
    /// @param gone whether what was paid before counts no more: it is to be paid anew
    private Order asked(Member member, StageRules rules, boolean gone) {
        var newest = table.newest(member.id());
        var last = newest.flatMap(it -> selling.orders.find(it.order()));
        if (last.isPresent() && (isOpen(last.get()) || !gone && last.get() instanceof Order.Paid)) {
            return last.get();
        }
        int number = newest.map(it -> it.number() + 1).orElse(1);
        var asked = RegistrationTable.Asked.of(member.id(), number);
        table.insert(member.id(), asked, clock.instant());
        return selling.house.ask(asked.order(), wish(member, rules));
    }

    private static boolean isOpen(Order order) {
        return order instanceof Order.Held || order instanceof Order.Paying;
    }

    private HouseOrders.Wish wish(Member member, StageRules rules) {
        var language = Language.of(member.locale());
        var title = selling.texts.say(language, "stages.register.title");
        var about = selling.texts.say(language, "stages.register.once");
        var name = member.displayName()
                .orElseGet(() -> new PersonName(member.email().value().replaceAll("@.*", "")));
        return new HouseOrders.Wish(
                new HouseOrders.Thing("registration " + language.tag(), title, about, ZONE),
                title,
                rules.fee(),
                new Tax(rules.taxPercent() == 0 ? Tax.Category.NONE : Tax.Category.STANDARD, rules.taxPercent()),
                new Order.Buyer(member.id(), name, member.email(), member.locale()),
                clock.instant().plus(PAY_WITHIN));
    }

    @Override
    public Optional<Order> open(MemberId member) {
        return table.newest(member)
                .flatMap(it -> selling.orders.find(it.order()))
                .filter(SellingRegistrations::isOpen);
    }

    @Override
    public Optional<Order> paid(MemberId member) {
        return table.newest(member)
                .flatMap(it -> selling.orders.find(it.order()))
                .filter(Order.Paid.class::isInstance);
    }

    @Override
    public boolean isFee(OrderId order) {
        return table.member(order).isPresent();
    }

    @Override
    public boolean giveBack(MemberId member) {
        return Boolean.TRUE.equals(transactions.execute(_ -> table.newest(member)
                .flatMap(it -> selling.orders.holdStill(it.order()))
                .filter(Order.Paid.class::isInstance)
                .map(paid -> {
                    selling.house.giveBack(paid.id(), paid.toPay());
                    return true;
                })
                .orElse(false)));
    }
}
