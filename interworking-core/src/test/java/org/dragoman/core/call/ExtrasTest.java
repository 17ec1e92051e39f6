package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dragoman.core.call.Extras.Edit;
import org.dragoman.core.call.Extras.Field;
import org.junit.jupiter.api.Test;

class ExtrasTest {
    private final Extras came =
            Extras.NONE
                    .withReceived("X-Account", "7")
                    .withReceived("x-trace", "a")
                    .withReceived("X-Trace", "b")
                    .withReceived("Subject", "hello")
                    .withReceived("Via", "SIP/2.0/UDP 192.0.2.1")
                    .withReceived("Authorization", "Digest secret");

    @Test
    void nothing_is_sent_on_by_itself_and_what_is_the_gateways_is_not_even_kept() {
        assertThat(came.sent()).isEmpty();
        assertThat(came.received())
                .extracting(Field::name)
                .containsExactly("X-Account", "x-trace", "X-Trace", "Subject");
    }

    @Test
    void rules_keep_drop_and_set_in_order() {
        var sent =
                came.edited(
                        List.of(
                                new Edit.Keep("X-*"),
                                new Edit.Keep("subject"),
                                new Edit.Drop("X-Trace"),
                                new Edit.Put(new Field("X-Account", "8")),
                                new Edit.Put(new Field("X-Route", "gold"))));
        assertThat(sent.sent())
                .containsExactly(
                        new Field("Subject", "hello"),
                        new Field("X-Account", "8"),
                        new Field("X-Route", "gold"));
        assertThat(sent.edited(List.of(new Edit.Drop("X-*"))).sent())
                .containsExactly(new Field("Subject", "hello"));
        assertThat(came.edited(List.of(new Edit.Keep("x-trace"))).value("X-TRACE"))
                .contains("a, b");
    }

    @Test
    void a_field_is_one_line_of_a_name_that_is_free() {
        for (var name : List.of("Via", "From", "X", "P-Asserted-Identity", "Content-Type", "X:Y")) {
            assertThat(Extras.mayBeNamed(name)).as(name).isFalse();
        }
        assertThat(Extras.mayBeNamed("Subject*")).isFalse();
        assertThat(Extras.mayBeNamed("x-A*")).isTrue();
        assertThatThrownBy(() -> new Field("X-A", "b\r\nVia: c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Extras.NONE.withReceived("X-A", "b\r\nc").received()).isEmpty();
        assertThat(Extras.NONE.withReceived("X-A", "b".repeat(600)).received()).isEmpty();
    }

    @Test
    void fields_are_counted() {
        var many = Extras.NONE;
        for (int i = 0; i < 100; i++) {
            many = many.withReceived("X-" + i, "v");
        }
        assertThat(many.received()).hasSize(20);
        assertThat(many.edited(List.of(new Edit.Keep("X-*"))).sent()).hasSize(20);
    }
}
