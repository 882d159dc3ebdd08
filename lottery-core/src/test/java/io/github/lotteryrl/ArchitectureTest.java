// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.github.lotteryrl.kernel.Batch;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and the rules that keep results the same on every machine. */
class ArchitectureTest {

    private static final String ROOT = "io.github.lotteryrl.";

    /** Which of our packages each package of the core may know, besides itself and the API; what is not here may not be. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("state", Set.of()),
            Map.entry("kernel", Set.of()),
            Map.entry("stats", Set.of()),
            Map.entry("nn", Set.of("kernel", "state")),
            Map.entry("analysis", Set.of("nn")),
            Map.entry("dl4j", Set.of("nn")),
            Map.entry("replay", Set.of("kernel", "state")),
            Map.entry("agent", Set.of("replay", "nn", "kernel", "state")),
            Map.entry("agent.ppo", Set.of("agent", "replay", "nn", "kernel", "state")),
            Map.entry("agent.dqn", Set.of("agent", "replay", "nn", "kernel", "state")),
            Map.entry("agent.distill", Set.of("agent", "agent.ppo", "agent.dqn", "replay", "nn", "kernel", "state")),
            Map.entry("agent.supervised", Set.of("agent", "nn", "kernel", "state")),
            Map.entry("ticket", Set.of("agent", "analysis", "nn")),
            Map.entry("experiment", Set.of("ticket", "agent", "analysis", "nn", "stats", "kernel")),
            Map.entry("experiment.spark", Set.of("experiment", "ticket")),
            Map.entry(
                    "search",
                    Set.of("experiment", "ticket", "agent", "agent.ppo", "analysis", "dl4j", "nn", "stats"))));

    /** Without tests, and without the contract tests that the API ships in a jar of their own. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("test-fixtures"))
            .importPackages("io.github.lotteryrl");

    @Test
    void arrowsPointOneWay() {
        ARROWS.forEach((from, to) -> {
            final String[] allowed = Stream.concat(
                            Stream.of(ROOT + from, ROOT + "api.."), to.stream().map(name -> ROOT + name))
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + from)
                    .should()
                    .onlyDependOnClassesThat(not(resideInAPackage(ROOT + ".")).or(resideInAnyPackage(allowed)))
                    .check(OURS);
        });
    }

    @Test
    void theApiKnowsNothingButJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + "api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "api..", "java..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void theKernelKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "api..")
                .check(OURS);
    }

    @Test
    void everyPackageIsOnTheMap() {
        final Stream<String> found = OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT + "api"))
                .distinct();
        assertThat(found)
                .isSubsetOf(ARROWS.keySet().stream().map(name -> ROOT + name).toList());
    }

    @Test
    void agentsUseOfTheKernelOnlyItsBatches() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "agent..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "kernel").and(not(type(Batch.class))))
                .check(OURS);
    }

    @Test
    void onlyTheBridgeTouchesDeeplearning4j() {
        noClasses()
                .that()
                // The front door returns a network of Deeplearning4j, made by the bridge.
                .resideOutsideOfPackages(ROOT + "dl4j", ROOT + "search")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                .check(OURS);
    }

    /** Whoever has no Spark must not need it. */
    @Test
    void onlyItsRunnerTouchesSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "experiment.spark")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..", ROOT + "experiment.spark")
                .check(OURS);
    }

    private static final Set<String> TRANSCENDENTAL = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log1p", "log10", "pow",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    private static final ArchRule NO_FUNCTION_WHOSE_LAST_BIT_A_JVM_MAY_CHOOSE = classes()
            .should(notAccess(
                    "a transcendental method of Math",
                    access -> access.getTargetOwner().isEquivalentTo(Math.class)
                            && TRANSCENDENTAL.contains(access.getTarget().getName())));

    private static final ArchRule NO_HIDDEN_SOURCE_OF_RANDOMNESS = classes()
            .should(notAccess(
                    "a random generator other than ours",
                    access -> access.getTargetOwner().isAssignableTo("java.util.Random")
                            || access.getTargetOwner().isEquivalentTo(SplittableRandom.class)
                            || (access.getTargetOwner().isEquivalentTo(Math.class)
                                    && access.getTarget().getName().equals("random"))));

    @Test
    void noDigitsThatChangedWithTheJdkInStoredText() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "experiment..", ROOT + "ticket..", ROOT + "store..")
                .should(notAccess("the JDK's text of a floating-point number", ArchitectureTest::printsFloatingPoint))
                .check(OURS);
    }

    private static boolean printsFloatingPoint(JavaAccess<?> access) {
        final JavaClass owner = access.getTargetOwner();
        final String name = access.getTarget().getName();
        final boolean ofWrapper = owner.isEquivalentTo(Double.class) || owner.isEquivalentTo(Float.class);
        final boolean takesNumber =
                Stream.of("(double)", "(float)").anyMatch(access.getTarget().getFullName()::endsWith);
        return (ofWrapper && name.equals("toString"))
                || (takesNumber && owner.isEquivalentTo(String.class) && name.equals("valueOf"))
                || (takesNumber && owner.isAssignableTo(Appendable.class));
    }

    @Test
    void publicClassesAreNotForExtension() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackages("..internal..", ROOT + "kernel")
                .and()
                // Made to be extended, by environments that change another a little.
                .doNotHaveFullyQualifiedName(ROOT + "api.EnvironmentWrapper")
                .and()
                // What all learners share, and their builders.
                .doNotHaveFullyQualifiedName(ROOT + "agent.LearningAgent")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "agent.NetworkLearner")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "agent.AgentBuilder")
                .should(be(DescribedPredicate.or(
                                describe("interface", JavaClass::isInterface),
                                describe("enum", JavaClass::isEnum),
                                modifier(JavaModifier.FINAL))
                        .as("interfaces, enums, records or final")))
                .check(OURS);
    }

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> forbidden) {
        return never(accessTargetWhere(describe(what, forbidden)));
    }

    @Test
    void noFunctionWhoseLastBitAJvmMayChoose() {
        NO_FUNCTION_WHOSE_LAST_BIT_A_JVM_MAY_CHOOSE.check(OURS);
    }

    @Test
    void noHiddenSourceOfRandomness() {
        NO_HIDDEN_SOURCE_OF_RANDOMNESS.check(OURS);
    }

    /** Method references too. */
    @Test
    void rulesSeeWhatTheyAreFor() {
        final JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        assertThatThrownBy(() -> NO_FUNCTION_WHOSE_LAST_BIT_A_JVM_MAY_CHOOSE.check(offender))
                .hasMessageContainingAll("Math.exp", "Math.pow");
        assertThatThrownBy(() -> NO_HIDDEN_SOURCE_OF_RANDOMNESS.check(offender)).hasMessageContaining("Math.random");
        assertThat(offender.get(Offender.class).getAccessesFromSelf().stream()
                        .filter(ArchitectureTest::printsFloatingPoint)
                        .map(access -> access.getTarget().getName()))
                .containsExactlyInAnyOrder("toString", "valueOf", "append");
    }

    static final class Offender {
        final DoubleUnaryOperator reference = Math::exp;

        String call(double x) {
            final StringBuilder digits = new StringBuilder(Double.toString(x));
            digits.append(Math.pow(x, Math.random()));
            return digits + String.valueOf(x);
        }
    }
}
