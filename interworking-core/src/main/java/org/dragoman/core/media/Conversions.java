package org.dragoman.core.media;

/// What the media plane can do when the sides of a call use different codecs. Immutable, for all
/// threads; quick.
public interface Conversions {
    /// Only the two laws of G.711, which every media plane turns into one another.
    Conversions LAWS =
            new Conversions() {
                @Override
                public boolean canConvert(Codec from, Codec to) {
                    return from.isG711() && to.isG711();
                }

                @Override
                public int cost(Codec from, Codec to) {
                    return 1;
                }

                @Override
                public int soundHz(Codec codec) {
                    return 8_000;
                }
            };

    /// Whether sound of the one can be given to who takes the other.
    boolean canConvert(Codec from, Codec to);

    /// Processor time of 20 ms of it, in microseconds, for comparing.
    int cost(Codec from, Codec to);

    /// Samples per second of a codec's sound: how much of the voice it carries.
    int soundHz(Codec codec);

    /// Whether a call can be held between the two: both ways.
    default boolean canTalk(Codec one, Codec other) {
        return canConvert(one, other) && canConvert(other, one);
    }
}
