package org.dragoman.media.quality;

/// What coding costs on the scale of {@link EModel}.
///
/// - {@code equipment}: Ie, without loss.
/// - {@code robustness}: Bpl, how well the decoder bears loss; more is better.
public record Impairment(double equipment, double robustness) {
    /// Of no coding at all: G.107 Table 2.
    public static final Impairment NONE = new Impairment(0, 4.3);

    public Impairment {
        if (equipment < 0 || equipment > 95 || robustness <= 0) {
            throw new IllegalArgumentException("Ie is 0 to 95, and Bpl is more than 0");
        }
    }
}
