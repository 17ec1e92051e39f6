package org.dragoman.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.media.quality.EModel.Conditions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class EModelTest {
    /// G.107 Table 3: with all parameters at their defaults R = 93.2.
    @Test
    void the_default_connection_is_rated_as_published() {
        assertThat(EModel.rating(Conditions.DEFAULT)).isEqualTo(93.2, within(0.2));
    }

    /// G.107 Table B.1: the lower limit of each category of speech quality.
    @ParameterizedTest
    @CsvSource({"90,4.34", "80,4.03", "70,3.60", "60,3.10", "50,2.58"})
    void opinions_are_those_of_the_table(double rating, double opinion) {
        assertThat(EModel.meanOpinion(rating)).isEqualTo(opinion, within(0.01));
    }

    @Test
    void opinions_end_at_one_and_at_four_and_a_half() {
        assertThat(EModel.meanOpinion(-20)).isEqualTo(1);
        assertThat(EModel.meanOpinion(0)).isEqualTo(1);
        assertThat(EModel.meanOpinion(100)).isEqualTo(4.5);
        assertThat(EModel.meanOpinion(120)).isEqualTo(4.5);
        for (double r = 0; r < 100; r++) {
            assertThat(EModel.meanOpinion(r + 1)).isGreaterThanOrEqualTo(EModel.meanOpinion(r));
        }
    }

    record Measured(String codec, double lossPercent, double ie) {}

    /// G.113 Appendix I (05/2002) Table I.4: Ie measured with random loss.
    static final List<Measured> MEASURED = measured();

    private static List<Measured> measured() {
        double[] loss = {0, 0.5, 1, 1.5, 2, 3, 4, 8, 16};
        double[] g729 = {11, 13, 15, 17, 19, 23, 26, 36, 49};
        double[] g723 = {15, 17, 19, 22, 24, 27, 32, 41, 55};
        var rows = new ArrayList<Measured>();
        for (int i = 0; i < loss.length; i++) {
            rows.add(new Measured("G729", loss[i], g729[i]));
            rows.add(new Measured("G723", loss[i], g723[i]));
        }
        return rows;
    }

    @ParameterizedTest
    @FieldSource("MEASURED")
    void loss_costs_what_was_measured(Measured m) {
        var codec = CodecImpairments.standard().of(Codec.of(m.codec(), 8_000)).orElseThrow();
        var conditions = new Conditions(0, codec, m.lossPercent(), 1, 0);
        assertThat(EModel.equipment(conditions)).isEqualTo(m.ie(), within(1.2));
    }

    /// Cole and Rosenbluth, "Voice over IP performance monitoring" (2001): 0.024 d, and 0.11
    /// more for each millisecond above 177.3, as an approximation of the default connection.
    @ParameterizedTest
    @CsvSource({"25,0.6", "50,1.2", "100,2.4", "150,3.6", "200,7.3", "250,14.0", "300,20.7"})
    void delay_costs_what_the_known_approximation_says(double millis, double cost) {
        var late = new Conditions(millis, Impairment.NONE, 0, 1, 0);
        double lost = EModel.rating(Conditions.DEFAULT) - EModel.rating(late);
        assertThat(lost).isEqualTo(cost, within(2.2));
    }

    @Test
    void loss_in_bursts_costs_more_than_random_loss() {
        var codec = CodecImpairments.standard().of(Codec.PCMU).orElseThrow();
        double random = EModel.rating(new Conditions(50, codec, 3, 1, 0));
        double bursts = EModel.rating(new Conditions(50, codec, 3, 2, 0));
        assertThat(bursts).isLessThan(random);
    }

    @Test
    void advantage_is_added() {
        var mobile = new Conditions(0, Impairment.NONE, 0, 1, 10);
        assertThat(EModel.rating(mobile) - EModel.rating(Conditions.DEFAULT)).isEqualTo(10);
    }

    @Test
    void a_wide_band_codec_has_no_place_on_this_scale() {
        assertThat(CodecImpairments.standard().of(Codec.G722)).isEmpty();
    }
}
