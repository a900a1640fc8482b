package org.tsudoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.tsudoi.orders.MemberOrders;

/// The shape of the program: who may use whom, and what may not creep in.
class ArchitectureTest {
    static final ApplicationModules MODULES = ApplicationModules.of(TsudoiApplication.class);
    private static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.tsudoi");

    /// From the ground up: a module uses only layers below its own, and of its own layer what it lists.
    static final List<Set<String>> LAYERS = List.of(
            Set.of("money", "contact", "platform", "texts"),
            Set.of("privacy", "ledger", "proofs", "members", "offerings", "points", "vouchers", "fees", "stages"),
            Set.of("banking", "freetimes", "payments", "meetings", "messaging", "rates", "registers"),
            Set.of(
                    "orders",
                    "applications",
                    "appointments",
                    "collusion",
                    "conduct",
                    "conversations",
                    "door",
                    "documents",
                    "dues",
                    "makeups",
                    "finding",
                    "memberplaces",
                    "memberships",
                    "notices",
                    "payouts",
                    "pointsales",
                    "promises",
                    "questions",
                    "reconciliation",
                    "registrations",
                    "series",
                    "transfers"),
            Set.of("web", "demo"));

    private static final String[] MONEY = {
        "org.tsudoi.money..",
        "org.tsudoi.ledger..",
        "org.tsudoi.payments..",
        "org.tsudoi.reconciliation..",
        "org.tsudoi.payouts..",
        "org.tsudoi.promises..",
        "org.tsudoi.orders..",
        "org.tsudoi.offerings..",
        "org.tsudoi.points..",
        "org.tsudoi.pointsales..",
        "org.tsudoi.collusion..",
        "org.tsudoi.vouchers..",
        "org.tsudoi.memberships..",
        "org.tsudoi.dues..",
        "org.tsudoi.fees..",
        "org.tsudoi.makeups.."
    };

    private static final Pattern FRACTION = Pattern.compile("double|float|java\\.lang\\.(Double|Float)");

    private static final Pattern SAYS_NOTHING =
            Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|Dto|DTO|Vo|Entity|Common|Base|Data|Info|2)|Abstract.*");

    @Test
    void modulesUseOnlyTheFacesTheyList() {
        MODULES.verify();
    }

    @Test
    void everyModuleStandsInALayerAndUsesNoneAbove() {
        assertThat(MODULES.stream().map(ArchitectureTest::layer)).doesNotContain(-1);
        assertThat(MODULES.stream()
                        .flatMap(from -> from.getDirectDependencies(MODULES)
                                .uniqueModules()
                                .filter(to -> layer(to) > layer(from))
                                .map(to -> from.getIdentifier() + " -> " + to.getIdentifier())))
                .isEmpty();
    }

    private static int layer(ApplicationModule module) {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(module.getIdentifier().toString())) return layer;
        }
        return -1;
    }

    @Test
    void whatIsInternalIsNotPublic() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(ALL);
    }

    /// Such a stream keeps its connection until it is closed, or until the transaction ends, if there is one.
    @Test
    void nobodyStreamsRowsThatNobodyCloses() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(ALL);
    }

    /// Whoever else could would sell to those who are no members.
    @Test
    void whatIsForMembersIsOrderedByWhoeverAsksForThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.tsudoi.orders..", "org.tsudoi.memberplaces..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MemberOrders.class)
                .check(ALL);
    }

    @Test
    void nobodyNamesAnAdapter() {
        for (var adapter : List.of(
                "org.tsudoi.payments.stripe",
                "org.tsudoi.payments.slip",
                "org.tsudoi.payments.counter",
                "org.tsudoi.payments.transfer",
                "org.tsudoi.payments.komoju",
                "org.tsudoi.payments.omise",
                "org.tsudoi.payments.paypal",
                "org.tsudoi.payments.paypay",
                "org.tsudoi.payments.stripe",
                "org.tsudoi.payments.slip",
                "org.tsudoi.payments.transfer",
                "org.tsudoi.meetings.bigbluebutton",
                "org.tsudoi.meetings.jitsi",
                "org.tsudoi.meetings.link",
                "org.tsudoi.meetings.zoom")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(adapter + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(adapter + "..")
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }

    @Test
    void onlyTheFacesOfBankingKnowHowFilesAreWritten() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tsudoi.banking..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tsudoi.banking.zengin..", "org.tsudoi.banking.iso20022..")
                .check(ALL);
    }

    @Test
    void statesKnowNeitherSpringNorTheDatabase() {
        var states = new DescribedPredicate<JavaClass>("are a state or belong to one") {
            @Override
            public boolean test(JavaClass type) {
                return StateMapTest.MACHINES.values().stream().anyMatch(type::isAssignableTo);
            }
        };
        noClasses()
                .that(states)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
                .check(ALL);
    }

    @Test
    void noFractionIsEverUsedForMoney() {
        var fraction = new DescribedPredicate<JavaClass>("a floating-point type") {
            @Override
            public boolean test(JavaClass type) {
                return FRACTION.matcher(type.getName()).matches();
            }
        };
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(MONEY)
                .should()
                .haveRawType(fraction)
                .check(ALL);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(MONEY)
                .should()
                .haveRawReturnType(fraction)
                .check(ALL);
        assertThat(ALL.stream()
                        .filter(type -> Stream.of(MONEY)
                                .map(name -> name.replace("..", ""))
                                .anyMatch(type.getPackageName()::startsWith))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(ArchitectureTest::touchesAFraction)
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static boolean touchesAFraction(JavaCodeUnit code) {
        return Stream.concat(
                        code.getRawParameterTypes().stream(),
                        code.getCallsFromSelf().stream()
                                .map(call -> call.getTarget().getRawReturnType()))
                .anyMatch(type -> FRACTION.matcher(type.getName()).matches());
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(ALL.stream()
                        .filter(type -> !type.getSimpleName().isEmpty())
                        .filter(type ->
                                SAYS_NOTHING.matcher(type.getSimpleName()).matches())
                        .map(JavaClass::getName))
                .isEmpty();
    }
}
