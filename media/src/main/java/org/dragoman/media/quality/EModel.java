package org.dragoman.media.quality;

/// The E-model of ITU-T G.107 (06/2015) for narrow-band telephony: from what impairs a
/// connection to the rating factor R, and from R to a mean opinion score. Handsets, rooms and
/// levels are those of G.107 Table 2 (defaults); what a packet network changes is in {@link
/// Conditions}.
public final class EModel {
    // G.107 Table 2: defaults.
    private static final double SLR = 8; // dB, sending loudness
    private static final double RLR = 2; // dB, receiving loudness
    private static final double OLR = SLR + RLR;
    private static final double STMR = 15; // dB, sidetone masking
    private static final double DR = 3; // dB, D-value of the telephone, receive side
    private static final double DS = 3; // dB, D-value of the telephone, send side
    private static final double LSTR = STMR + DR;
    private static final double TELR = 65; // dB, talker echo
    private static final double WEPL = 110; // dB, weighted echo path
    private static final double QDU = 1; // quantization distortion units
    private static final double NC = -70; // dBm0p, circuit noise
    private static final double NFOR = -64; // dBmp, noise floor at the receive side
    private static final double PS = 35; // dB(A), room noise, send side
    private static final double PR = 35; // dB(A), room noise, receive side
    private static final double DELAY_SENSITIVITY = 1; // sT
    private static final double LEAST_PERCEIVED_MILLIS = 100; // mT

    private static final double MOST_MOS = 4.5;

    private static final double NOISE = noise();
    private static final double SIGNAL_TO_NOISE = 15 - 1.5 * (SLR + NOISE); // Ro, §7.2

    /// What a packet network does to a connection.
    ///
    /// - {@code oneWayMillis}: mouth to ear; echo is taken to come back over the same way (T =
    ///   Ta, Tr = 2 Ta).
    /// - {@code codec}: equipment impairment and robustness.
    /// - {@code lossPercent}: packets that the listener's decoder does not get, 0 to 100.
    /// - {@code burstRatio}: mean length of runs of lost packets over that of random loss; 1
    ///   for random loss, more where losses come together (§7.5).
    /// - {@code advantage}: A of §7.6, what people forgive for the convenience: 0 wire, 5 in a
    ///   building, 10 on the move.
    public record Conditions(
            double oneWayMillis,
            Impairment codec,
            double lossPercent,
            double burstRatio,
            double advantage) {

        /// A connection without delay, loss or coding.
        public static final Conditions DEFAULT = new Conditions(0, Impairment.NONE, 0, 1, 0);

        public Conditions {
            if (oneWayMillis < 0 || lossPercent < 0 || lossPercent > 100 || burstRatio <= 0) {
                throw new IllegalArgumentException("impossible conditions");
            }
        }
    }

    private EModel() {}

    /// The rating factor; 93.2 for {@link Conditions#DEFAULT}. May be negative.
    public static double rating(Conditions c) {
        return SIGNAL_TO_NOISE
                - simultaneous(c.oneWayMillis())
                - delayed(c.oneWayMillis())
                - equipment(c)
                + c.advantage();
    }

    /// Mean opinion score of a conversation, 1 to 4.5 (Annex B, formula B-4).
    public static double meanOpinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        if (rating >= 100) {
            return MOST_MOS;
        }
        // between 0 and 6.5 the formula dips below 1, which is no score
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }

    /// Ie,eff: what the codec costs with this loss (§7.5).
    public static double equipment(Conditions c) {
        double ie = c.codec().equipment();
        double loss = c.lossPercent();
        return loss == 0
                ? ie
                : ie + (95 - ie) * loss / (loss / c.burstRatio() + c.codec().robustness());
    }

    /// No: all noise, as if it were at the 0 dBr point (§7.2.1).
    private static double noise() {
        double send = PS - SLR - DS - 100 + 0.004 * square(PS - OLR - DS - 14);
        double effectiveRoom = PR + 10 * Math.log10(1 + power(10, (10 - LSTR) / 10));
        double receive = RLR - 121 + effectiveRoom + 0.008 * square(effectiveRoom - 35);
        double floor = NFOR + RLR;
        return 10
                * Math.log10(
                        power(10, NC / 10)
                                + power(10, send / 10)
                                + power(10, receive / 10)
                                + power(10, floor / 10));
    }

    /// Is: what goes on at the same time as speech (§7.3).
    private static double simultaneous(double echoMillis) {
        return loudness() + sidetone(echoMillis) + quantization();
    }

    private static double loudness() {
        double x = (OLR + 0.2 * (64 + NOISE - RLR)) / 8;
        return 20 * (power(1 + power(x, 8), 1.0 / 8) - x);
    }

    private static double sidetone(double echoMillis) {
        double effective =
                -10
                        * Math.log10(
                                power(10, -STMR / 10)
                                        + Math.exp(-echoMillis / 4) * power(10, -TELR / 10));
        return 12 * power(1 + power((effective - 13) / 6, 8), 1.0 / 8)
                - 28 * power(1 + power((effective + 1) / 19.4, 35), 1.0 / 35)
                - 13 * power(1 + power((effective - 3) / 33, 13), 1.0 / 13)
                + 29;
    }

    private static double quantization() {
        double q = 37 - 15 * Math.log10(QDU);
        double g = 1.07 + 0.258 * q + 0.0602 * q * q;
        double y = (SIGNAL_TO_NOISE - 100) / 15 + 46 / 8.4 - g / 9;
        double z = 46.0 / 30 - g / 40;
        return 15 * Math.log10(1 + power(10, y) + power(10, z));
    }

    /// Id: what comes late (§7.4).
    private static double delayed(double oneWayMillis) {
        return talkerEcho(oneWayMillis) + listenerEcho(2 * oneWayMillis) + absolute(oneWayMillis);
    }

    private static double talkerEcho(double millis) {
        double echoLoudness =
                TELR
                        - 40 * Math.log10((1 + millis / 10) / (1 + millis / 150))
                        + 6 * Math.exp(-0.3 * millis * millis);
        double noise = -1.5 * (NOISE - RLR);
        double echo = 80 + 2.5 * (echoLoudness - 14);
        double half = (noise - echo) / 2;
        return (half + Math.sqrt(half * half + 100) - 1) * (1 - Math.exp(-millis));
    }

    private static double listenerEcho(double roundTripMillis) {
        double echo = 10.5 * (WEPL + 7) * power(roundTripMillis + 1, -0.25);
        double half = (SIGNAL_TO_NOISE - echo) / 2;
        return half + Math.sqrt(half * half + 169);
    }

    private static double absolute(double millis) {
        if (millis <= LEAST_PERCEIVED_MILLIS) {
            return 0;
        }
        double x = Math.log(millis / LEAST_PERCEIVED_MILLIS) / Math.log(2);
        double n = 6 * DELAY_SENSITIVITY;
        return 25 * (power(1 + power(x, n), 1 / n) - 3 * power(1 + power(x / 3, n), 1 / n) + 2);
    }

    private static double power(double base, double exponent) {
        return Math.pow(base, exponent);
    }

    private static double square(double x) {
        return x * x;
    }
}
