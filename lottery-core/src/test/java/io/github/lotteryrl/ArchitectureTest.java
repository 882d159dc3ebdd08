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
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.github.lotteryrl.kernel.Kernels;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and the rules that keep results the same on every machine. */
@AnalyzeClasses(
        packages = "io.github.lotteryrl",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestFixtures.class})
class ArchitectureTest {

    private static final String ROOT = "io.github.lotteryrl.";

    /** Which of our packages each package of the core may know, besides itself and the API; what is not here may not be. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("stats", Set.of()),
            Map.entry("nn", Set.of("kernel")),
            Map.entry("analysis", Set.of("nn")),
            Map.entry("dl4j", Set.of("nn")),
            Map.entry("agent", Set.of("nn", "kernel")),
            Map.entry("agent.ppo", Set.of("agent", "nn", "kernel")),
            Map.entry("ticket", Set.of("agent", "analysis", "nn")),
            Map.entry("experiment", Set.of("ticket", "agent", "analysis", "nn", "stats", "kernel")),
            Map.entry(
                    "search",
                    Set.of("experiment", "ticket", "agent", "agent.ppo", "analysis", "dl4j", "nn", "stats"))));

    /** The contract tests that the API ships in a jar of their own. */
    static final class NoTestFixtures implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-fixtures");
        }
    }

    @ArchTest
    static void arrowsPointOneWay(JavaClasses all) {
        ARROWS.forEach((from, to) -> {
            final String[] allowed = Stream.concat(
                            Stream.of(ROOT + from, ROOT + "api.."),
                            to.stream().map(name -> ROOT + name))
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + from)
                    .should()
                    .onlyDependOnClassesThat(
                            not(resideInAPackage(ROOT + ".")).or(resideInAnyPackage(allowed)))
                    .check(all);
        });
    }

    @ArchTest
    static final ArchRule THE_API_KNOWS_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAPackage(ROOT + "api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + "api..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_KERNEL_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(ROOT + "kernel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "api..");

    @ArchTest
    static void everyPackageIsOnTheMap(JavaClasses all) {
        final Stream<String> found = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT + "api"))
                .distinct();
        assertThat(found).isSubsetOf(ARROWS.keySet().stream().map(name -> ROOT + name).toList());
    }

    @ArchTest
    static final ArchRule AGENTS_USE_OF_THE_KERNEL_ONLY_ITS_PADDING = noClasses()
            .that()
            .resideInAPackage(ROOT + "agent..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "kernel")
                    .and(not(type(Kernels.class))));

    @ArchTest
    static final ArchRule ONLY_THE_BRIDGE_TOUCHES_DEEPLEARNING4J = noClasses()
            .that()
            // The front door returns a network of Deeplearning4j, made by the bridge.
            .resideOutsideOfPackages(ROOT + "dl4j", ROOT + "search")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    private static final Set<String> TRANSCENDENTAL = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log1p", "log10", "pow",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    @ArchTest
    static final ArchRule NO_FUNCTION_WHOSE_LAST_BIT_A_JVM_MAY_CHOOSE = classes()
            .should(notAccess("a transcendental method of Math", access -> access.getTargetOwner()
                            .isEquivalentTo(Math.class)
                    && TRANSCENDENTAL.contains(access.getTarget().getName())));

    @ArchTest
    static final ArchRule NO_HIDDEN_SOURCE_OF_RANDOMNESS = classes()
            .should(notAccess("a random generator other than ours", access -> access.getTargetOwner()
                            .isAssignableTo("java.util.Random")
                    || access.getTargetOwner().isEquivalentTo(SplittableRandom.class)
                    || (access.getTargetOwner().isEquivalentTo(Math.class)
                            && access.getTarget().getName().equals("random"))));

    @ArchTest
    static final ArchRule NO_DIGITS_THAT_CHANGED_WITH_THE_JDK_IN_STORED_TEXT = classes()
            .that()
            .resideInAnyPackage(ROOT + "experiment..", ROOT + "ticket..", ROOT + "store..")
            .should(notAccess("the JDK's text of a floating-point number", ArchitectureTest::printsFloatingPoint));

    private static boolean printsFloatingPoint(JavaAccess<?> access) {
        final JavaClass owner = access.getTargetOwner();
        final String name = access.getTarget().getName();
        final boolean ofWrapper = owner.isEquivalentTo(Double.class) || owner.isEquivalentTo(Float.class);
        final boolean takesNumber = Stream.of("(double)", "(float)")
                .anyMatch(access.getTarget().getFullName()::endsWith);
        return (ofWrapper && name.equals("toString"))
                || (takesNumber && owner.isEquivalentTo(String.class) && name.equals("valueOf"))
                || (takesNumber && owner.isAssignableTo(Appendable.class));
    }

    @ArchTest
    static final ArchRule PUBLIC_CLASSES_ARE_NOT_FOR_EXTENSION = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackages("..internal..", ROOT + "kernel")
            .and()
            // Made to be extended, by environments that change another a little.
            .doNotHaveFullyQualifiedName(ROOT + "api.EnvironmentWrapper")
            .should(be(DescribedPredicate.or(
                            describe("interface", JavaClass::isInterface),
                            describe("enum", JavaClass::isEnum),
                            modifier(JavaModifier.FINAL))
                    .as("interfaces, enums, records or final")));

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> forbidden) {
        return never(accessTargetWhere(describe(what, forbidden)));
    }

    /** That rules see what they are for, method references too. */
    @Test
    void rulesSeeWhatTheyAreFor() {
        final JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        assertThatThrownBy(() -> NO_FUNCTION_WHOSE_LAST_BIT_A_JVM_MAY_CHOOSE.check(offender))
                .hasMessageContainingAll("Math.exp", "Math.pow");
        assertThatThrownBy(() -> NO_HIDDEN_SOURCE_OF_RANDOMNESS.check(offender))
                .hasMessageContaining("Math.random");
        assertThat(offender.get(Offender.class).getAccessesFromSelf().stream()
                        .filter(ArchitectureTest::printsFloatingPoint)
                        .map(access -> access.getTarget().getName()))
                .containsExactlyInAnyOrder("toString", "valueOf", "append");
    }

    static final class Offender {
        final DoubleUnaryOperator reference = Math::exp;

        String call(double x) {
            final String digits = Double.toString(x) + String.valueOf(x);
            return new StringBuilder(digits).append(Math.pow(x, Math.random())).toString();
        }
    }
}
