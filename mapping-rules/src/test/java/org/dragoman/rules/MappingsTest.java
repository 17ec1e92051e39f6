package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber.Plan;
import org.dragoman.core.call.TelephoneNumber.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MappingsTest {
    private static final Mappings MAPPINGS = Mappings.load();

    /// A new event or command cannot be added without a row in the table.
    @Test
    void namesEveryEventAndCommand() {
        var events = names(LegEvent.class);
        var commands = names(LegCommand.class);
        assertThat(events).isNotEmpty();
        assertThat(events).allMatch(e -> MAPPINGS.messages().event(e).isPresent());
        // Progress is a command too; it bears the same names as the event.
        commands.remove("Progress");
        assertThat(commands).allMatch(c -> MAPPINGS.messages().command(c).isPresent());
        assertThat(MAPPINGS.messages().entries())
                .allMatch(e -> (e.command() ? commands : events).contains(e.neutral()));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void mapsTypesOfNumberBothWays(Type type) {
        var numbers = MAPPINGS.numbers();
        assertThat(numbers.type(numbers.q931(type))).isEqualTo(type);
        assertThat(numbers.typeOfH225Public(numbers.h225Public(type))).isEqualTo(type);
        assertThat(numbers.typeOfH225Private(numbers.h225Private(type))).isEqualTo(type);
        assertThat(numbers.sipPrefix(type)).isEqualTo(type == Type.INTERNATIONAL ? "+" : "");
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    void mapsPlansBothWays(Plan plan) {
        var numbers = MAPPINGS.numbers();
        assertThat(numbers.plan(numbers.q931(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @EnumSource(Presentation.class)
    void mapsPresentationBothWays(Presentation presentation) {
        var numbers = MAPPINGS.numbers();
        assertThat(numbers.presentation(numbers.q931(presentation))).isEqualTo(presentation);
    }

    @Test
    void hidesWhatItDoesNotUnderstand() {
        assertThat(MAPPINGS.numbers().presentation(3)).isEqualTo(Presentation.RESTRICTED);
        assertThat(MAPPINGS.numbers().sipPrivacy(Presentation.RESTRICTED)).isEqualTo("id");
    }

    @ParameterizedTest
    @EnumSource(Screening.class)
    void mapsScreeningBothWays(Screening screening) {
        var numbers = MAPPINGS.numbers();
        assertThat(numbers.screening(numbers.q931(screening))).isEqualTo(screening);
        assertThat(numbers.isAsserted(screening))
                .isEqualTo(
                        screening == Screening.NETWORK_PROVIDED
                                || screening == Screening.USER_PROVIDED_PASSED);
    }

    @ParameterizedTest
    @CsvSource({"0,unknown", "1,user-busy", "2,no-answer", "15,unconditional", "7,unknown"})
    void namesRedirectionReasons(int code, String diversion) {
        assertThat(MAPPINGS.diversionReason(code)).isEqualTo(diversion);
        assertThat(MAPPINGS.redirectionReason(diversion)).isEqualTo(code == 7 ? 0 : code);
    }

    @Test
    void namesCauses() {
        assertThat(MAPPINGS.causeName(17)).isEqualTo("User busy");
        assertThat(MAPPINGS.causeName(126)).isEqualTo("Unknown");
        assertThat(MAPPINGS.causes()).contains(1, 16, 127).isSorted();
    }

    private static List<String> names(Class<?> sealed) {
        return new ArrayList<>(
                Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }
}
