package org.dragoman.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Trunks that lead to the same places, and which of them is tried first.
public record TrunkGroup(String name, List<Member> members, Order order, Floor floor) {
    /// - {@code weight}: its share of calls, against the weights of the others.
    public record Member(String trunk, int weight) {}

    /// Which comes first.
    public enum Order {
        /// As they stand there.
        LISTED,
        /// By lot, each so often as its weight says.
        WEIGHT,
        /// The cheapest; of the same price the better one.
        COST,
        /// The best by its last calls; of the same rank the cheaper one.
        QUALITY
    }

    /// How bad a trunk may be by its last calls; one that is worse comes behind all others.
    ///
    /// - {@code answered}: percent of its calls.
    /// - {@code delay}: from dialling to the first sign of the called party.
    /// - {@code mos}: mean opinion score of its sound, 1 to 4.5.
    public record Floor(int answered, Optional<Duration> delay, double mos) {
        public static final Floor NONE = new Floor(0, Optional.empty(), 0);

        boolean takes(TrunkQuality quality) {
            return !quality.isKnown()
                    || quality.answeredPercent() >= answered
                            && (delay.isEmpty()
                                    || quality.delay()
                                            .filter(d -> d.compareTo(delay.get()) > 0)
                                            .isEmpty())
                            && (quality.mos().isEmpty() || quality.mos().getAsDouble() >= mos);
        }
    }

    public TrunkGroup {
        members = List.copyOf(members);
    }
}
