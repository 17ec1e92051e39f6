package org.dragoman.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The floor plan: who may use whom, and what a kind of class may touch. A rule that fails here is
/// a wall somebody walked through; move the code, not the wall.
@AnalyzeClasses(
        packages = "org.dragoman",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class FloorPlanTest {
    private static final String[] JDK = {
        "java..", "javax.net..", "javax.crypto..", "javax.security..", "javax.lang.model.."
    };

    @ArchTest
    static final ArchRule the_core_knows_no_protocol =
            only("org.dragoman.core..", JDK, "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_rules_know_the_core_alone =
            only(
                    "org.dragoman.rules..",
                    JDK,
                    "com.google.i18n.phonenumbers..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "org.dragoman.core..");

    @ArchTest
    static final ArchRule asn1_knows_the_jdk_alone =
            only("org.dragoman.asn1..", JDK, "org.jspecify..");

    @ArchTest
    static final ArchRule media_knows_no_signalling =
            ours("org.dragoman.media..", "org.dragoman.core..");

    @ArchTest
    static final ArchRule h323_knows_no_other_protocol =
            ours(
                    "org.dragoman.h323..",
                    "org.dragoman.core..",
                    "org.dragoman.rules..",
                    "org.dragoman.media..",
                    "org.dragoman.asn1..");

    @ArchTest
    static final ArchRule sip_knows_no_other_protocol =
            ours(
                    "org.dragoman.sip..",
                    "org.dragoman.core..",
                    "org.dragoman.rules..",
                    "org.dragoman.media..");

    @ArchTest
    static final ArchRule rtmp_knows_no_other_protocol =
            ours(
                    "org.dragoman.rtmp..",
                    "org.dragoman.core..",
                    "org.dragoman.rules..",
                    "org.dragoman.media..");

    @ArchTest
    static final ArchRule webrtc_knows_no_other_protocol =
            ours(
                    "org.dragoman.webrtc..",
                    "org.dragoman.core..",
                    "org.dragoman.rules..",
                    "org.dragoman.media..");

    @ArchTest
    static final ArchRule adapters_never_meet =
            slices().matching("org.dragoman.(h323|sip|rtmp|webrtc)..")
                    .should()
                    .notDependOnEachOther()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_h323_speaks_per =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.dragoman.h323..", "org.dragoman.asn1..", "org.dragoman.tests..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.dragoman.asn1..");

    @ArchTest
    static final ArchRule the_sip_stack_stays_behind_sip =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.dragoman.sip..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule mina_stays_in_the_network_room_of_rtmp =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.dragoman.rtmp.net..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.mina..");

    @ArchTest
    static final ArchRule sockets_live_in_net_and_relay =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..net..",
                            "org.dragoman.media.relay..",
                            "org.dragoman.media.probe..",
                            "org.dragoman.gateway..",
                            "org.dragoman.tests..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.netty.channel..", "java.nio.channels..")
                                    .or(socketClass()))
                    .because("protocol logic opens no socket (STYLE rule 1)");

    @ArchTest
    static final ArchRule machines_are_pure =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Machine")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.net..",
                                            "java.nio..",
                                            "java.util.concurrent..",
                                            "org.slf4j..",
                                            "io.netty..")
                                    .and(addressesAsValues().negate()))
                    .allowEmptyShould(true)
                    .because("a machine takes input and time and returns output (STYLE rule 1)");

    @ArchTest
    static final ArchRule nobody_reads_a_clock_that_a_test_cannot_move =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.dragoman.tests..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule production_uses_no_fakes =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..testing..", "org.dragoman.tests..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.dragoman..testing..");

    @ArchTest
    static final ArchRule only_the_command_line_prints =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.dragoman.gateway..",
                            "org.dragoman.asn1.schema..",
                            "org.dragoman.tests..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    /// Absence is an Optional, null is no value: said once for each package, where it begins.
    @ArchTest
    static void every_package_says_what_it_is(JavaClasses classes) {
        var silent = new ArrayList<String>();
        for (JavaPackage room : classes.getDefaultPackage().getSubpackagesInTree()) {
            if (room.getName().startsWith("org.dragoman.")
                    && !room.getClasses().isEmpty()
                    && room.tryGetAnnotationOfType(NullMarked.class).isEmpty()) {
                silent.add(room.getName());
            }
        }
        assertThat(silent).as("packages without a @NullMarked package-info.java").isEmpty();
    }

    /// Classes of a package may use these packages, their own, and nothing else at all.
    private static ArchRule only(String room, String[] platform, String... others) {
        var allowed = Stream.of(Stream.of(room), Arrays.stream(platform), Arrays.stream(others));
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.flatMap(s -> s).toArray(String[]::new))
                .allowEmptyShould(true);
    }

    /// Of our own modules a package may use these and itself; libraries are not judged.
    private static ArchRule ours(String room, String... others) {
        var allowed = Stream.concat(Stream.of(room), Arrays.stream(others)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.dragoman..")
                                .and(resideInAnyPackage(allowed).negate()))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> socketClass() {
        return resideInAPackage("java.net").and(simpleNameEndingWith("Socket"));
    }

    /// An address that was parsed already is a value like another; looking one up is not.
    private static DescribedPredicate<JavaClass> addressesAsValues() {
        return type(InetSocketAddress.class).or(type(InetAddress.class));
    }
}
