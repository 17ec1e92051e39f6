package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.core.call.Elements.Edit;
import org.dragoman.core.call.Elements.Element;
import org.junit.jupiter.api.Test;

class ElementsTest {
    private final Elements came =
            Elements.NONE
                    .withReceived("display", "Anna")
                    .withReceived("progress-indicator", "8083")
                    .withReceived("progress-indicator", "8088");

    @Test
    void nothing_is_sent_on_by_itself() {
        assertThat(came.sent()).isEmpty();
        assertThat(came.dropped()).isEmpty();
    }

    @Test
    void rules_keep_drop_and_set_in_order() {
        var sent =
                came.edited(
                        List.of(
                                new Edit.Keep("progress-indicator"),
                                new Edit.Keep("signal"),
                                new Edit.Drop("display"),
                                new Edit.Put(new Element("user-user", "04686921"))));
        assertThat(sent.sent())
                .containsExactly(
                        new Element("progress-indicator", "8083"),
                        new Element("progress-indicator", "8088"),
                        new Element("user-user", "04686921"));
        assertThat(sent.dropped()).containsExactly("display");
        assertThat(sent.value("display")).contains("dropped");
        assertThat(sent.value("progress-indicator")).contains("8083, 8088");
        assertThat(sent.value("signal")).isEmpty();
        var again = sent.edited(List.of(new Edit.Put(new Element("display", "Shop"))));
        assertThat(again.dropped()).isEmpty();
        assertThat(again.value("display")).contains("Shop");
    }

    @Test
    void more_than_fit_are_left_out() {
        var many = Elements.NONE;
        for (int i = 0; i < 100; i++) {
            many = many.withReceived("progress-indicator", "8088");
        }
        assertThat(many.received()).hasSize(20);
    }
}
